package assessment

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestMergeTakesWhatOneSideChanged(t *testing.T) {
	base := begin(t, parse(t, small), "trust")
	answers(t, base, "A1=1 A2=2 B1=3")
	mine, theirs := base.Clone(), base.Clone()
	answers(t, mine, "A1=2")
	set(t, mine, "B1", Answer{})
	answers(t, theirs, "A2=4 A3=n/a")
	theirs.Organisation.Code = "RXX"
	mine.Cover.Lead = "Aurelio Finch"
	merged, conflicts := Merge(base, mine, theirs)
	if len(conflicts) > 0 {
		t.Fatal(conflicts)
	}
	if _, kept := merged.Answers["B1"]; kept || merged.Answers["A1"].Option != "2" || merged.Answers["A2"].Option != "4" ||
		merged.Answers["A3"].State() != NotApplicable || merged.Organisation.Code != "RXX" || merged.Cover.Lead != "Aurelio Finch" {
		t.Errorf("merged to %+v", merged)
	}
}

func TestMergeWithinAQuestion(t *testing.T) {
	minutes, audit, log := Evidence{Title: "Minutes"}, Evidence{Title: "Audit"}, Evidence{Title: "Log"}
	was := Answer{Option: "2", Strength: Document, Note: "n", Evidence: []Evidence{minutes}}
	with := func(change func(*Answer)) Answer {
		a := was
		change(&a)
		return a
	}
	later := today.AddDate(0, 0, 1)
	for _, c := range []struct {
		name         string
		mine, theirs Answer
		want         Answer
		conflict     string
	}{
		{"a note here and a target there", with(func(a *Answer) { a.Note = "mine" }), with(func(a *Answer) { a.Target = "3" }),
			with(func(a *Answer) { a.Note, a.Target = "mine", "3" }), ""},
		{"evidence from both", with(func(a *Answer) { a.Evidence = []Evidence{audit} }), with(func(a *Answer) { a.Evidence = []Evidence{minutes, log} }),
			with(func(a *Answer) { a.Evidence = []Evidence{log, audit} }), ""},
		{"the same answer twice: the later says when", with(func(a *Answer) { a.Option, a.By, a.At = "3", "me", later }), with(func(a *Answer) { a.Option, a.By, a.At = "3", "them", today }),
			with(func(a *Answer) { a.Option, a.By, a.At = "3", "me", later }), ""},
		{"two answers", with(func(a *Answer) { a.Option, a.By = "3", "me" }), with(func(a *Answer) { a.Option, a.By = "1", "them" }),
			with(func(a *Answer) { a.Option, a.By = "1", "them" }), `A1 answer: yours "3, evidence document, by me", theirs "1, evidence document, by them"`},
		{"a strength is not carried to another answer", with(func(a *Answer) { a.Option, a.Strength = "4", "" }), with(func(a *Answer) { a.Strength = Independent }),
			with(func(a *Answer) { a.Strength = Independent }), `A1 answer: yours "4", theirs "2, evidence independent"`},
		{"two notes", with(func(a *Answer) { a.Note = "mine" }), with(func(a *Answer) { a.Note = "theirs" }),
			with(func(a *Answer) { a.Note = "theirs" }), `A1 note: yours "mine", theirs "theirs"`},
		{"two reviews", with(func(a *Answer) { a.Review = &Review{Of: "2", Answer: "1", By: "me"} }), with(func(a *Answer) { a.Review = &Review{Of: "2", Answer: "3", By: "them"} }),
			with(func(a *Answer) { a.Review = &Review{Of: "2", Answer: "3", By: "them"} }), `A1 review: yours "1 instead of 2, by me", theirs "3 instead of 2, by them"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := begin(t, parse(t, small), "trust")
			mine, theirs := base.Clone(), base.Clone()
			set(t, base, "A1", was)
			set(t, mine, "A1", c.mine)
			set(t, theirs, "A1", c.theirs)
			merged, conflicts := Merge(base, mine, theirs)
			if !merged.Answers["A1"].Equal(c.want) {
				t.Errorf("got  %+v\nwant %+v", merged.Answers["A1"], c.want)
			}
			if got := fmt.Sprint([]Conflict(conflicts)); c.conflict == "" && len(conflicts) > 0 || c.conflict != "" && got != "["+c.conflict+"]" {
				t.Errorf("got  %s\nwant %s", got, c.conflict)
			}
		})
	}
}

func TestMergeOfActions(t *testing.T) {
	base := begin(t, parse(t, small), "trust")
	base.Actions = []Action{{ID: "1", Title: "a"}, {ID: "2", Title: "b"}, {ID: "3", Title: "c"}, {ID: "4", Title: "d"}}
	mine, theirs := base.Clone(), base.Clone()
	cost := 12000.0
	mine.Actions = []Action{{ID: "1", Title: "a", Cost: &cost}, {ID: "3", Title: "c"}, {ID: "4", Title: "mine"}, {ID: "5", Title: "new"}}
	theirs.Actions = []Action{{ID: "1", Title: "a"}, {ID: "2", Title: "changed"}, {ID: "4", Title: "theirs"}, {ID: "6", Title: "newer"}}
	merged, conflicts := Merge(base, mine, theirs)
	got := ""
	for _, a := range merged.Actions {
		got += a.ID + ":" + a.Title + " "
	}
	if got != "1:a 2:changed 4:theirs 6:newer 5:new " || merged.Actions[0].Cost == nil {
		t.Errorf("merged to %s", got)
	}
	if len(conflicts) != 2 || conflicts[0].ID != "2" || conflicts[1].ID != "4" {
		t.Errorf("conflicts %v", conflicts)
	}
}

func TestTwoNewActionsDoNotShareAnID(t *testing.T) {
	base := begin(t, parse(t, small), "trust")
	mine, theirs := base.Clone(), base.Clone()
	for a, title := range map[*Assessment]string{mine: "mine", theirs: "theirs"} {
		if id, err := a.SetAction(Action{Title: title}); id != "ACT-1" || err != nil {
			t.Fatal(id, err)
		}
	}
	merged, conflicts := Merge(base, mine, theirs)
	if len(conflicts) > 0 || len(merged.Actions) != 2 || merged.Action("ACT-1").Title != "theirs" || merged.Action("ACT-2").Title != "mine" {
		t.Errorf("merged to %+v with %v", merged.Actions, conflicts)
	}
}

// Whatever two people do, what only one of them changed is taken and what
// they changed to different things is told.
func TestMergeLosesNothing(t *testing.T) {
	fw := parse(t, small)
	rapid.Check(t, func(t *rapid.T) {
		sides := []*Assessment{begin(t, fw, "trust")}
		change := func(a *Assessment) {
			for _, q := range fw.Questions() {
				if rapid.Bool().Draw(t, "change") {
					set(t, a, q.ID, drawAnswer(t))
				}
			}
		}
		change(sides[0])
		for range 2 {
			side := sides[0].Clone()
			change(side)
			sides = append(sides, side)
		}
		base, mine, theirs := sides[0], sides[1], sides[2]
		merged, conflicts := Merge(base, mine, theirs)
		told := make(map[string]bool)
		for _, c := range conflicts {
			told[c.ID] = true
		}
		for _, q := range fw.Questions() {
			b, i, th, m := base.Answers[q.ID], mine.Answers[q.ID], theirs.Answers[q.ID], merged.Answers[q.ID]
			switch {
			case i.Equal(b) && !m.Equal(th), th.Equal(b) && !m.Equal(i), i.Equal(th) && !m.Equal(i):
				t.Fatalf("%s: base %+v, mine %+v, theirs %+v made %+v", q.ID, b, i, th, m)
			case i.Option != b.Option && th.Option != b.Option && i.Option != th.Option && !told[q.ID]:
				t.Fatalf("%s: %q and %q made %q, and nobody was told", q.ID, i.Option, th.Option, m.Option)
			}
			if faults := m.Faults(q); len(faults) > 0 {
				t.Fatalf("merged to what is no answer: %v", faults)
			}
		}
	})
}
