package interview

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ErrEndOfInput says that the input ended while something was still asked.
var ErrEndOfInput = errors.New("the input ended")

// ErrInterrupted says that the person ended the program (Ctrl-C).
var ErrInterrupted = errors.New("interrupted")

// maxLine is the longest line that is read, in bytes.
const maxLine = 1 << 20

// Lines reads what a person or a script types, a line at a time.
type Lines struct {
	wanted chan struct{}
	lines  chan line
	n      int
}

type line struct {
	text string
	err  error
}

// NewLines reads from r, a line when one is asked for: what comes after the
// last may be for somebody else, such as the full screen. The reading happens
// beside the caller, so that an interruption is heard while it waits.
func NewLines(r io.Reader) *Lines {
	l := &Lines{wanted: make(chan struct{}, 1), lines: make(chan line)}
	go func() {
		scanner := bufio.NewScanner(r)
		scanner.Buffer(make([]byte, 0, 4096), maxLine)
		for range l.wanted {
			if !scanner.Scan() {
				break
			}
			l.lines <- line{text: strings.TrimSpace(strings.TrimPrefix(scanner.Text(), "\uFEFF"))}
		}
		err := ErrEndOfInput
		if errors.Is(scanner.Err(), bufio.ErrTooLong) {
			err = fmt.Errorf("a line of the input is longer than %d characters", maxLine)
		} else if scanner.Err() != nil {
			err = fmt.Errorf("read the input: %w", scanner.Err())
		}
		for {
			l.lines <- line{err: err}
		}
	}()
	return l
}

// Next returns the next line without the space around it. The error is
// [ErrEndOfInput], [ErrInterrupted] when ctx is cancelled, or what went wrong
// with reading.
func (l *Lines) Next(ctx context.Context) (string, error) {
	select {
	case l.wanted <- struct{}{}:
	default: // asked for already, by a call that was interrupted
	}
	select {
	case <-ctx.Done():
		return "", ErrInterrupted
	case got := <-l.lines:
		l.n++
		return got.text, got.err
	}
}

// Number is the number of the line last read, from 1.
func (l *Lines) Number() int { return l.n }
