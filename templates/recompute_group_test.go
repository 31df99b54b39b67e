package templates

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// group works out the score, level, target and percentage of a group.
func (s *secretary) group() {
	if s.find(`No question here applies, so there is no score, and its weight counts nowhere\.`) != nil {
		for _, r := range s.rows {
			if a := r["Answered"]; a != "none applies" && a != "Not applicable" {
				s.wrong("%s is %s", r["Id"], a)
			}
		}
		if !s.engine.Score.IsNone() || !s.engine.Target.IsNone() || !s.engine.Level.IsNone() {
			s.wrong("it has a score, a level or a target")
		}
		return
	}
	s.products()
	s.score()
	s.standsFor()
	s.provisional()
	s.level()
	s.target()
	s.percent()
}

func (s *secretary) products() {
	for _, r := range s.rows {
		if _, weighs := r["Weight × score"]; !weighs {
			continue
		}
		v, has := r.number("Score")
		product, made := r.number("Weight × score")
		if has != made {
			s.wrong("%s has a score or its product, and not both", r["Id"])
		}
		s.agree(r["Id"]+" times its weight", v*r.weight(), product, rounding*(1+r.weight()))
	}
}

// total is what the column of a table comes to.
type total struct {
	sum, weight     float64
	least, greatest float64
	off             float64 // how far the sum may be off, by rounding
	count           int
}

func (s *secretary) total(column string) total {
	t := total{least: math.Inf(1), greatest: math.Inf(-1)}
	for _, r := range s.rows {
		v, ok := r.number(column)
		if !ok {
			continue
		}
		w := r.weight()
		t = total{t.sum + w*v, t.weight + w, min(t.least, v), max(t.greatest, v), t.off + w*rounding, t.count + 1}
	}
	return t
}

func (s *secretary) score() {
	t := s.total("Score")
	switch {
	case s.find(`There is no score: no number is made of the parts below\.`) != nil:
		if !s.engine.Score.IsNone() {
			s.wrong("it has a score")
		}
	case s.find(`Score: none, because none of its (\d+) questions is answered\.`) != nil:
		open := 0
		for _, r := range s.rows {
			answered, applicable := r.coverage()
			open += applicable
			if answered > 0 {
				s.wrong("%s is answered", r["Id"])
			}
		}
		if got := s.find(`none of its (\d+) questions`)[0]; got != fmt.Sprint(open) || !s.engine.Score.IsNone() {
			s.wrong("%d questions are not answered", open)
		}
	case s.find(`Score: none, because no part below has one\.`) != nil:
		if t.count > 0 || !s.engine.Score.IsNone() {
			s.wrong("%d parts have a score", t.count)
		}
	case s.find(`Score #: the (weighted )?mean`) != nil:
		is := s.find(`Score #: the (weighted )?mean of the parts below that have a score, # / # = #\.`)
		s.agree("the sum", t.sum, figure(is[2]), t.off+rounding)
		s.agree("the sum of the weights", t.weight, figure(is[3]), rounding)
		s.agree("the mean", t.sum/t.weight, figure(is[4]), t.off/t.weight+rounding)
		s.agree("the mean of what is said", figure(is[2])/figure(is[3]), figure(is[4]), rounding+rounding*(1+math.Abs(figure(is[4])))/figure(is[3]))
		s.scoreIs(figure(is[0]), figure(is[4]))
	case s.find(`Score #: # and the parts below`) != nil:
		is := s.find(`Score #: # and the parts below(, each times its weight)?, # \+ \(?#\)? = #\.`)
		if (is[2] == "") != !slices.ContainsFunc(s.rows, func(r row) bool { return r["Weight"] != "" }) {
			s.wrong("there are weights, and they are not named, or the other way round")
		}
		s.agree("the start", figure(is[1]), figure(is[3]), 0)
		s.agree("the sum", t.sum, figure(is[4]), t.off+rounding)
		s.agree("the score", figure(is[3])+figure(is[4]), figure(is[5]), 2*rounding)
		s.scoreIs(figure(is[0]), figure(is[5]))
	case s.find(`Score #: the least of the parts below that have a score\.`) != nil:
		s.scoreIs(figure(s.find(`Score #: the least`)[0]), t.least)
	case s.find(`Level #: the highest that is reached with every level below it\.`) != nil:
		s.levels()
	default:
		s.wrong("it does not say how the score was made")
	}
}

// scoreIs compares a score in one decimal and in full.
func (s *secretary) scoreIs(short, full float64) {
	s.agree("the score in short", full, short, 0.05+rounding)
	s.engineHas("the score", full, s.engine.Score, rounding+s.total("Score").off)
}

// coverage reads how many questions of a part apply and are answered.
func (r row) coverage() (answered, applicable int) {
	if n, _ := fmt.Sscanf(r["Answered"], "%d of %d", &answered, &applicable); n == 2 && !strings.Contains(r["Answered"], "ticked") {
		return answered, applicable
	}
	switch r["Answered"] {
	case "none applies", "Not applicable":
		return 0, 0
	case "Not answered":
		return 0, 1
	}
	return 1, 1
}

// standsFor sees whether what stands for what has no number is said, and only
// where something does.
func (s *secretary) standsFor() {
	column := "Score"
	if s.find(`Level #: the highest that`) != nil {
		column = "Counts"
	}
	if s.find(`There is no score: no number`) != nil {
		return
	}
	for state, sentences := range map[string][]string{
		"Not answered":   {"What is not answered counts as the least option.", "A part without a score counts with the least that it can have.", "A question of its own that is not answered counts as the least option."},
		"Not applicable": {"What does not apply counts as the greatest option.", "A question of its own that does not apply counts as the greatest option."},
	} {
		said := slices.ContainsFunc(sentences, func(sentence string) bool { return strings.Contains(s.says, sentence) })
		for _, r := range s.rows {
			_, counts := r.number(column)
			switch {
			case r["Answered"] != state:
			case counts && !said:
				s.wrong("%s counts, though it is %s, and nothing says so", r["Id"], state)
			case !counts && said && r.numbered(s):
				s.wrong("%s does not count, though it is %s, and something says that it does", r["Id"], state)
			}
		}
	}
}

// numbered reports whether a part of the table is a question with a number.
func (r row) numbered(s *secretary) bool {
	n := s.result.Find(r["Id"])
	return n.Question == nil || n.Question.HasNumber()
}

func (s *secretary) provisional() {
	is := s.find(`Provisional, with (\d+) of (\d+) questions not answered: # if each got the least option, # if each got the greatest\.`)
	if is == nil {
		if s.engine.Provisional && !s.engine.Low.IsNone() {
			s.wrong("it is provisional and does not say so")
		}
		return
	}
	answered, applicable := 0, 0
	for _, r := range s.rows {
		a, b := r.coverage()
		answered, applicable = answered+a, applicable+b
	}
	if is[0] != fmt.Sprint(applicable-answered) || is[1] != fmt.Sprint(applicable) {
		s.wrong("%d of %d are answered", answered, applicable)
	}
	s.engineHas("the low", figure(is[2]), s.engine.Low, rounding)
	s.engineHas("the high", figure(is[3]), s.engine.High, rounding)
}
