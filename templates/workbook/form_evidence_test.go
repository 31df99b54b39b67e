package workbook

import (
	"fmt"
	"testing"

	"sextant/assessment"
)

// A form prints its evidence and no page of empty rows after it; without any
// it prints a page to fill in by hand.
func TestPrintedEvidence(t *testing.T) {
	for _, c := range []struct {
		a    *assessment.Assessment
		last int
	}{
		{sample(t, swl(t)), 0}, {blank(t, swl(t)), 5 + blankPrinted},
	} {
		items := 0
		for _, answer := range c.a.Answers {
			items += len(answer.Evidence)
		}
		if items > 0 {
			c.last = 4 + items
		}
		f := opened(t, formOf(t, c.a, FormOptions{}))
		if want, got := fmt.Sprintf("Evidence!$A$1:$E$%d", c.last), printArea(f, evidenceSheet); got != want {
			t.Errorf("%d items: it prints %s, want %s", items, got, want)
		}
	}
}
