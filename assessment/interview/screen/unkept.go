package screen

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// unkept is the panel while a change cannot be saved.
type unkept struct {
	why   error
	then  func() // once it is kept
	tries int
	pager
}

func (p *unkept) update(m *model, msg tea.Msg) tea.Cmd {
	key, _ := msg.(tea.KeyPressMsg)
	switch name := strings.ToLower(key.String()); name {
	case "enter":
		return m.retry()
	case "q":
		return m.quit(p.why)
	default:
		p.press(name)
	}
	return nil
}

func (p *unkept) lines(m *model, width, height int) []string {
	lines := []string{m.style.warn.Render(" NOT SAVED "), ""}
	lines = append(lines, wrapped(p.why.Error(), width)...)
	lines = append(lines, "")
	lines = append(lines, wrapped(fmt.Sprintf("Your answer is kept here and is not in the file yet (tries: %d). Mend what stands in the way; it is tried again every 5 seconds, and when you press Enter.", p.tries), width)...)
	return p.cut(lines, height)
}

func (p *unkept) height(available int) int { return available }
func (p *unkept) typed() bool              { return true }
func (p *unkept) keys() []hint {
	return []hint{{"Enter", "try again"}, {"q", "end without this change"}}
}
