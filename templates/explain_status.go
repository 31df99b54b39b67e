package templates

import (
	"cmp"
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// statusLines say how a status was made: the rules in their order, down to the
// first that matches, with what each looked at.
func statusLines(e *assessment.Explanation) []string {
	n, v := e.Node, e.Verdict
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	switch {
	case n.HighStatus == "":
		return nil
	case n.Answer.Override != nil:
		o := n.Answer.Override
		say("Status: %s, set by %s instead of %s, which the rules make. %s", n.Status, strings.ToLower(orSomeone(o.By)[:1])+orSomeone(o.By)[1:], v.Made, o.Reason)
	case n.Status == "" && n.LowStatus == n.HighStatus:
		say("Status: open; whatever is answered, it will be %s.", n.LowStatus)
	case n.Status == "":
		say("Status: open; it can be anything from %s to %s.", n.LowStatus, n.HighStatus)
	case n.LowStatus != n.HighStatus:
		say("Status: %s; with what is not answered it can be anything from %s to %s.", n.Status, n.LowStatus, n.HighStatus)
	default:
		say("Status: %s.", n.Status)
	}
	if v == nil {
		return lines
	}
	open := n.Status == ""
	switch {
	case open && n.Answered == 0:
		say("Nothing below is answered, so the rules do not count yet. As it stands:")
	case open:
		say("What is not answered fulfils no rule, so they do not count yet. As it stands:")
	default:
		say("Of the rules, the first that matches counts:")
	}
	for i, rule := range v.Rules {
		matches := "it does not match"
		switch {
		case rule.Holds && open:
			matches = "it would match as it stands"
		case rule.Holds:
			matches = "it matches"
		}
		say("%d. %s: %s.", i+1, ruleWords(rule.Is, rule.Conditions, func(c assessment.Check) string { return found(n, c) }), matches)
		if rule.Holds {
			return lines
		}
	}
	matches := "it matches"
	if open {
		matches = "it would match as it stands"
	}
	say("%d. Otherwise %s: %s.", len(v.Rules)+1, v.Status.Else, matches)
	return lines
}

// found says what a condition asks and what it found.
func found(n *assessment.Node, c assessment.Check) string {
	is := tally(n, c)
	if c.Condition.Kind == frameworks.ValueOf {
		is = "it has none"
		switch {
		case c.LeftOut:
			is = "it does not apply, so this is left out"
		case c.Items[0].Number.IsNone():
		case c.Items[0].Node.Score.IsNone() && c.Items[0].Node.State != assessment.Answered:
			is = "it has none, and counts as " + numberInFull(c.Items[0].Number)
		default:
			is = "it is " + numberInFull(c.Items[0].Number)
		}
	}
	return fmt.Sprintf("%s (%s)", conditionWords(n.Question, c.Condition), is)
}

// tally counts the items that fulfil a condition, and names them all.
func tally(n *assessment.Node, c assessment.Check) string {
	var yes, no []assessment.Item
	for _, item := range c.Items {
		if item.Fulfils {
			yes = append(yes, item)
		} else {
			no = append(no, item)
		}
	}
	if len(c.Items) == 0 {
		return "there is none that counts"
	}
	text := fmt.Sprintf("%d of %d", len(yes), len(c.Items))
	if len(yes) > 0 {
		text += ": " + named(n, c.Condition, yes)
	}
	if len(no) > 0 {
		text += "; not: " + named(n, c.Condition, no)
	}
	return text
}

// named lists items with what each has, those with the same together.
func named(n *assessment.Node, c frameworks.Condition, items []assessment.Item) string {
	var all []string // what there is, as it comes
	ids := make(map[string][]string)
	for _, item := range items {
		has := itemHas(n, c, item)
		if ids[has] == nil {
			all = append(all, has)
		}
		ids[has] = append(ids[has], itemID(item))
	}
	for i, has := range all {
		all[i] = strings.Join(ids[has], ", ")
		if has != "" {
			all[i] += " (" + has + ")"
		}
	}
	return strings.Join(all, ", ")
}

// itemHas is what a condition of n sees of an item: a status, a number or an
// option, and where it has none what stands for it. Of options it is told by
// the options themselves.
func itemHas(n *assessment.Node, c frameworks.Condition, item assessment.Item) string {
	m := item.Node
	switch {
	case item.Option != nil:
		return ""
	case m.Question == nil && m.Rules() != nil:
		return cmp.Or(m.Status, "open")
	case m.Question == nil && !item.Number.IsNone() && m.Score.IsNone():
		return "no score, so " + numberInFull(item.Number)
	case m.Question == nil && item.Number.IsNone():
		return "no score"
	case m.Question == nil:
		return numberInFull(item.Number)
	case m.State == assessment.NotApplicable && c.AtLeast != "":
		return "not applicable, so met"
	case m.State == assessment.NotApplicable:
		return "not applicable, so " + m.Question.Options[len(m.Question.Options)-1].Key
	case m.State == assessment.Unanswered && c.AtLeast == "" && n.Scoring.UnansweredLeast:
		return "not answered, so " + m.Question.Options[0].Key
	case m.State == assessment.Unanswered:
		return "not answered"
	case c.AtLeast != "" && m.Question.Status != nil:
		return m.Status
	}
	return m.Answer.Option
}

// itemID is what an item is called: the key of an option, or an id.
func itemID(item assessment.Item) string {
	if item.Option != nil {
		return item.Option.Key
	}
	return item.Node.ID
}
