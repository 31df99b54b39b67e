package assessment

import (
	"fmt"
	"testing"

	"sextant/frameworks"
)

const owning = `
id: own
version: 1.0.0
title: Own
scale: [{key: 0, value: 0, name: None}, {key: 1, value: 1, name: Some}, {key: 2, value: 2, name: All}]
targets: [{by: 2030-03-31, all: 1}]
objectives:
  - id: N
    title: N
    questions:
      - {id: N1, title: n, asks: n?}
      - {id: N2, title: n, asks: n?, options: [{key: "no", value: 0, name: "No"}, {key: "yes", value: 2, name: "Yes"}]}
`

// A question whose own options lack the target's key has a target all the
// same: the least option worth as much. Else a failed one would hide in a
// group that is green.
func TestNoQuestionGoesWithoutATarget(t *testing.T) {
	a := begin(t, parse(t, owning), "")
	set(t, a, "N1", Answer{Option: "1"})
	set(t, a, "N2", Answer{Option: "no"})
	n := Score(a).Find("N")
	if v, _ := n.Gap.Get(); v != 1 || n.RAG != Red || n.PercentToTarget != Some(1-2.0/3) && n.PercentToTarget != Some(snap(1-2.0/3)) {
		t.Errorf("gap %v, %s, %v to target", n.Gap, n.RAG, n.PercentToTarget)
	}
	if key := a.Framework.Targets[0].TargetKey(a.Framework.Question("N2")); key != "yes" {
		t.Errorf("the target of N2 is %q", key)
	}
}

const nothing = `
id: none
version: 1.0.0
title: None
score: none
%s
scale: [{key: bad, name: Bad, tags: [bad]}, {key: ok, name: Fine}]
status: {rules: [{any: bad, is: failed}], else: passed}
objectives:
  - {id: o, title: O, questions: [{id: A, title: a, asks: a?}, {id: B, title: b, asks: b?}]}
`

// Without a number, what is not answered fulfils nothing, unless the file says
// that it counts as the least.
func TestUnansweredWithoutANumber(t *testing.T) {
	for policy, want := range map[string]string{"": "passed", "unanswered: exclude": "passed", "unanswered: least": "failed"} {
		fw, err := frameworks.Parse("none.yaml", []byte(fmt.Sprintf(nothing, policy)), nil)
		if err != nil {
			t.Fatal(err)
		}
		a := begin(t, fw, "")
		set(t, a, "A", Answer{Option: "ok"})
		n := Score(a).Overall
		if n.Status != want || n.LowStatus != "failed" || n.HighStatus != "passed" {
			t.Errorf("%q: %s (%s to %s), not %s", policy, n.Status, n.LowStatus, n.HighStatus, want)
		}
	}
}
