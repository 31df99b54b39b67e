package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sextant/assessment"
)

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

// While answers are missing a status is one so far, on the Summary as on the
// sheet Objectives; once it is settled, nothing says that it could still move,
// and the board asks about what made it.
func TestStatusTile(t *testing.T) {
	a := blank(t, parse(t, faults))
	must(t, a.Set("F1", assessment.Answer{Option: "yes"}))
	for _, want := range [][]string{
		{"Pass so far", "1 question left to answer: from pass with action plan to pass\nPossible, worst to best: fail, pass with action plan, pass", "Pass so far: pass with action plan to pass"},
		{"Pass with action plan", "Possible, worst to best: fail, pass with action plan, pass"},
	} {
		texts := allTexts(t, opened(t, made(t, report(a))))
		for _, s := range want {
			if !slices.Contains(texts, s) && !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, s) }) {
				t.Errorf("nothing says %q", s)
			}
		}
		if want[0] != "Pass so far" && slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, "so far") }) {
			t.Error("a settled status is one so far")
		}
		must(t, a.Set("F2", assessment.Answer{Option: "no"}))
	}
	asks := `F2 Two (No): it makes the whole organisation "pass with action plan". What stands in the way, and is the work funded?`
	if texts := allTexts(t, opened(t, made(t, report(a)))); !slices.Contains(texts, asks) {
		t.Errorf("the board is not told to ask %q", asks)
	}
}

const faults = `id: faults
version: 1.0.0
title: Faults
scale:
  - {key: 'no', value: 0, name: 'No', tags: [fault]}
  - {key: 'yes', value: 1, name: 'Yes'}
score: none
status:
  rules:
    - {any: fault, count: 2, is: fail}
    - {any: fault, is: pass with action plan}
  else: pass
objectives:
  - id: first
    title: First
    questions:
      - {id: F1, title: One, asks: Is it so?}
      - {id: F2, title: Two, asks: Is it so?}
`

// A status that is too long for its cell keeps that it is one so far.
func TestStatusSoFarIsKept(t *testing.T) {
	text := "id: long\nversion: 1.0.0\ntitle: Long\nscore: none\nscale:\n  - {key: 'no', value: 0, name: 'No', tags: [fault]}\n  - {key: 'yes', value: 1, name: 'Yes'}\nobjectives:\n"
	for i := range many + 1 {
		text += fmt.Sprintf("  - id: o%d\n    title: O\n    status: {rules: [{any: fault, is: fail}], else: pass once everything is worked off}\n    questions:\n", i)
		text += fmt.Sprintf("      - {id: A%d, title: A, asks: Is it?}\n      - {id: B%d, title: B, asks: Is it?}\n", i, i)
	}
	a := blank(t, parse(t, text))
	must(t, a.Set("A1", assessment.Answer{Option: "yes"}))
	texts := allTexts(t, opened(t, made(t, report(a))))
	if !slices.ContainsFunc(texts, func(s string) bool { return strings.HasPrefix(s, "Pass") && strings.HasSuffix(s, "… so far") }) {
		t.Errorf("no cell ends with … so far")
	}
}
