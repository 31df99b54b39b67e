package workbook

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"sextant/templates"
)

// That core questions limit a level is said where they do, and nowhere else.
func TestCoreIsExplained(t *testing.T) {
	const short = "Questions marked Core are the short form of the questionnaire. Begin with them."
	const limits = "Questions marked Core matter most: a low answer to one limits the level of its objective. Begin with them."
	for more, want := range map[string]struct{ form, remark string }{
		"":              {limits, "core: a core question limits the level of every group above it."},
		"score: min\n":  {limits, "core: a core question limits the level of every group above it."},
		"score: sum\n":  {short, "core: a question of the short form (answer --only core)."},
		"score: none\n": {short, "core: a question of the short form (answer --only core)."},
	} {
		r := report(blank(t, generated(t, 3, more)))
		r.Detail = true
		var page bytes.Buffer
		must(t, templates.Markdown(&page, r))
		if !strings.Contains(strings.ReplaceAll(page.String(), `\`, ""), want.remark) {
			t.Errorf("%q: %q is not in\n%s", more, want.remark, &page)
		}
		if texts := allTexts(t, opened(t, formOf(t, r.Assessment, FormOptions{}))); !slices.Contains(texts, "\u2022 "+want.form) {
			t.Errorf("%q: the form does not say %q", more, want.form)
		}
		texts := strings.Join(allTexts(t, opened(t, made(t, r))), "\n")
		if says := strings.Contains(texts, "core control") || strings.Contains(texts, "core question have"); says != (want.form == limits) {
			t.Errorf("%q: the workbook says that core questions limit the level: %t", more, says)
		}
	}
}
