package workbook

import (
	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

// The font of everything: it comes with Excel on every system, and
// LibreOffice has one of the same widths.
const (
	fontName = "Arial"
	fontSize = 10 // points
)

// The colours, of the NHS identity where it has one. On white or on its own
// fill each ink has a contrast of 4.5 or more, so that everybody can read it.
const (
	blue     = "005EB8"
	darkBlue = "003087"
	black    = "212B32"
	slate    = "425563" // for what may stand back
	pale     = "EDF2F7" // behind headings and totals
	rule     = "AEB7BD" // lines
	white    = "FFFFFF"
)

// tint is the ink and the fill of a colour against target. The word is
// always in the cell, so that nothing hangs on the colour.
type tint struct{ ink, fill string }

func tintOf(c assessment.RAG) tint {
	switch c {
	case assessment.Green:
		return tint{ink: "00492F", fill: "C9EBD8"}
	case assessment.Amber:
		return tint{ink: "5C3B00", fill: "FFE2A8"}
	case assessment.Red:
		return tint{ink: "FFFFFF", fill: "A8121F"}
	case assessment.Grey:
		return tint{ink: "2F3B44", fill: "D8DDE0"}
	}
	return tint{ink: black, fill: white}
}

// The number formats. They show numbers as templates' words print them.
const (
	formatScore       = `0.0`
	formatProvisional = `0.0"*"`
	formatGap         = `[=0]0.0;[<0.05]"<0.1";0.0`
	formatPercent     = `0.0%`
	formatChange      = `+0.0;-0.0;0.0`
	formatWholeChange = `+0;-0;0`
	formatWhole       = `0`
	formatWeight      = `General`
	formatDay         = `d mmm yyyy`
	formatText        = `@`
)

// look is how a cell looks. Its zero is plain text of fontSize in black, at
// the top left, that does not wrap.
type look struct {
	size         float64 // points
	bold, italic bool
	underline    bool
	ink, fill    string
	line         edges
	lineInk      string // "": rule
	across, down string // alignment
	wrap         bool
	indent       int
	format       string
	unlocked     bool // people may write in it where the sheet is protected
}

// height is the height of a text in a cell that wraps, in points.
func (l look) height(s string, width float64) float64 {
	f := face{size: fontSize, bold: l.bold}
	if l.size > 0 {
		f.size = l.size
	}
	const indent = 8 // points
	return float64(f.lines(s, width-float64(indent*l.indent)))*f.lineHeight() + 3
}

// edges are the sides of a cell that have a line.
type edges uint8

const (
	left edges = 1 << iota
	right
	top
	bottom
	thick // the line is
	box   = left | right | top | bottom
)

// style returns excelize's number for a look.
func (b *book) style(l look) int {
	if id, ok := b.looks[l]; ok {
		return id
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: fontSize, Color: black, Bold: l.bold, Italic: l.italic},
		Alignment: &excelize.Alignment{Horizontal: l.across, Vertical: "top", WrapText: l.wrap, Indent: l.indent},
	}
	if l.size > 0 {
		s.Font.Size = l.size
	}
	if l.ink != "" {
		s.Font.Color = l.ink
	}
	if l.underline {
		s.Font.Underline = "single"
	}
	if l.down != "" {
		s.Alignment.Vertical = l.down
	}
	if l.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.indent > 0 && l.across == "" {
		s.Alignment.Horizontal = "left" // an indent counts only where a side is named
	}
	s.Border = l.borders()
	if l.unlocked {
		s.Protection = &excelize.Protection{Locked: false}
	}
	switch l.format {
	case "":
	case formatText:
		s.NumFmt = 49 // Text: stays text when it is edited, whatever it begins with
	default:
		s.CustomNumFmt = pointer(l.format)
	}
	id, err := b.f.NewStyle(s)
	b.keep(err)
	b.looks[l] = id
	return id
}

func (l look) borders() []excelize.Border {
	const thin, heavy = 1, 5
	var borders []excelize.Border
	for _, side := range []struct {
		edge edges
		name string
	}{{left, "left"}, {right, "right"}, {top, "top"}, {bottom, "bottom"}} {
		if l.line&side.edge == 0 {
			continue
		}
		border := excelize.Border{Type: side.name, Color: rule, Style: thin}
		if l.lineInk != "" {
			border.Color = l.lineInk
		}
		if l.line&thick != 0 {
			border.Style = heavy
		}
		borders = append(borders, border)
	}
	return borders
}
