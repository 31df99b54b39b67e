package interview

import (
	"strings"

	"sextant/frameworks"
)

// none is typed, in the plain questionnaire, where none of the options is
// true.
const none = "-"

// answerIn reads the answer that a line begins with, and what stands behind
// it: an option's key or, where any number may be ticked, all their keys with
// spaces or commas between them, or [none]. ok is false where it begins with
// no answer.
func answerIn(q *frameworks.Question, text string) (answer, rest string, ok bool) {
	first, rest, _ := strings.Cut(text, " ")
	switch {
	case q == nil:
		return "", "", false
	case !q.Many:
		return first, strings.TrimSpace(rest), q.Option(first) != nil
	case first == none:
		return q.Ticks(nil), strings.TrimSpace(rest), true
	}
	var keys []string
	rest = text
	for rest != "" {
		word, after, _ := strings.Cut(rest, " ")
		for key := range strings.SplitSeq(word, ",") {
			if key != "" && q.Option(key) == nil {
				return q.Ticks(keys), rest, len(keys) > 0
			}
		}
		for key := range strings.SplitSeq(word, ",") {
			if key != "" {
				keys = append(keys, key)
			}
		}
		rest = strings.TrimSpace(after)
	}
	return q.Ticks(keys), "", len(keys) > 0
}

// inShort is an answer by its keys.
func inShort(q *frameworks.Question, answer string) string {
	if !q.Many {
		return answer
	}
	if keys := frameworks.Ticked(answer); len(keys) > 0 {
		return strings.Join(keys, ", ")
	}
	return "none of them"
}

// typed is an answer as it is typed in the plain questionnaire.
func typed(q *frameworks.Question, answer string) string {
	if !q.Many {
		return answer
	}
	if keys := frameworks.Ticked(answer); len(keys) > 0 {
		return strings.Join(keys, " ")
	}
	return none
}
