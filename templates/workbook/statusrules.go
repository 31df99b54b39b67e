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
			text := ruleText(n.Question, status)
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

// ruleText says rules in words, one a line: the first that holds gives the
// status.
func ruleText(q *frameworks.Question, s *frameworks.Status) string {
	lines := templates.Rules(q, s)
	for i := range lines {
		lines[i] = upperFirst(lines[i])
	}
	return strings.Join(lines, "\n")
}
