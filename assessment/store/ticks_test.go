package store

import (
	"strings"
	"testing"

	"sextant/frameworks"
)

const outcomes = `
id: outcomes
version: 1.0.0
title: Outcomes
score: none
objectives:
  - id: A
    title: First
    questions:
      - id: A1
        title: a1
        asks: '?'
        pick: many
        options: [{key: 1, name: One, tags: [bad]}, {key: a, name: A, tags: [good]}, {key: b1, name: B, tags: [good]}]
        status: {rules: [{any: bad, is: poor}, {all: good, is: good}], else: poor}
      - {id: A2, title: a2, asks: '?', options: [{key: 'no', name: 'No'}, {key: 'yes', name: 'Yes'}]}
`

func outcome(t *testing.T) (*frameworks.Framework, func(answers string) (string, error)) {
	fw, err := frameworks.Parse("outcomes.yaml", []byte(outcomes), nil)
	if err != nil {
		t.Fatal(err)
	}
	// again reads an assessment with these answers, and writes it.
	return fw, func(answers string) (string, error) {
		file := "sextant: assessment/1\nframework: {id: outcomes, version: 1.0.0, digest: \"" + fw.Digest() + "\"}\n" +
			"organisation:\n  name: X\ndate: 2026-11-22\n" + answers
		a, err := Decode("a.yaml", []byte(file), func(string, string) (*frameworks.Framework, error) { return fw, nil })
		if err != nil {
			return "", err
		}
		out, err := Encode(a, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, written, _ := strings.Cut(string(out), "date: 2026-11-22\n")
		return written, nil
	}
}

func TestTicksAreWrittenAsTheyAreRead(t *testing.T) {
	_, again := outcome(t)
	for _, answers := range []string{
		"answers:\n  A1:\n    answer: []\n",
		"answers:\n  A1:\n    answer: [1, b1]\n    review:\n      of: [1, b1]\n      answer: []\n      by: h.quist\n",
		"answers:\n  A1:\n    answer: [a]\n    override:\n      status: good\n      reason: The other is not needed here\n      by: j.smith\n      at: 2026-11-22T10:00:00Z\n  A2:\n    answer: no\n",
		"earlier:\n  B7:\n    answer: [z, a]\n    given_to: 0.9.0\n",
	} {
		if got, err := again(answers); err != nil || got != answers {
			t.Errorf("%v\n%s\nwas\n%s", err, got, answers)
		}
	}
	if got, err := again("answers:\n  A1: {answer: [b1, 1]}\n"); err != nil || got != "answers:\n  A1:\n    answer: [1, b1]\n" {
		t.Errorf("%v %s", err, got)
	}
}

func TestWhatIsNoListOfTicksIsRefused(t *testing.T) {
	_, again := outcome(t)
	for answers, want := range map[string]string{
		"A1: {answer: a}":                                        "a.yaml:7:16: A1: any number of options can be ticked, so the answer is a list, such as [a]",
		"A1: {answer: [a, z]}":                                   `a.yaml:7:16: A1: there is no option "z" to tick; it can be: 1, a, b1`,
		"A1: {answer: [a, a]}":                                   "a.yaml:7:16: A1: a is ticked twice",
		"A1: {answer: '[a]'}":                                    `a.yaml:7:16: "[a]" is a list in quotes; take the quotes away`,
		"A1: {answer: ['a, b1']}":                                `a.yaml:7:17: "a, b1" is no option; an option that is ticked has neither commas nor brackets`,
		"A2: {answer: ['yes']}":                                  "a.yaml:7:16: A2: the answer is one option, not a list; it can be: no, yes",
		"A1: {answer: [a], target: a}":                           "a.yaml:7:29: A1: a question that picks many has no target",
		"A1: {override: {status: good, reason: x}}":              "a.yaml:7:18: A1: there is no answer whose status it could override",
		"A2: {answer: 'no', override: {status: good}}":           "a.yaml:7:32: A2: the question has no status to override\na.yaml:7:32: A2: an override needs a reason",
		"A1: {answer: [a], override: {status: best, reason: x}}": `a.yaml:7:31: A1: there is no status "best"; it can be: poor, good`,
	} {
		if _, err := again("answers:\n  " + answers + "\n"); err == nil || err.Error() != want {
			t.Errorf("%s\ngot  %v\nwant %s", answers, err, want)
		}
	}
}
