package assessment

import (
	"strings"
	"testing"
)

// ticked has a question that picks many, with a status.
const ticked = `
id: ticked
version: 1.0.0
title: Ticked
score: none
objectives:
  - id: A
    title: First
    questions:
      - id: A1
        title: a1
        asks: '?'
        pick: many
        options: [{key: bad, name: Bad, tags: [bad]}, {key: g1, name: One, tags: [good]}, {key: g2, name: Two, tags: [good]}]
        status: {rules: [{any: bad, is: poor}, {all: good, is: good}], else: poor}
`

func TestAQuestionThatPicksManyHasThreeStates(t *testing.T) {
	a := begin(t, parse(t, ticked), "")
	for _, c := range []struct {
		answer Answer
		want   string // status, low and high, answered and applicable
	}{
		{Answer{}, " poor good 0/1"},
		{Answer{NotApplicable: "none here"}, "   0/0"},
		{Answer{Option: "[]"}, "poor poor poor 1/1"},
		{Answer{Option: "[g2, g1]"}, "good good good 1/1"},
		{Answer{Option: "[g1, g2, bad]"}, "poor poor poor 1/1"},
		{Answer{Option: "[g1]", Override: &Override{Status: "good", Reason: "the other is not needed"}}, "good good good 1/1"},
	} {
		set(t, a, "A1", c.answer)
		n := Score(a).Find("A1")
		got := strings.Join([]string{n.Status, n.LowStatus, n.HighStatus, string(rune('0'+n.Answered)) + "/" + string(rune('0'+n.Applicable))}, " ")
		if got != c.want || n.Score.is {
			t.Errorf("%q makes %q, not %q", c.answer.Option, got, c.want)
		}
	}
	if got := a.Answers["A1"].Option; got != "[g1]" {
		t.Errorf("kept as %s", got)
	}
	set(t, a, "A1", Answer{Option: "[g2,bad]"})
	if got := a.Answers["A1"].Option; got != "[bad, g2]" {
		t.Errorf("ticks are kept as %s, not in the order of the options", got)
	}
}

func TestAnOverrideGoesWithItsAnswer(t *testing.T) {
	set := Override{Status: "good", Reason: "x"}
	a := Answer{Option: "[g1]", Override: &set}
	if a.Choose("[g1]", "me", today).Override == nil || a.Choose("[]", "me", today).Override != nil || a.RuleOut("none", "me", today).Override != nil {
		t.Error("an override must stay with the answer that it was given to, and go with any other")
	}
	base := begin(t, parse(t, ticked), "")
	base.Answers["A1"] = Answer{Option: "[g1]"}
	mine, theirs := base.Clone(), base.Clone()
	mine.Answers["A1"] = a
	theirs.Answers["A1"] = Answer{Option: "[bad]"}
	if _, conflicts := Merge(base, mine, theirs); len(conflicts) != 1 || conflicts[0].String() != `A1 answer: yours "[g1], status good", theirs "[bad]"` {
		t.Errorf("got %v", conflicts)
	}
	if merged, conflicts := Merge(base, mine, base); len(conflicts) > 0 || merged.Answers["A1"].Override == nil {
		t.Errorf("an override of one side alone was not taken: %v", conflicts)
	}
	// A review of other ticks takes the place of both.
	reviewed := base.Clone()
	a.Review = &Review{Of: "[g1]", Answer: "[bad, g1]"}
	reviewed.Answers["A1"] = a
	if plain, other := Score(reviewed).Find("A1"), ScoreReviewed(reviewed).Find("A1"); plain.Status != "good" || other.Status != "poor" || plain.Differs != 1 {
		t.Errorf("statuses %s and, reviewed, %s", plain.Status, other.Status)
	}
}

func TestTicksAreCarriedToAnotherVersion(t *testing.T) {
	before := parse(t, ticked)
	for _, c := range []struct{ old, new, want string }{
		{"title: First", "title: Second", "[bad, g1] good "},
		{"name: One,", "name: One, means: Now with words,", "[bad, g1] good 1.0.0"},
		{"{key: g2, name: Two, tags: [good]}", "{key: g3, name: Two, tags: [good]}", "[bad, g1] good 1.0.0"},
		{"{key: g1, name: One, tags: [good]}, ", "", "  In version 1.0.0 the answer was [bad, g1], status good; g1 is no option any more.\n" +
			"Why the status was set to good: agreed"},
		{"is: good}], else", "is: fine}], else", "[bad, g1]  In version 1.0.0 the status was set to good, which it cannot be any more. agreed"},
	} {
		text := strings.Replace(strings.Replace(ticked, "1.0.0", "1.1.0", 1), c.old, c.new, 1)
		a := begin(t, before, "")
		set(t, a, "A1", Answer{Option: "[bad, g1]", Override: &Override{Status: "good", Reason: "agreed"}})
		m := Migrate(a, before, "1.0.0", parse(t, text))
		got := m.Assessment.Answers["A1"]
		if open := got.State() == Unanswered; open != (len(m.Noted) == 1) || open && len(m.ReadAgain) > 0 {
			t.Errorf("%s: to read again %v, in the note %v", c.new, m.ReadAgain, m.Noted)
		}
		status := ""
		if got.Override != nil {
			status = got.Override.Status
		}
		if said := strings.TrimRight(got.Option+" "+status+" "+got.GivenTo+got.Note, " "); said != strings.TrimRight(c.want, " ") {
			t.Errorf("%s\ngot  %q\nwant %q", c.new, said, c.want)
		}
	}
}

// What an action is to reach is kept like an answer, so that two people who
// tick the same in another order agree, and follows its question to another
// version as long as that has all of it.
func TestAnActionReachesTicks(t *testing.T) {
	fw := parse(t, ticked)
	a := begin(t, fw, "")
	for _, to := range []string{"g1", "[g9]", "[g1, g1]"} {
		if _, err := a.SetAction(Action{Title: "x", Question: "A1", To: to}); err == nil {
			t.Errorf("an action may reach %s", to)
		}
	}
	if _, err := a.SetAction(Action{ID: "ACT-1", Title: "x", Question: "A1", To: "[g2, g1]"}); err != nil {
		t.Fatal(err)
	}
	if got := a.Actions[0].To; got != "[g1, g2]" {
		t.Errorf("kept as %s, not in the order of the options", got)
	}
	turned := parse(t, strings.NewReplacer("version: 1.0.0", "version: 1.1.0", "{key: g1, name: One, tags: [good]}, {key: g2, name: Two, tags: [good]}",
		"{key: g2, name: Two, tags: [good]}, {key: g1, name: One, tags: [good]}").Replace(ticked))
	if got := Migrate(a, fw, "1.0.0", turned).Assessment.Actions[0]; got.To != "[g2, g1]" || got.Question != "A1" {
		t.Errorf("carried as %s of %s", got.To, got.Question)
	}
	short := parse(t, strings.NewReplacer("version: 1.0.0", "version: 1.1.0", ", {key: g2, name: Two, tags: [good]}", "").Replace(ticked))
	if got := Migrate(a, fw, "1.0.0", short).Assessment.Actions[0]; got.To != "" || !strings.Contains(got.Title, "to reach [g1, g2]") {
		t.Errorf("what cannot be reached any more is lost: %+v", got)
	}
}
