package assessment

import (
	"strings"
	"testing"
)

// rollUp has statuses on three layers: answers make a status of their
// principle, and principles one of the whole. There is no number at all.
const rollUp = `
id: roll-up
version: 1.0.0
title: Roll up
score: none
scale: [{key: 'no', name: 'No'}, {key: partly, name: Partly}, {key: 'yes', name: 'Yes'}]
status:
  rules:
    - {all: principle, at_least: met, is: standards met}
    - {all: principle, at_least: approaching, is: approaching standards}
  else: standards not met
objectives:
  - id: P1
    title: One
    tags: [principle]
    status: RULES
    questions:
      - {id: a, title: a, asks: '?', tags: [outcome, must]}
      - {id: b, title: b, asks: '?', tags: [outcome]}
  - id: P2
    title: Two
    tags: [principle]
    status: RULES
    questions:
      - {id: c, title: c, asks: '?', tags: [outcome, must]}
`

func TestStatusesRollUp(t *testing.T) {
	rules := "{rules: [{all: outcome, at_least: 'yes', is: met}, {all: must, at_least: partly, is: approaching}], else: not met}"
	fw := parse(t, strings.ReplaceAll(rollUp, "RULES", rules))
	for _, c := range []struct{ answers, want string }{
		{"a=yes b=yes c=yes", "met/met/standards met standards met..standards met"},
		{"a=partly b=no c=yes", "approaching/met/approaching standards approaching standards..approaching standards"},
		{"a=no b=yes c=yes", "not met/met/standards not met standards not met..standards not met"},
		{"a=yes b=yes", "met//standards not met standards not met..standards met"},
		{"", "// standards not met..standards met"},
		{"a=yes b=n/a c=n/a", "met//standards met standards met..standards met"},
		{"a=n/a b=n/a c=n/a", "// .."},
	} {
		a := begin(t, fw, "")
		answers(t, a, c.answers)
		r := Score(a)
		n := &r.Overall
		if got := r.Find("P1").Status + "/" + r.Find("P2").Status + "/" + n.Status + " " + n.LowStatus + ".." + n.HighStatus; got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.answers, got, c.want)
		}
		if n.Score.is || n.Low.is || r.Find("a").Score.is {
			t.Error("a number was made of words")
		}
	}
}
