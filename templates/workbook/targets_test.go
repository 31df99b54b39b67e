package workbook

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"sextant/templates"
)

// Where the line of targets in force is also the last, it stands once.
func TestLastTargetsOnce(t *testing.T) {
	const one = "targets:\n  - {by: 2027-03-31, all: 1}\n"
	for targets, want := range map[string]struct {
		remark string
		later  bool
	}{
		one:         {"Targets are those of 31 March 2027, the last that there are.", false},
		someTargets: {"Targets are those in force until 31 March 2027; against those of 31 March 2030", true},
	} {
		r := report(blank(t, generated(t, 3, targets)))
		var page bytes.Buffer
		must(t, templates.Markdown(&page, r))
		if !strings.Contains(page.String(), want.remark) {
			t.Errorf("%q is not in\n%s", want.remark, &page)
		}
		b := opened(t, made(t, r))
		texts := allTexts(t, b)
		for _, text := range []string{"Gap for 31 March 2027", "Gap for 31 March 2030", "Target of the last line"} {
			if is := slices.Contains(texts, text); is != (want.later && text != "Gap for 31 March 2027") {
				t.Errorf("with targets\n%sthe workbook says %q: %t", targets, text, is)
			}
		}
		rows, err := b.GetRows("Objectives")
		must(t, err)
		if n := strings.Count(strings.Join(slices.Concat(rows...), "\n"), "Target for 31 March 2027"); n != 1 {
			t.Errorf("the target for 31 March 2027 stands %d times", n)
		}
	}
}
