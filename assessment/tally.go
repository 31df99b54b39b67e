package assessment

// tally gathers the weighted numbers of children, of those that have one.
type tally struct {
	sum, weight float64
	low, high   float64
	any         bool
}

func (t *tally) add(w float64, n Number) {
	if !n.is {
		return
	}
	// The conversion keeps arm64 from fusing the two steps into one
	// rounding, which would give other bits than amd64.
	t.sum += float64(w * n.value)
	t.weight += w
	if !t.any {
		t.low, t.high, t.any = n.value, n.value, true
		return
	}
	t.low, t.high = min(t.low, n.value), max(t.high, n.value)
}

// mean is Σ w·v / Σ w.
func (t *tally) mean() Number {
	if !t.any {
		return Number{}
	}
	return Some(snap(t.sum / t.weight))
}

// from is start + Σ w·v.
func (t *tally) from(start float64) Number {
	if !t.any {
		return Number{}
	}
	return Some(snap(start + t.sum))
}

func (t *tally) least() Number { return Number{t.low, t.any} }

func (t *tally) greatest() Number { return Number{t.high, t.any} }
