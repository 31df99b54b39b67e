package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
)

// conflict is the panel with two people's answers to one question side by
// side. Theirs is in the file.
type conflict struct{ of *interview.Conflict }

func (p *conflict) update(m *model, msg tea.Msg) tea.Cmd {
	key, _ := msg.(tea.KeyPressMsg)
	switch strings.ToLower(key.String()) {
	case "t":
		m.open(nil)
		m.notice = "Theirs stands in the file."
	case "y":
		return m.keep((*interview.Session).Insist, func() { m.open(nil) })
	case "q":
		return m.quit(nil)
	}
	return nil
}

func (p *conflict) lines(m *model, width, height int) []string {
	q := p.of.Question
	lines := wrapped("Somebody else changed "+q.ID+" "+q.Title+" since the file was opened. Theirs stands in the file; yours is kept here until you choose.", width)
	for _, field := range p.of.Fields {
		lines = append(lines, "", m.style.strong.Render(heading(field.Field)))
		mine, theirs := orNothing(field.Mine), orNothing(field.Theirs)
		if width < 60 {
			lines = append(lines, m.style.accent.Render("Yours"))
			lines = append(lines, wrapped(mine, width)...)
			lines = append(lines, m.style.accent.Render("Theirs"))
			lines = append(lines, wrapped(theirs, width)...)
			continue
		}
		half := (width - 3) / 2
		left, right := wrapped(mine, half), wrapped(theirs, half)
		lines = append(lines, fit(m.style.accent.Render("Yours"), half)+" │ "+m.style.accent.Render("Theirs"))
		for i := range max(len(left), len(right)) {
			lines = append(lines, fit(at(left, i), half)+" │ "+at(right, i))
		}
	}
	return lines[:min(height, len(lines))]
}

func heading(field string) string { return strings.ToUpper(field[:1]) + field[1:] }

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// at is the i-th line; "" past the last.
func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func (p *conflict) height(available int) int { return available }
func (p *conflict) typed() bool              { return false }
func (p *conflict) keys() []hint {
	return []hint{{"t", "theirs stays"}, {"y", "yours in its place"}, {"q", "end"}}
}
