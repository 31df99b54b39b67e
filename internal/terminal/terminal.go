// Package terminal makes text fit for a terminal: safe to print, and broken
// into lines.
package terminal

import (
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/olekukonko/tablewriter/pkg/twwarp"
	"golang.org/x/term"
)

// Safe makes a text fit for one line: line ends become spaces, and nothing in
// it can move the cursor, colour the screen or turn the line around.
func Safe(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
}

// Wrap breaks a text into safe lines of at most width columns (8 at least),
// keeping its own line ends. A word that is longer stays whole.
func Wrap(text string, width int) []string {
	var lines []string
	for line := range strings.Lines(text) {
		wrapped, _ := twwarp.WrapString(Safe(strings.TrimSuffix(line, "\n")), max(width, 8))
		lines = append(lines, wrapped...)
	}
	return lines
}

// Is reports whether a stream is a terminal.
func Is(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Width is the columns of the terminal that w is; 80 when it is none.
func Width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	return 80
}
