package assessment

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sextant/frameworks"
)

// small has two objectives: A with a core question A1 and two others, B with
// a theme of its own.
const small = `
id: small
version: 1.0.0
title: Small
organisation_types: {trust: Trust, practice: Practice}
scale:
  - {key: 0, value: 0, name: None}
  - {key: 1, value: 1, name: One}
  - {key: 2, value: 2, name: Two}
  - {key: 3, value: 3, name: Three}
  - {key: 4, value: 4, name: Four}
targets:
  - {by: 2027-03-31, all: 1, core: 2}
  - {by: 2030-03-31, all: 3}
objectives:
  - id: A
    title: First
    questions:
      - {id: A1, title: a1, asks: '?', core: true}
      - {id: A2, title: a2, asks: '?', weight: 2}
      - {id: A3, title: a3, asks: '?', for: [trust]}
  - id: B
    title: Second
    groups:
      - id: B.x
        title: Theme
        questions:
          - {id: B1, title: b1, asks: '?'}
`

// answers sets "A1=3 A2=n/a B1=2>3" (answer, and after > an own target).
func answers(t *testing.T, a *Assessment, text string) {
	t.Helper()
	for _, word := range strings.Fields(text) {
		id, value, _ := strings.Cut(word, "=")
		value, target, _ := strings.Cut(value, ">")
		answer := Answer{Option: value, Target: target}
		if value == "n/a" {
			answer = Answer{NotApplicable: "none here", Target: target}
		}
		set(t, a, id, answer)
	}
}

// orDash prints a number, or a dash.
func orDash(v Number) string {
	if x, ok := v.Get(); ok {
		return fmt.Sprint(x)
	}
	return "-"
}

// mark prints what a table of marks would show.
func mark(n *Node) string {
	s := fmt.Sprintf("%s [%s %s] level %s", orDash(n.Score), orDash(n.Low), orDash(n.High), orDash(n.Level))
	if len(n.HeldBackBy) > 0 {
		s += " by " + strings.Join(n.HeldBackBy, ",")
	}
	s += fmt.Sprintf(" target %s gap %s %s final %s %s", orDash(n.Target), orDash(n.Gap), n.RAG, orDash(n.FinalTarget), orDash(n.FinalGap))
	s += fmt.Sprintf(" %d/%d of %d", n.Answered, n.Applicable, n.Total)
	if n.Weakest != "" {
		s += " weakest " + n.Weakest
	}
	return s
}

