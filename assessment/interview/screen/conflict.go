package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
)

// conflict is the panel with two people's answers to one question side by
// side. Theirs is in the file, and yours is here alone: it goes only when it is
// told to.
type conflict struct {
	of *interview.Conflict
	pager
}

func (p *conflict) update(m *model, msg tea.Msg) tea.Cmd {
	key, _ := msg.(tea.KeyPressMsg)
	switch name := strings.ToLower(key.String()); name {
	case "t":
		m.session.Yield()
		m.open(nil)
		m.notice = "Theirs stands in the file."
	case "y":
		return m.keep((*interview.Session).Insist, func() { m.open(nil) })
	case "q":
		if m.asked(yoursLeft) {
			return m.quit(nil)
		}
	default:
		p.press(name)
	}
	return nil
}

// yoursLeft is said before one's own side of a conflict is left behind.
const yoursLeft = "Yours is not in the file. q again ends without it; y puts it there."

func (p *conflict) lines(m *model, width, height int) []string {
	q := p.of.Question
	lead := "Somebody else changed " + q.ID + " too. Theirs is in the file, yours is here until you choose."
	lines := wrapped(lead, width)
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
	return p.cut(lines, height)
}

func heading(field string) string { return strings.ToUpper(field[:1]) + field[1:] }

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

func (p *conflict) height(available int) int { return available }
func (p *conflict) typed() bool              { return true }
func (p *conflict) keys() []hint {
	return []hint{{"t", "theirs"}, {"y", "yours"}, {"q", "end"}, {"↑ ↓ Space", "read on"}}
}
