package workbook

import (
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// statusRules says in words how the statuses of groups and questions are made;
// nothing where there are none. Questions with the same rules are told once.
func statusRules(r templates.Report) []entry {
	var entries []entry
	at := make(map[string]int) // by text: the entry
	var walk func(n *assessment.Node)
	walk = func(n *assessment.Node) {
		if status := n.Rules(); status != nil {
			name := n.ID
			if n.ID == assessment.OverallID {
				name = "Overall"
			}
			text := ruleText(status)
			if i, ok := at[text]; ok {
				entries[i].word += ", " + name
			} else {
				at[text] = len(entries)
				entries = append(entries, entry{name, text})
			}
		}
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	walk(&r.Result.Overall)
	if len(entries) == 0 {
		return nil
	}
	for i, e := range entries { // a long list of ids is a list of questions
		if names := strings.Split(e.word, ", "); len(names) > 3 {
			entries[i].word = fmt.Sprintf("%s and %d more", strings.Join(names[:2], ", "), len(names)-2)
			entries[i].text = e.text + "\nSo for: " + e.word
		}
	}
	return append(entries,
		entry{"Open", "While answers are missing a status can still change: beside it stand the worst and the best that it can become. What has no answer yet is open."},
		entry{"Set by hand", "Where somebody set another status than the rules make, the reason stands beside it on the sheet Detail."})
}

// ruleText says rules in words: the first that holds gives the status.
func ruleText(s *frameworks.Status) string {
	var lines []string
	for _, rule := range s.Rules {
		conditions := make([]string, len(rule.When))
		for i, c := range rule.When {
			conditions[i] = conditionText(c)
		}
		lines = append(lines, fmt.Sprintf("%s: where %s", upperFirst(rule.Is), strings.Join(conditions, ", and ")))
	}
	lines = append(lines, upperFirst(s.Else)+": in every other case")
	return strings.Join(lines, "\n")
}

func conditionText(c frameworks.Condition) string {
	if c.Kind == frameworks.ValueOf {
		of := "of " + c.Of
		if c.Of == assessment.OverallID {
			of = "overall"
		}
		return fmt.Sprintf("the score %s is at least %s", of, number(c.Number))
	}
	how := map[frameworks.ConditionKind]string{frameworks.Any: "any", frameworks.All: "each", frameworks.NoneOf: "none"}[c.Kind]
	is := "is"
	if c.Count > 1 {
		how, is = fmt.Sprintf("%d or more", c.Count), "are"
	}
	if c.AtLeast != "" {
		return fmt.Sprintf("%s of what is tagged “%s” %s at least “%s”", how, c.Tag, is, c.AtLeast)
	}
	return fmt.Sprintf("%s of the options tagged “%s” %s chosen", how, c.Tag, is)
}
