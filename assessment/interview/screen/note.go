package screen

import (
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
)

// note is the panel that edits a question's note.
type note struct {
	was   string
	input textarea.Model
}

func newNote(text string) *note {
	input := textarea.New()
	input.ShowLineNumbers, input.Prompt = false, ""
	input.MaxHeight = 10_000 // lines: a note may be so many characters
	input.KeyMap.Paste.SetEnabled(false)
	styles := input.Styles()
	styles.Focused, styles.Blurred = textarea.StyleState{}, textarea.StyleState{}
	styles.Cursor.Blink, styles.Cursor.Color = false, nil
	input.SetStyles(styles)
	input.SetValue(safeText(strings.TrimSuffix(text, "\n")))
	input.MoveToEnd()
	input.Focus()
	return &note{was: input.Value(), input: input}
}

func (p *note) update(m *model, msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "ctrl+s":
			if !p.typed() {
				m.open(nil)
				return nil
			}
			text := strings.TrimRight(p.input.Value(), "\n ")
			return m.keep(func(s *interview.Session) error { return s.Note(text) }, func() { m.open(nil) })
		case "esc":
			m.leave()
			return nil
		}
	}
	p.input, _ = p.input.Update(msg)
	return nil
}

func (p *note) lines(m *model, width, height int) []string {
	p.input.SetWidth(min(width, widest))
	p.input.SetHeight(max(1, height-1))
	lines := []string{m.style.strong.Render("Note")}
	lines = append(lines, strings.Split(p.input.View(), "\n")...)
	return lines[:min(height, len(lines))]
}

func (p *note) height(available int) int { return max(3, available/2) }
func (p *note) typed() bool              { return p.input.Value() != p.was }
func (p *note) keys() []hint {
	return []hint{{"Ctrl-S", "save"}, {"Esc", "leave"}, {"Enter", "new line"}}
}
