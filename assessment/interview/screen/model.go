package screen

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
	"sextant/internal/terminal"
)

// model is the state of the screen.
type model struct {
	session      *interview.Session
	organisation string
	end          func(width int) string

	shown  shown
	answer string // the answer so far, by its key
	panel  panel  // has the keys; nil: the question has
	saving saving
	notice string // what went wrong last; "" for nothing
	ended  error  // why the questionnaire ends early

	width, height int
	style         style
	body          body // the question as it is laid out
	top           int  // the first line of body on the screen
	pointed       int  // the option pointed at; none: -1
	ticks         ticks
}

// shown is what a session held when nothing was being saved.
type shown struct {
	page       interview.Page
	objectives []interview.Objective
	told       []string
	review     bool
}

// panel takes the place of the question, or of its lower part.
type panel interface {
	// update handles a key or a paste.
	update(m *model, msg tea.Msg) tea.Cmd
	// lines draws at most height lines of at most width columns.
	lines(m *model, width, height int) []string
	// height is how many lines it wants, of so many that there are.
	height(available int) int
	// keys are those that it knows, the most needed first.
	keys() []hint
	// typed reports whether it holds something that would be lost.
	typed() bool
}

func newModel(session *interview.Session, end func(int) string) *model {
	m := &model{session: session, organisation: terminal.Safe(session.Assessment().Organisation.Name), end: end, width: 80, height: 24, style: plainStyle(), pointed: -1}
	m.refresh()
	m.shown.told = []string{"Press the key of the highest option whose text is true, and that of every option before it."}
	if m.shown.page.Many {
		m.shown.told = []string{"Press the keys of all that are true, then Enter; Enter alone answers that none is."}
	}
	if m.shown.review {
		m.shown.told = []string{"Press the key of the option that you would give: the answer's own key agrees, another asks why."}
	}
	return m
}

// Init asks the terminal for its background, so that colours can be read on it.
func (m *model) Init() tea.Cmd { return tea.RequestBackgroundColor }

// Update handles what happens: a key, another size, the end of a save.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.style = styleOn(msg.IsDark())
		m.layOut()
	case slowMsg:
		m.saving.slow = m.saving.busy
	case savedMsg:
		return m, m.saved(msg.err)
	case retryMsg:
		return m, m.retry()
	case tea.KeyPressMsg, tea.PasteMsg:
		if m.saving.busy {
			return m, m.wait(msg)
		}
		return m, m.input(msg)
	}
	return m, nil
}

// input handles a key or a paste.
func (m *model) input(msg tea.Msg) tea.Cmd {
	key, isKey := msg.(tea.KeyPressMsg)
	warned := m.notice
	if isKey && m.panel == nil && m.leavesTicks(strings.ToLower(key.String()), warned) {
		return nil
	}
	if isKey && key.String() == "ctrl+c" {
		if m.panel != nil && m.panel.typed() && m.notice != leaving {
			m.notice = leaving
			return nil
		}
		return m.quit(m.shown.page.Stopped(interview.ErrInterrupted))
	}
	m.notice = ""
	switch {
	case m.panel != nil:
		return m.panel.update(m, msg)
	case isKey:
		return m.press(key, warned)
	}
	return nil // what is pasted answers nothing
}

// leaving is said to whoever ends while something typed is not saved.
const leaving = "What you typed is not saved. Ctrl-C again throws it away and ends."

// quit ends the program, with an error or without.
func (m *model) quit(err error) tea.Cmd {
	m.ended = err
	return tea.Quit
}

// refresh takes over what the session holds; nothing is being saved.
func (m *model) refresh() {
	before, answer := m.shown.page.Question, m.answer
	m.shown = shown{page: m.session.Page(), objectives: m.session.Objectives(), told: safe(m.session.Told()), review: m.session.IsReview()}
	m.answer = m.session.Answer().Option
	if m.shown.page.Question != before {
		m.top, m.pointed = 0, -1
	}
	if m.shown.page.Question != before || m.answer != answer {
		m.ticks = m.ticksOf()
	}
	m.layOut()
}

// safe makes lines fit for a terminal.
func safe(lines []string) []string {
	safe := make([]string, len(lines))
	for i := range lines {
		safe[i] = terminal.Safe(lines[i])
	}
	return safe
}

// open puts a panel in the question's place; nil takes it away.
func (m *model) open(p panel) {
	m.panel = p
	m.clamp()
}

func (m *model) resize(width, height int) {
	lines := max(1, len(m.body.lines))
	m.width, m.height = width, height
	m.layOut()
	m.top = m.top * len(m.body.lines) / lines // about where one was reading
	m.clamp()
	if m.pointed >= 0 {
		m.reveal(m.pointed)
	}
}

// say puts an error in the line for it.
func (m *model) say(err error) { m.notice = strings.TrimSpace(err.Error()) }

var errFirst = errors.New("this is the first question")
