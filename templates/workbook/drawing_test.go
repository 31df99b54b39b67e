package workbook

import (
	"regexp"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A chart over five rows of 60 points each ends where they end: excelize says
// another row. When this fails, drawing.go may be let go.
func TestExcelizeAnchors(t *testing.T) {
	parts := excelizeParts(t, func(f *excelize.File) error {
		for row := range 20 {
			if err := f.SetRowHeight("Sheet1", row+1, 60); err != nil {
				return err
			}
		}
		return f.AddChart("Sheet1", "A1", &excelize.Chart{Type: excelize.Bar, Dimension: excelize.ChartDimension{Width: 400, Height: 400},
			Series: []excelize.ChartSeries{{Name: "a", Values: "Sheet1!$A$1:$C$1"}}})
	})
	to := regexp.MustCompile(`<xdr:to>.*<xdr:row>(\d+)</xdr:row><xdr:rowOff>(\d+)</xdr:rowOff></xdr:to>`)
	found := to.FindStringSubmatch(parts["xl/drawings/drawing1.xml"].String())
	if found == nil || found[1] == "5" && found[2] == "0" {
		t.Errorf("excelize's chart of 400 pixels over rows of 80 ends at row, offset %v", found)
	}
	t.Log(found)
}

// The band's charts end in the row above the gap over the table.
func TestAcross(t *testing.T) {
	p := &page{book: &book{}, widths: []float64{10, 20}}
	for _, c := range []struct {
		points float64
		want   place
	}{
		{0, place{col: 0, row: 4}},
		{10 * pointsPerChar, place{col: 1, row: 4}},
		{10*pointsPerChar + 2, place{col: 1, row: 4, dx: 2 * emuPerPoint}},
		{1000, place{col: 2, row: 4}},
	} {
		if got := p.across(c.points, 5); got != c.want {
			t.Errorf("%v points: %+v, want %+v", c.points, got, c.want)
		}
	}
}
