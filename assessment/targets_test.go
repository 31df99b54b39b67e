package assessment

import (
	"fmt"
	"strings"
	"testing"
)

// measured writes a framework of one objective with the questions a and b over
// a scale of these values, keyed from 0 on, whose target is an option.
func measured(score, more string, target int, values ...float64) string {
	var options []string
	for i, v := range values {
		options = append(options, fmt.Sprintf("{key: %d, value: %v, name: O%d}", i, v, i))
	}
	return fmt.Sprintf(`
id: measured
version: 1.0.0
title: Measured
score: %s
%s
scale: [%s]
targets: [{by: 2030-03-31, all: %d}]
objectives:
  - id: O
    title: O
    %s
    questions:
      - {id: a, title: a, asks: '?', weight: 5}
      - {id: b, title: b, asks: '?', core: true}
`, score, more, strings.Join(options, ", "), target, "score: "+score)
}

// What is asked of a part, and how much of it is there, whatever the values
// begin at: a target counts from the least answer where that is below 0, and a
// sum's from where the sum begins.
func TestTargetsOfAnyMeasure(t *testing.T) {
	sprs := []float64{-1, -0.6, 0}
	for _, c := range []struct {
		name, framework, answers string
		want                     string // target, gap, share of the targets, colour
	}{
		{"a mean below 0, half there", measured("mean", "", 2, sprs...), "a=0 b=2", "0 0.833333333 0.5 red"},
		{"a mean below 0, nothing there", measured("mean", "", 2, sprs...), "a=0 b=0", "0 1 0 red"},
		{"a mean below 0, all there", measured("mean", "", 2, sprs...), "a=2 b=2", "0 0 1 green"},
		{"a mean across 0", measured("mean", "", 2, -10, 0, 10), "a=1 b=2", "10 8.333333333 0.75 amber"},
		{"a scale from 1 counts from 0", measured("mean", "", 2, 1, 2, 3), "a=0 b=2", "3 1.666666667 0.666666667 red"},
		{"a sum has its start in the target", measured("{sum: {start: 110}}", "", 2, sprs...), "a=0 b=2", "220 5 0.5 red"},
		{"what counts as met has reached its target", measured("{sum: {start: 100}}", "not_applicable: met", 1, 0, 1, 2), "a=n/a b=0", "206 1 0 amber"},
		{"in a mean as well", measured("mean", "not_applicable: met", 1, 0, 1, 2), "a=n/a b=0", "1 0.166666667 0 amber"},
		{"and is asked for where nothing else applies", measured("mean", "not_applicable: met", 1, 0, 1, 2), "a=n/a b=n/a", "1 0 - "},
		{"what is left out asks for nothing", measured("mean", "", 1, 0, 1, 2), "a=n/a b=0", "1 1 0 red"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := begin(t, parse(t, c.framework), "")
			answers(t, a, c.answers)
			n := &Score(a).Overall
			if got := fmt.Sprintf("%v %v %s %s", n.Target.value, n.Gap.value, orDash(n.PercentToTarget), n.RAG); got != c.want {
				t.Errorf("got %q, not %q", got, c.want)
			}
		})
	}
}

// A level is a step of the scale, and a gap is near within one; of yes and no
// within a quarter of the range.
func TestLevelsAndColoursOfAnyScale(t *testing.T) {
	hundred := measured("mean", "", 3, 0, 25, 50, 75, 100)
	for _, c := range []struct{ name, framework, answers, want string }{
		{"the level is one of the scale", hundred, "a=3 b=1", "25 by b amber"}, // 66.7
		{"a core answer gates it", hundred, "a=4 b=0", "0 by b amber"},
		{"at the top nothing holds back", hundred, "a=4 b=4", "100 by  green"},
		{"a gap of a step is red", hundred, "a=2 b=2", "50 by a,b red"},
		{"below a step it is amber", hundred, "a=2 b=3", "50 by a amber"},
		{"a level is an option, however they lie", measured("mean", "", 1, 0, 15, 50, 85), "a=3 b=2", "50 by b green"}, // 79.2
		{"whole numbers apart", measured("min", "", 1, 1, 3, 5), "a=1 b=2", "3 by a green"},
		{"yes and no: a quarter of it missing is red", measured("mean", "", 1, 0, 1), "a=0 b=1", "0 by a red"},
		{"yes and no: less is amber", measured("mean", "", 1, 0, 1), "a=1 b=0", "0 by b amber"}, // a sixth
		{"no whole numbers, no level", measured("mean", "", 1, 0, 0.5), "a=1 b=1", "- by  green"},
		{"one option below target is red", measured("mean", "", 2, 0, 0.33, 0.66, 1), "a=1 b=1", "- by  red"},
		{"what does not apply widens nothing", measured("sum", "", 2, 0, 5, 10), "a=n/a b=1", "- by  red"}, // of b alone
	} {
		t.Run(c.name, func(t *testing.T) {
			a := begin(t, parse(t, c.framework), "")
			answers(t, a, c.answers)
			n := &Score(a).Overall
			if got := fmt.Sprintf("%s by %s %s", orDash(n.Level), strings.Join(n.HeldBackBy, ","), n.RAG); got != c.want {
				t.Errorf("got %q, not %q", got, c.want)
			}
		})
	}
}

// What a number can be goes by what applies, so that all that can be had is
// all there is.
func TestRangeOfWhatApplies(t *testing.T) {
	for _, c := range []struct{ framework, answers, want string }{
		{measured("sum", "", 1, 0, 10), "a=1 b=1", "0 60"},
		{measured("sum", "", 1, 0, 10), "a=n/a b=1", "0 10"},
		{measured("sum", "not_applicable: met", 1, 0, 10), "a=n/a b=1", "50 60"},
		{measured("mean", "", 1, 0, 10), "a=n/a b=1", "0 10"},
		{measured("min", "", 1, -5, 10), "", "-5 10"},
	} {
		a := begin(t, parse(t, c.framework), "")
		answers(t, a, c.answers)
		least, greatest := Score(a).Overall.Range()
		if got := fmt.Sprint(least.value, " ", greatest.value); got != c.want {
			t.Errorf("%s: from %s, not %s", c.answers, got, c.want)
		}
	}
}
