package templates

import (
	"math"
	"strings"
)

// target works out the target and the gap from their columns.
func (s *secretary) target() {
	is := s.find(`Target #, gap #: (the means of the targets and of the gaps of its parts|the weighted means of the targets and of the gaps of its parts|# plus the targets of its parts, and the sum of their gaps(?:, each times its weight)?|the least target and the greatest gap of its parts|the level that the targets of its questions would reach, and how far the level lies below it)`)
	if is == nil {
		if v, ok := s.engine.Target.Get(); ok {
			s.wrong("it does not say how the target of %v was made", v)
		}
		return
	}
	target, gap := s.total("Target"), s.total("Gap")
	var t, g, off float64
	switch how := strings.Fields(is[2]); {
	case strings.Contains(is[2], "means"):
		t, g, off = target.sum/target.weight, gap.sum/gap.weight, target.off/target.weight
	case strings.Contains(is[2], " plus "):
		t, g, off = figure(is[3])+target.sum, gap.sum, target.off
	case how[1] == "least":
		t, g = target.least, gap.greatest
	default:
		share := figure(s.find(`come to #% of their weights`)[0]) / 100
		t = s.highestLevel("Target", share, nil)
		g = max(0, t-figure(s.find(`Level #: the highest`)[0]))
	}
	s.agree("the target", t, figure(is[0]), off+rounding)
	s.agree("the gap", g, figure(is[1]), off+rounding)
	s.engineHas("the target", figure(is[0]), s.engine.Target, rounding)
	s.engineHas("the gap", figure(is[1]), s.engine.Gap, rounding)
}

// percent works out how much of the targets is reached; where every part is a
// question, from the table.
func (s *secretary) percent() {
	if is := s.find(`To target #%: the targets of its questions ask for no more than the least option\.`); is != nil {
		s.agree("the percentage", 100, figure(is[0]), 0)
		s.engineHas("the percentage", 1, s.engine.PercentToTarget, 0)
		return
	}
	is := s.find(`To target #%: 1 - # / #, the gaps and the targets of its questions that apply added up, without weights(?:, each target counted from the least option where that is below 0, which adds #)?\.`)
	if is == nil {
		if !s.engine.PercentToTarget.IsNone() {
			s.wrong("it does not say how far it is to target")
		}
		return
	}
	s.agree("the percentage", 100*(1-figure(is[1])/figure(is[2])), figure(is[0]), 0.05+0.01)
	s.engineHas("the percentage", figure(is[0])/100, s.engine.PercentToTarget, 0.0005)
	if parts := s.find(`By part: (\S+ # / #(?:, \S+ # / #)*)\.`); parts != nil {
		gaps, targets := 0.0, 0.0
		all := strings.Split(parts[0], ", ")
		for _, part := range all {
			words := strings.Fields(part)
			gaps, targets = gaps+figure(words[1]), targets+figure(words[3])
		}
		s.agree("the gaps of the parts", gaps, figure(is[1]), float64(len(all)+1)*rounding)
		s.agree("the targets of the parts", targets, figure(is[2]), float64(len(all)+1)*rounding)
		return
	}
	gaps, targets, questions := 0.0, 0.0, 0
	for _, r := range s.rows {
		g, has := r.number("Gap")
		switch {
		case r["Answered"] == "Not applicable":
			continue
		case !has || r["Answered"] == "none applies" || strings.Contains(r["Answered"], " of "):
			return
		}
		t, _ := r.number("Target")
		gaps, targets, questions = gaps+g, targets+t, questions+1
	}
	off := float64(questions+1) * rounding
	s.agree("the gaps added up", gaps, figure(is[1]), off)
	if is[3] != "" {
		targets += figure(is[3])
	}
	s.agree("the targets added up", targets, figure(is[2]), off)
}

// colour sees whether the gap and the threshold that are printed give it.
func (s *secretary) colour() {
	is := s.find(`(?:^|\. )(Green|Amber|Red|Grey): (?:at target|less than # below target|# or more below target|what is not answered decides the colour; with the greatest options the gap would be #\. A gap of # or more is red)\.`)
	gap := s.find(`Target #, gap #`)
	if is == nil || gap == nil {
		if s.engine.RAG != "" {
			s.wrong("there is a colour, %s, and no reason for it", s.engine.RAG)
		}
		return
	}
	if strings.ToLower(is[0]) != string(s.engine.RAG) {
		s.wrong("the colour is %s, not %s", s.engine.RAG, is[0])
	}
	below, near := figure(gap[1]), ""
	for _, i := range []int{1, 2, 4} {
		near += is[i]
	}
	switch {
	case near == "":
		if below != 0 {
			s.wrong("it is green with a gap of %v", below)
		}
		return
	case math.Abs(below-figure(near)) <= 2*rounding && is[0] != "Grey":
		return // too near to tell
	}
	s.agree("the threshold", s.engine.Near(), figure(near), rounding)
	made := colourOf(below, figure(near))
	if is[0] == "Grey" {
		if made == colourOf(figure(is[3]), figure(near)) {
			s.wrong("it is grey, and is %s either way", made)
		}
		return
	}
	if made != is[0] {
		s.wrong("a gap of %v is %s with a threshold of %s, not %s", below, made, near, is[0])
	}
}

func colourOf(gap, near float64) string {
	switch {
	case gap == 0:
		return "Green"
	case gap < near:
		return "Amber"
	}
	return "Red"
}
