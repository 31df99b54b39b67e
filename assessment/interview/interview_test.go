package interview

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
)

const small = `
id: small
version: 1.0.0
title: Small
organisation_types: {trust: NHS trust, practice: General practice}
scale:
  - {key: 0, value: 0, name: 'No', means: Nothing is done.}
  - {key: 1, value: 1, name: 'Yes', means: It is done.}
targets:
  - {by: 2030-03-31, all: 1}
objectives:
  - id: A
    title: First
    questions:
      - {id: A1, title: Board, asks: Does the board know?, core: true, levels: {1: Minutes show it.}, respondent: Chair, evidence: [Minutes]}
      - {id: A2, title: Plan, asks: Is there a plan?, guidance: A draft does not count.}
      - {id: A3, title: Wards, asks: Are wards ready?, for: [trust]}
`

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// begin starts a session whose saves are counted and can be made to fail.
func begin(t *testing.T, save func() error) *Session {
	t.Helper()
	return beginWith(t, small, save)
}

func beginWith(t *testing.T, framework string, save func() error) *Session {
	t.Helper()
	fw, err := frameworks.Parse("small.yaml", []byte(framework), nil)
	if err != nil {
		t.Fatal(err)
	}
	organisation := assessment.Organisation{Name: "St Elsewhere"}
	if len(fw.OrganisationTypes) > 0 {
		organisation.Type = "trust"
	}
	a, err := assessment.New(fw, organisation, noon.Truncate(24*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if save == nil {
		save = func() error { return nil }
	}
	s, err := Start(a, Selection{}, Sitting{Save: save, By: "j.smith", Now: func() time.Time { return noon }, Mark: mark})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// mark prints a node's score and range.
func mark(n *assessment.Node) string {
	text := func(n assessment.Number) string {
		if v, ok := n.Get(); ok {
			return fmt.Sprintf("%.2g", v)
		}
		return "-"
	}
	return fmt.Sprintf("%s (%s to %s)", text(n.Score), text(n.Low), text(n.High))
}

// run types a script at a session and returns what was printed.
func run(s *Session, script bool, typed string) (string, error) {
	var out strings.Builder
	p := &Plain{Lines: NewLines(strings.NewReader(typed)), Out: &out, Script: script}
	err := p.Run(context.Background(), s)
	return out.String(), err
}

// kept prints the answers of a session, one to a word.
func kept(s *Session) string {
	var words []string
	for _, q := range s.Assessment().Asked() {
		a := s.Assessment().Answers[q.ID]
		word := q.ID + "=" + a.Option
		if a.NotApplicable != "" {
			word += "n/a:" + a.NotApplicable
		}
		for _, part := range []string{a.Target, a.Note, string(a.Strength)} {
			if part != "" {
				word += "/" + part
			}
		}
		for _, e := range a.Evidence {
			word += "+" + e.Title
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestWhatIsTypedIsKept(t *testing.T) {
	for _, c := range []struct{ name, typed, want string }{
		{"an option answers and moves on", "1\n0\n1\n", "A1=1 A2=0 A3=1"},
		{"windows line ends and spaces", " 1 \r\n0\r\n", "A1=1 A2=0 A3="},
		{"not applicable with its reason", "n no board here\n", "A1=n/a:no board here A2= A3="},
		{"skip leaves it open", "s\n1\n", "A1= A2=1 A3="},
		{"note, target and evidence stay at the question", "m a plan\nt 1\ne Minutes | https://x | 2026-07-01 | sampled\n1\n", "A1=1/1/a plan/sampled+Minutes A2= A3="},
		{"a note is taken away", "m a plan\nm\n1\n", "A1=1 A2= A3="},
		{"back and again", "1\nb\n0\n1\n", "A1=0 A2=1 A3="},
		{"go to a question, whatever its case", "g a3\n1\n", "A1= A2= A3=1"},
		{"undo goes back to its question", "1\n1\nu\n0\n", "A1=1 A2=0 A3="},
		{"undo of an undo has nothing left", "1\nu\n0\n", "A1=0 A2= A3="},
		{"not applicable replaces an answer and its strength", "e x|||document\n1\nb\nn none\n", "A1=n/a:none+x A2= A3="},
		{"blank lines and help answer nothing", "\n?\n\n1\n", "A1=1 A2= A3="},
		{"a note of several lines", "m one\nm+ two\nm+\nm+ four\nq\n", "A1=/one\ntwo\n\nfour A2= A3="},
		{"q ends", "1\nq\n1\n", "A1=1 A2= A3="},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := begin(t, nil)
			out, err := run(s, true, c.typed)
			if err != nil && !errors.Is(err, ErrEndOfInput) {
				t.Fatal(err)
			}
			if got := kept(s); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, out)
			}
		})
	}
}

const several = `
id: several
version: 1.0.0
title: Several
score: none
objectives:
  - id: A
    title: First
    status: {rules: [{all: x, at_least: good, is: met}], else: not met}
    questions:
      - {id: A1, title: Board, asks: Which are true?, ` + ticked + `}
      - {id: A2, title: Staff, asks: Which are true?, ` + ticked + `}
`

const ticked = `pick: many, tags: [x], options: [{key: bad, name: Nobody knows, tags: [bad]}, {key: g1, name: Named, tags: [good]}, {key: g2, name: Trained, tags: [good]}], status: {rules: [{any: bad, is: poor}, {all: good, is: good}], else: poor}`

// Where several options can be true, all their keys are typed.
func TestSeveralKeys(t *testing.T) {
	for typed, want := range map[string]string{
		"g2 g1\n": "A1=[g1, g2] A2=", "g1,g2\nbad\n": "A1=[g1, g2] A2=[bad]", "g1, g2\n": "A1=[g1, g2] A2=", "-\n": "A1=[] A2=",
		"n not here\ng1\n": "A1=n/a:not here A2=[g1]", "\n": "A1= A2=",
	} {
		s := beginWith(t, several, nil)
		out, err := run(s, true, typed+"q\n")
		if got := kept(s); err != nil || got != want {
			t.Errorf("%q: got %s, want %s (%v)\n%s", typed, got, want, err, out)
		}
	}
	s := beginWith(t, several, nil)
	for typed, want := range map[string]string{
		"g1 g9\n": `line 1 of the input: A1 has no option "g1 g9"; type one of bad, g1, g2, or ? for what else there is`,
		"t g1\n":  "line 1 of the input: A1: a question that picks many has no target",
	} {
		if _, err := run(s, true, typed); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", typed, err, want)
		}
	}
	out, _ := run(s, true, "g2 g1\nb\nq\n")
	for _, want := range []string{
		"Type the keys of all options that are true and Enter, or - for none.", "A1 [bad g1 g2, - for none, n e m b s g o u ? q]> g2 g1\n",
		"A1 = g1, g2. Saved; 1 of 2 settled.", "  [x] g1  Named\n", "  [ ] bad  Nobody knows\n", "Status: good\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("missing %q in\n%s", want, out)
		}
	}
}

