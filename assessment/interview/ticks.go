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
// spaces or commas between them, or [none]. Where it is no key, it may be what
// stands for one ([frameworks.Question.Meant]). ok is false where it begins
// with no answer.
func answerIn(q *frameworks.Question, text string) (answer, rest string, ok bool) {
	if q == nil {
		return "", "", false
	}
	if answer, rest, ok = answerByKey(q, text); ok && rest == "" {
		return answer, rest, ok
	}
	meant := func(text string) string { return q.Meant(strings.TrimSpace(text)) }
	if q.Many {
		words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
		for i := range words {
			words[i] = meant(words[i])
		}
		if all, left, is := answerByKey(q, strings.Join(words, " ")); is && left == "" {
			return all, left, is
		}
		return answer, rest, ok
	}
	if key := meant(text); !ok && q.Option(key) != nil { // a name may have spaces
		return key, "", true
	}
	if first, after, _ := strings.Cut(text, " "); !ok && q.Option(meant(first)) != nil {
		return meant(first), strings.TrimSpace(after), true
	}
	return answer, rest, ok
}

// answerByKey is answerIn for keys as they are written.
func answerByKey(q *frameworks.Question, text string) (answer, rest string, ok bool) {
	first, rest, _ := strings.Cut(text, " ")
	switch {
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
