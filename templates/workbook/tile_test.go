package workbook

import "testing"

// A figure is as large as its tile allows: a number that is wider than its
// cells is shown as ###.
func TestFigureSize(t *testing.T) {
	for _, c := range []struct {
		figure string
		width  float64
		want   float64
	}{
		{"Level 0", 150, 24},
		{"Level 0", 85, 20},
		{"Enhanced profile met", 300, 24},
		{"Enhanced profile met", 200, 16},
		{"Enhanced profile met", 50, 13},
	} {
		if got := figureSize(c.figure, c.width); got != c.want {
			t.Errorf("%q has %v points in %v, want %v", c.figure, got, c.width, c.want)
		}
	}
}
