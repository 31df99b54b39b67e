package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"sextant/internal/terminal"
)

// wrapped breaks a text into safe lines of at most width columns; also a word
// that is longer.
func wrapped(text string, width int) []string {
	var lines []string
	for _, line := range terminal.Wrap(text, width) {
		if ansi.StringWidth(line) > width {
			lines = append(lines, strings.Split(ansi.Hardwrap(line, width, true), "\n")...)
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// fit makes a line just so wide: cut with a … where it is longer.
func fit(line string, width int) string {
	line = ansi.Truncate(line, width, "…")
	return line + strings.Repeat(" ", max(0, width-ansi.StringWidth(line)))
}

// ends puts one text at the left end of a line and another at its right; the
// left one is cut where both do not fit.
func ends(left, right string, width int) string {
	room := width - ansi.StringWidth(right) - 1
	if right == "" || room < 8 {
		return fit(left, width)
	}
	return fit(left, room) + " " + right
}

// at is the i-th line; "" past the last.
func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
