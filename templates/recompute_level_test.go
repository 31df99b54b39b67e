package templates

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// levels works out a group that is scored by levels.
func (s *secretary) levels() {
	share := figure(s.find(`A level is reached when its questions, each times its weight, come to #% of their weights\.`)[0]) / 100
	level := s.highestLevel("Counts", share, func(k int, t total) {
		if t.count == 0 {
			if s.find(fmt.Sprintf(`- Level %d: nothing at it counts, so it is passed\.`, k)) == nil {
				s.wrong("nothing counts at level %d", k)
			}
			return
		}
		is := s.find(fmt.Sprintf(`- Level %d: # / # = #, (reached|not reached)\.`, k))
		if is == nil {
			s.wrong("there is no sum for level %d", k)
			return
		}
		s.agree("the sum of a level", t.sum, figure(is[0]), t.off+rounding)
		s.agree("the weights of a level", t.weight, figure(is[1]), rounding)
		s.agree("the share of a level", figure(is[0])/figure(is[1]), figure(is[2]), rounding+2*rounding/figure(is[1]))
		if (is[3] == "reached") != (t.sum/t.weight >= share) {
			s.wrong("level %d is %s with %v of %v", k, is[3], t.sum, t.weight)
		}
	})
	ids := s.held(level+1, false)
	for _, r := range s.rows {
		at := slices.Contains(strings.Split(r["At levels"], ", "), fmt.Sprint(level+1))
		v, counts := r.number("Counts")
		below := at && counts && r["Answered"] != "Not applicable" && v < s.result.Find(r["Id"]).Question.Greatest()
		if below != slices.Contains(ids, r["Id"]) {
			s.wrong("%s holds it back: %v", r["Id"], below)
		}
	}
	s.agree("the level", level, figure(s.find(`Level #: the highest`)[0]), 0)
	s.engineHas("the level", level, s.engine.Level, 0)
	s.engineHas("the score", level, s.engine.Score, 0)
}

// highestLevel is the level that a column makes with all below it.
func (s *secretary) highestLevel(column string, share float64, each func(level int, t total)) float64 {
	top := 0
	for _, r := range s.rows {
		for _, k := range strings.Split(r["At levels"], ", ") {
			top = max(top, int(figure(k)))
		}
	}
	level, stopped := 0.0, false
	for k := 1; k <= top; k++ {
		there := &secretary{engine: s.engine}
		for _, r := range s.rows {
			if slices.Contains(strings.Split(r["At levels"], ", "), fmt.Sprint(k)) {
				there.rows = append(there.rows, r)
			}
		}
		t := there.total(column)
		if each != nil {
			each(k, t)
		}
		if stopped = stopped || t.count > 0 && t.sum/t.weight < share; !stopped {
			level++
		}
	}
	return level
}

// level works out the level of a mean or a least.
func (s *secretary) level() {
	is := s.find(`Level #: the score with everything unanswered at the least option, #, rounded down(?: to one of ([-0-9., ]+))? is #; (?:the least core answer is # \((\S+)\); the lower of the two counts|no core answer limits it)\.`)
	if is == nil {
		if s.find(`Level #: the highest that`) == nil && !s.engine.Level.IsNone() {
			s.wrong("it does not say how the level was made")
		}
		return
	}
	low, floor := figure(is[1]), figure(is[3])
	down := func(v float64) float64 { return math.Floor(v) }
	up := func(v float64) float64 { return v + 1 }
	if is[2] != "" {
		var levels []float64
		for _, level := range strings.Split(is[2], ", ") {
			levels = append(levels, figure(level))
		}
		down = func(v float64) float64 {
			at := levels[0]
			for _, level := range levels {
				if level <= v {
					at = level
				}
			}
			return at
		}
		up = func(v float64) float64 {
			if i := slices.IndexFunc(levels, func(l float64) bool { return l > v }); i >= 0 {
				return levels[i]
			}
			return v
		}
	}
	s.agree("the low rounded down", down(low), floor, 0)
	if said := s.find(`: # if each got the least option`); said != nil {
		s.agree("the low", figure(said[0]), low, 0)
	} else if said := s.find(`Score #: .*? = #\.`); said != nil {
		s.agree("the low", figure(said[1]), low, 0)
	}
	level := floor
	if is[4] != "" {
		level = min(floor, figure(is[4]))
		if r := s.row(is[5]); r != nil {
			if v, ok := r.number("Score"); ok {
				s.agree("the least core answer", v, figure(is[4]), 0)
			}
		}
	}
	s.agree("the level", level, figure(is[0]), 0)
	s.engineHas("the level", level, s.engine.Level, 0)
	s.heldBack(up(level), is[4] != "" && figure(is[4]) < floor)
}

// heldBack sees whether the questions of the table that hold a level back are
// those listed.
func (s *secretary) heldBack(next float64, core bool) {
	ids := s.held(next, core)
	if ids == nil {
		return
	}
	for _, r := range s.rows {
		if r["Answered"] == "Not applicable" || strings.Contains(r["Answered"], " of ") {
			continue
		}
		v, has := r.number("Score")
		listed := slices.Contains(ids, r["Id"])
		if below := v < next || !has; listed && !below || !core && below && !listed && r["Answered"] != "none applies" {
			s.wrong("%s, below %v: %v; listed: %v", r["Id"], next, below, listed)
		}
	}
}

// held lists the questions that hold a level back.
func (s *secretary) held(next float64, core bool) []string {
	said := s.find(`Held back from level # by (\d+) (core )?questions?:`)
	if said == nil {
		return nil
	}
	s.agree("the next level", next, figure(said[0]), 0)
	if core != (said[2] != "") {
		s.wrong("core questions alone hold it back: %v", core)
	}
	var ids []string
	for _, line := range s.lines {
		if held, ok := strings.CutPrefix(line, "- "); ok && !strings.HasPrefix(held, "Level ") {
			ids = append(ids, strings.Fields(held)[0])
		}
	}
	if said[1] != fmt.Sprint(len(ids)) {
		s.wrong("%d questions are listed that hold it back", len(ids))
	}
	return ids
}
