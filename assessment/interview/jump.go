package interview

import (
	"fmt"
	"slices"
	"strings"

	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Jump goes to a question by its id or by words that it alone has, or to the
// first open question of an objective or theme by its id. The error lists the
// questions that have the words where they are several.
func (s *Session) Jump(to string) error {
	to = strings.TrimSpace(to)
	if to == "" {
		return fmt.Errorf("say where to: g and an id or some words, such as g %s", s.questions[0].ID)
	}
	if i := slices.IndexFunc(s.questions, func(q *frameworks.Question) bool { return strings.EqualFold(q.ID, to) }); i >= 0 {
		s.goTo(i)
		return nil
	}
	if s.jumpToGroup(to) {
		return nil
	}
	if s.a.Framework.Question(strings.ToUpper(to)) != nil || s.a.Framework.Question(to) != nil {
		return fmt.Errorf("%s is not among the questions of this session", strings.ToUpper(to))
	}
	if strings.ContainsAny(to, "0123456789") && !strings.Contains(to, " ") {
		return s.nowhere(to) // an id, mistyped
	}
	found := s.Find(to)
	switch len(found) {
	case 0:
		return s.nowhere(to)
	case 1:
		s.goTo(slices.Index(s.questions, found[0]))
		return nil
	}
	return fmt.Errorf("%d questions have %q; g and the id goes to one:%s", len(found), to, listed(found, 8))
}

// jumpToGroup goes to the first open question below an objective or theme,
// else to its first; it reports whether there is one.
func (s *Session) jumpToGroup(id string) bool {
	first := -1
	for i, q := range s.questions {
		for _, g := range s.a.Framework.Path(q.ID) {
			if !strings.EqualFold(g.ID, id) {
				continue
			}
			if s.open(q) {
				s.goTo(i)
				return true
			}
			if first < 0 {
				first = i
			}
		}
	}
	if first >= 0 {
		s.goTo(first)
	}
	return first >= 0
}

// Find returns the questions of the session that have each of the words, or
// the beginning of one, in their id, their text or the titles above them;
// first those that have them in their id or title.
func (s *Session) Find(words string) []*frameworks.Question {
	var titles, texts []*frameworks.Question
	for _, q := range s.questions {
		title := q.ID + " " + q.Title
		switch {
		case has(title, words):
			titles = append(titles, q)
		case has(title+" "+s.a.Framework.Where(q.ID)+" "+q.Asks, words):
			texts = append(texts, q)
		}
	}
	return append(titles, texts...)
}

// has reports whether a text has words that begin with each of those given.
func has(text, words string) bool {
	text = " " + strings.ToLower(text)
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(text, " "+word) && !strings.Contains(text, "("+word) && !strings.Contains(text, "-"+word) {
			return false
		}
	}
	return true
}

// listed puts questions on lines of their own, at most so many.
func listed(questions []*frameworks.Question, most int) string {
	var b strings.Builder
	for i, q := range questions {
		if i == most {
			fmt.Fprintf(&b, "\nand %d more", len(questions)-most)
			break
		}
		b.WriteString("\n" + q.ID + "  " + q.Title)
	}
	return b.String()
}

func (s *Session) nowhere(to string) error {
	ids := make([]string, len(s.questions))
	for i, q := range s.questions {
		ids[i] = q.ID
	}
	if near := strictyaml.Nearest(to, ids); near != "" {
		return fmt.Errorf("there is no question %q here; did you mean %s?", to, near)
	}
	return fmt.Errorf("there is no question %q here; they run from %s to %s", to, ids[0], ids[len(ids)-1])
}
