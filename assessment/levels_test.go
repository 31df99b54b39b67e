package assessment

import (
	"fmt"
	"strings"
	"testing"
)

// climb has a group scored by levels of 80%, the least of it and of a mean.
const climb = `
id: climb
version: 1.0.0
title: Climb
score: min
scale: [{key: 0, value: 0, name: 'No'}, {key: 1, value: 0.5, name: Half}, {key: 2, value: 1, name: 'Yes'}]
objectives:
  - id: L
    title: Levels
    score: {levels: {share: 0.8}}
    groups:
      - id: L.one
        title: Part
        questions:
          - {id: a, title: a, asks: '?', at: [1], weight: 3}
          - {id: b, title: b, asks: '?', at: [1, 2]}
      - id: L.two
        title: Part
        questions:
          - {id: c, title: c, asks: '?', at: [2]}
          - {id: d, title: d, asks: '?', at: [3], core: true}
  - id: mean
    title: Mean
    score: mean
    unanswered: least
    questions:
      - {id: m, title: m, asks: '?', options: [{key: 0, value: 0, name: A}, {key: 2, value: 1, name: B}]}
`

func TestLevels(t *testing.T) {
	fw := parse(t, climb)
	for _, c := range []struct{ name, answers, want string }{
		{"nothing answered is level 0, and all is open", "", "0 [0 3] level 0 by a,b"},
		{"a share is enough", "a=2 b=0 c=2 d=2", "0 [0 0] level 0 by b"},  // 3 / 4
		{"a half counts half", "a=2 b=1 c=2 d=2", "1 [1 1] level 1 by b"}, // 3.5 / 4 and 1.5 / 2
		{"all there", "a=2 b=2 c=2 d=2", "3 [3 3] level 3"},
		{"what is unanswered is not there", "a=2 b=2 d=2", "1 [1 3] level 1 by c"},
		{"a level where nothing applies is passed", "a=2 b=2 c=2 d=n/a", "3 [3 3] level 3"},
		{"what does not apply drops out with its weight", "a=n/a b=2 c=1 d=2", "1 [1 1] level 1 by c"},
		{"nothing applies", "a=n/a b=n/a c=n/a d=n/a", "- [- -] level -"},
		{"a failed core question is only a question here", "a=2 b=2 c=2 d=0", "2 [2 2] level 2 by d"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := begin(t, fw, "")
			answers(t, a, c.answers)
			got, _, _ := strings.Cut(mark(Score(a).Find("L")), " target")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// The least of several is held back by what holds back those at its level, and
// by nothing at the top of the lowest.
func TestTheLeastOfLevels(t *testing.T) {
	a := begin(t, parse(t, climb), "")
	answers(t, a, "a=2 b=2 c=2 d=1 m=2")
	if got, _, _ := strings.Cut(mark(&Score(a).Overall), " target"); got != "1 [1 1] level 1" {
		t.Errorf("got %s", got)
	}
	answers(t, a, "a=1")
	if got, _, _ := strings.Cut(mark(&Score(a).Overall), " target"); got != "0 [0 0] level 0 by a" {
		t.Errorf("got %s", got)
	}
}

// A target of levels is the level that the questions' targets make; of a least
// the least target, and the greatest gap.
func TestTargetsOfLevelsAndLeasts(t *testing.T) {
	a := begin(t, parse(t, climb), "")
	answers(t, a, "a=2>2 b=2>2 c=1>2 d=0 m=2>2")
	r := Score(a)
	for id, want := range map[string]string{"L": "2 1", "mean": "1 0", "overall": "1 1"} {
		n := r.Find(id)
		if got := fmt.Sprint(n.Target.value, " ", n.Gap.value); got != want {
			t.Errorf("%s: target and gap %s, not %s", id, got, want)
		}
	}
	if n := r.Find("overall"); n.RAG != Red || r.Find("L").RAG != Red || r.Find("mean").RAG != Green {
		t.Errorf("overall is %s", n.RAG)
	}
}

// Sums, and what unanswered and not applicable count as.
func TestSums(t *testing.T) {
	points := strings.NewReplacer("climb", "points", "score: min", "score: {sum: {start: 10}}").Replace(climb[:strings.Index(climb, "objectives:")]) + `%s
objectives:
  - id: P
    title: Points
    questions:
      - {id: a, title: a, asks: '?', weight: 3}
      - {id: b, title: b, asks: '?', options: [{key: 0, value: -2, name: A}, {key: 1, value: 4, name: B}]}
`
	for _, c := range []struct{ policy, answers, want string }{
		{"", "a=1 b=1", "15.5 [15.5 15.5]"},
		{"", "a=1", "11.5 [9.5 15.5]"},
		{"", "", "- [8 17]"},
		{"", "a=n/a b=1", "14 [14 14]"},
		{"", "a=n/a b=n/a", "- [- -]"},
		{"unanswered: least", "a=1", "9.5 [9.5 15.5]"},
		{"unanswered: least", "", "8 [8 17]"},
		{"not_applicable: met", "a=n/a b=0", "11 [11 11]"},
		{"not_applicable: met", "a=n/a b=n/a", "17 [17 17]"},
	} {
		a := begin(t, parse(t, fmt.Sprintf(points, c.policy)), "")
		answers(t, a, c.answers)
		n := &Score(a).Overall
		if got, _, _ := strings.Cut(mark(n), " level"); got != c.want || n.Level.is {
			t.Errorf("%s %s: got %s, not %s", c.policy, c.answers, got, c.want)
		}
		if q := a.Framework.Question("a"); q != nil && strings.Contains(c.answers, "a=n/a") && Score(a).Find("a").Score.is {
			t.Error("what does not apply has a number of its own")
		}
	}
}
