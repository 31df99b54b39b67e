package screen

import (
	"errors"
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
	retryMsg struct{}
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

var errUnfinished = errors.New("ended while the last change was being saved: it may be missing from the file")

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
	case m.session.Conflict() != nil:
		m.refresh()
		m.open(&conflict{of: m.session.Conflict()})
		done.waiting = nil // they were typed at another sight
	case errors.As(err, &unsaved):
		// The page stays as it was: the next question shows when the answer
		// to this one is kept.
		m.open(&unkept{why: unsaved.Err, then: done.then, tries: m.tries() + 1})
		m.layOut()
		if done.gaveUp {
			return m.quit(unsaved.Err)
		}
		return tea.Tick(retryAfter, func(time.Time) tea.Msg { return retryMsg{} })
	default:
		m.say(err)
		m.layOut()
		if len(done.waiting) > 0 && !done.gaveUp {
			done.waiting = nil
		}
	}
	var commands []tea.Cmd
	for len(done.waiting) > 0 {
		msg := done.waiting[0]
		done.waiting = done.waiting[1:]
		if m.saving.busy {
			m.saving.waiting = append(m.saving.waiting, msg)
			continue
		}
		commands = append(commands, m.input(msg))
	}
	return tea.Batch(commands...)
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