// A reviewer may tick otherwise, and says why.
func TestAReviewOfSeveral(t *testing.T) {
	s := beginWith(t, several, nil)
	a := s.Assessment()
	for _, id := range []string{"A1", "A2"} {
		if err := a.Set(id, assessment.Answer{Option: "[g1]", By: "other"}); err != nil {
			t.Fatal(err)
		}
	}
	r, err := StartReview(a, Selection{}, s.sitting)
	if err != nil {
		t.Fatal(err)
	}
	out, err := run(r, true, "g1\ng1 g2 Both were shown to me.\nq\n")
	if err != nil || !strings.Contains(out, "A1: agrees.") || !strings.Contains(out, "A2: g1 Named; g2 Trained instead of g1.") || a.Answers["A2"].Review.Note != "Both were shown to me." {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestTheEndOfTheInput(t *testing.T) {
	s := begin(t, nil)
	if _, err := run(s, true, "1\n"); !errors.Is(err, ErrEndOfInput) || err.Error() != "the input ended with 1 of 3 questions settled" {
		t.Errorf("got %v", err)
	}
	if _, err := run(begin(t, nil), true, "1\n0\n1\n"); err != nil {
		t.Errorf("after the last question: %v", err)
	}
	if _, err := run(begin(t, nil), true, "1\n0\n1"); err != nil {
		t.Errorf("after the last question without a line end: %v", err)
	}
}

// A line that cannot be used must not shift those after it to other
// questions.
func TestAScriptStopsAtALineThatCannotBeUsed(t *testing.T) {
	for typed, want := range map[string]string{
		"1\n7\n0\n":                        `line 2 of the input: A2 has no option "7"; type one of 0, 1, or ? for what else there is`,
		"1\nn\n0\n":                        "line 2 of the input: not applicable needs a reason: n REASON",
		"g A9\n0\n":                        `line 1 of the input: there is no question "A9" here; did you mean A1?`,
		"t 9\n0\n":                         `line 1 of the input: A1: there is no option "9"; it can be: 0, 1`,
		"e x | y | soon\n0\n":              `line 1 of the input: "soon" is not a date such as 2026-11-22`,
		"e x|||iron\n0\n":                  `line 1 of the input: there is no strength "iron"; it can be: none, stated, document, sampled, independent`,
		"b\n0\n":                           "line 1 of the input: this is the first question",
		"u\n0\n":                           "line 1 of the input: there is nothing to undo",
		"m \x1b[31mred\n0\n":               "line 1 of the input: A1: the text holds the character U+001B, which cannot be kept; take it out",
		"1\n1\n1\n1\n":                     `line 4 of the input: "1" cannot be used here; type g ID, b, u or q`,
		"1\n1\n1\nm late\n":                "line 4 of the input: there is no question here; g goes to one, b to the last",
		"n " + string(rune(0xFFFE)) + "\n": "line 1 of the input: A1: the text holds the character U+FFFE, which cannot be kept; take it out",
	} {
		s := begin(t, nil)
		_, err := run(s, true, typed)
		if err == nil || err.Error() != want {
			t.Errorf("%q\ngot  %v\nwant %s", typed, err, want)
		}
		if s.Assessment().Answers["A2"].Option == "0" {
			t.Errorf("%q: the line after was taken", typed)
		}
	}
}

func TestAPersonIsAskedAgain(t *testing.T) {
	s := begin(t, nil)
	out, err := run(s, false, "7\n1\nq\n")
	if err != nil || kept(s) != "A1=1 A2= A3=" {
		t.Errorf("%s (%v)", kept(s), err)
	}
	if !strings.Contains(out, `! A1 has no option "7"; type one of 0, 1, or ? for what else there is`) {
		t.Error(out)
	}
}

func TestEachChangeIsSavedBeforeTheNextQuestionShows(t *testing.T) {
	var s *Session
	saved := ""
	s = begin(t, func() error { saved = kept(s); return nil })
	for _, step := range []func() error{
		func() error { return s.Choose("1") },
		func() error { return s.Note("a note") },
		func() error { return s.NotApplicable("none") },
		func() error { return s.Target("1") },
		func() error { return s.Evidence(assessment.Evidence{Title: "x"}, "") },
		s.Undo,
	} {
		if err := step(); err != nil || saved != kept(s) {
			t.Fatalf("kept %s, saved %s (%v)", kept(s), saved, err)
		}
	}
}

func TestASaveThatFailsIsToldAndTriedAgain(t *testing.T) {
	full := true
	s := begin(t, func() error {
		if full {
			return errors.New("no space left on device")
		}
		return nil
	})
	out, err := run(s, false, "1\nq\n")
	if err == nil || err.Error() != "no space left on device" || !strings.Contains(out, "! NOT SAVED: no space left on device") {
		t.Errorf("got %v and\n%s", err, out)
	}
	full = false
	if err := s.Save(); err != nil || s.Assessment().Answers["A1"].Option != "1" {
		t.Error("the answer was not in memory any more")
	}
	full = true
	tries := 0
	s = begin(t, func() error {
		if tries++; tries < 3 {
			return errors.New("no space left on device")
		}
		return nil
	})
	if out, err = run(s, false, "1\n\n\n0\nq\n"); err != nil || kept(s) != "A1=1 A2=0 A3=" {
		t.Errorf("%s (%v)\n%s", kept(s), err, out)
	}
	s = begin(t, func() error { return errors.New("no space left on device") })
	if _, err = run(s, true, "1\n0\n"); err == nil || s.Assessment().Answers["A2"].Option != "" {
		t.Error("a script went on without being saved")
	}
}

// Somebody else's answer stands until one answers again, or insists.
func TestAConflictIsShownAndTheQuestionAskedAgain(t *testing.T) {
	for typed, want := range map[string]string{
		"1\n0\nq\n": "A1=0/theirs A2= A3=",
		"1\ny\nq\n": "A1=1/theirs A2= A3=",
		"1\nq\n":    "A1=0/theirs A2= A3=",
	} {
		n := 0
		var s *Session
		s = begin(t, func() error {
			if n++; n > 1 {
				return nil
			}
			if err := s.Assessment().Set("A1", assessment.Answer{Option: "0", Note: "theirs"}); err != nil {
				t.Fatal(err)
			}
			return assessment.Conflicts{{ID: "A1", Field: "answer", Mine: "1", Theirs: "0"}}
		})
		out, err := run(s, false, typed)
		if err != nil || !strings.Contains(strings.Join(strings.Fields(out), " "), `! someone else changed the same since the file was opened: A1 answer: yours "1", theirs "0"`) || kept(s) != want {
			t.Errorf("%q: %s (%v)\n%s", typed, kept(s), err, out)
		}
	}
}

// Whoever goes on has left theirs in the file: y does nothing to another
// question.
func TestInsistingIsForItsQuestionAlone(t *testing.T) {
	for _, leave := range []string{"s", "b", "g A3", "g A1"} {
		n := 0
		var s *Session
		s = begin(t, func() error {
			if n++; n != 2 {
				return nil
			}
			if err := s.Assessment().Set("A2", assessment.Answer{Option: "0"}); err != nil {
				t.Fatal(err)
			}
			return assessment.Conflicts{{ID: "A2", Field: "answer"}}
		})
		out, err := run(s, false, "1\n1\n"+leave+"\ny\nq\n")
		if err != nil || kept(s) != "A1=1 A2=0 A3=" || !strings.Contains(out, "there is nothing to insist on") {
			t.Errorf("%q: %s (%v)\n%s", leave, kept(s), err, out)
		}
	}
}

// An undo that is refused moves nobody.
func TestARefusedUndoStays(t *testing.T) {
	s := begin(t, nil)
	if _, err := run(s, true, "1\n"); !errors.Is(err, ErrEndOfInput) {
		t.Fatal(err)
	}
	if err := s.Assessment().Set("A1", assessment.Answer{Option: "0", By: "other"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Undo(); err == nil || s.Question().ID != "A2" || kept(s) != "A1=0 A2= A3=" {
		t.Errorf("%v, at %s: %s", err, s.Question().ID, kept(s))
	}
}

// A review of an answer that was changed meanwhile is not told as one of the
// present answer.
func TestAReviewOfAnAnswerThatChanged(t *testing.T) {
	s := begin(t, nil)
	a := s.Assessment()
	if err := a.Set("A1", assessment.Answer{Option: "1", By: "other"}); err != nil {
		t.Fatal(err)
	}
	sitting := s.sitting
	sitting.Save = func() error { // takes in what somebody else has saved
		now := a.Answers["A1"]
		now.Option = "0"
		return a.Set("A1", now)
	}
	r, err := StartReview(a, Selection{}, sitting)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Judge("1", ""); err != nil {
		t.Fatal(err)
	}
	if told := strings.Join(r.Told(), " "); r.Question() == nil || r.Question().ID != "A1" || !strings.HasPrefix(told, "A1 has been changed while you looked at it") {
		t.Errorf("told %q", told)
	}
}

func TestAQuestionIsFoundByWords(t *testing.T) {
	s := begin(t, nil)
	for to, want := range map[string]string{
		"a2": "A2", "plan": "A2", "is READY": `there is no question "is READY" here; they run from A1 to A3`,
		"wards ready": "A3", "first": "3 questions have \"first\"; g and the id goes to one:\nA1  Board\nA2  Plan\nA3  Wards",
		"a": "A1", // the objective's first open question
		"":  "say where to: g and an id or some words, such as g A1",
	} {
		err := s.Jump(to)
		if got := s.Question().ID; err == nil && got != want || err != nil && err.Error() != want {
			t.Errorf("%q goes to %s (%v), not %s", to, got, err, want)
		}
	}
}

// What an answer does to the marks is told with it.
func TestTheMarksMoveWithTheAnswers(t *testing.T) {
	s := begin(t, nil)
	if err := s.Choose("1"); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(s.Told(), "\n"), "A1 = 1 Yes. Saved; 1 of 3 settled.\nFirst 1 (0.33 to 1), was - (0 to 1)\nOverall 1 (0.33 to 1), was - (0 to 1)"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	out, err := run(s, true, "o\nq\n")
	if want := "First (A): 1 of 3 settled, 1 (0.33 to 1)\nOverall: 1 of 3 settled, 1 (0.33 to 1)\n"; err != nil || !strings.Contains(out, want) {
		t.Errorf("missing\n%s\nin\n%s (%v)", want, out, err)
	}
}

func TestAnInterruptionIsHeardWhileWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	blocked, unblock := make(chan struct{}), make(chan struct{})
	defer close(unblock)
	p := &Plain{Lines: NewLines(reader(func([]byte) (int, error) { close(blocked); <-unblock; return 0, errors.New("x") })), Out: &strings.Builder{}}
	go func() { <-blocked; cancel() }()
	if err := p.Run(ctx, begin(t, nil)); !errors.Is(err, ErrInterrupted) {
		t.Errorf("got %v", err)
	}
}

type reader func([]byte) (int, error)

func (r reader) Read(b []byte) (int, error) { return r(b) }

func TestSetupAsksForWhatIsMissing(t *testing.T) {
	fw := begin(t, nil).Assessment().Framework
	for typed, want := range map[string]string{
		"\nSt Elsewhere\n1\n":      "St Elsewhere/trust",
		"St Elsewhere\nPRACTICE\n": "St Elsewhere/practice",
	} {
		p := &Plain{Lines: NewLines(strings.NewReader(typed)), Out: &strings.Builder{}}
		org, err := p.Setup(context.Background(), fw, assessment.Organisation{})
		if got := org.Name + "/" + org.Type; got != want || err != nil {
			t.Errorf("got %s (%v)", got, err)
		}
	}
	p := &Plain{Lines: NewLines(strings.NewReader("X\nhospital\n1\n")), Out: &strings.Builder{}, Script: true}
	if _, err := p.Setup(context.Background(), fw, assessment.Organisation{}); err == nil || err.Error() != `line 2 of the input: there is no organisation type "hospital"` {
		t.Errorf("got %v", err)
	}
}

func TestTheScreenOfAQuestion(t *testing.T) {
	s := begin(t, nil)
	out, _ := run(s, true, "1\nq\n")
	for _, want := range []string{
		"First (0 of 3 settled)\nA1 Board (core)\n\nDoes the board know?\n\n  0  No: Nothing is done.\n  1  Yes: Minutes show it.\n\n" +
			"Who knows: Chair\nUsual evidence: Minutes\nTarget: 1 Yes by 31 March 2030\nA1 Board\nA1 [0-1 n e m t b s g o u ? q]> 1\n" +
			"A1 = 1 Yes. Saved; 1 of 3 settled.\nFirst 1 (0.33 to 1), was - (0 to 1)\nOverall 1 (0.33 to 1), was - (0 to 1)\n\nFirst (1 of 3 settled)\nA2 Plan\n\nIs there a plan?\n\nA draft does not count.\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("missing\n%s\nin\n%s", want, out)
		}
	}
	if out, _ := run(s, true, "g A1\nq\n"); !strings.Contains(out, "Answer so far: 1 Yes, j.smith, 22 November 2026\n") {
		t.Error(out)
	}
	for _, line := range strings.Split(fmt.Sprint(out), "\n") {
		if len([]rune(line)) > 80 {
			t.Errorf("wider than 80: %s", line)
		}
	}
}

// A prompt shows a range of keys only where the first and the last say all.
func TestPromptsShowKeys(t *testing.T) {
	for keys, want := range map[string]string{
		"0 1 2 3 4": "0-4", "0 1": "0-1", "N P L F": "N P L F", "0 2 5": "0 2 5", "8 9 10 11": "8-11", "no yes": "no yes",
		"not_at_all in_a_small_part in_a_large_part": "KEY", "0 10 20 30 40 50 60 70 80 90 100 110": "0-110",
	} {
		q := &frameworks.Question{}
		for _, key := range strings.Fields(keys) {
			q.Options = append(q.Options, frameworks.Option{Key: key})
		}
		if got := keysOf(q); got != want {
			t.Errorf("%s: %s, not %s", keys, got, want)
		}
	}
}

// What tables show for an option answers as its key does, in any capitals; a
// key that is typed exactly, and a command, always win.
func TestNamesAnswerToo(t *testing.T) {
	options := func(many bool, list ...string) *frameworks.Question {
		q := &frameworks.Question{Many: many}
		for _, o := range list {
			key, name, _ := strings.Cut(o, "=")
			q.Options = append(q.Options, frameworks.Option{Key: key, Name: name})
		}
		return q
	}
	met := options(false, "not_met=Not met", "met=Met", "e_mail=E mail", "1=One", "M=Most", "x=Twice", "y1=twice", "one=Uno")
	ticks := options(true, "a1=Board", "A2=Plan")
	for _, c := range []struct {
		q                *frameworks.Question
		typed, key, rest string
	}{
		{met, "Met", "met", ""}, {met, "NOT_MET", "not_met", ""}, {met, "Not met", "not_met", ""}, {met, "met", "met", ""},
		{met, "Met as seen", "met", "as seen"}, {met, "M", "M", ""}, {met, "most", "M", ""}, {met, "m", "", ""},
		{met, "e mail", "", ""}, {met, "E mail", "", ""}, {met, "one", "one", ""}, {met, "One", "", ""}, {met, "twice", "", ""}, {met, "no", "", ""},
		{ticks, "A1 a2", "[a1, A2]", ""}, {ticks, "a1,plan", "[a1, A2]", ""}, {ticks, "a1 a2 is new", "[a1]", "a2 is new"}, {ticks, "-", "[]", ""}, {ticks, "- none", "[]", "none"},
	} {
		key, rest, ok := answerIn(c.q, c.typed)
		if ok != (c.key != "") || ok && (key != c.key || rest != c.rest) {
			t.Errorf("%q: %q, %q, %v", c.typed, key, rest, ok)
		}
	}
}
