package screen

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"sextant/internal/terminal"
)

// line is the panel that asks for one line.
type line struct {
	asks  string
	was   string
	input textinput.Model
	keeps bool // left as it was, it is what is kept already
	makes func(text string) change
}

func newLine(asks, was string, keeps bool, makes func(string) change) *line {
	was = terminal.Safe(was)
	return &line{asks: asks, was: was, input: newInput(was), keeps: keeps, makes: makes}
}

// newInput is a field of one line. Its cursor does not blink, and it pastes
// what the terminal pastes.
func newInput(text string) textinput.Model {
	input := textinput.New()
	input.Prompt = ""
	input.KeyMap.Paste.SetEnabled(false)
	styles := input.Styles()
	styles.Cursor.Blink, styles.Cursor.Color = false, nil
	styles.Focused, styles.Blurred = textinput.StyleState{}, textinput.StyleState{}
	input.SetStyles(styles)
	input.SetValue(text)
	input.CursorEnd()
	input.Focus()
	return input
}

func (p *line) update(m *model, msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			m.leave()
			return nil
		case "enter":
			if p.keeps && !p.typed() {
				m.open(nil)
				return nil
			}
			return m.keep(p.makes(p.input.Value()), func() { m.open(nil) })
		}
	}
	p.input, _ = p.input.Update(msg)
	return nil
}

func (p *line) lines(m *model, width, height int) []string {
	p.input.SetWidth(width - 3)
	lines := wrapped(p.asks, width)
	for i := range lines {
		lines[i] = m.style.strong.Render(lines[i])
	}
	lines = append(lines, "> "+p.input.View())
	return lines[max(0, len(lines)-height):]
}

func (p *line) height(available int) int { return min(3, available) }
func (p *line) typed() bool              { return p.input.Value() != p.was }
func (p *line) keys() []hint {
	return []hint{{"Enter", "save"}, {"Esc", "leave"}}
}
