package frameworks

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// counting has four questions, tagged t, whose least option is a fault and
// whose middle one is minor; of one that picks many three options are tagged f.
func counting(lines, rules, ticks string) string {
	text := "id: c\nversion: 1.0.0\ntitle: C\nscore: none\norganisation_types: {trust: T, practice: P}\n" +
		"scale: [{key: 0, name: A, tags: [fault]}, {key: 1, name: B, tags: [minor]}, {key: 2, name: C}]\n"
	order, says := strings.CutPrefix(lines, "order: ")
	if says {
		lines, order = "", "  order: "+order+"\n"
	} else {
		order = ""
	}
	text += lines
	if rules != "" {
		text += "status:\n  else: rest\n  rules:\n    - " + strings.ReplaceAll(rules, "; ", "\n    - ") + "\n" + order
	}
	text += "objectives:\n  - id: o\n    title: O\n    questions:\n"
	for i := range 4 {
		text += fmt.Sprintf("      - {id: Q%d, title: q, asks: '?', tags: [t]}\n", i+1)
	}
	text += "      - id: M\n        title: m\n        asks: '?'\n        pick: many\n" +
		"        options: [{key: a, name: A, tags: [f]}, {key: c, name: C, tags: [f]}, {key: d, name: D, tags: [f]}, {key: h, name: H}]\n"
	if ticks != "" {
		text += "        status:\n          else: rest\n          rules:\n            - " + strings.ReplaceAll(ticks, "; ", "\n            - ") + "\n"
	}
	return text
}

