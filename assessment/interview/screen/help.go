package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// help is the panel with all keys, the words of the question and how to
// choose.
type help struct {
	text []string
	pager
}

const helpText = `Keys
  The key of an option answers, saves and moves on. ↓ reads on and points at the options, Enter takes the one pointed at.
  Where several can be true, their keys tick, and Enter saves what is ticked.
  Space, Page Up, Page Down, Home, End: read on and back.
  n: not applicable, and why
  e: adds evidence: title, reference, date and strength
  m: the note, in as many lines as you like; Ctrl-S saves it
  t: this question's own target
` + movesText

const reviewText = `Keys
  The key of the option that you would give: the answer's own key agrees; another asks why. The answer itself stays. Saved at once.
  Space, Page Up, Page Down, Home, End: read on and back.
` + movesText

const movesText = `  b or ←, s or →: the question before; skip to the next open one
  g: go to a question by its id or by words
  o: the objectives: how far you are, and their marks
  u: undo the last change
  q or Ctrl-C: end (everything is saved)`

func newHelp(m *model) *help {
	text := helpText
	if m.shown.review {
		text = reviewText
	}
	return &help{text: append(strings.Split(text, "\n"), m.session.Help()...)}
}

func (p *help) update(m *model, msg tea.Msg) tea.Cmd {
	key, _ := msg.(tea.KeyPressMsg)
	switch name := strings.ToLower(key.String()); name {
	case "esc", "q", "?", "enter":
		m.open(nil)
	default:
		p.press(name)
	}
	return nil
}

func (p *help) lines(m *model, width, height int) []string {
	var lines []string
	for _, text := range p.text {
		words := strings.TrimLeft(text, " ")
		indent := text[:len(text)-len(words)]
		if text == "" {
			lines = append(lines, "")
		}
		for _, line := range wrapped(words, min(width, widest)-len(indent)) {
			if indent == "" {
				line = m.style.strong.Render(line)
			}
			lines = append(lines, indent+line)
		}
	}
	return p.cut(lines, height)
}

func (p *help) height(available int) int { return available }
func (p *help) typed() bool              { return false }
func (p *help) keys() []hint {
	return []hint{{"Esc", "back to the question"}, {"Space", "read on"}}
}
