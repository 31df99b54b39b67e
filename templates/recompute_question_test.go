package templates

import (
	"fmt"
	"slices"
	"strings"
)

// question works out the value, target and gap of a question.
func (s *secretary) question() {
	var values []float64
	var marked []row
	for _, r := range s.rows {
		v, ok := r.number("Value")
		if _, has := r["Value"]; !has {
			key := s.key(r["Option"])
			_, err := fmt.Sscanf(key, "%g", &v)
			ok = err == nil
		}
		if ok {
			values = append(values, v)
		}
		if r[""] == ">" {
			marked = append(marked, r)
			if ok && !s.engine.Question.Many && s.engine.Question.HasNumber() {
				s.engineHas("the score", v, s.engine.Score, 0)
			}
		}
	}
	if ticked := s.find(`Answer: (\d+) of (\d+) ticked`); ticked != nil && (ticked[0] != fmt.Sprint(len(marked)) || ticked[1] != fmt.Sprint(len(s.rows))) {
		s.wrong("%d options are marked, of %d", len(marked), len(s.rows))
	} else if ticked == nil && len(marked) > 0 && s.find(`Answer: (.+)`) != nil && !strings.HasPrefix(s.find(`Answer: (.+)`)[0], marked[0]["Option"]) {
		s.wrong("the option that is marked is %s", marked[0]["Option"])
	}
	aim := s.find(`Target #, gap #(: not answered counts as the least option)?\.`)
	if aim == nil {
		if v, ok := s.engine.Target.Get(); ok {
			s.wrong("the target of %v is not there", v)
		}
		return
	}
	value := slices.Min(values)
	if (aim[2] == "") != (len(marked) == 1) {
		s.wrong("%d options are marked, and the gap is made as if not", len(marked))
	}
	if len(marked) == 1 {
		value = values[slices.IndexFunc(s.rows, func(r row) bool { return r[""] == ">" })]
	}
	s.engineHas("the target", figure(aim[0]), s.engine.Target, rounding)
	s.agree("the gap", max(0, figure(aim[0])-value), figure(aim[1]), 2*rounding)
	s.engineHas("the gap", figure(aim[1]), s.engine.Gap, rounding)
}

// key is that of an option as it is printed: its name alone may stand there.
func (s *secretary) key(printed string) string {
	for _, o := range s.engine.Question.Options {
		if o.Label() == printed {
			return o.Key
		}
	}
	s.wrong("there is no option %q", printed)
	return ""
}
