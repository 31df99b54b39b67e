package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"sextant/assessment/interview"
	"sextant/internal/terminal"
)

// body is a question laid out for the present width.
type body struct {
	lines   []string
	options []span
}

// span is the lines of an option: from, to, the last not included.
type span struct{ from, to int }

// widest is the most columns that a text takes: longer lines are hard to
// read.
const widest = 92

// layOut makes the body anew: another question, another width, another option
// pointed at.
func (m *model) layOut() {
	width := min(m.textWidth(), widest)
	page, style := m.shown.page, m.style
	b := body{}
	add := func(text string, render func(...string) string) {
		for _, line := range wrapped(text, width) {
			if render != nil && line != "" {
				line = render(line)
			}
			b.lines = append(b.lines, line)
		}
	}
	gap := func() { b.lines = append(b.lines, "") }
	if m.titleIsCut() {
		add(page.Title, style.title.Render)
	}
	add(page.Asks, style.strong.Render)
	if page.Question == nil {
		gap()
		if !m.saving.busy { // it looks at the session
			m.ending = m.end(width)
		}
		for line := range strings.Lines(m.ending) {
			b.lines = append(b.lines, ansi.Truncate(terminal.Safe(strings.TrimRight(line, "\n")), width, "…"))
		}
		m.body = b
		m.clamp()
		return
	}
	for _, line := range page.SoFar {
		add(line, style.accent.Render)
	}
	if page.Guidance != "" {
		gap()
		add(page.Guidance, nil)
	}
	gap()
	labels := shortcuts(page)
	for i, o := range page.Options {
		from := len(b.lines)
		b.lines = append(b.lines, m.option(i, labels[i], o, width)...)
		b.options = append(b.options, span{from, len(b.lines)})
	}
	gap()
	for _, line := range page.About {
		add(line, style.soft.Render)
	}
	m.body = b
	m.clamp()
}

// option lays out an option: › where it is pointed at, ● where it is the
// answer, [x] where it is ticked.
func (m *model) option(i int, label string, o interview.Choice, width int) []string {
	name, says, isAnswer := o.Name, o.Says, o.IsAnswer
	if label != o.Key {
		name = o.Label
	}
	pointer, mark := " ", " "
	if i == m.pointed {
		pointer = "›"
	}
	switch {
	case m.shown.page.Many:
		isAnswer = m.ticks.on[o.Key]
		mark = "[ ]"
		if isAnswer {
			mark = "[x]"
		}
	case isAnswer:
		mark = "●"
	}
	label = pointer + mark + " " + label + "  "
	indent := strings.Repeat(" ", ansi.StringWidth(label))
	text := name
	if says != "" {
		text += ": " + says
	}
	lines := wrapped(text, width-len(indent))
	for k, line := range lines {
		lead := indent
		if k == 0 {
			lead = label
		}
		switch rest, named := strings.CutPrefix(line, name+":"); {
		case i == m.pointed:
			line = m.style.pointed.Render(fit(lead+line, width))
		case isAnswer:
			line = m.style.accent.Render(lead + line)
		case k == 0 && named:
			line = lead + m.style.strong.Render(name+":") + rest
		default:
			line = lead + line
		}
		lines[k] = line
	}
	return lines
}
