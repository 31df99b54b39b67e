package screen

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sextant/assessment/interview"
	"sextant/internal/terminal"
)

// The least that the questionnaire can be shown in.
const (
	leastWidth  = 30
	leastHeight = 10
)

// tall is from how many lines on the heading has two.
const tall = 20

// View draws the screen: heading, question or panel, what was told, keys.
func (m *model) View() tea.View {
	view := tea.NewView(strings.Join(m.screen(), "\n"))
	view.AltScreen = true
	view.WindowTitle = "Sextant: " + m.organisation
	return view
}

// screen is the lines of the whole screen.
func (m *model) screen() []string {
	if m.isSmall() {
		small := wrapped(fmt.Sprintf("The window is too small to show a question: make it at least %d by %d, or press q and use --plain. Every answer is saved.", leastWidth, leastHeight), max(m.width, 8))
		return small[:min(len(small), max(m.height, 1))]
	}
	lines := m.head()
	rows := m.bodyRows()
	var below []string
	if m.panel != nil {
		wants := m.panel.height(rows)
		below = m.panel.lines(m, m.textWidth(), wants)
		below = append(below, make([]string, max(0, wants-len(below)))...)
		if wants < rows {
			below = append([]string{m.rule(m.textWidth(), "")}, below...)
		}
	}
	above := m.body.lines[min(m.top, len(m.body.lines)):]
	side := m.side(rows)
	for i := range rows {
		line := ""
		switch k := i - (rows - len(below)); {
		case k >= 0:
			line = below[k]
		case i < len(above):
			line = above[i]
		}
		if side != nil {
			line = fit(side[i], sideWidth) + m.style.soft.Render("│") + " " + line
		}
		lines = append(lines, line)
	}
	return append(lines, m.foot()...)
}

// isSmall reports whether there is no room for a question.
func (m *model) isSmall() bool { return m.width < leastWidth || m.height < leastHeight }

// isWide reports whether there is room for the objectives at the side.
func (m *model) isWide() bool { return m.width >= 100 }

// textWidth is the columns that a question or panel has.
func (m *model) textWidth() int {
	if m.isWide() {
		return m.width - sideWidth - 2
	}
	return m.width
}

// bodyRows is the lines between heading and foot.
func (m *model) bodyRows() int { return max(1, m.height-m.headRows()-footRows) }

// rows is the lines that the question has: all, or what a panel leaves.
func (m *model) rows() int {
	rows := m.bodyRows()
	if m.panel == nil {
		return rows
	}
	if wants := m.panel.height(rows); wants < rows {
		return max(1, rows-wants-1)
	}
	return rows
}

func (m *model) headRows() int {
	if m.height >= tall {
		return 3
	}
	return 2
}

// head says where one is, and how far. A title that is cut here stands in
// full above the question.
func (m *model) head() []string {
	page := m.shown.page
	progress := fmt.Sprintf("%d of %d %s", page.Settled, page.Total, page.Done)
	title := m.style.title.Render(m.title())
	if m.headRows() == 2 {
		return []string{ends(title, shortProgress(page), m.width), m.rule(m.width, "")}
	}
	overall := m.shown.objectives[len(m.shown.objectives)-1]
	return []string{
		ends(terminal.Safe(page.Where), progress+", "+terminal.Safe(overall.Title+" "+overall.Mark), m.width),
		fit(title, m.width),
		m.rule(m.width, ""),
	}
}

// title is the question's id and title.
func (m *model) title() string {
	if m.shown.page.Question == nil {
		return "The end of the questions"
	}
	return terminal.Safe(m.shown.page.Title)
}

// titleIsCut reports whether the heading has no room for the whole title.
func (m *model) titleIsCut() bool {
	room := m.width
	if m.headRows() == 2 {
		room -= ansi.StringWidth(shortProgress(m.shown.page)) + 1
	}
	return ansi.StringWidth(m.title()) > room
}

func shortProgress(page interview.Page) string { return fmt.Sprintf("%d/%d", page.Settled, page.Total) }

const footRows = 4

// foot says how much is still below, what the last change did, and which keys
// there are.
func (m *model) foot() []string {
	more := ""
	below := len(m.body.lines) - m.top - m.rows()
	if m.panel != nil {
		below = 0
		if p, ok := m.panel.(interface{ below() int }); ok {
			below = p.below()
		}
	}
	if below > 0 {
		more = fmt.Sprintf(" Space: %d more ", below)
	}
	told := m.shown.told
	if m.panel != nil {
		told = nil
	}
	switch {
	case m.saving.slow:
		told = []string{"Saving …", "The file or its folder is slow. What you type now waits."}
	case m.notice != "":
		told = wrapped(m.notice, m.width-2)
		for i := range told {
			told[i] = "  " + told[i]
		}
		told[0] = m.style.warn.Render("!") + told[0][1:]
		if len(told) > 2 {
			told[1] = fit(told[1], m.width-2) + " …"
		}
	case len(told) == 1:
		told = wrapped(told[0], m.width)
	default:
		told = []string{m.shortened(at(told, 0), "; ", "."), m.shortened(at(told, 1), ", was ", "")}
	}
	return []string{m.rule(m.width, more), fit(at(told, 0), m.width), fit(at(told, 1), m.width), m.hints()}
}

// shortened leaves out what follows a word where the line has no room for it.
func (m *model) shortened(line, from, ending string) string {
	if i := strings.LastIndex(line, from); i >= 0 && ansi.StringWidth(line) > m.width {
		return line[:i] + ending
	}
	return line
}

// hints is the line of keys: as many as fit, the most needed first.
func (m *model) hints() string {
	keys := m.keys()
	if m.panel != nil {
		keys = m.panel.keys()
	}
	line, width := "", 0
	for _, h := range keys {
		word := m.style.accent.Render(h.key) + " " + h.does
		needs := ansi.StringWidth(word)
		if width > 0 && width+2+needs > m.width {
			break
		}
		if width > 0 {
			line, width = line+"  ", width+2
		}
		line, width = line+word, width+needs
	}
	return ansi.Truncate(line, m.width, "…")
}

// rule is a line across, with a text at its right end.
func (m *model) rule(width int, text string) string {
	dashes := max(0, width-ansi.StringWidth(text)-2)
	line := strings.Repeat("─", dashes) + text
	return m.style.soft.Render(line + strings.Repeat("─", max(0, width-ansi.StringWidth(line))))
}