// Conditions that count are judged by what can really happen: two counts of
// one tag hang together, and so do the options of one question.
func TestRulesThatCountAreJudgedByWhatCanHappen(t *testing.T) {
	const (
		unfulfilled = ":7: this rule can never match: no answers fulfil it"
		shadowed    = ":7: this rule can never match: wherever it would, a rule above it does; put it higher, or take it out"
	)
	for _, c := range []struct{ name, lines, rules, want string }{
		{"a count, and none of the same tag", "", "{any: t, at_least: '2', count: 3, and: [{none: t, at_least: '1'}], is: x}", "c.yaml:10" + unfulfilled},
		{"a count behind one that is easier", "", "{any: t, at_least: '1', count: 2, is: a}; {any: t, at_least: '2', count: 3, is: b}", "c.yaml:11" + shadowed},
		{"a count, and all without it", "", "{any: fault, count: 2, and: [{all: t, at_least: '1'}], is: x}", "c.yaml:10" + unfulfilled},
		{"counts that come to more than there are", "", "{any: fault, count: 3, and: [{any: t, at_least: '1', count: 2}], is: x}", "c.yaml:10" + unfulfilled},
		{"a count behind all", "", "{all: t, at_least: '1', is: a}; {any: t, at_least: '1', count: 4, is: b}", "c.yaml:11" + shadowed},

		{"faults, and a major one that is sound", "", "{any: fault, count: 3, is: failed}; {any: fault, and: [{any: t, at_least: '1', count: 1}], is: passed with faults}; {none: fault, is: passed}",
			"rest < failed < passed with faults < passed"},
		{"any, none and all of one tag", "", "{all: t, at_least: '2', is: all}; {any: t, at_least: '2', count: 2, is: some}; {any: t, at_least: '2', is: one}; {none: t, at_least: '2', is: none}",
			"rest < none < one < some < all"},
		{"all that applies, behind a count", "", "{any: t, at_least: '1', count: 4, is: a}; {all: t, at_least: '1', is: b}", "rest < b < a"},
		{"a count of an option in the middle", "", "{any: fault, is: failed}; {any: minor, count: 3, is: failed}; {any: minor, is: passed with faults}", "failed < passed with faults < rest"},
		{"two counts of one tag", "", "{any: fault, count: 2, is: failed}; {any: t, at_least: '2', count: 4, is: excellent}; {any: t, at_least: '2', count: 3, is: good}", "failed < rest < good < excellent"},

		{"a count that goes up and down", "", "{any: minor, count: 4, is: even}", "c.yaml:8:3: raising Q1 from 1 to 2 (with Q2, Q3 and Q4 are 1) turns \"even\" into \"rest\", " +
			"and raising Q1 from 0 to 1 (with Q2, Q3 and Q4 are 1) turns \"rest\" into \"even\": raising an answer must never lower the status"},
		{"what falls where a question does not apply", "order: [rest, mid, good]", "{any: t, at_least: '1', count: 4, is: good}; {any: fault, is: mid}",
			"c.yaml:8:3: raising Q1 from 0 to 1 (with Q2 and Q3 are 1, Q4 does not apply) turns \"mid\" into \"rest\", which is worse by `order`; raising an answer must never lower the status"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fw, err := Parse("c.yaml", []byte(counting(c.lines, c.rules, "")), nil)
			got := fmt.Sprint(err)
			if err == nil {
				got = strings.Join(fw.Status.Order, " < ")
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// So are the ticks of a question.
func TestTicksThatCountAreJudgedByWhatCanHappen(t *testing.T) {
	for _, c := range []struct{ name, rules, want string }{
		{"a count, and none", "{any: f, count: 2, and: [{none: f}], is: x}", "c.yaml:23:15: this rule can never match: no answers fulfil it"},
		{"a count behind all", "{all: f, is: a}; {any: f, count: 3, is: x}", "c.yaml:24:15: this rule can never match: wherever it would, a rule above it does; put it higher, or take it out"},
		{"any behind counts", "{any: f, count: 2, is: failed}; {any: f, count: 1, is: fair}; {none: f, is: passed}", "rest < passed < fair < failed"},
		{"a tick that is good and bad", "{any: f, count: 3, is: bad}; {any: f, count: 2, is: good}; {none: f, is: bad}",
			"c.yaml:21:11: ticking a (with c and d are not ticked) turns \"bad\" into \"rest\", and ticking a (with c is not ticked, d is ticked) turns \"rest\" into \"good\": " +
				"a tick must not be good in one place and bad in another; mend the rules, or say under `order` which status is better"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fw, err := Parse("c.yaml", []byte(counting("", "", c.rules)), nil)
			got := fmt.Sprint(err)
			if err == nil {
				got = strings.Join(fw.Question("M").Status.Order, " < ")
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What does not apply is left out, and so is a question that is not for an
// organisation: a rule that is for this is no slip.
func TestARuleForWhatIsLeftOut(t *testing.T) {
	text := counting("not_applicable: met\n", "{any: t, at_least: '1', count: 4, is: a}; {all: t, at_least: '1', is: b}", "")
	if _, err := Parse("c.yaml", []byte(text), nil); err == nil || !strings.Contains(err.Error(), "c.yaml:12:7: this rule can never match") {
		t.Errorf("where what does not apply counts as met: %v", err)
	}
	text = strings.Replace(text, "tags: [t]}", "tags: [t], for: [trust]}", 1)
	if _, err := Parse("c.yaml", []byte(text), nil); err != nil {
		t.Errorf("where one is not asked of everybody: %v", err)
	}
}

// Many questions with options of all kinds, counted together, are few cases.
func TestCountsOfManyQuestions(t *testing.T) {
	own := []string{
		"", ", options: [{key: 0, name: N, tags: [fault]}, {key: 1, name: M, tags: [fault]}, {key: 2, name: Y}, {key: 3, name: Z}]",
		", tags: [t, more], options: [{key: 1, name: M, tags: [fault]}, {key: 2, name: Y, tags: [great]}, {key: 3, name: Z, tags: [great]}]",
	}
	const scale = "id: c\nversion: 1.0.0\ntitle: C\nscore: none\nscale: [{key: 0, name: A, tags: [fault]}, {key: 1, name: B}, {key: 2, name: C}, {key: 3, name: D}]\n"
	for _, c := range []struct{ rules, want string }{
		{"{any: fault, count: 40, is: failed}, {any: fault, is: passed with faults}", "failed < passed with faults < rest"},
		{"{any: fault, count: 40, is: failed}, {all: t, at_least: 3, is: great}, {any: t, at_least: 2, count: 40, is: good}", "failed < rest < good < great"},
		{"{any: t, at_least: 3, count: 40, is: d}, {any: t, at_least: 2, count: 30, is: c}, {any: t, at_least: 1, count: 20, is: b}, {any: great, count: 25, is: a}", "rest < a < b < c < d"},
		{"{any: t, at_least: 1, count: 41, is: d}, {any: t, at_least: 2, count: 42, is: c}", "can never match"},
	} {
		var b strings.Builder
		b.WriteString(scale + "status:\n  else: rest\n  rules: [" + c.rules + "]\nobjectives:\n  - id: g\n    title: t\n    questions:\n")
		for i := range 100 {
			line := fmt.Sprintf("      - {id: Q%d, title: t, asks: y, tags: [t]%s}\n", i, own[i%len(own)])
			b.WriteString(strings.Replace(line, "tags: [t], tags:", "tags:", 1))
		}
		start := time.Now()
		fw, err := Parse("c.yaml", []byte(b.String()), nil)
		t.Logf("%v", time.Since(start))
		switch {
		case err != nil && !strings.Contains(err.Error(), c.want):
			t.Errorf("%s: %v", c.rules, err)
		case err == nil && strings.Join(fw.Status.Order, " < ") != c.want:
			t.Errorf("%s: %v", c.rules, fw.Status.Order)
		}
	}
}

// Rules that answers move one way through need no going through of cases.
func TestACountOfThousands(t *testing.T) {
	for _, c := range []struct{ rules, want string }{
		{"{any: fault, count: 2000, is: failed}, {any: fault, count: 1000, is: poor}, {any: fault, is: fair}", "failed < poor < fair < rest"},
		{"{any: t, at_least: 1, count: 2000, is: great}, {any: t, at_least: 1, count: 1000, is: good}", "rest < good < great"},
		{"{any: t, at_least: 1, count: 2000, is: great}, {any: fault, is: poor}", "the rules tell more cases apart than can be checked"},
	} {
		var b strings.Builder
		b.WriteString("id: c\nversion: 1.0.0\ntitle: C\nscore: none\nscale: [{key: 0, name: A, tags: [fault]}, {key: 1, name: B}]\n" +
			"status:\n  else: rest\n  rules: [" + c.rules + "]\nobjectives:\n  - id: g\n    title: t\n    questions:\n")
		for i := range 3000 {
			fmt.Fprintf(&b, "      - {id: Q%d, title: t, asks: y, tags: [t]}\n", i)
		}
		start := time.Now()
		fw, err := Parse("c.yaml", []byte(b.String()), nil)
		t.Logf("%v", time.Since(start))
		got := fmt.Sprint(err)
		if err == nil {
			got = strings.Join(fw.Status.Order, " < ")
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.rules, got)
		}
	}
}

// A status that nobody can get is told; not where something that is left out,
// or not answered yet, leads to it.
func TestAnElseThatNothingLeadsTo(t *testing.T) {
	for _, c := range []struct{ rules, want string }{
		{"{any: fault, is: a}; {none: fault, is: b}", "8:9: no answers lead to the status \"rest\" under `else`, since one of the rules always matches; take the last rule out and put its status here, or mend the rules"},
		{"{any: fault, is: a}; {none: fault, is: rest}", ""},
		{"{any: fault, is: a}; {all: t, at_least: '1', is: b}", ""},
		{"{any: fault, count: 2, is: a}; {any: t, at_least: '1', count: 3, is: b}", ""},
	} {
		fw, err := Parse("c.yaml", []byte(counting("", c.rules, "")), nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, p := range fw.Advice() {
			if strings.Contains(p.Text, "else") {
				got += fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Text)
			}
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rules, got, c.want)
		}
	}
}

// A number that nothing reaches is a slip, also where the thing may not apply
// and the rest of the rule would then match.
func TestANumberOutOfReachIsRefusedWhereItMayNotApply(t *testing.T) {
	_, err := Parse("r.yaml", []byte(`id: r
version: 1.0.0
title: R
scale: [{key: 0, value: 0, name: A}, {key: 1, value: 1, name: B}]
objectives:
  - id: O
    title: O
    status: {rules: [{value_of: a, at_least: 5, and: [{all: x, at_least: 1}], is: good}], else: poor}
    questions: [{id: a, title: a, asks: '?', tags: [x]}, {id: b, title: b, asks: '?', tags: [x]}]
`), nil)
	if want := "r.yaml:8:22: this rule can never match: no answers fulfil it; a is at most 1"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
