package screen

import (
	"errors"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
)

// hint is a key and what it does.
type hint struct{ key, does string }

// commands are the letters of the plain questionnaire.
const commands = "nemtbsgou?q"

// press handles a key at a question.
func (m *model) press(key tea.KeyPressMsg, warned string) tea.Cmd {
	name := key.String()
	page := m.shown.page
	for i, shortcut := range shortcuts(page) {
		switch {
		case name != shortcut:
		case page.Many:
			m.tick(i)
			return nil
		default:
			return m.choose(page.Options[i].Key)
		}
	}
	if page.Many {
		switch {
		case name == "enter":
			return m.saveTicks(warned)
		case name == "esc":
			m.ticks = m.ticksOf()
			m.layOut()
			return nil
		case name == "space" && m.pointed >= 0 && m.inSight(m.pointed):
			m.tick(m.pointed)
			return nil
		}
	}
	switch strings.ToLower(name) {
	case "up":
		m.up()
	case "down":
		m.down()
	case "pgdown", "space":
		m.scroll(m.rows() - 1)
	case "pgup":
		m.scroll(1 - m.rows())
	case "home":
		m.pointed = -1
		m.scroll(-len(m.body.lines))
	case "end":
		m.scroll(len(m.body.lines))
	case "enter":
		return m.enter()
	case "b", "left":
		if !m.session.Back() {
			m.say(errFirst)
		}
		m.refresh()
	case "s", "right":
		m.session.Skip()
		m.refresh()
	case "g", "/":
		m.open(newJump(m))
	case "o":
		m.open(newOutline(m))
	case "?", "f1":
		m.open(newHelp(m))
	case "u":
		return m.keep((*interview.Session).Undo, nil)
	case "q":
		return m.quit(nil)
	case "n", "e", "m", "t":
		m.write(strings.ToLower(name))
	default:
		if key.Key().Text != "" && page.Question != nil {
			m.notice = page.Question.ID + " has no option " + strconv.Quote(key.Key().Text) + "; press one of " + strings.Join(shortcuts(page), " ") + ", or ? for what else there is"
		}
	}
	return nil
}

// shortcuts are the keys of the options: their own where each is one
// character that means nothing else, or else 1, 2, 3.
func shortcuts(page interview.Page) []string {
	keys := make([]string, len(page.Options))
	for i, o := range page.Options {
		if len(o.Key) != 1 || strings.Contains(commands, strings.ToLower(o.Key)) {
			for i := range keys {
				keys[i] = ""
				if i < 9 {
					keys[i] = strconv.Itoa(i + 1)
				}
			}
			return keys
		}
		keys[i] = o.Key
	}
	return keys
}

// enter takes the option pointed at; with none, it reads on. After the last
// question it ends.
func (m *model) enter() tea.Cmd {
	switch {
	case m.shown.page.Question == nil:
		return m.quit(nil)
	case m.pointed >= 0 && !m.inSight(m.pointed):
		m.reveal(m.pointed)
	case m.pointed >= 0:
		return m.choose(m.shown.page.Options[m.pointed].Key)
	case m.top+m.rows() < len(m.body.lines):
		m.scroll(m.rows() - 1)
	default:
		m.notice = "Press the key of an option, or point at one with ↑ ↓ and then Enter."
	}
	return nil
}

// choose answers by an option, or reviews by one.
func (m *model) choose(key string) tea.Cmd {
	if !m.shown.review {
		return m.keep(func(s *interview.Session) error { return s.Choose(key) }, nil)
	}
	if err := m.session.MayJudge(key); err != nil {
		m.say(err)
		return nil
	}
	if key == m.session.Answer().Option {
		return m.keep(func(s *interview.Session) error { return s.Judge(key, "") }, nil)
	}
	m.open(newLine(m.session.AsksWhy(key), "", func(text string) change {
		return func(s *interview.Session) error { return s.Judge(key, text) }
	}))
	return nil
}

// write opens the panel for a reason, evidence, a note or a target.
func (m *model) write(letter string) {
	if m.shown.page.Question == nil {
		m.say(errors.New("there is no question here; g goes to one"))
		return
	}
	if letter == "t" && m.shown.page.Many {
		m.say(errors.New("a question of which many can be true has no target of its own"))
		return
	}
	if m.shown.review {
		m.say(interview.ErrNotInReview)
		return
	}
	answer := m.session.Answer()
	switch letter {
	case "n":
		m.open(newLine("Why is it not applicable?", answer.NotApplicable, func(text string) change {
			return func(s *interview.Session) error { return s.NotApplicable(text) }
		}))
	case "t":
		m.open(newLine("Target of this question: the key of an option; empty for the framework's", answer.Target, func(text string) change {
			return func(s *interview.Session) error { return s.Target(text) }
		}))
	case "m":
		m.open(newNote(answer.Note))
	case "e":
		m.open(newEvidence())
	}
}

// change is one change to a session.
type change = func(*interview.Session) error

// keys are those of a question.
func (m *model) keys() []hint {
	page := m.shown.page
	if page.Question == nil {
		return []hint{{"Enter", "ends"}, {"g", "go to"}, {"o", "objectives"}, {"b", "back"}, {"u", "undo"}}
	}
	all := shortcuts(page)
	answer := hint{all[0] + "-" + all[min(len(all), 9)-1], "answer"}
	if page.Many {
		hints := []hint{{answer.key, "tick"}, {"Enter", "save"}, {"?", "help"}, {"q", "end"}}
		if !m.shown.review {
			hints = append(hints, hint{"n", "not applicable"}, hint{"m", "note"}, hint{"e", "evidence"})
		}
		return append(hints, hint{"Esc", "put back"}, hint{"b", "back"}, hint{"s", "skip"}, hint{"u", "undo"}, hint{"g", "go to"}, hint{"o", "objectives"})
	}
	if m.shown.review {
		answer.does = "agree or differ"
		return []hint{answer, {"?", "help"}, {"q", "end"}, {"b", "back"}, {"s", "skip"}, {"g", "go to"}, {"o", "objectives"}, {"u", "undo"}}
	}
	return []hint{answer, {"?", "help"}, {"q", "end"}, {"n", "not applicable"}, {"m", "note"}, {"e", "evidence"}, {"b", "back"}, {"s", "skip"},
		{"u", "undo"}, {"g", "go to"}, {"o", "objectives"}, {"t", "target"}}
}
