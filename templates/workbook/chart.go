package workbook

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"text/template"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

// chart is a radar, horizontal bars or lines over days. excelize gives a chart its place in
// the package (AddChart), and its part is written here, because excelize's
// leaves the figures out, so that previews and converters draw nothing; draws
// a radar's lines in theme colours only, without dashes and markers, so that
// they look alike in black and white; and puts the numbers of reversed bars
// at the top. chart_test.go notices when excelize no longer does.
type chart struct {
	kind
	Title, Alt string // Alt says in words what the chart shows
	Categories []string
	Series     []series
	axis
	Format   string  // of its numbers
	From, To int64   // the axis of lines, in days
	Step     float64 // between two days that it names
	area     area
	nameSize int // of the categories, in hundredths of a point
}

// kind is what a chart draws; the template asks for it by name.
type kind byte

const (
	barChart kind = iota
	radarChart
	lineChart
)

// Bars reports whether it draws horizontal bars.
func (k kind) Bars() bool { return k == barChart }

// Radar reports whether it draws a radar.
func (k kind) Radar() bool { return k == radarChart }

// Lines reports whether it draws lines over days, which are its categories as
// workbooks count them. To programs it is a scatter chart, for LibreOffice
// saves the days of a line chart so that other programs cannot read them.
func (k kind) Lines() bool { return k == lineChart }

// Axis is the element with the numbers of a series.
func (k kind) Axis() string {
	if k == lineChart {
		return "yVal"
	}
	return "val"
}

// series is one line, or one bar of each category.
type series struct {
	Name, NameRef            string
	CategoriesRef, ValuesRef string
	Values                   []assessment.Number // none: a gap
	ink, fill, dash, symbol  string
	line                     int // EMU
	size                     int // of the markers, in points; 0: 7
}

// letters is how a chart writes: hundredths of a point, and a colour.
type letters struct {
	Size int
	Ink  string
}

//go:embed chart.xml.tmpl
var chartText string

var chartTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"xml": xmlText,
		"digits": func(v any) string {
			if p, ok := v.(*float64); ok {
				v = *p
			}
			return strconv.FormatFloat(v.(float64), 'f', -1, 64)
		},
	}).Parse(chartText))
})

// addChart reserves the chart's place in the package and on the page.
func (p *page) addChart(c chart) {
	p.charts = append(p.charts, c)
	p.keep(p.f.AddChart(p.name, "A1", &excelize.Chart{
		Type:   excelize.Bar,
		Series: []excelize.ChartSeries{{Name: c.Series[0].NameRef, Values: c.Series[0].ValuesRef}},
	}))
}

// drawCharts puts our charts and drawings in the place of excelize's. It
// numbers them as excelize does: charts in the order they were added,
// drawings by page.
func (b *book) drawCharts(p parts) {
	charts, drawings := 0, 0
	for _, page := range b.pages {
		if len(page.charts) == 0 {
			continue
		}
		drawings++
		p[fmt.Sprintf("xl/drawings/drawing%d.xml", drawings)] = drawing(page.charts)
		for _, c := range page.charts {
			charts++
			part, err := c.part()
			b.keep(err)
			p[fmt.Sprintf("xl/charts/chart%d.xml", charts)] = part
		}
	}
}

// part is the chart as XML.
func (c chart) part() (*bytes.Buffer, error) {
	type seriesView struct {
		series
		kind
		Index                   int
		Ink, Fill, Dash, Symbol string
		Line, Size              int
		Categories              []string
		Format                  string
		Label                   letters
	}
	var all []seriesView
	for i, s := range c.Series {
		all = append(all, seriesView{series: s, kind: c.kind, Index: i, Ink: s.ink, Fill: s.fill, Dash: s.dash,
			Symbol: s.symbol, Line: s.line, Size: cmp.Or(s.size, 7), Categories: c.Categories, Format: c.Format, Label: letters{c.nameSize, black}})
	}
	view := struct {
		chart
		Series                        []seriesView
		Heading, Names, Ticks, Legend letters
	}{c, all, letters{1100, darkBlue}, letters{c.nameSize, black}, letters{800, slate}, letters{900, black}}
	part := new(bytes.Buffer)
	if err := chartTemplate().ExecuteTemplate(part, "chart", view); err != nil {
		return nil, fmt.Errorf("draw the chart %q: %w", c.Title, err)
	}
	return part, nil
}

// xmlText escapes a text for XML.
func xmlText(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // a Builder never errs
	return out.String()
}
