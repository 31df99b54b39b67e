// Package screen is the questionnaire on the full screen: one question at a
// time with all that is needed to answer it, the objectives with how far they
// are at its side (folded into the heading where the terminal is narrow), and
// a line of keys. It shows an [interview.Session], as the plain questionnaire
// does: what can be done here can be done there, and leaves the same file.
//
// A [model] holds three things. What the session held when nothing was being
// saved (shown) is all that is drawn, so that a save can take its time beside
// the screen: the keys typed meanwhile wait in a queue, and what they mean is
// decided when the save has ended (saving.go). What is laid out for the
// present size (page.go, side.go, frame.go). And the panel that has the keys,
// if it is not the question itself: a note, a search, a conflict.
//
// Nothing is ever answered by moving about: an option must be typed, or
// pointed at and confirmed.
package screen

import (
	"context"
	"errors"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment/interview"
)

// Screen asks the questions of a session on a terminal.
type Screen struct {
	In  io.Reader
	Out io.Writer
	// NoColor leaves out colours, as the variable NO_COLOR does.
	NoColor bool
	// End is what is shown after the last question, for so many columns: the
	// marks, and the commands that come next.
	End func(width int) string
}

// Run asks until the person ends. The error is as for
// [interview.Plain.Run].
func (s Screen) Run(ctx context.Context, session *interview.Session) error {
	m := newModel(session, s.End)
	// Signals come through ctx. Half the time between two frames passes before
	// a key is seen: at 120 a second that is 4 ms.
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithInput(s.In), tea.WithOutput(s.Out), tea.WithoutSignalHandler(), tea.WithFPS(120)}
	if s.NoColor {
		options = append(options, tea.WithEnvironment(append(os.Environ(), "NO_COLOR=1")))
	}
	_, err := tea.NewProgram(m, options...).Run()
	switch {
	case m.ended != nil:
		return m.ended
	case errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil:
		return m.stopped()
	}
	return err
}
