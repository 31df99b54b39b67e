package screen

import (
	"errors"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"sextant/frameworks"
	"sextant/internal/terminal"
)

// jump is the panel that goes to a question by its id or by words.
type jump struct {
	input textinput.Model
	found []*frameworks.Question
	at    int
	moved bool // the arrows were used: what they point at is meant
}

func newJump(m *model) *jump {
	return &jump{input: newInput(""), found: m.session.Find("")}
}

func (p *jump) update(m *model, msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			m.open(nil)
			return nil
		case "up":
			p.at, p.moved = max(0, p.at-1), true
			return nil
		case "down":
			p.at, p.moved = max(0, min(len(p.found)-1, p.at+1)), true
			return nil
		case "enter":
			err := errors.New("type an id or words, or point at a question")
			if !p.moved {
				err = m.session.Jump(p.input.Value())
			}
			if err != nil && len(p.found) > 0 {
				err = m.session.Jump(p.found[p.at].ID)
			}
			if err != nil {
				m.say(err)
				return nil
			}
			m.open(nil)
			m.refresh()
			return nil
		}
	}
	was := p.input.Value()
	p.input, _ = p.input.Update(msg)
	if p.input.Value() != was {
		p.found, p.at, p.moved = m.session.Find(p.input.Value()), 0, false
	}
	return nil
}

func (p *jump) lines(m *model, width, height int) []string {
	p.input.SetWidth(width - 10)
	lines := []string{m.style.strong.Render("Go to: ") + p.input.View(), ""}
	if len(p.found) == 0 {
		return append(lines, "No question has these words.")[:min(height, 3)]
	}
	room := max(1, height-len(lines))
	from := max(0, p.at-room+1)
	for i := from; i < min(len(p.found), from+room); i++ {
		q := p.found[i]
		line := "  " + q.ID + "  " + terminal.Safe(q.Title)
		if i == p.at {
			line = m.style.pointed.Render(fit("›"+line[1:], width))
		}
		lines = append(lines, fit(line, width))
	}
	return lines
}

func (p *jump) height(available int) int { return available }
func (p *jump) typed() bool              { return false }
func (p *jump) keys() []hint {
	return []hint{{"Enter", "go"}, {"Esc", "stay"}, {"↑ ↓", "choose"}, {"type", "an id or words"}}
}
