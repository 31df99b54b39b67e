package interview

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Selection says which questions a session asks; the zero Selection asks all
// that are open.
type Selection struct {
	// Only is "core", "unanswered", "below-target", or the id of an objective
	// or a theme; "" is "unanswered". Below target, answered questions are
	// asked again; otherwise those that are open.
	Only string
	// For is a part of the respondent's name, whatever its case.
	For string
}

// The words that Selection.Only may be, beside ids.
const (
	onlyCore       = "core"
	onlyUnanswered = "unanswered"
	onlyBelow      = "below-target"
)

// Check says what is wrong with a selection, if anything.
func (s Selection) Check(a *assessment.Assessment) error {
	_, err := s.choose(a)
	return err
}

// choose returns the questions of a selection in the framework's order. The
// error says what there is instead of what was asked for.
func (s Selection) choose(a *assessment.Assessment) ([]*frameworks.Question, error) {
	questions := a.Asked()
	keep := func(such func(*frameworks.Question) bool) {
		questions = slices.DeleteFunc(questions, func(q *frameworks.Question) bool { return !such(q) })
	}
	switch g := a.Framework.Group(s.Only); {
	case s.Only == "" || s.Only == onlyUnanswered:
	case s.Only == onlyCore:
		keep(func(q *frameworks.Question) bool { return q.Core })
	case s.Only == onlyBelow:
		below := make(map[string]bool)
		for _, n := range assessment.Score(a).Overall.Questions() {
			gap, ok := n.Gap.Get()
			below[n.ID] = ok && gap > 0
		}
		keep(func(q *frameworks.Question) bool { return below[q.ID] })
	case g != nil:
		keep(func(q *frameworks.Question) bool { return slices.Contains(a.Framework.Path(q.ID), g) })
	default:
		return nil, unknownSelection(a.Framework, s.Only)
	}
	theirs := func(q *frameworks.Question) bool { return q.IsForRespondent(s.For) }
	if !slices.ContainsFunc(a.Asked(), theirs) && s.For != "" {
		names := frameworks.Respondents(a.Asked())
		slices.Sort(names)
		return nil, fmt.Errorf("no question is for %q; those asked are for: %s", s.For, strings.Join(names, ", "))
	}
	keep(theirs)
	return questions, nil
}

func unknownSelection(fw *frameworks.Framework, only string) error {
	words := []string{onlyCore, onlyUnanswered, onlyBelow}
	ids := fw.AllIDs()[:len(fw.AllIDs())-len(fw.IDs())] // of groups
	if near := strictyaml.Nearest(only, append(words, ids...)); near != "" {
		return fmt.Errorf("there is no choice of questions %q; did you mean %s?", only, near)
	}
	var objectives []string
	for _, g := range fw.Objectives {
		objectives = append(objectives, g.ID)
	}
	return fmt.Errorf("there is no choice of questions %q; it can be %s, or the id of an objective or theme: %s", only, strings.Join(words, ", "), strings.Join(objectives, ", "))
}
