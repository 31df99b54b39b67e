package assessment

import (
	"strings"
	"testing"
	"time"

	"sextant/frameworks"
)

func TestChangeNeedsAScoreOnBothSides(t *testing.T) {
	now, then := begin(t, parse(t, small), "trust"), begin(t, parse(t, small), "trust")
	answers(t, then, "A1=1 A2=1")
	answers(t, now, "A1=3 A2=1 B1=2")
	was, is := Score(then), Score(now)
	if got := Change(is.Find("A"), was); got != Some(0.666666667) { // (3 + 2·1)/3 less 1
		t.Errorf("A has moved by %v", got)
	}
	if got := Change(is.Find("B"), was); !got.IsNone() {
		t.Errorf("B has moved by %v from nothing", got)
	}
	if got := Change(is.Find("A"), nil); !got.IsNone() {
		t.Errorf("A has moved by %v since never", got)
	}
}

func TestLowestPutsTheFurthestAndTheCoreFirst(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	answers(t, a, "A1=1 A2=0 A3=4 B1=1>4")
	var ids []string
	for _, n := range Lowest(Score(a), 10) {
		ids = append(ids, n.ID)
	}
	if got := strings.Join(ids, " "); got != "B1 A1 A2" { // 3 below, then 1 below: core first
		t.Errorf("lowest are %s", got)
	}
	if got := len(Lowest(Score(a), 2)); got != 2 {
		t.Errorf("%d of the lowest 2", got)
	}
}

func TestNextIsTheOptionAbove(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	answers(t, a, "A1=4 A2=2 A3=n/a")
	r := Score(a)
	for id, want := range map[string]string{"A1": "", "A2": "3", "A3": "", "B1": "1", "A": ""} {
		got := ""
		if next := r.Find(id).Next(); next != nil {
			got = next.Key
		}
		if got != want {
			t.Errorf("next for %s is %q, not %q", id, got, want)
		}
	}
}

func TestOutcomesTellTheLowestAnswerAndNoMore(t *testing.T) {
	a := begin(t, swl(t), "trust")
	answers(t, a, "GOV-01=3 GOV-02=1 GOV-06=n/a")
	caf, err := frameworks.Open("caf-4.0", "", frameworks.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	outcomes := Outcomes(Score(a), caf)
	if len(outcomes) != 41 {
		t.Fatalf("%d outcomes", len(outcomes))
	}
	first := outcomes[0] // A1.a: GOV-01, GOV-02, GOV-06 (does not apply), GOV-11 (not answered)
	if first.ID != "A1.a" || first.Lowest == nil || first.Lowest.ID != "GOV-02" || first.Answered != 2 || len(first.Questions) != 3 {
		t.Errorf("A1.a: %d of %d answered, lowest %v", first.Answered, len(first.Questions), first.Lowest)
	}
}

func TestThePlanIsCountedOnADay(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	cost, past := 1000.0, today.AddDate(0, 0, -1)
	a.Actions = []Action{
		{ID: "1", Title: "late", Due: past, Owner: "x", Cost: &cost}, {ID: "2", Title: "nobody's", Due: today}, {ID: "3", Title: "done late", Due: past, Status: Done},
		{ID: "4", Title: "dropped", Status: Dropped}, {ID: "5", Title: "begun", Status: Started, Owner: " "},
	}
	if got, want := a.Plan(today), (Plan{Open: 3, Done: 1, Dropped: 1, Overdue: 1, Unowned: 2, Cost: 1000, Uncosted: 2}); got != want {
		t.Errorf("got %+v", got)
	}
	if id, err := a.SetAction(Action{Title: "new", Question: "A9"}); err == nil || id != "" || len(a.Actions) != 5 {
		t.Errorf("an action for no question was added: %v", err)
	}
}

func TestAsksAreThreeAndDifferent(t *testing.T) {
	a := begin(t, parse(t, small), "trust")
	answers(t, a, "A1=1 A2=0 A3=2 B1=2")
	a.Actions = []Action{{ID: "ACT-1", Title: "x", Owner: "y", Due: today.Add(-24 * time.Hour)}}
	var got []string
	for _, ask := range Asks(a, Score(a)) {
		if ask.Action != nil {
			got = append(got, ask.Action.ID)
		} else {
			got = append(got, ask.Node.ID)
		}
	}
	if s := strings.Join(got, " "); s != "A2 A1 ACT-1" {
		t.Errorf("asks are %s", s)
	}
	if asks := Asks(begin(t, parse(t, small), "trust"), Score(begin(t, parse(t, small), "trust"))); len(asks) != 3 {
		t.Errorf("%d asks of an empty assessment", len(asks))
	}
	full := begin(t, parse(t, small), "trust")
	for _, q := range full.Framework.Questions() {
		set(t, full, q.ID, Answer{Option: "4", Strength: Independent})
	}
	if asks := Asks(full, Score(full)); len(asks) != 0 {
		t.Errorf("%d asks where all is well", len(asks))
	}
}
