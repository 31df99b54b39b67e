package frameworks

import (
	"slices"
	"strings"
)

// IsForRespondent reports whether the question's respondent holds a text,
// whatever its case; "" is in all.
func (q *Question) IsForRespondent(text string) bool {
	return strings.Contains(strings.ToLower(q.Respondent), strings.ToLower(strings.TrimSpace(text)))
}

// Respondents lists who questions are for, each once, in the order in which
// they are met: a respondent may name several, between " / ".
func Respondents(questions []*Question) []string {
	var names []string
	for _, q := range questions {
		for name := range strings.SplitSeq(q.Respondent, " / ") {
			if name != "" && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
				names = append(names, name)
			}
		}
	}
	return names
}
