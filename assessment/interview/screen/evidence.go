package screen

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"sextant/assessment"
	"sextant/assessment/interview"
)

// evidence is the panel that asks for a piece of evidence.
type evidence struct {
	fields []textinput.Model
	at     int
}

// evidenceFields are the parts of a line of evidence, in the order of
// [assessment.ReadEvidence], and what each may be.
var evidenceFields = []struct{ name, example string }{
	{"Title", "such as Board minutes"},
	{"Reference", "a link, a place or a number"},
	{"Date", "such as 2026-11-22"},
	{"Strength", strings.Join(assessment.Strengths(), ", ")},
}

func newEvidence() *evidence {
	p := &evidence{}
	for _, field := range evidenceFields {
		input := newInput("")
		input.Placeholder = field.example
		input.Blur()
		p.fields = append(p.fields, input)
	}
	p.fields[0].Focus()
	return p
}

func (p *evidence) update(m *model, msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			m.leave()
			return nil
		case "tab", "down":
			p.move(1)
			return nil
		case "shift+tab", "up":
			p.move(-1)
			return nil
		case "enter":
			if p.at < len(p.fields)-1 {
				p.move(1)
				return nil
			}
			return p.save(m)
		case "ctrl+s":
			return p.save(m)
		}
	}
	p.fields[p.at], _ = p.fields[p.at].Update(msg)
	return nil
}

func (p *evidence) move(by int) {
	p.fields[p.at].Blur()
	p.at = (p.at + by + len(p.fields)) % len(p.fields)
	p.fields[p.at].Focus()
}

func (p *evidence) save(m *model) tea.Cmd {
	text := func(field int) string { return p.fields[field].Value() }
	e, strength, err := assessment.ReadEvidence(text(0), text(1), text(2), text(3))
	if err != nil {
		m.say(err)
		return nil
	}
	return m.keep(func(s *interview.Session) error { return s.Evidence(e, strength) }, func() { m.open(nil) })
}

func (p *evidence) lines(m *model, width, height int) []string {
	lines := []string{m.style.strong.Render("Evidence")}
	for i, field := range evidenceFields {
		pointer := "  "
		if i == p.at {
			pointer = "› "
		}
		p.fields[i].SetWidth(max(1, width-14))
		lines = append(lines, pointer+fit(field.name, 9)+"  "+p.fields[i].View())
	}
	return lines[max(0, len(lines)-height):]
}

func (p *evidence) height(available int) int { return min(5, available) }
func (p *evidence) typed() bool {
	for i := range p.fields {
		if p.fields[i].Value() != "" {
			return true
		}
	}
	return false
}
func (p *evidence) keys() []hint {
	return []hint{{"Enter", "next field, then save"}, {"Ctrl-S", "save"}, {"Esc", "leave"}, {"Tab", "next field"}}
}
