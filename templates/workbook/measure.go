package workbook

import (
	"sort"
	"strings"
)

// A page that must be one sheet of paper needs its rows' heights, and a
// merged cell has none of its own, so texts are measured here.

// widths holds the widths of the printable ASCII characters from the space
// on, in thousandths of the size of Arial (as Adobe published them for
// Helvetica, whose widths Arial has).
var widths = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// face is a size of Arial in points, plain or bold.
type face struct {
	size float64
	bold bool
}

// advance is the width of a character in points. What is not in the table is
// taken as wide, so that a text gets too much room and never too little.
func (f face) advance(r rune) float64 {
	thousandths := 1000.0
	switch {
	case r >= ' ' && int(r-' ') < len(widths):
		thousandths = float64(widths[r-' '])
	case r < 0x1100: // the alphabets of Europe and the Middle East
		thousandths = 700
	case r >= 0x2000 && r < 0x2070: // dashes, quotation marks, ellipsis
		thousandths = 600
	case r >= 0x10000: // emoji and the like
		thousandths = 1400
	}
	if f.bold {
		thousandths *= 1.08
	}
	return f.size * thousandths / 1000
}

func (f face) width(s string) float64 {
	var sum float64
	for _, r := range s {
		sum += f.advance(r)
	}
	return sum
}

// lineHeight is the height of a line in points.
func (f face) lineHeight() float64 { return f.size * lineSpacing }

// inside takes off what a cell keeps free at its sides, and a little for the
// differences between programs.
func inside(width float64) float64 { return width*0.96 - 4 }

// wrap breaks a text into the lines that a cell of a width in points shows.
func (f face) wrap(s string, width float64) []string {
	width = max(inside(width), f.size)
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines = append(lines, f.wrapParagraph(paragraph, width)...)
	}
	return lines
}

func (f face) wrapParagraph(s string, width float64) []string {
	var lines []string
	line, used := "", 0.0
	for i, word := range strings.Split(s, " ") {
		space := ""
		if i > 0 {
			space = " "
		}
		if w := f.width(space + word); used+w <= width {
			line, used = line+space+word, used+w
			continue
		}
		if i > 0 {
			lines = append(lines, line)
			line, used = "", 0
		}
		for _, r := range word { // a word wider than the cell breaks anywhere
			w := f.advance(r)
			if used+w > width && line != "" {
				lines = append(lines, line)
				line, used = "", 0
			}
			line, used = line+string(r), used+w
		}
	}
	return append(lines, line)
}

// lines counts the lines of a text in a cell.
func (f face) lines(s string, width float64) int { return len(f.wrap(s, width)) }

// fits is how many bytes of a text, with a mark after them, so many lines
// hold.
func (f face) fits(s string, width float64, most int, mark string) int {
	runes := []rune(s)
	n := sort.Search(len(runes), func(n int) bool { return f.lines(string(runes[:n+1])+mark, width) > most })
	return len(string(runes[:n]))
}

// clip shortens a text to so many lines and ends it with a mark; a text that
// fits stays as it is.
func (f face) clip(s string, width float64, most int, mark string) string {
	if f.lines(s, width) <= most {
		return s
	}
	return strings.TrimRight(s[:f.fits(s, width, most, mark)], " \n,;") + mark
}
