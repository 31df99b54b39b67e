package templates

import (
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
	if open {
		say("The first rule that matches gives it; what is not answered fulfils none yet:")
	} else {
		say("The first rule that matches gives it:")
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
	is := tally(c)
	if c.Condition.Kind == frameworks.ValueOf {
		is = "it has none"
		switch {
		case c.LeftOut:
			is = "it does not apply, so this is left out"
		case !c.Items[0].Number.IsNone():
			is = "it is " + exactNumber(c.Items[0].Number)
		}
	}
	return fmt.Sprintf("%s (%s)", conditionWords(n.Question, c.Condition), is)
}

// tally counts the items that fulfil a condition, and names those that decide.
func tally(c assessment.Check) string {
	var yes, no []string
	for _, item := range c.Items {
		if item.Fulfils {
			yes = append(yes, itemID(item))
		} else {
			no = append(no, itemID(item))
		}
	}
	count := fmt.Sprintf("%d of %d", len(yes), len(c.Items))
	switch {
	case len(c.Items) == 0:
		return "there is none that counts"
	case c.Condition.Kind == frameworks.All && len(no) > 0:
		return count + ", not " + list(no, 8)
	case c.Condition.Kind != frameworks.All && len(yes) > 0:
		return count + ": " + list(yes, 8)
	}
	return count
}

// itemID is what an item is called: the key of an option, or an id.
func itemID(item assessment.Item) string {
	if item.Option != nil {
		return item.Option.Key
	}
	return item.Node.ID
}
