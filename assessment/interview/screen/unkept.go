package screen

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// unkept is the panel while a change cannot be saved.
type unkept struct {
	why   error
	then  func() // once it is kept
	tries int
}

func (p *unkept) update(m *model, msg tea.Msg) tea.Cmd {
	key, _ := msg.(tea.KeyPressMsg)
	switch key.String() {
	case "enter":
		return m.retry()
	case "q":
		return m.quit(p.why)
	}
	return nil
}

func (p *unkept) lines(m *model, width, height int) []string {
	lines := []string{m.style.warn.Render(" NOT SAVED "), ""}
	lines = append(lines, wrapped(p.why.Error(), width)...)
	lines = append(lines, "")
	lines = append(lines, wrapped(fmt.Sprintf("Your answer is kept here and is not in the file yet (tries: %d). Mend what stands in the way; it is tried again every 5 seconds, and when you press Enter.", p.tries), width)...)
	return lines[:min(height, len(lines))]
}

func (p *unkept) height(available int) int { return available }
func (p *unkept) typed() bool              { return false }
func (p *unkept) keys() []hint {
	return []hint{{"Enter", "try again"}, {"q", "end without this change"}}
}
