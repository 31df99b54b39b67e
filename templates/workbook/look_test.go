package workbook

import (
	"math"
	"strconv"
	"testing"

	"sextant/assessment"
)

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(t *testing.T, colour string) float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
		must(t, err)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// Every ink can be read on its fill.
func TestContrast(t *testing.T) {
	pairs := []tint{{blue, white}, {darkBlue, white}, {black, white}, {slate, white}, {black, pale}, {slate, pale}, {blue, pale}, {white, darkBlue}, {white, blue}}
	for _, c := range []assessment.RAG{assessment.Green, assessment.Amber, assessment.Red, assessment.Grey, ""} {
		pairs = append(pairs, tintOf(c))
	}
	for _, p := range pairs {
		a, b := luminance(t, p.ink), luminance(t, p.fill)
		if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
			t.Errorf("%s on %s has a contrast of %.1f", p.ink, p.fill, ratio)
		}
	}
}
