package screen

import (
	"fmt"
	"strings"
	"time"

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
	clock  int       // of the present retries; those of others are nobody's
	calm   time.Time // when keys are heard again, after some were not taken
	notice string    // what went wrong last; "" for nothing
	before string    // the notice that stood when the key was pressed that is handled
	over   bool      // the program is ending, and takes no more keys
	ended  error     // why it ends early

	width, height int
	style         style
	body          body   // the question as it is laid out
	ending        string // what is shown after the last question
	top           int    // the first line of body on the screen
	pointed       int    // the option pointed at; none: -1
	ticks         ticks
	number        string // typed so far, of an option's key
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
		if msg.clock == m.clock {
			return m, m.retry()
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if m.saving.busy {
			return m, m.wait(msg)
		}
		if !m.over && !m.calming(msg) {
			return m, m.input(msg)
		}
	}
	return m, nil
}

// input handles a key or a paste.
func (m *model) input(msg tea.Msg) tea.Cmd {
	key, isKey := msg.(tea.KeyPressMsg)
	if paste, ok := msg.(tea.PasteMsg); ok {
		paste.Content = safeText(paste.Content)
		msg = paste
	}
	m.before, m.notice = m.notice, ""
	name := strings.ToLower(key.String())
	typed := m.panel != nil && m.panel.typed() || m.panel == nil && m.ticks.changed
	switch {
	case m.isSmall(): // nothing can be seen, so nothing is done
		switch {
		case typed:
		case name == "q":
			return m.quit(nil)
		case name == "ctrl+c":
			return m.quit(m.stopped())
		}
	case isKey && name == "ctrl+c":
		if !typed || m.asked(leaving) {
			return m.quit(m.stopped())
		}
	case m.panel != nil:
		return m.panel.update(m, msg)
	case isKey:
		return m.press(key)
	}
	return nil // what is pasted answers nothing
}

// leaving is said to whoever ends while something typed is not saved.
const leaving = "What you did last is not saved. Ctrl-C again ends without it."

// asked reports whether the warning stood already when the key was pressed;
// else it is said now.
func (m *model) asked(warning string) bool {
	if m.before != warning {
		m.notice = warning
	}
	return m.before == warning
}

// leave takes a panel away, and asks first where something is typed in it.
func (m *model) leave() {
	if !m.panel.typed() || m.asked(typedLeft) {
		m.open(nil)
	}
}

const typedLeft = "What you typed is not saved. Esc again throws it away."

// quit ends the program, with an error or without.
func (m *model) quit(err error) tea.Cmd {
	m.ended, m.over = err, true
	return tea.Quit
}

// stopped is the error of whoever stops here.
func (m *model) stopped() error {
	err := m.shown.page.Stopped(interview.ErrInterrupted)
	if p, ok := m.panel.(*unkept); ok {
		return fmt.Errorf("%w; the last change is not saved: %w", err, p.why)
	}
	return err
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

// safeText makes a text fit for a terminal and keeps its line ends.
func safeText(text string) string { return strings.Join(safe(strings.Split(text, "\n")), "\n") }

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
