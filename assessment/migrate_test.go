package assessment

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sextant/frameworks"
)

// versions are two of one questionnaire: S is the same in both, R is reworded
// at its second level, OLD became NEW, GONE is gone, and one and two became
// BOTH.
func versions(t testing.TB) (before, after *frameworks.Framework) {
	t.Helper()
	head := func(version string) string {
		return "id: tea\nversion: " + version + "\ntitle: Tea\nscale:\n  - {key: 0, value: 0, name: A}\n  - {key: 1, value: 1, name: B}\n  - {key: 2, value: 2, name: C}\n" +
			"objectives:\n  - id: o\n    title: O\n    questions:\n"
	}
	question := func(id, two, more string) string {
		return fmt.Sprintf("      - {id: %s, title: T, asks: Why, levels: {1: First., 2: %s}%s}\n", id, two, more)
	}
	var list [2]*frameworks.Framework
	for i, text := range []string{
		head("1.0.0") + question("S", "Same.", "") + question("R", "Before.", "") + question("OLD", "Old.", "") +
			question("GONE", "Gone.", "") + question("one", "One.", "") + question("two", "Two.", ""),
		head("1.1.0") + question("S", "Same.", "") + question("R", "After.", "") + question("NEW", "New.", ", replaces: [OLD]") +
			question("BOTH", "Both.", ", replaces: [one, two]") + question("ADDED", "Added.", ""),
	} {
		fw, err := frameworks.Parse("tea.yaml", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		list[i] = fw
	}
	return list[0], list[1]
}

func given(t testing.TB, fw *frameworks.Framework) *Assessment {
	t.Helper()
	a, err := New(fw, Organisation{Name: "X"}, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func show(moves []Move) string {
	var lines []string
	for _, m := range moves {
		lines = append(lines, m.From+">"+m.To+": "+m.Why)
	}
	return strings.Join(lines, "\n")
}

func TestMigrate(t *testing.T) {
	before, after := versions(t)
	a := given(t, before)
	for id, option := range map[string]string{"S": "2", "R": "2", "OLD": "1", "GONE": "2", "one": "1", "two": "2"} {
		if err := a.Set(id, Answer{Option: option, Note: "of " + id, By: "a"}); err != nil {
			t.Fatal(err)
		}
	}
	a.Actions = []Action{{ID: "ACT-1", Title: "Keep", Question: "S"}, {ID: "ACT-2", Title: "Follow", Question: "OLD", To: "2"}, {ID: "ACT-3", Title: "Lose", Question: "GONE", To: "2"}}
	m := Migrate(a, before, "1.0.0", after)
	want := map[string]string{"S": "2 of S ", "R": "2 of R 1.0.0", "NEW": "1 of OLD 1.0.0", "BOTH": "1 of one 1.0.0"}
	for id, text := range want {
		got := m.Assessment.Answers[id]
		if said := got.Option + " " + got.Note + " " + got.GivenTo; said != text {
			t.Errorf("%s holds %q, not %q", id, said, text)
		}
	}
	if len(m.Assessment.Answers) != len(want) || m.Stand != 1 {
		t.Errorf("%d answers, of which %d stand", len(m.Assessment.Answers), m.Stand)
	}
	if got, want := show(m.ReadAgain), "R>R: what option 2 asks for has changed\nOLD>NEW: NEW takes the place of OLD\none>BOTH: BOTH takes the place of one"; got != want {
		t.Errorf("read again:\n%s\nwant\n%s", got, want)
	}
	if got, want := show(m.Aside), "GONE>: no question of 1.1.0 asks for it\ntwo>: BOTH holds an answer already: 1, by a"; got != want {
		t.Errorf("aside:\n%s\nwant\n%s", got, want)
	}
	if kept := m.Assessment.Earlier["GONE"]; kept.Option != "2" || kept.Note != "of GONE" || kept.GivenTo != "1.0.0" {
		t.Errorf("GONE is kept as %+v", kept)
	}
	var actions []string
	for _, action := range m.Assessment.Actions {
		actions = append(actions, action.Question+" "+action.Title+" "+action.To)
		if faults := action.Faults(m.Assessment); len(faults) > 0 {
			t.Errorf("%s: %v", action.ID, faults)
		}
	}
	if got, want := strings.Join(actions, "\n"), "S Keep \nNEW Follow 2\n Lose (for GONE of 1.0.0, to reach 2) "; got != want {
		t.Errorf("actions:\n%s\nwant\n%s", got, want)
	}
	if again := Score(m.Assessment).ReadAgain; !slices.Equal(again, []string{"R", "NEW", "BOTH"}) {
		t.Errorf("to read again: %v", again)
	}
	if a.Framework != before || len(a.Answers) != 6 || a.Actions[1].Question != "OLD" {
		t.Error("the assessment that was given has changed")
	}
}

// An answer below what was reworded stands: what it asks for is the same.
func TestMigrateBelowWhatChanged(t *testing.T) {
	before, after := versions(t)
	a := given(t, before)
	if err := a.Set("R", Answer{Option: "1"}); err != nil {
		t.Fatal(err)
	}
	if m := Migrate(a, before, "1.0.0", after); m.Stand != 1 || len(m.ReadAgain) != 0 {
		t.Errorf("%d stand, to read again: %s", m.Stand, show(m.ReadAgain))
	}
	if m := Migrate(a, nil, "1.0.0", after); m.Stand != 0 || show(m.ReadAgain) != "R>R: the wording of 1.0.0 is not at hand to compare" {
		t.Errorf("%d stand, to read again: %s", m.Stand, show(m.ReadAgain))
	}
}

// Choosing again, whatever, says that the new wording was read.
func TestChoosingAgainSettlesAnEarlierAnswer(t *testing.T) {
	earlier := Answer{Option: "1", GivenTo: "1.0.0", Note: "n"}
	if !earlier.Open() {
		t.Error("an answer to another wording is not open")
	}
	for _, now := range []Answer{earlier.Choose("1", "b", time.Time{}), earlier.Choose("2", "b", time.Time{}), earlier.RuleOut("none here", "b", time.Time{})} {
		if now.Open() || now.GivenTo != "" || now.Note != "n" {
			t.Errorf("after choosing: %+v", now)
		}
	}
}

// Nothing is dropped, whatever was answered: every answer is afterwards at a
// question or aside, with its note, option and evidence; and going on to the
// same version changes nothing more.
func TestMigrateDropsNothing(t *testing.T) {
	before, after := versions(t)
	rapid.Check(t, func(t *rapid.T) {
		a := &Assessment{Framework: before, Organisation: Organisation{Name: "X"}, Date: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Answers: make(map[string]Answer)}
		for _, id := range before.IDs() {
			if rapid.Bool().Draw(t, "has "+id) {
				answer := Answer{Note: "note of " + id, Evidence: []Evidence{{Title: "evidence of " + id}}}
				switch rapid.IntRange(0, 3).Draw(t, "state "+id) {
				case 0:
				case 1:
					answer.NotApplicable = "none"
				default:
					answer.Option = rapid.SampledFrom([]string{"0", "1", "2"}).Draw(t, "option "+id)
				}
				a.Answers[id] = answer
			}
		}
		from := rapid.SampledFrom([]*frameworks.Framework{before, nil}).Draw(t, "from")
		m := Migrate(a, from, "1.0.0", after)
		held := slices.Concat(slices.Collect(maps.Values(m.Assessment.Answers)), slices.Collect(maps.Values(m.Assessment.Earlier)))
		for id, was := range a.Answers {
			if !slices.ContainsFunc(held, func(now Answer) bool {
				sameAnswer := was.State() == Unanswered || now.Option == was.Option && now.NotApplicable == was.NotApplicable
				return sameAnswer && strings.Contains(now.Note, was.Note) && slices.Contains(now.Evidence, was.Evidence[0])
			}) {
				t.Fatalf("the answer to %s is lost", id)
			}
		}
		again := Migrate(m.Assessment, after, "1.1.0", after)
		if !maps.EqualFunc(again.Assessment.Answers, m.Assessment.Answers, Answer.Equal) || !maps.EqualFunc(again.Assessment.Earlier, m.Assessment.Earlier, Answer.Equal) {
			t.Fatal("a second time changes more")
		}
	})
}

// What a later version asks again comes back from where it was kept.
func TestAnEarlierAnswerComesBack(t *testing.T) {
	before, after := versions(t)
	a := given(t, before)
	if err := a.Set("GONE", Answer{Option: "2"}); err != nil {
		t.Fatal(err)
	}
	aside := Migrate(a, before, "1.0.0", after).Assessment
	back := Migrate(aside, after, "1.1.0", before).Assessment
	if got := back.Answers["GONE"]; got.Option != "2" || got.GivenTo != "" || len(back.Earlier) != 0 {
		t.Errorf("came back as %+v, aside: %v", got, back.Earlier)
	}
}

// One who reads an answer again, while a colleague does other things, has
// settled it.
func TestMergeOfReadingAgain(t *testing.T) {
	before, _ := versions(t)
	base := given(t, before)
	base.Answers["S"] = Answer{Option: "1", GivenTo: "0.9.0", By: "a"}
	mine, theirs := base.Clone(), base.Clone()
	mine.Answers["S"] = mine.Answers["S"].Choose("1", "b", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	other := theirs.Answers["S"]
	other.Note = "theirs"
	theirs.Answers["S"] = other
	for _, pair := range [][2]*Assessment{{mine, theirs}, {theirs, mine}} {
		merged, conflicts := Merge(base, pair[0], pair[1])
		if got := merged.Answers["S"]; len(conflicts) > 0 || got.GivenTo != "" || got.By != "b" || got.Note != "theirs" {
			t.Errorf("merged: %+v, conflicts: %v", got, conflicts)
		}
	}
}

// A note that waits for its answer does not keep another's answer out.
func TestMigrateOntoANote(t *testing.T) {
	before, after := versions(t)
	a := given(t, before)
	a.Answers["one"] = Answer{Note: "waiting for estates"}
	a.Answers["two"] = Answer{Option: "2", Note: "seen", Evidence: []Evidence{{Title: "log"}}}
	m := Migrate(a, before, "1.0.0", after)
	got := m.Assessment.Answers["BOTH"]
	if got.Option != "2" || got.Note != "seen\nwaiting for estates" || len(got.Evidence) != 1 || len(m.Assessment.Earlier) != 0 {
		t.Errorf("BOTH holds %+v, aside: %v", got, m.Assessment.Earlier)
	}
}

// What has no option any more is told in the note, and the question is asked
// again.
func TestMigrateToASmallerScale(t *testing.T) {
	before, _ := versions(t)
	after, err := frameworks.Parse("tea.yaml", []byte("id: tea\nversion: 2.0.0\ntitle: Tea\nscale: [{key: 0, value: 0, name: A}, {key: 1, value: 1, name: B}]\n"+
		"objectives: [{id: o, title: O, questions: [{id: S, title: T, asks: Why}]}]\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	a := given(t, before)
	a.Answers["S"] = Answer{Option: "2", Target: "2", Note: "mine", By: "a", Review: &Review{Of: "2", Answer: "1", By: "r", Note: "too high"}}
	m := Migrate(a, before, "1.0.0", after)
	got := m.Assessment.Answers["S"]
	want := "mine\nIn version 1.0.0 the answer was 2, by a; 2 is no option any more.\nIn version 1.0.0 the target was 2, which is no option any more.\n" +
		"In version 1.0.0 a review gave 1 instead of 2, by r. too high"
	if got.State() != Unanswered || got.Target != "" || got.Review != nil || got.Note != want {
		t.Errorf("S holds %+v", got)
	}
	if faults := got.Faults(after.Question("S")); len(faults) > 0 {
		t.Error(faults)
	}
}

// Rules and words are part of what an answer means.
func TestMigrateReadsAgainWhereRulesOrWordsChanged(t *testing.T) {
	version := func(number, lines string) *frameworks.Framework {
		fw, err := frameworks.Parse("tea.yaml", []byte("id: tea\nversion: "+number+"\ntitle: Tea\nscale: [{key: 0, value: 0, name: A}, {key: 1, value: 1, name: B}]\n"+lines+
			"objectives: [{id: o, title: O, questions: [{id: S, title: T, asks: Why, levels: {1: A record shows it.}}]}]\n"), nil)
		if err != nil {
			t.Fatal(err)
		}
		return fw
	}
	before := version("1.0.0", "rules: [Be fair.]\nglossary: {record: a paper, spoon: a tool}\n")
	for lines, want := range map[string]string{
		"rules: [Be fair.]\nglossary: {record: a paper, spoon: a large tool}\n": "",
		"rules: [Be hard.]\nglossary: {record: a paper, spoon: a tool}\n":       "S>S: the rules for choosing have changed",
		"rules: [Be fair.]\nglossary: {record: a sealed deed, spoon: a tool}\n": "S>S: what a word of it means has changed",
	} {
		a := given(t, before)
		a.Answers["S"] = Answer{Option: "1"}
		if got := show(Migrate(a, before, "1.0.0", version("1.1.0", lines)).ReadAgain); got != want {
			t.Errorf("%q: %q, want %q", lines, got, want)
		}
	}
}

// A review looked at words that are gone: it no longer stands in, not even
// when the same option is chosen again.
func TestMigrateMakesReviewsStale(t *testing.T) {
	before, after := versions(t)
	a := given(t, before)
	a.Answers["R"] = Answer{Option: "2", Review: &Review{Of: "2", Answer: "1"}}
	m := Migrate(a, before, "1.0.0", after).Assessment
	for range 2 {
		if r := ScoreReviewed(m); r.Overall.Reviewed != 0 || r.Find("R").Answer.Option != "2" {
			t.Errorf("the review counts: %+v", r.Find("R"))
		}
		m.Answers["R"] = m.Answers["R"].Choose("2", "b", time.Time{})
	}
}

// To read an answer again and keep it is to choose: it is not undone by who
// weighs the evidence meanwhile, and is told where somebody else chose
// otherwise.
func TestMergeWithOneWhoReadAgain(t *testing.T) {
	before, _ := versions(t)
	base := given(t, before)
	base.Answers["S"] = Answer{Option: "2", Strength: Document, GivenTo: "0.9.0", By: "old"}
	reread, weighed, changed := base.Clone(), base.Clone(), base.Clone()
	reread.Answers["S"] = base.Answers["S"].Choose("2", "me", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	other := base.Answers["S"]
	other.Strength = Sampled
	weighed.Answers["S"] = other
	changed.Answers["S"] = base.Answers["S"].Choose("1", "they", time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC))
	for _, pair := range [][2]*Assessment{{reread, weighed}, {weighed, reread}} {
		merged, conflicts := Merge(base, pair[0], pair[1])
		if got := merged.Answers["S"]; len(conflicts) > 0 || got.Option != "2" || got.Strength != Sampled || got.By != "me" || got.GivenTo != "" {
			t.Errorf("merged: %+v, conflicts: %v", got, conflicts)
		}
	}
	for _, pair := range [][2]*Assessment{{reread, changed}, {changed, reread}} {
		if _, conflicts := Merge(base, pair[0], pair[1]); len(conflicts) != 1 {
			t.Errorf("conflicts: %v", conflicts)
		}
	}
}
