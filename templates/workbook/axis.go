package workbook

import (
	"math"

	"sextant/assessment"
	"sextant/frameworks"
)

// axis is the range of the numbers that a chart draws, and how far apart its
// lines are; nil leaves it to the program.
type axis struct {
	Min, Max float64
	Unit     *float64
}

// axisOf spans all that the groups can be.
func axisOf(groups ...*assessment.Node) axis {
	a := axis{Min: math.Inf(1), Max: math.Inf(-1)}
	whole := true
	for _, n := range groups {
		if n.Scoring.Bottom() < n.Scoring.Top() { // else nothing below has a number
			a.Min, a.Max = min(a.Min, n.Scoring.Bottom()), max(a.Max, n.Scoring.Top())
			whole = whole && n.Scoring.Whole()
		}
	}
	if a.Min = min(a.Min, 0); a.Max <= a.Min {
		a.Max = a.Min + 1
	}
	if a.Min < 0 { // the lines begin at the least, so that it must be a round number
		step := roundStep((a.Max - a.Min) / 7)
		a.Min, a.Max, a.Unit = math.Floor(a.Min/step)*step, math.Ceil(a.Max/step)*step, pointer(step)
	}
	if a.Min == 0 && a.Max <= 10 && (whole || a.Max >= 2) {
		a.Unit = pointer(1.0)
	}
	return a
}

// roundStep is 1, 2 or 5 times a power of ten, and no less than a number.
func roundStep(least float64) float64 {
	step := math.Pow(10, math.Floor(math.Log10(least)))
	for _, times := range []float64{1, 2, 5} {
		if times*step >= least {
			return times * step
		}
	}
	return 10 * step
}

// alike reports whether the objectives are on one range, without numbers below
// 0, and the whole is their mean or least, so that a radar shows a balance.
func alike(whole *assessment.Node) bool {
	if r := whole.Scoring.Reducer; r != frameworks.Mean && r != frameworks.Min {
		return false
	}
	for i := range whole.Children {
		how := whole.Children[i].Scoring
		first := whole.Children[0].Scoring
		if !how.HasNumber() || how.Bottom() < 0 || how.Bottom() != first.Bottom() || how.Top() != first.Top() {
			return false
		}
	}
	return true
}
