package screen

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
)

// saving is a change on its way to the disk. The session belongs to it alone
// until it has ended.
type saving struct {
	busy    bool
	slow    bool      // it takes long enough to be told
	gaveUp  bool      // the person has asked to end while it runs
	waiting []tea.Msg // keys typed meanwhile
	then    func()    // after it went well
}

// savedMsg says that a change is kept (no error), refused, or made and not
// kept ([*interview.SaveError]).
type savedMsg struct{ err error }

// slowMsg and retryMsg are the clock's.
type (
	slowMsg  struct{}
	retryMsg struct{ clock int }
)

const (
	slowAfter  = 300 * time.Millisecond
	retryAfter = 5 * time.Second
)

// keep makes a change to the session, beside the screen; then is called when
// it is kept.
func (m *model) keep(change func(*interview.Session) error, then func()) tea.Cmd {
	m.saving = saving{busy: true, then: then}
	session := m.session
	return tea.Batch(
		func() tea.Msg { return savedMsg{change(session)} },
		tea.Tick(slowAfter, func(time.Time) tea.Msg { return slowMsg{} }),
	)
}

// wait puts off a key until the save has ended. A second Ctrl-C does not
// wait: the folder may be on a network that is gone.
func (m *model) wait(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "ctrl+c" {
		if m.saving.gaveUp {
			return m.quit(errUnfinished)
		}
		m.saving.gaveUp = true
	}
	m.saving.waiting = append(m.saving.waiting, msg)
	return nil
}

var errUnfinished = fmt.Errorf("%w while the last change was being saved: it may be missing from the file", interview.ErrInterrupted)

// saved goes on after a save: with the next question, with what somebody else
// changed, or with trying again.
func (m *model) saved(err error) tea.Cmd {
	done := m.saving
	m.saving = saving{}
	var unsaved *interview.SaveError
	switch {
	case err == nil:
		if done.then != nil {
			done.then()
		}
		m.refresh()
		return m.goOn(done.waiting)
	case !errors.As(err, &unsaved): // refused: nothing has changed
		m.refresh()
		m.say(err)
	case m.session.Conflict() != nil:
		m.refresh()
		m.open(&conflict{of: m.session.Conflict()})
	default:
		// The page stays as it was: the next question shows when the answer
		// to this one is kept.
		m.open(&unkept{why: unsaved.Err, then: done.then, tries: m.tries() + 1})
		m.layOut()
		m.clock++
		clock := m.clock
		m.forget(done)
		return tea.Batch(m.endIf(done.gaveUp), tea.Tick(retryAfter, func(time.Time) tea.Msg { return retryMsg{clock} }))
	}
	m.forget(done)
	return m.endIf(done.gaveUp)
}

// goOn does what was typed while the save ran.
func (m *model) goOn(waiting []tea.Msg) tea.Cmd {
	var commands []tea.Cmd
	for i, msg := range waiting {
		if m.over {
			break
		}
		if m.saving.busy {
			m.saving.waiting = waiting[i:]
			break
		}
		commands = append(commands, m.input(msg))
	}
	return tea.Batch(commands...)
}

// forget leaves out what was typed while a save ran that did not go well: it
// was typed at another sight. Whoever is still typing is not heard until they
// pause and can see it.
func (m *model) forget(done saving) {
	n := len(done.waiting)
	if n == 0 || done.gaveUp {
		return
	}
	m.calm = time.Now().Add(calmFor)
	keys := "One key typed meanwhile was"
	if n > 1 {
		keys = fmt.Sprintf("%d keys typed meanwhile were", n)
	}
	m.notice = strings.TrimSpace(m.notice + " " + keys + " not taken.")
}

// calmFor is how long a pause is.
const calmFor = 300 * time.Millisecond

// calming reports whether a key comes too soon after keys that were not
// taken; Ctrl-C never does.
func (m *model) calming(msg tea.Msg) bool {
	key, ok := msg.(tea.KeyPressMsg)
	if ok && key.String() == "ctrl+c" || !time.Now().Before(m.calm) {
		return false
	}
	m.calm = time.Now().Add(calmFor)
	return true
}

// endIf ends where the person asked to while the save ran.
func (m *model) endIf(gaveUp bool) tea.Cmd {
	if !gaveUp {
		return nil
	}
	return m.quit(m.stopped())
}

// retry tries again to keep what could not be kept.
func (m *model) retry() tea.Cmd {
	p, ok := m.panel.(*unkept)
	if !ok || m.saving.busy {
		return nil
	}
	return m.keep((*interview.Session).Save, func() {
		m.open(nil)
		if p.then != nil {
			p.then()
		}
	})
}

// tries is how often the change was tried so far.
func (m *model) tries() int {
	if p, ok := m.panel.(*unkept); ok {
		return p.tries
	}
	return 0
}
