package screen

import tea "charm.land/bubbletea/v2"

// outline is the panel with the objectives: how far they are, and their
// marks.
type outline struct{ at int }

func newOutline(m *model) *outline {
	p := &outline{}
	for i, o := range m.shown.objectives {
		if o.Here {
			p.at = i
		}
	}
	return p
}

func (p *outline) update(m *model, msg tea.Msg) tea.Cmd {
	key, _ := msg.(tea.KeyPressMsg)
	objectives := m.shown.objectives[:len(m.shown.objectives)-1] // without the whole
	switch key.String() {
	case "esc", "o", "q":
		m.open(nil)
	case "up":
		p.at = max(0, p.at-1)
	case "down":
		p.at = min(len(objectives)-1, p.at+1)
	case "enter":
		if err := m.session.Jump(objectives[p.at].ID); err != nil {
			m.say(err)
			return nil
		}
		m.open(nil)
		m.refresh()
	}
	return nil
}

func (p *outline) lines(m *model, width, height int) []string {
	var lines []string
	end := 0
	for i, o := range m.shown.objectives {
		lines = append(lines, m.objective(o, width, i == p.at)...)
		if i == p.at {
			end = len(lines)
		}
	}
	if len(lines) > height {
		lines = lines[max(0, min(end-height, len(lines)-height)):]
	}
	return lines[:min(height, len(lines))]
}

func (p *outline) height(available int) int { return available }
func (p *outline) typed() bool              { return false }
func (p *outline) keys() []hint {
	return []hint{{"Enter", "go to its first open question"}, {"Esc", "back"}, {"↑ ↓", "choose"}}
}
