package templates

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"sextant/internal/terminal"
)

// Grid is a table in words, ready for any of the formats.
type Grid struct {
	Columns []Column
	Rows    [][]string
}

// Column is a heading and how its cells stand. One column at most is Wide:
// it takes the room that the others leave, and wraps.
type Column struct {
	Name  string
	Right bool
	Wide  bool
}

// columnGap is the space between two columns of a printed table.
const columnGap = 2

// Text prints the grid as a table of at most width columns. The last columns,
// where they find no room, are told in a line below each row.
func (g Grid) Text(w io.Writer, width int) error {
	if width <= 0 {
		width = 80
	}
	widths, shown := g.widths(width)
	columns := tw.NewMapper[int, int]()
	align := make(tw.Alignment, shown)
	for i := range shown {
		columns.Set(i, widths[i]+columnGap)
		align[i] = tw.AlignLeft
		if g.Columns[i].Right {
			align[i] = tw.AlignRight
		}
	}
	var out strings.Builder
	table := tablewriter.NewTable(&out,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Symbols:  tw.NewSymbols(tw.StyleASCII),
			Settings: tw.Settings{Separators: tw.Separators{BetweenColumns: tw.Off, BetweenRows: tw.Off}, Lines: tw.Lines{ShowHeaderLine: tw.On}},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithColumnWidths(columns),
		tablewriter.WithAlignment(align),
		tablewriter.WithHeaderAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithPadding(tw.Padding{Left: "", Right: strings.Repeat(" ", columnGap), Overwrite: true}),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
	)
	names := make([]string, shown)
	for i := range shown {
		names[i] = g.Columns[i].Name
	}
	table.Header(names)
	cells := make([][]string, len(g.Rows))
	for k, row := range g.Rows {
		cells[k] = make([]string, shown)
		for i := range shown {
			cells[k][i] = terminal.Safe(row[i])
			if g.Columns[i].Wide {
				cells[k][i] = wrapIndented(row[i], widths[i])
			}
		}
		if err := table.Append(cells[k]); err != nil {
			return fmt.Errorf("print table: %w", err)
		}
	}
	if err := table.Render(); err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	lines := slices.Collect(strings.Lines(out.String()))
	next := len(lines) - heights(cells)
	printed := slices.Clone(lines[:next])
	for i, row := range cells {
		printed = append(printed, lines[next:next+height(row)]...)
		next += height(row)
		printed = append(printed, g.rest(g.Rows[i], shown, width)...)
	}
	for _, line := range printed {
		if _, err := io.WriteString(w, strings.TrimRight(line, " \n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// height is the number of lines of a row, heights of them all.
func height(row []string) int {
	most := 1
	for _, cell := range row {
		most = max(most, strings.Count(cell, "\n")+1)
	}
	return most
}

func heights(rows [][]string) int {
	sum := 0
	for _, row := range rows {
		sum += height(row)
	}
	return sum
}

// rest tells the columns that found no room.
func (g Grid) rest(row []string, shown, width int) []string {
	var parts []string
	for i := shown; i < len(row); i++ {
		if row[i] != "" {
			parts = append(parts, g.Columns[i].Name+": "+terminal.Safe(row[i]))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	indent := row[0][:len(row[0])-len(strings.TrimLeft(row[0], " "))] + "    "
	var lines []string
	for _, line := range terminal.Wrap(strings.Join(parts, "; "), width-len(indent)) {
		lines = append(lines, indent+line)
	}
	return lines
}

// wrapIndented breaks a cell into lines that keep its indentation. The table
// library would count the indentation and then cut the line's end.
func wrapIndented(cell string, width int) string {
	text := strings.TrimLeft(cell, " ")
	indent := cell[:len(cell)-len(text)]
	return indent + strings.Join(terminal.Wrap(text, width-len(indent)), "\n"+indent)
}

// least is the narrowest that the wide column gets before others give way.
const least = 16

// widths gives each column the room of its longest cell, and the wide one
// what is left. It returns how many columns fit.
func (g Grid) widths(width int) (widths []int, shown int) {
	widths = make([]int, len(g.Columns))
	total, wide := 0, -1
	for i, c := range g.Columns {
		widths[i] = twwidth.Width(c.Name)
		for _, row := range g.Rows {
			widths[i] = max(widths[i], twwidth.Width(terminal.Safe(row[i])))
		}
		if c.Wide {
			wide = i
		}
		total += widths[i] + columnGap
	}
	shown = len(g.Columns)
	if wide < 0 || total <= width {
		return widths, shown
	}
	others := total - widths[wide]
	for shown > wide+1 && width-others < least {
		shown--
		others -= widths[shown] + columnGap
	}
	if width-others < least && shown == wide+1 && wide > 0 { // it has more room below
		for shown--; shown > 1 && others-columnGap > width; {
			shown--
			others -= widths[shown] + columnGap
		}
		return widths, shown
	}
	widths[wide] = min(widths[wide], max(width-others, least))
	return widths, shown
}

// CSV writes the grid with a heading. A cell that a spreadsheet would take
// for a formula is led by an apostrophe.
func (g Grid) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	head := make([]string, len(g.Columns))
	for i, c := range g.Columns {
		head[i] = c.Name
	}
	rows := append([][]string{head}, g.Rows...)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !isNumber(cell) {
				cell = "'" + cell
			}
			cells[i] = cell
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}

func isNumber(s string) bool {
	return strings.Trim(s, "-0123456789.") == ""
}

var markdownEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "\r", "", "\n", "<br>")

// Markdown writes the grid as a table of Markdown; whatever the cells hold
// stays text.
func (g Grid) Markdown(w io.Writer) error {
	var b strings.Builder
	for _, c := range g.Columns {
		b.WriteString("| " + markdownEscapes.Replace(c.Name) + " ")
	}
	b.WriteString("|\n")
	for _, c := range g.Columns {
		if c.Right {
			b.WriteString("|---:")
		} else {
			b.WriteString("|---")
		}
	}
	b.WriteString("|\n")
	for _, row := range g.Rows {
		for _, cell := range row {
			b.WriteString("| " + markdownEscapes.Replace(cell) + " ")
		}
		b.WriteString("|\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
