package workbook

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/frameworks"
)

// Each sheet has a header and footer that programs accept, its paper, and its
// reach; the lists repeat their headings and the Board is one page.
func TestPaper(t *testing.T) {
	a := sample(t, swl(t))
	a.Organisation.Name = "111 & more " + strings.Repeat("😀 & ", 200)
	a.Cover.Marking = strings.Repeat("OFFICIAL & ", 50)
	f := opened(t, made(t, report(a)))
	for _, sheet := range f.GetSheetList() {
		hf, err := f.GetHeaderFooter(sheet)
		must(t, err)
		for _, s := range []string{hf.OddHeader, hf.OddFooter} {
			if n := len(utf16.Encode([]rune(s))); n > 255 {
				t.Errorf("%s: a header or footer of %d units", sheet, n)
			}
		}
		if !strings.Contains(hf.OddHeader, "111 && more 😀 && ") || !strings.Contains(hf.OddFooter, "OFFICIAL &&") || !strings.Contains(hf.OddFooter, "22 November 2026") {
			t.Errorf("%s: header %q, footer %q", sheet, hf.OddHeader, hf.OddFooter)
		}
		layout, err := f.GetPageLayout(sheet)
		must(t, err)
		high := 0
		if sheet == "Summary" {
			high = 1
		}
		if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != high {
			t.Errorf("%s: not A4 landscape to the width of a page", sheet)
		}
		if reach, err := f.GetSheetDimension(sheet); err != nil || reach == "A1" {
			t.Errorf("%s reaches %q, %v", sheet, reach, err)
		}
	}
	named := make(map[string]string)
	for _, n := range f.GetDefinedName() {
		named[n.Scope+" "+n.Name] = n.RefersTo
	}
	for name, want := range map[string]string{
		"Summary _xlnm.Print_Area": "Summary!$A$1:$I$", "Objectives _xlnm.Print_Titles": "Objectives!$4:$4", "Detail _xlnm.Print_Titles": "Detail!$4:$4",
	} {
		if !strings.HasPrefix(named[name], want) {
			t.Errorf("%s is %q", name, named[name])
		}
	}
	tables, err := f.GetTables("Detail")
	must(t, err)
	if len(tables) != 1 || tables[0].Name != detailTable || tables[0].Range != "A4:Q82" {
		t.Errorf("the tables of Detail are %+v", tables)
	}
}

// What is printed can be read: the lists at some 8 points on A4, with their
// last columns left out where there are too many, and a line that says so.
func TestPrintedSize(t *testing.T) {
	r := report(sample(t, swl(t)))
	r.Assessment.Actions = []assessment.Action{{ID: "ACT-1", Title: "Train the night shift"}}
	for _, id := range r.Assessment.Framework.Catalogues {
		c, err := frameworks.Open(id, "", frameworks.BuiltIn())
		must(t, err)
		r.Catalogues = append(r.Catalogues, c)
	}
	f := opened(t, made(t, r))
	for _, c := range []struct {
		sheet    string
		size     float64 // of its letters, in points
		offPaper string
	}{
		{"Cover", 10, ""}, {"Objectives", 9, "Not applicable, Reviewed, Reviewer differs"}, {"Lowest", 10, ""}, {"Actions", 10, ""},
		{"DSPT and CAF", 10, ""}, {"Detail", 9, "Answered by, Answered on, Review"}, {"Method", 10, ""},
	} {
		headings, err := f.GetRows(c.sheet)
		must(t, err)
		printed := len(headings[3])
		if c.offPaper != "" {
			left := strings.Split(c.offPaper, ", ")
			if printed -= len(left); !slices.Equal(headings[3][printed:], left) {
				t.Errorf("%s: the last columns are %v", c.sheet, headings[3][printed:])
			}
			if want := "Not printed: the columns " + c.offPaper + "."; len(headings[2]) == 0 || headings[2][0] != want {
				t.Errorf("%s does not say %q", c.sheet, want)
			}
			last, err := excelize.CoordinatesToCellName(printed, len(headings), true)
			must(t, err)
			if area := printArea(f, c.sheet); area != c.sheet+"!$A$1:"+last {
				t.Errorf("%s prints %s", c.sheet, area)
			}
		} else {
			printed = max(printed, 2) // Cover and Method have no headings
		}
		var chars float64
		for col := range printed {
			name, err := excelize.ColumnNumberToName(col + 1)
			must(t, err)
			width, err := f.GetColWidth(c.sheet, name)
			must(t, err)
			chars += width
		}
		const paper = (297 - 2*10) / 25.4 * 72 // points of A4 across, between the margins
		if size := c.size * min(1, paper/(chars*pointsPerChar)); size < 7.9 {
			t.Errorf("%s is printed at %.1f points", c.sheet, size)
		}
	}
}

// printArea is what is printed of a sheet.
func printArea(f *excelize.File, sheet string) string {
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" && n.Scope == sheet {
			return n.RefersTo
		}
	}
	return ""
}

// A text that no row is high enough for is kept in full, and is grey, and a
// line says what that means; others are as they were.
func TestLongTexts(t *testing.T) {
	a := sample(t, swl(t))
	id := a.Framework.Questions()[0].ID
	answer := a.Answers[id]
	answer.Note = strings.Repeat("Words of a note that has no end. ", 60)
	must(t, a.Set(id, answer))
	f := opened(t, made(t, report(a)))
	fill := func(cell string) string {
		id, err := f.GetCellStyle("Detail", cell)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		return strings.Join(style.Fill.Color, "")
	}
	if note, _ := f.GetCellValue("Detail", "M5"); note != answer.Note || fill("M5") != tintOf(assessment.Grey).fill {
		t.Errorf("a note of %d characters has %d on %q", len(answer.Note), len(note), fill("M5"))
	}
	if fill("M6") != "" || fill("N5") != "" {
		t.Error("a text that is shown in full is grey")
	}
	if line, _ := f.GetCellValue("Detail", "A3"); !strings.Contains(line, "Text on grey is longer than its row can show") {
		t.Errorf("Detail says %q", line)
	}
	if line, _ := opened(t, made(t, report(sample(t, swl(t))))).GetCellValue("Detail", "A3"); strings.Contains(line, "grey") {
		t.Errorf("without a long text Detail says %q", line)
	}
}

func TestHeaderText(t *testing.T) {
	for _, c := range []struct {
		s    string
		most int
		want string
	}{
		{"A & B", 20, "A && B"}, {"line\n two", 20, "line two"}, {"abcdef", 4, "abc…"}, {"ab&", 4, "ab…"}, {"ab😀", 4, "ab…"}, {"", 4, ""},
	} {
		if got := headerText(c.s, c.most); got != c.want {
			t.Errorf("%q in %d is %q, want %q", c.s, c.most, got, c.want)
		}
	}
}

// When these fail, excelize says how far a sheet reaches, and refuses or
// completes a colour of 6 digits; paper.go may do less.
func TestExcelizeSheets(t *testing.T) {
	sheet := excelizeParts(t, func(f *excelize.File) error {
		if err := f.SetSheetProps("Sheet1", &excelize.SheetPropsOptions{TabColorRGB: pointer("005EB8")}); err != nil {
			return err
		}
		return f.SetCellStr("Sheet1", "C5", "here")
	})["xl/worksheets/sheet1.xml"].String()
	if !strings.Contains(sheet, `<dimension ref="A1"`) {
		t.Error("excelize now writes how far a sheet reaches")
	}
	if !strings.Contains(sheet, `rgb="005EB8"`) {
		t.Error("excelize now writes a tab's colour with 8 digits")
	}
}
