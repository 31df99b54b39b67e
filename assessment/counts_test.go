package assessment

import (
	"fmt"
	"testing"
)

// At most two faults are passed, wherever they are, and none that stops at
// once: the shape of marking schemes that count major and minor faults.
func TestCountsOfItems(t *testing.T) {
	const head = "id: faults\nversion: 1.0.0\ntitle: Faults\nscore: none\nscale: [{key: stop, name: S, tags: [fault, stop]}, {key: fault, name: F, tags: [fault]}, {key: fine, name: Fine}]\n" +
		"status:\n  rules: [{any: stop, is: fail}, {any: fault, count: 3, is: fail}, {any: fault, is: pass with faults}]\n  else: pass\n" +
		"objectives:\n  - id: o\n    title: O\n    questions:\n"
	body := ""
	for _, id := range []string{"a", "b", "c", "d"} {
		body += "      - {id: " + id + ", title: t, asks: '?'}\n"
	}
	fw := parse(t, head+body)
	if got := fw.Status.Worst() + " " + fw.Status.Best(); got != "fail pass" {
		t.Errorf("from worst to best: %s", got)
	}
	for _, c := range []struct{ answers, want string }{
		{"a=fine b=fine c=fine d=fine", "pass"},
		{"a=fault b=fine c=fault d=fine", "pass with faults"},
		{"a=fault b=fault c=fault d=fine", "fail"},
		{"a=fault b=fault c=n/a d=fine", "pass with faults"},
		{"a=stop b=fine c=fine d=fine", "fail"},
	} {
		a := begin(t, fw, "")
		answers(t, a, c.answers)
		if n := Score(a).Overall; n.Status != c.want || n.LowStatus != c.want || n.HighStatus != c.want {
			t.Errorf("%s makes %s, from %s to %s, not %s", c.answers, n.Status, n.LowStatus, n.HighStatus, c.want)
		}
	}
	a := begin(t, fw, "")
	answers(t, a, "a=fault b=fault c=fine")
	if n := Score(a).Overall; n.LowStatus != "fail" || n.HighStatus != "pass with faults" {
		t.Errorf("with one open it can be from %s to %s", n.LowStatus, n.HighStatus)
	}
}

// What does not apply is left out of a rule, by its number as by its tag; a
// rule of which nothing is left does not match.
func TestANumberThatDoesNotApplyIsLeftOut(t *testing.T) {
	const text = `
id: left
version: 1.0.0
title: Left out
scale: [{key: 0, value: 0, name: 'No'}, {key: 1, value: 1, name: 'Yes'}]
objectives:
  - id: O
    title: O
    not_applicable: %s
    status:
      rules:
        - {value_of: O, at_least: 0.5, and: [{value_of: a, at_least: 1}, {value_of: P, at_least: 1}], is: good}
        - {value_of: a, at_least: 1, is: fair}
      else: poor
    questions:
      - {id: a, title: a, asks: '?'}
      - {id: b, title: b, asks: '?', weight: 9}
    groups:
      - {id: P, title: P, questions: [{id: c, title: c, asks: '?'}]}
`
	for _, c := range []struct{ policy, answers, want string }{
		{"exclude", "a=1 b=1 c=1", "good"},
		{"exclude", "a=0 b=1 c=1", "poor"},
		{"exclude", "a=n/a b=1 c=1", "good"},
		{"exclude", "a=n/a b=1 c=n/a", "good"},
		{"exclude", "a=n/a b=0 c=0", "poor"}, // nothing is left of the second rule
		{"exclude", "b=1 c=1", "poor"},       // not answered is not left out
		{"met", "a=n/a b=1 c=n/a", "good"},
		{"met", "a=n/a b=0 c=0", "fair"},
	} {
		a := begin(t, parse(t, fmt.Sprintf(text, c.policy)), "")
		answers(t, a, c.answers)
		if got := Score(a).Find("O").Status; got != c.want {
			t.Errorf("%s, %s: %s, not %s", c.policy, c.answers, got, c.want)
		}
	}
}

// What is left when no rule matches is nobody's status as long as no complete
// answers make it.
func TestAnElseThatNoAnswersMakeIsOpen(t *testing.T) {
	const text = `
id: else
version: 1.0.0
title: Else
score: none
scale: [{key: bad, name: Bad, tags: [bad]}, {key: good, name: Good, tags: [good]}]
objectives:
  - id: O
    title: O
    status: {rules: [{any: bad, is: failed}, {any: good, count: 2, is: passed}], else: neither}
    questions: [{id: a, title: a, asks: '?'}, {id: b, title: b, asks: '?'}]
`
	for answered, want := range map[string]string{
		"a=good": "[failed passed]", "a=bad": "failed[failed failed]", "a=good b=good": "passed[passed passed]",
		"a=good b=n/a": "neither[neither neither]", "a=n/a b=n/a": "[ ]", "": "[failed passed]",
	} {
		a := begin(t, parse(t, text), "")
		answers(t, a, answered)
		n := Score(a).Find("O")
		if got := fmt.Sprintf("%s[%s %s]", n.Status, n.LowStatus, n.HighStatus); got != want {
			t.Errorf("%q makes %s, not %s", answered, got, want)
		}
	}
}
