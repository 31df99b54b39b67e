package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"syscall"

	"sextant/assessment"
	"sextant/assessment/interview"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
	"sextant/internal/terminal"
	"sextant/templates/workbook"
)

// How messages are written: lower case after the name of the program, no
// full stop, what is wrong and where; then a line "hint:" with what to do
// next, a command to run where there is one. One problem, one line. They go
// to standard error and never hold the name of a Go type.

// The exit codes, shown in the help and nowhere else decided.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitBelow       = 3
	exitInterrupted = 130
)

const exitHelp = `EXIT CODES: 0 done, 1 failed, 2 wrong usage, 3 below --fail-under, 130 interrupted`

// usage is an error in how the program was called.
type usage struct{ text, hint string }

func (u usage) Error() string { return u.text }

func usagef(hint, format string, args ...any) error {
	return usage{text: fmt.Sprintf(format, args...), hint: hint}
}

// hinted is an error with what to do about it.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// below is the outcome of --fail-under; it is an answer, not a failure.
type below struct {
	low    float64
	scored bool // something applies
	least  string
}

func (b below) Error() string {
	if !b.scored {
		return fmt.Sprintf("no question applies, so there is no overall low to reach %s", b.least)
	}
	// In full: rounded it could seem to have reached what was asked for.
	return fmt.Sprintf("the overall low of %s is below the %s asked for", strconv.FormatFloat(b.low, 'f', -1, 64), b.least)
}

// report prints an error and its hint, and returns the exit code.
func report(stderr io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(stderr, "sextant: %s\n", terminal.Safe(strings.TrimSuffix(line, "\n")))
	}
	if hint := hintFor(err); hint != "" {
		for line := range strings.Lines(hint) {
			fmt.Fprintf(stderr, "hint: %s\n", terminal.Safe(strings.TrimSuffix(line, "\n")))
		}
	}
	var asUsage usage
	var asBelow below
	switch {
	case errors.As(err, &asUsage):
		return exitUsage
	case errors.As(err, &asBelow):
		return exitBelow
	case errors.Is(err, interview.ErrInterrupted):
		return exitInterrupted
	}
	return exitFailed
}

// hintFor says what to do about an error; "" when the message says it.
func hintFor(err error) string {
	var h hinted
	var u usage
	var digest *store.Digest
	var missing *frameworks.NotFound
	var ambiguous *frameworks.Ambiguous
	var conflicts assessment.Conflicts
	var text *strictyaml.Errors
	var faults assessment.Faults
	var form *workbook.Problems
	switch {
	case errors.As(err, &h):
		return h.hint
	case errors.As(err, &u):
		return u.hint
	case errors.As(err, &digest):
		return "the questionnaire was changed without a new version; put the file it was answered with beside the assessment, or name it with --framework FILE; `sextant migrate FILE` carries the answers to the one at hand"
	case errors.As(err, &missing) && len(missing.Have) > 0:
		return "to keep that version, put its file beside the assessment, or name it with --framework FILE; to carry the answers to a newer one: `sextant migrate FILE`"
	case errors.As(err, &missing):
		return "put the framework's file beside the assessment, or name it with --framework FILE; `sextant framework list` shows what is built in"
	case errors.As(err, &ambiguous):
		return "give each its own version, or take all but one away; --framework FILE names one where a command takes it"
	case errors.As(err, &conflicts):
		return "everything else was saved; look at their answer, and answer again if yours should stand"
	case errors.Is(err, store.ErrNewer):
		return "use the Sextant that wrote it, or a newer one; nothing was changed"
	case errors.As(err, &form) && form.Hint != "":
		return form.Hint
	case errors.As(err, &form) && form.List[0].Cell != "":
		return "nothing was changed; mend the cells named and import the form again"
	case errors.As(err, &form):
		return "nothing was changed"
	case errors.As(err, &text):
		return "nothing was changed; mend the place named and run the command again"
	case errors.As(err, &faults):
		return "nothing was changed"
	case errors.Is(err, store.ErrNoFolder):
		return "create the folder first, or name another"
	case errors.Is(err, fs.ErrNotExist):
		return "check the name; `sextant answer FILE` begins a new assessment"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "the file or its folder cannot be written by you; ask for access, or work on a copy in a folder of your own"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "the disk is full; make room and run the command again: the file is as it was after the last saved answer"
	}
	return ""
}
