package workbook

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// trended is the report of a sample after earlier ones of these days, which
// have no answer to the first question.
func trended(t *testing.T, fw *frameworks.Framework, days ...string) templates.Report {
	r := report(sample(t, fw))
	for _, day := range days {
		before := r.Assessment.Clone()
		var err error
		before.Date, err = time.Parse(time.DateOnly, day)
		must(t, err)
		must(t, before.Set(fw.Questions()[0].ID, assessment.Answer{}))
		r.Previous = append(r.Previous, templates.Past{Assessment: before, Result: assessment.Score(before)})
	}
	return r
}

// Each line of the trend draws the scores of one objective over the days, as
// the cells beside the table have them, and as the table does.
func TestTrendChart(t *testing.T) {
	r := trended(t, swl(t), "2024-06-28", "2025-02-01", "2025-11-20", "2026-02-20", "2026-06-30")
	for _, q := range r.Assessment.Framework.Objectives[2].Groups { // an objective that nothing was said of in 2024
		for _, q := range q.Questions {
			must(t, r.Previous[0].Assessment.Set(q.ID, assessment.Answer{}))
		}
	}
	r.Previous[0].Result = assessment.Score(r.Previous[0].Assessment)
	data := made(t, r)
	f := opened(t, data)
	parts := allParts(t, data)
	chart := parts["xl/charts/chart3.xml"]
	lines := valuesOf.FindAllStringSubmatch(chart, -1)
	if len(lines) != 7 {
		t.Fatalf("the chart has %d lines", len(lines))
	}
	for i, line := range lines {
		if want := fmt.Sprintf("Trend!$%[1]c$5:$%[1]c$10", 'L'+i); line[1] != want {
			t.Errorf("line %d draws %s, want %s", i, line[1], want)
		}
		points := pointsOf(line[2])
		for j := range 6 {
			beside, err := f.GetCellValue("Trend", fmt.Sprintf("%c%d", 'L'+i, 5+j))
			must(t, err)
			table, err := f.GetCellValue("Trend", fmt.Sprintf("%c%d", 'B'+j, 5+i))
			must(t, err)
			if table == templates.NoNumber {
				table = ""
			}
			if point := points[fmt.Sprint(j)]; point != beside || beside != table {
				t.Errorf("line %d, day %d: the chart has %q, its cell %q, the table %q", i, j, point, beside, table)
			}
		}
	}
	if _, drawn := pointsOf(lines[3][2])["0"]; drawn {
		t.Error("what had no score is drawn")
	}
	days, err := f.GetCellValue("Trend", "K10")
	must(t, err)
	for _, want := range []string{
		`<c:scatterStyle val="lineMarker"/>`, "<c:f>Trend!$K$5:$K$10</c:f>", "<c:v>" + days + "</c:v>", `<c:max val="4"/><c:min val="0"/>`, `<c:majorUnit val="1"/>`,
		`<c:numFmt formatCode="mmm yyyy" sourceLinked="0"/>`, `<c:f>Trend!$L$4</c:f>`, "Overall", "Arial",
	} {
		if !strings.Contains(chart, want) {
			t.Errorf("the chart lacks %s", want)
		}
	}
	drawing := parts["xl/drawings/drawing2.xml"]
	for _, want := range []string{`descr="Line chart of the score at each assessment. The dates: 28 June 2024, `, "; Understanding critical systems and suppliers: –, "} {
		if !strings.Contains(drawing, want) {
			t.Errorf("the alternative text lacks %s", want)
		}
	}
	if area := printArea(f, "Trend"); area != "Trend!$A$1:$I$13" {
		t.Errorf("Trend prints %s", area)
	}
	writeSample(t, "trend", data)
}

// columnName finds a column of a table's part.
var columnName = regexp.MustCompile(` name="[^"]*"`)

// No two lines look alike in black and white, and the whole is the heaviest.
func TestTrendLines(t *testing.T) {
	symbols := make(map[string]bool)
	for i := range many + 1 {
		s := trendSeries(i)
		if symbols[s.symbol] || i > 0 && s.line*2 > trendSeries(0).line {
			t.Errorf("line %d is a %s of %d", i, s.symbol, s.line)
		}
		symbols[s.symbol] = true
		if luminance(t, s.ink) > 0.16 {
			t.Errorf("the ink %s is pale in grey", s.ink)
		}
	}
}

// Many objectives are too many lines; nothing answered is no line; two
// assessments of one day are two columns of different names.
func TestTrendEdges(t *testing.T) {
	for _, c := range []struct {
		name  string
		r     templates.Report
		lines int
	}{
		{"many", trended(t, generated(t, 14, someTargets), "2025-11-20"), 1},
		{"two of one day", trended(t, smallFramework(t), "2025-11-20", "2025-11-20"), 4},
	} {
		data := made(t, c.r)
		last := ""
		for name, part := range allParts(t, data) {
			if strings.Contains(part, "<c:scatterChart>") {
				last = part
			}
			if strings.HasPrefix(name, "xl/tables/") && strings.Contains(part, "tblTrend") {
				names := columnName.FindAllString(part, -1)
				if slices.Sort(names); len(slices.Compact(slices.Clone(names))) != len(names) {
					t.Errorf("%s: the table's columns are %v", c.name, names)
				}
			}
		}
		if n := len(valuesOf.FindAllString(last, -1)); n != c.lines {
			t.Errorf("%s: %d lines, want %d", c.name, n, c.lines)
		}
	}
	nothing := report(blank(t, swl(t)))
	past := blank(t, swl(t))
	past.Date = theDay.AddDate(-1, 0, 0)
	nothing.Previous = []templates.Past{{Assessment: past, Result: assessment.Score(past)}}
	for name, part := range allParts(t, made(t, nothing)) {
		if strings.Contains(part, "<c:scatterChart>") {
			t.Errorf("%s draws lines without a score", name)
		}
	}
}

// The axis begins before the first day and ends after the last, and names some
// eight days at most, each in the month that is meant, however long the time.
func TestDaysAxis(t *testing.T) {
	for span, want := range map[int]float64{1: 1, 200: 1, 367: 3, 900: 6, 3000: 24, 10_000: 48} {
		for day := range 31 {
			first := theDay.AddDate(0, 0, day)
			last := first.AddDate(0, 0, span)
			from, to, step := daysAxis([]occasion{{day: first}, {day: last}})
			if months := step / 365.25 * 12; math.Abs(months-want) > 1e-9 || from >= dayNumber(first) || to < dayNumber(last) || span > 1 && dayNumber(first)-from > 31+int64(span)/30 {
				t.Fatalf("%d days: every %v months, want %v; from %d to %d", span, months, want, from, to)
			}
			begin := dayZero.AddDate(0, 0, int(from))
			for n := 0; float64(from)+float64(n)*step <= float64(to); n++ {
				named := dayZero.AddDate(0, 0, int(float64(from)+float64(n)*step))
				if meant := begin.AddDate(0, n*int(want), 0); named.Month() != meant.Month() || named.Year() != meant.Year() {
					t.Fatalf("%d days: the axis names %v, not %v", span, named, meant)
				}
			}
		}
	}
}
