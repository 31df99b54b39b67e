package workbook

import (
	"fmt"
	"regexp"
	"strings"
)

// Problem is one thing wrong in a workbook that came back, and what would be
// right. Cell is its place, as Excel writes it; "" where it has none.
type Problem struct{ Cell, Text string }

// Problems is everything wrong with one workbook.
type Problems struct {
	File string
	List []Problem
	Hint string // what to do about it, where more can be said than mending the cells
}

// Error prints a line for each problem: FILE: Sheet!Cell: text.
func (p *Problems) Error() string {
	lines := make([]string, len(p.List))
	for i, problem := range p.List {
		lines[i] = p.File + ": "
		if problem.Cell != "" {
			lines[i] += problem.Cell + ": "
		}
		lines[i] += problem.Text
	}
	return strings.Join(lines, "\n")
}

// add notes a problem at a cell, or at none. What it quotes from the workbook
// is made fit for a terminal.
func (p *Problems) add(cell, format string, args ...any) {
	p.List = append(p.List, Problem{Cell: printable(cell), Text: printable(fmt.Sprintf(format, args...))})
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
}

// err is the problems, or nil when there are none.
func (p *Problems) err() error {
	if len(p.List) == 0 {
		return nil
	}
	return p
}

// plainName is the name of a sheet that needs no quotes in an address.
var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z_]*$`)

// address names a cell as formulas and Excel's box for going to a cell do.
func address(sheet, cell string) string {
	if !plainName.MatchString(sheet) {
		sheet = "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
	}
	return sheet + "!" + cell
}
