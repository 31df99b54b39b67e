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

// Of a least of levels no core question limits the level; of objectives alone
// the levels are theirs.
func TestCoreOfParts(t *testing.T) {
	const head = "id: x\nversion: 1.0.0\ntitle: X\nscale: [{key: 'no', value: 0, name: 'No'}, {key: 'yes', value: 1, name: 'Yes'}]\n"
	for text, want := range map[string]string{
		"score: min\nobjectives:\n  - {id: o, title: O, score: levels, questions: [{id: Q, title: T, asks: Is it?, at: [1], core: true}]}\n": "core: a question of the short form (answer --only core).",
		"score: none\nobjectives:\n  - {id: o, title: O, score: mean, questions: [{id: Q, title: T, asks: Is it?, core: true}]}\n":           "core: a core question limits the level of the groups above it that have one.",
	} {
		fw := parse(t, head+text)
		r := report(blank(t, fw))
		r.Detail = true
		var page bytes.Buffer
		must(t, templates.Markdown(&page, r))
		if !strings.Contains(strings.ReplaceAll(page.String(), `\`, ""), want) {
			t.Errorf("%s%q is not in\n%s", text, want, &page)
		}
		for _, row := range templates.Overall(fw).Rows {
			if strings.Contains(row[1], "core question") {
				t.Errorf("%sthe whole has %q", text, row)
			}
		}
	}
}