func TestScore(t *testing.T) {
	fw := parse(t, small)
	for _, c := range []struct{ name, answers, node, want string }{
		{"all answered", "A1=2 A2=3 A3=4 B1=1", "A", // (2 + 2·3 + 4) / 4
			"3 [3 3] level 2 by A1 target 1.25 gap 0 green final 3 0.25 3/3 of 3 weakest A1"},
		{"an average cannot hide a failed core control", "A1=0 A2=4 A3=4 B1=4", "overall",
			"3.5 [3.5 3.5] level 0 by A1 target 1.125 gap 0.25 amber final 3 0.375 4/4 of 4 weakest A"},
		{"nothing answered", "", "A",
			"- [0 4] level 0 by A1,A2,A3 target 1.25 gap 1.25 grey final 3 3 0/3 of 3"},
		{"unanswered is no zero", "A2=2", "A",
			"2 [1 3] level 0 by A1 target 1.25 gap 0.75 grey final 3 2 1/3 of 3 weakest A2"},
		{"red whatever comes", "A1=0>4 A2=0>4", "A",
			"0 [0 1] level 0 by A1,A2,A3 target 3.25 gap 3.25 red final 3 3 2/3 of 3 weakest A1"},
		{"not applicable drops out with its weight", "A1=3 A2=n/a A3=1", "A",
			"2 [2 2] level 2 by A3 target 1.5 gap 0 green final 3 1 2/2 of 3 weakest A3"},
		{"nothing applies", "A1=n/a A2=n/a A3=n/a B1=2", "A",
			"- [- -] level - target - gap -  final - - 0/0 of 3"},
		{"a group where nothing applies counts nowhere", "A1=n/a A2=n/a A3=n/a B1=2", "overall",
			"2 [2 2] level 2 by B1 target 1 gap 0 green final 3 1 1/1 of 4 weakest B"},
		{"the top is held back by nothing", "B1=4", "B",
			"4 [4 4] level 4 target 1 gap 0 green final 3 0 1/1 of 1 weakest B.x"},
		{"an own target moves the target, not the final one", "B1=2>4", "B1",
			"2 [2 2] level - target 4 gap 2 red final 3 1 1/1 of 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := begin(t, fw, "trust")
			answers(t, a, c.answers)
			if got := mark(Score(a).Find(c.node)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestQuestionsForOthersCountNowhere(t *testing.T) {
	a := begin(t, parse(t, small), "practice")
	answers(t, a, "A1=2 A2=2 A3=0 B1=2")
	r := Score(a)
	if got, want := mark(r.Find("A")), "2 [2 2] level 2 by A1,A2 target 1.333333333 gap 0 green final 3 1 2/2 of 2 weakest A1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if r.Find("A3") != nil || !slices.Equal(r.NotAsked, []string{"A3"}) {
		t.Errorf("A3 is scored, or not told of: %v", r.NotAsked)
	}
	if a.Answers["A3"].Option != "0" {
		t.Error("the answer was not kept")
	}
}

func TestReviewsThatAreNotStaleCanStandInForAnswers(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	set(t, a, "A1", Answer{Option: "3", Review: &Review{Of: "3", Answer: "1"}})
	set(t, a, "A2", Answer{Option: "3", Review: &Review{Of: "2", Answer: "0"}}) // stale
	set(t, a, "A3", Answer{Option: "3", Review: &Review{Of: "3", Answer: "3"}})
	set(t, a, "B1", Answer{NotApplicable: "none", Review: &Review{Of: "2", Answer: "0"}})
	plain, reviewed := Score(a).Overall, ScoreReviewed(a).Overall
	if plain.Score != Some(3) || reviewed.Score != Some(2.5) { // (1 + 2·3 + 3) / 4
		t.Errorf("scores %v and, reviewed, %v", plain.Score, reviewed.Score)
	}
	if plain.Reviewed != 2 || plain.Differs != 1 || reviewed.Reviewed != 2 || reviewed.NotApplicable != 1 {
		t.Errorf("reviewed %d, differs %d; reviewed %d", plain.Reviewed, plain.Differs, reviewed.Reviewed)
	}
}

func TestEvidenceCountsFromADocumentOn(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	for i, s := range []Strength{Stated, Document, Independent} {
		set(t, a, fmt.Sprintf("A%d", i+1), Answer{Option: "2", Strength: s})
	}
	set(t, a, "B1", Answer{Strength: Sampled, Note: "not answered yet"})
	if got := Score(a).Overall.Evidenced; got != 2 {
		t.Errorf("%d answers rest on a document or better, not 2", got)
	}
}

// Means of means that are whole numbers come out a hair below in binary;
// unsnapped, a ninth of them would lose a level.
func TestMeansOfMeansKeepTheirWholeLevel(t *testing.T) {
	var b strings.Builder
	b.WriteString("id: m\nversion: 1\ntitle: M\nscale: [{key: 0, value: 0, name: a}, {key: 1, value: 1, name: b}, {key: 2, value: 2, name: c}, {key: 3, value: 3, name: d}]\nobjectives:\n")
	// Three objectives of thirds: 2/3 + 1 + 4/3 = 3, whose mean is 1.
	for i, levels := range [][]string{{"0", "1", "1"}, {"1", "1", "1"}, {"1", "1", "2"}} {
		fmt.Fprintf(&b, "  - id: O%d\n    title: o\n    questions:\n", i)
		for k := range levels {
			fmt.Fprintf(&b, "      - {id: Q%d%d, title: q, asks: y}\n", i, k)
		}
	}
	a := begin(t, parse(t, b.String()), "")
	for i, levels := range [][]string{{"0", "1", "1"}, {"1", "1", "1"}, {"1", "1", "2"}} {
		for k, level := range levels {
			set(t, a, fmt.Sprintf("Q%d%d", i, k), Answer{Option: level})
		}
	}
	if o := Score(a).Overall; o.Score != Some(1) || o.Level != Some(1) {
		t.Errorf("score %v, level %v", o.Score, o.Level)
	}
	if o := Score(a).Overall; o.RAG != "" || !o.Target.IsNone() || !o.PercentToTarget.IsNone() {
		t.Errorf("a framework without targets gave %q %v %v", o.RAG, o.Target, o.PercentToTarget)
	}
}

func TestExplainDoesTheSumAgain(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	answers(t, a, "A1=2 A2=3 A3=4 B1=1")
	r := Score(a)
	each(r, func(n *Node) {
		e := Explain(r, n.ID)
		if n.Question != nil {
			return
		}
		if got := Some(snap(e.Sum / e.WeightSum)); got != n.Score {
			t.Errorf("%s: the terms make %v, the score is %v", n.ID, got, n.Score)
		}
	})
	e := Explain(r, "A")
	if e.CoreFloor != Some(2) || e.LowFloor != Some(3) || len(e.HeldBack) != 1 || e.HeldBack[0].ID != "A1" {
		t.Errorf("level of A: core %v, low %v, held back %d", e.CoreFloor, e.LowFloor, len(e.HeldBack))
	}
	if Explain(r, "nobody") != nil {
		t.Error("explained a node that is not there")
	}
}

func TestSetRefusesWhatIsNoAnswer(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	answers(t, a, "A1=2")
	for _, c := range []struct {
		id     string
		answer Answer
		want   string
	}{
		{"A9", Answer{Option: "1"}, `small has no question "A9"; did you mean A1?`},
		{"A1", Answer{Option: "5"}, `A1: there is no option "5"; it can be: 0, 1, 2, 3, 4`},
		{"A1", Answer{Option: "1", NotApplicable: "x"}, "A1: a question is either answered or not applicable; take one of the two out"},
		{"A1", Answer{NotApplicable: "  "}, "A1: not applicable needs a reason"},
		{"A1", Answer{Option: "1", Target: "9"}, `A1: there is no option "9"; it can be: 0, 1, 2, 3, 4`},
		{"A1", Answer{Option: "1", Strength: "iron"}, `A1: there is no strength "iron"; it can be: none, stated, document, sampled, independent`},
		{"A1", Answer{Option: "1", Note: "a\x1b[2J"}, "A1: the text holds the character U+001B, which cannot be kept; take it out"},
		{"A1", Answer{Option: "1", Note: strings.Repeat("x", 10_001)}, "A1: the text is 10001 characters long; the most is 10000"},
		{"A1", Answer{Option: "1", Evidence: []Evidence{{}}}, "A1: evidence needs a title or a reference"},
		{"A1", Answer{Option: "1", Review: &Review{Of: "1"}}, `A1: a review needs "of" (the option it looked at) and "answer" (the option it gives)`},
	} {
		err := a.Set(c.id, c.answer)
		if err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
		if a.Answers["A1"].Option != "2" || len(a.Answers) != 1 {
			t.Fatal("a refused answer changed the assessment")
		}
	}
}

func TestANewOptionDropsTheStrengthSaidOfTheOld(t *testing.T) {
	weighed := Answer{Strength: Document}.Choose("2", "a", today)
	if weighed.Strength != Document {
		t.Error("a strength given before the first answer was dropped")
	}
	if weighed.Choose("2", "a", today).Strength != Document || weighed.Choose("3", "a", today).Strength != "" {
		t.Error("the strength must go with its option")
	}
	if weighed.RuleOut("none", "a", today).Strength != "" {
		t.Error("not applicable has no strength")
	}
}

func swl(t testing.TB) *frameworks.Framework {
	t.Helper()
	fw, err := frameworks.Open("swl-cyber", "1.0.0", frameworks.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

func BenchmarkScore(b *testing.B) {
	a := begin(b, swl(b), "trust")
	for i, q := range a.Framework.Questions() {
		if i%13 != 0 {
			set(b, a, q.ID, Answer{Option: fmt.Sprint(i % 5), Strength: Document})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Score(a)
	}
}
