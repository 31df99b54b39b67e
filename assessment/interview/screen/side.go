package screen

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"sextant/assessment/interview"
	"sextant/internal/terminal"
)

// sideWidth is the columns of the objectives at the side.
const sideWidth = 32

// side is the objectives with their progress and marks, for so many lines;
// nil where there is no room.
func (m *model) side(rows int) []string {
	if !m.isWide() {
		return nil
	}
	name := m.style.soft.Render(ansi.Truncate(m.organisation, sideWidth-1, "…"))
	lines := m.objectives(rows - 2)
	return append([]string{name, ""}, lines...)[:rows]
}

// objectives is those of the side, for so many lines.
func (m *model) objectives(rows int) []string {
	var lines []string
	here, end := 0, 0
	for _, gap := range []bool{true, false} {
		lines = nil
		for _, o := range m.shown.objectives {
			if gap && len(lines) > 0 {
				lines = append(lines, "")
			}
			if o.Here {
				here = len(lines)
			}
			lines = append(lines, m.objective(o, sideWidth-1, o.Here)...)
			if o.Here {
				end = len(lines)
			}
		}
		if len(lines) <= rows {
			break
		}
	}
	if from := max(0, min(here, end-rows)); len(lines) > rows {
		lines = lines[min(from, len(lines)-rows):]
	}
	return append(lines, make([]string, max(0, rows-len(lines)))...)[:rows]
}

// objective is its title, and below it how far it is and its mark.
func (m *model) objective(o interview.Objective, width int, marked bool) []string {
	lead := "  "
	if marked {
		lead = "› "
	}
	var lines []string
	for i, line := range wrapped(o.Title, width-2) {
		if i > 0 {
			lead = "  "
		}
		line = lead + line
		if marked {
			line = m.style.accent.Render(line)
		}
		lines = append(lines, line)
	}
	progress := fmt.Sprintf("  %s %d/%d", m.style.soft.Render(bar(o.Settled, o.Total, 6)), o.Settled, o.Total)
	mark := terminal.Safe(o.Mark)
	if ansi.StringWidth(progress+"  "+mark) <= width {
		return append(lines, progress+"  "+mark)
	}
	lines = append(lines, fit(progress, width))
	for _, line := range wrapped(mark, width-2) { // a status in words
		lines = append(lines, "  "+line)
	}
	return lines
}

// bar shows how many of all are settled; full only when all are.
func bar(settled, total, width int) string {
	full := 0
	if total > 0 {
		full = settled * width / total
	}
	return strings.Repeat("█", full) + strings.Repeat("░", width-full)
}
