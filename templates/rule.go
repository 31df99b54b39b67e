package templates

import (
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// Rules say in words how a status is made, the first that holds first; q is
// the question whose status it is, nil for a group's.
func Rules(q *frameworks.Question, s *frameworks.Status) []string {
	if s == nil {
		return nil
	}
	var lines []string
	for _, rule := range s.Rules {
		lines = append(lines, ruleWords(rule.Is, rule.When, func(c frameworks.Condition) string { return conditionWords(q, c) }))
	}
	return append(lines, "otherwise "+s.Else)
}

// ruleWords say what a rule gives, and under which conditions.
func ruleWords[C any](is string, conditions []C, say func(C) string) string {
	parts := make([]string, len(conditions))
	for i, c := range conditions {
		parts[i] = say(c)
	}
	return is + ", if " + strings.Join(parts, ", and if ")
}

// conditionWords say what a condition asks; q is the question whose status it
// is, nil for a group's.
func conditionWords(q *frameworks.Question, c frameworks.Condition) string {
	if c.Kind == frameworks.ValueOf {
		of := "the score of " + c.Of
		if c.Of == assessment.OverallID {
			of = "the overall score"
		}
		return fmt.Sprintf("%s is at least %s", of, exact(c.Number))
	}
	which := map[frameworks.ConditionKind]string{frameworks.Any: "any", frameworks.All: "every", frameworks.NoneOf: "no"}[c.Kind]
	what, is := "part tagged "+c.Tag, "is at least "+c.AtLeast
	switch {
	case c.AtLeast != "":
	case q != nil && q.Many:
		what, is = "option tagged "+c.Tag, "is ticked"
	case q != nil:
		what, is = "answer tagged "+c.Tag, "is given"
	default:
		what, is = "answer below tagged "+c.Tag, "is given"
	}
	if c.Count > 1 {
		what, is = strings.Replace(what, " ", "s ", 1), strings.Replace(is, "is ", "are ", 1)
		which = fmt.Sprintf("at least %d", c.Count)
	}
	return fmt.Sprintf("%s %s %s", which, what, is)
}
