package workbook

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

var (
	valuesOf = regexp.MustCompile(`<c:(?:val|yVal)><c:numRef><c:f>([^<]*)</c:f><c:numCache>(.*?)</c:numCache>`)
	pointOf  = regexp.MustCompile(`<c:pt idx="(\d+)"><c:v>([^<]*)</c:v></c:pt>`)
)

// What a chart remembers is what its cells hold, and where there is no number
// there is neither a point nor a word, which would be drawn as 0.
func TestCharts(t *testing.T) {
	a := sample(t, swl(t))
	for _, q := range a.Framework.Objectives[1].Groups {
		for _, q := range q.Questions {
			must(t, a.Set(q.ID, assessment.Answer{NotApplicable: "Elsewhere"}))
		}
	}
	data := made(t, report(a))
	f := opened(t, data)
	parts := allParts(t, data)
	for i := range 2 {
		chart := parts[fmt.Sprintf("xl/charts/chart%d.xml", i+1)]
		all := valuesOf.FindAllStringSubmatch(chart, -1)
		if len(all) != 2 {
			t.Fatalf("chart %d has %d series with figures", i+1, len(all))
		}
		for _, values := range all {
			points := pointsOf(values[2])
			cells, err := f.GetCellValue("Summary", strings.ReplaceAll(strings.Split(strings.TrimPrefix(values[1], "Summary!"), ":")[0], "$", ""))
			must(t, err)
			if cells != points["0"] {
				t.Errorf("chart %d: the first point is %q, its cell %q", i+1, points["0"], cells)
			}
			col, row, err := excelize.CellNameToCoordinates(strings.ReplaceAll(strings.Split(strings.TrimPrefix(values[1], "Summary!"), ":")[0], "$", ""))
			must(t, err)
			for n := range a.Framework.Objectives {
				cell, err := excelize.CoordinatesToCellName(col, row+n)
				must(t, err)
				value, err := f.GetCellValue("Summary", cell)
				must(t, err)
				if point := points[fmt.Sprint(n)]; point != value {
					t.Errorf("chart %d: point %d is %q, Summary!%s is %q", i+1, n, point, cell, value)
				}
			}
			if _, ok := points["1"]; ok {
				t.Errorf("chart %d draws an objective that has no number", i+1)
			}
		}
		if !strings.Contains(chart, "Arial") {
			t.Errorf("chart %d is not in Arial", i+1)
		}
	}
	radar := parts["xl/charts/chart1.xml"]
	for _, want := range []string{`<c:radarChart>`, `<a:prstDash val="solid"/>`, `<a:prstDash val="sysDash"/>`, `<c:symbol val="circle"/>`, `<c:symbol val="diamond"/>`} {
		if !strings.Contains(radar, want) {
			t.Errorf("the radar lacks %s: its lines look alike in black and white", want)
		}
	}
	if drawing := parts["xl/drawings/drawing1.xml"]; strings.Count(drawing, ` descr="`) != 2 || !strings.Contains(drawing, "Managing risk: –, target –") {
		t.Error("the charts have no alternative text")
	}
}

// However long its titles, a radar's names stay clear of its title and of its
// legend: above and below it they have two lines.
func TestRadarNames(t *testing.T) {
	for n := 3; n <= 14; n++ {
		objectives := make([]assessment.Node, n)
		for i := range objectives {
			objectives[i].Title = strings.Repeat("Understanding the systems of everybody ", 5)
		}
		for i, name := range radarNames(objectives) {
			most := 4
			if i == 0 || 2*i == n {
				most = 2
			}
			if lines := 1 + strings.Count(name, "\n"); lines > most || !strings.HasSuffix(name, "…") {
				t.Errorf("name %d of %d has %d lines: %q", i, n, lines, name)
			}
		}
	}
}

// pointsOf are the values of a series by their place.
func pointsOf(cache string) map[string]string {
	points := make(map[string]string)
	for _, p := range pointOf.FindAllStringSubmatch(cache, -1) {
		points[p[1]] = p[2]
	}
	return points
}

// The charts of excelize still lack what ours have. When this fails, excelize
// has learnt it, and chart.go may be let go.
func TestExcelizeCharts(t *testing.T) {
	parts := excelizeParts(t, func(f *excelize.File) error {
		if err := f.SetSheetRow("Sheet1", "A1", &[]any{1, 2, 3}); err != nil {
			return err
		}
		return f.AddChart("Sheet1", "A3", &excelize.Chart{Type: excelize.Radar, Series: []excelize.ChartSeries{{
			Name: "a", Values: "Sheet1!$A$1:$C$1",
			Line:   excelize.LineOptions{Width: 3, Dash: excelize.LineDashDash, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"005EB8"}}},
			Marker: excelize.ChartMarker{Symbol: "circle", Size: 7},
		}}})
	})
	chart := parts["xl/charts/chart1.xml"].String()
	if strings.Contains(chart, "<c:v>2</c:v>") || strings.Contains(chart, "prstDash") || strings.Contains(chart, "circle") {
		t.Errorf("excelize now draws figures, dashes or markers in a radar:\n%s", chart)
	}
}

// excelizeParts is what excelize writes for a workbook, without our patches.
func excelizeParts(t *testing.T, edit func(*excelize.File) error) parts {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, edit(f))
	p := make(parts)
	f.SetZipWriter(p.writer)
	_, err := f.WriteToBuffer()
	must(t, err)
	return p
}

// The least of parts of which none has a number has none, and no range either.
func TestAChartOfPartsWithoutANumber(t *testing.T) {
	const text = `
id: least
version: 1.0.0
title: Least
scale: [{key: 0, value: 0, name: A}, {key: 1, value: 1, name: B}]
objectives:
  - {id: a, title: A, questions: [{id: A1, title: a, asks: '?'}]}
  - {id: b, title: B, %s questions: [{id: B1, title: b, asks: '?'}]}
  - {id: c, title: C, score: min, groups: [{id: d, title: D, score: none, questions: [{id: D1, title: d, asks: '?'}]}]}
`
	for _, score := range []string{"", "score: min,", "score: none,"} {
		a := blank(t, parse(t, fmt.Sprintf(text, score)))
		for _, id := range []string{"A1", "B1", "D1"} {
			must(t, a.Set(id, assessment.Answer{Option: "1"}))
		}
		for name, part := range allParts(t, made(t, report(a))) {
			if strings.Contains(part, `"+Inf"`) || strings.Contains(part, `"-Inf"`) {
				t.Errorf("%q: %s holds a number without end", score, name)
			}
		}
	}
}
