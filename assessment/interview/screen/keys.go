package screen

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
	"sextant/frameworks"
)

// hint is a key and what it does.
type hint struct{ key, does string }

// press handles a key at a question.
func (m *model) press(key tea.KeyPressMsg) tea.Cmd {
	name := key.String()
	if m.leavesTicks(strings.ToLower(name)) {
		return nil
	}
	if m.digits(name) {
		return nil
	}
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
			return m.saveTicks()
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
		if err := m.session.Back(); err != nil {
			m.say(err)
			break
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
		switch text := key.Key().Text; {
		case text == "":
		case page.Question == nil:
			m.say(interview.ErrNowhere)
		default:
			m.notice = page.Question.ID + " has no option " + strconv.Quote(text) + "; press " + optionKeys(page) + ", or ? for what else there is"
		}
	}
	return nil
}

// shortcuts are the keys of the options: their own where each is one
// character that is no command; none where they are numbers of several digits,
// which are typed (digits); else 1, 2, 3, as far as they go.
func shortcuts(page interview.Page) []string {
	keys := make([]string, len(page.Options))
	own, numbers := true, true
	for i, o := range page.Options {
		keys[i] = o.Key
		own = own && utf8.RuneCountInString(o.Key) == 1 && !slices.Contains(frameworks.CommandKeys, o.Key)
		_, err := strconv.ParseUint(o.Key, 10, 32)
		numbers = numbers && err == nil
	}
	if own {
		return keys
	}
	for i := range keys {
		keys[i] = ""
		if !numbers && i < 9 {
			keys[i] = strconv.Itoa(i + 1)
		}
	}
	return keys
}

// optionKeys are the keys of the options in words.
func optionKeys(page interview.Page) string {
	keys := slices.DeleteFunc(shortcuts(page), func(key string) bool { return key == "" })
	switch {
	case len(keys) == 0:
		return "↑ ↓ or type a number, and Enter"
	case len(keys) > 5 && inARow(keys):
		return keys[0] + " to " + keys[len(keys)-1]
	}
	return "one of " + strings.Join(keys, " ")
}

// answerKeys are the keys of the options in short.
func answerKeys(page interview.Page) string {
	keys := slices.DeleteFunc(shortcuts(page), func(key string) bool { return key == "" })
	switch {
	case len(keys) == 0:
		return "↑ ↓ Enter"
	case inARow(keys):
		return keys[0] + "-" + keys[len(keys)-1]
	case len(keys) > 9:
		return keys[0] + " … " + keys[len(keys)-1]
	}
	return strings.Join(keys, " ")
}

func inARow(keys []string) bool {
	_, is := interview.Numbers(keys)
	return is
}

// digits points at the option whose key is the number typed so far, where
// keys have several digits: a 1 alone may be the beginning of 10.
func (m *model) digits(name string) bool {
	page := m.shown.page
	if len(page.Options) == 0 || shortcuts(page)[0] != "" || len(name) != 1 || name[0] < '0' || name[0] > '9' {
		m.number = ""
		return false
	}
	for _, number := range []string{m.number + name, name} {
		for i, o := range page.Options {
			if o.Key == number {
				m.number = number
				m.point(i)
				m.reveal(i)
				return true
			}
		}
	}
	m.number = ""
	return false
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
	m.open(newLine(m.session.AsksWhy(key), "", false, func(text string) change {
		return func(s *interview.Session) error { return s.Judge(key, text) }
	}))
	return nil
}

// write opens the panel for a reason, evidence, a note or a target.
func (m *model) write(letter string) {
	if m.shown.page.Question == nil {
		m.say(interview.ErrNowhere)
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
		m.open(newLine("Why is it not applicable?", answer.NotApplicable, answer.NotApplicable != "", func(text string) change {
			return func(s *interview.Session) error { return s.NotApplicable(text) }
		}))
	case "t":
		page := m.shown.page
		m.open(newLine("Target of this question: the key of an option; empty for the framework's", answer.Target, true, func(text string) change {
			if i := slices.Index(shortcuts(page), text); i >= 0 && text != "" && page.Question.Option(text) == nil {
				text = page.Options[i].Key
			}
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
	answer := hint{answerKeys(page), "answer"}
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
