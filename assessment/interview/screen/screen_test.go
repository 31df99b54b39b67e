package screen

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/assessment/interview"
	"sextant/frameworks"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const small = `
id: small
version: 1.0.0
title: Small
scale:
  - {key: 0, value: 0, name: 'No', means: Nothing is done.}
  - {key: 1, value: 1, name: 'Yes', means: It is done.}
targets:
  - {by: 2030-03-31, all: 1}
rules: [Take the highest that is true.]
objectives:
  - id: A
    title: First
    questions:
      - {id: A1, title: Board, asks: Does the board know?, core: true, levels: {1: Minutes show it.}, respondent: Chair, evidence: [Minutes]}
      - {id: A2, title: Plan, asks: Is there a plan?, guidance: A draft does not count.}
      - {id: A3, title: 漢字の質問, asks: "\U0001F468\u200D\U0001F469\u200D\U0001F467 漢字の質問漢字の質問漢字の質問漢字の質問漢字の質問漢字の質問漢字の質問漢字の質問漢字の質問?"}
  - id: B
    title: Second
    questions:
      - {id: B1, title: Wards, asks: Are wards ready?}
`

// screenful is a model with its session, driven by keys as a terminal would.
type screenful struct {
	*model
	t     testing.TB
	saves int
	fails error        // what the next saves fail with
	meets func() error // what the next save meets, once
}

func begin(t testing.TB, framework string, review bool) *screenful {
	t.Helper()
	var fw *frameworks.Framework
	var err error
	if framework == "" {
		fw, err = frameworks.Open("swl-cyber", "", frameworks.BuiltIn())
	} else {
		fw, err = frameworks.Parse("small.yaml", []byte(framework), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	organisation := assessment.Organisation{Name: "St Elsewhere"}
	if len(fw.OrganisationTypes) > 0 {
		organisation.Type = fw.OrganisationTypes[0].Key
	}
	a, err := assessment.New(fw, organisation, noon.Truncate(24*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	s := &screenful{t: t}
	sitting := interview.Sitting{By: "j.smith", Now: func() time.Time { return noon },
		Save: func() error {
			s.saves++
			if meets := s.meets; meets != nil {
				s.meets = nil
				return meets()
			}
			return s.fails
		},
		Mark: func(n *assessment.Node) string {
			if v, ok := n.Score.Get(); ok {
				return fmt.Sprintf("%.1f", v)
			}
			return "–"
		}}
	start := interview.Start
	if review {
		start = interview.StartReview
		for _, q := range a.Asked() {
			if err := a.Set(q.ID, assessment.Answer{Option: q.Options[0].Key, By: "other"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	session, err := start(a, interview.Selection{}, sitting)
	if err != nil {
		t.Fatal(err)
	}
	s.model = newModel(session, func(int) string { return "Marks\n  of all\n" })
	return s
}

// hold gives the model a message and what comes of it, until nothing does;
// the clock's own messages are left out.
func (s *screenful) hold(msg tea.Msg) (quit bool) {
	_, cmd := s.Update(msg)
	return s.follow(cmd)
}

func (s *screenful) follow(cmd tea.Cmd) (quit bool) {
	if cmd == nil {
		return false
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	select {
	case msg := <-done:
		switch msg := msg.(type) {
		case tea.BatchMsg:
			for _, cmd := range msg {
				quit = s.follow(cmd) || quit
			}
		case tea.QuitMsg:
			return true
		default:
			return s.hold(msg)
		}
	case <-time.After(50 * time.Millisecond): // a clock
	}
	return quit
}

// press types keys: those with names in angle brackets, others as they are.
func (s *screenful) press(keys string) (quit bool) {
	for keys != "" {
		var key tea.Key
		if name, rest, ok := strings.Cut(strings.TrimPrefix(keys, "<"), ">"); ok && keys[0] == '<' {
			key, keys = named[name], rest
		} else {
			r := []rune(keys)[0]
			key, keys = tea.Key{Code: r, Text: string(r)}, keys[len(string(r)):]
		}
		quit = s.hold(tea.KeyPressMsg(key)) || quit
	}
	return quit
}

var named = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "space": {Code: tea.KeySpace, Text: " "},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
	"ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "backspace": {Code: tea.KeyBackspace},
}

// sees fails unless the screen shows the text.
func (s *screenful) sees(text string) {
	s.t.Helper()
	if shown := s.text(); !strings.Contains(shown, text) {
		s.t.Errorf("not on the screen: %q\n%s", text, shown)
	}
}

// text is the screen without its looks.
func (s *screenful) text() string { return ansi.Strip(strings.Join(s.screen(), "\n")) }

// kept prints the answers, one to a word.
func (s *screenful) kept() string {
	var words []string
	for _, q := range s.session.Assessment().Asked() {
		a := s.session.Assessment().Answers[q.ID]
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
		if a.Review != nil {
			word += "~" + a.Review.Answer + a.Review.Note
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestWhatIsPressedIsKept(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"a key answers and moves on", "10", "A1=1 A2=0 A3= B1="},
		{"an option pointed at", "<down><enter><down><down><enter>", "A1=0 A2=1 A3= B1="},
		{"enter without pointing answers nothing", "<enter><enter><enter>", "A1= A2= A3= B1="},
		{"moving answers nothing", "<down><down><up><up><space><pgdown><pgup><home><end><right><left>", "A1= A2= A3= B1="},
		{"not applicable", "nno board<enter>", "A1=n/a:no board A2= A3= B1="},
		{"not applicable needs a reason, and esc leaves", "n<enter><esc>1", "A1=1 A2= A3= B1="},
		{"a note of several lines", "mone<enter>two<ctrl+s>1", "A1=1/one\ntwo A2= A3= B1="},
		{"a note thrown away", "mone<esc><esc>1", "A1=1 A2= A3= B1="},
		{"esc once keeps the note open", "mone<esc>more<ctrl+s>", "A1=/onemore A2= A3= B1="},
		{"evidence", "eMinutes<tab><tab>2026-07-01<enter>sampled<enter>1", "A1=1/sampled+Minutes A2= A3= B1="},
		{"a wrong date keeps what was typed", "eMinutes<tab><tab>soon<ctrl+s><backspace><backspace><backspace><backspace>2026-07-01<ctrl+s>", "A1=+Minutes A2= A3= B1="},
		{"target", "t1<enter>0", "A1=0/1 A2= A3= B1="},
		{"skip and back", "s1b0", "A1= A2=0 A3= B1="},
		{"jump by id", "gb1<enter>1", "A1= A2= A3= B1=1"},
		{"jump by words", "gready<enter>1", "A1= A2= A3= B1=1"},
		{"jump with arrows", "g<down><enter>1", "A1= A2=1 A3= B1="},
		{"jump to an objective", "o<down><enter>1", "A1= A2= A3= B1=1"},
		{"undo", "1u0", "A1=0 A2= A3= B1="},
		{"capitals are commands too", "S1", "A1= A2=1 A3= B1="},
		{"what is pasted answers nothing", "", "A1= A2= A3= B1="},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := begin(t, small, false)
			if c.keys == "" {
				s.hold(tea.PasteMsg{Content: "1"})
			}
			if s.press(c.keys) {
				t.Error("it ended")
			}
			if got := s.kept(); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, s.text())
			}
		})
	}
}

func TestAReviewOnTheScreen(t *testing.T) {
	s := begin(t, small, true)
	s.press("0")
	s.sees("A1: agrees. Saved; 1 of 4 reviewed.")
	s.press("1")
	s.sees("Why 1 and not 0?")
	s.press("<enter>")
	s.sees("say why it is 1 and not 0")
	s.press("It is done.<enter>")
	s.sees("A2: 1 Yes instead of 0. Saved; 2 of 4 reviewed.")
	s.press("n")
	s.sees("a review leaves the answer as it is")
	if got, want := s.kept(), "A1=0~0 A2=0~1It is done. A3=0 B1=0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTheEndOfTheQuestions(t *testing.T) {
	s := begin(t, small, false)
	s.press("11s0")
	s.sees("That was the last question. One is still open: A3.")
	s.sees("Marks\n  of all")
	if s.press("b1") || !s.press("<enter>") {
		t.Error("Enter ends after the last question")
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

// Where several options can be true, keys tick, and Enter answers.
func TestTicks(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"ticked and saved", "23<enter>", "A1=[g1, g2] A2="},
		{"a tick taken back", "123" + "1<enter>", "A1=[g1, g2] A2="},
		{"a tick is no answer yet", "23", "A1= A2="},
		{"none, after asking", "<enter><enter>", "A1=[] A2="},
		{"pointed at and ticked", "<down><down><space><enter>", "A1=[g1] A2="},
		{"put back", "2<esc>3<enter>", "A1=[g2] A2="},
		{"left behind only when asked twice", "2s3<enter>", "A1=[g1, g2] A2="},
		{"left behind", "2ss3<enter>", "A1= A2=[g2]"},
		{"a note in between", "2mseen<ctrl+s>3<enter>", "A1=[g1, g2]/seen A2="},
		{"undone", "2<enter>u", "A1= A2="},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := begin(t, several, false)
			s.press(c.keys)
			if got := s.kept(); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, s.text())
			}
		})
	}
	s := begin(t, several, false)
	s.press("2")
	s.sees(" [ ] 1  bad Nobody knows\n [x] 2  g1 Named\n [ ] 3  g2 Trained")
	s.press("3<enter>")
	s.sees("A1 = g1, g2. Saved; 1 of 2 settled.")
	s.press("b")
	s.sees("Answer so far: g1 Named; g2 Trained, j.smith, 22 November 2026\nStatus: good")
	if s.press("3<ctrl+c>") || !s.press("<ctrl+c>") {
		t.Error("Ctrl-C asks once before it leaves ticks behind")
	}
}

// A save that fails shows at once, keeps the answer, and is tried again; the
// next question shows when the answer is kept.
func TestWhatCannotBeSavedStays(t *testing.T) {
	s := begin(t, small, false)
	s.fails = errors.New("no space left on device")
	s.press("1")
	s.sees("NOT SAVED")
	s.sees("no space left on device")
	s.sees("A1  Board")
	s.press("0") // answers nothing
	s.press("<enter>")
	s.sees("(tries: 2)")
	s.fails = nil
	s.hold(retryMsg{s.clock - 1}) // of a clock that was stopped
	s.sees("(tries: 2)")
	s.hold(retryMsg{s.clock})
	s.sees("A1 = 1 Yes. Saved; 1 of 4 settled.")
	s.sees("A2  Plan")
	if got, want := s.kept(), "A1=1 A2= A3= B1="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	s.fails = errors.New("no space left on device")
	s.press("nno<enter>")
	if s.sees("NOT SAVED"); !s.press("q") || s.ended == nil || s.ended.Error() != "no space left on device" {
		t.Errorf("q ends and says why: %v", s.ended)
	}
}

// Keys typed while a save runs wait for it: they answer the question that
// they were meant for.
func TestKeysWaitForTheSave(t *testing.T) {
	s := begin(t, small, false)
	_, cmd := s.Update(tea.KeyPressMsg(tea.Key{Code: '1', Text: "1"}))
	for _, key := range "01" {
		s.press(string(key))
	}
	s.Update(slowMsg{})
	s.sees("Saving …")
	if s.saves != 0 {
		t.Fatal("it saved before it was let")
	}
	s.follow(cmd)
	if got, want := s.kept(), "A1=1 A2=0 A3=1 B1="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// When the save fails, what was typed after it is not taken.
	s = begin(t, small, false)
	s.fails = errors.New("full")
	_, cmd = s.Update(tea.KeyPressMsg(tea.Key{Code: '1', Text: "1"}))
	s.press("q")
	if s.follow(cmd) {
		t.Error("it ended without the answer")
	}
	s.sees("NOT SAVED")
}

func TestCtrlCAsksBeforeItThrowsAway(t *testing.T) {
	s := begin(t, small, false)
	if s.press("mnew<ctrl+c>") {
		t.Error("it ended with a note half written")
	}
	if s.sees("Ctrl-C again"); !s.press("<ctrl+c>") || !errors.Is(s.ended, interview.ErrInterrupted) {
		t.Errorf("it does not end: %v", s.ended)
	}
	s = begin(t, small, false)
	if !s.press("<ctrl+c>") || s.ended.Error() != "interrupted with 0 of 4 questions settled" {
		t.Errorf("%v", s.ended)
	}
}

// Whatever is pressed and however large the window: the screen keeps to it,
// and nothing is kept but what was answered.
func TestTheScreenKeepsToTheWindow(t *testing.T) {
	keys := []string{"<up>", "<down>", "<left>", "<right>", "<pgup>", "<pgdown>", "<home>", "<end>", "<space>", "<tab>", "<esc>", "g", "o", "?", "m", "n", "e", "t", "x", "漢", "u", "7"}
	for _, framework := range []string{small, ""} {
		rapid.Check(t, func(rt *rapid.T) {
			s := begin(t, framework, false)
			if rapid.Bool().Draw(rt, "coloured") {
				s.style = styleOn(rapid.Bool().Draw(rt, "dark"))
			}
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				if rapid.Bool().Draw(rt, "resize") {
					s.hold(tea.WindowSizeMsg{Width: rapid.IntRange(1, 140).Draw(rt, "width"), Height: rapid.IntRange(1, 50).Draw(rt, "height")})
				}
				s.press(rapid.SampledFrom(keys).Draw(rt, "key"))
				lines := s.screen()
				if len(lines) > max(1, s.height) {
					rt.Fatalf("%d lines in a window of %d:\n%s", len(lines), s.height, s.text())
				}
				for _, line := range lines {
					if w := ansi.StringWidth(line); w > max(8, s.width) {
						rt.Fatalf("%d columns in a window of %d: %q", w, s.width, line)
					}
				}
			}
			if s.saves > 0 {
				rt.Fatalf("something was saved: %s", s.kept())
			}
		})
	}
}

// scaled is a framework of one question with options of these keys.
func scaled(keys ...string) string {
	var b strings.Builder
	b.WriteString("id: scaled\nversion: 1.0.0\ntitle: Scaled\nscale:\n")
	for i, key := range keys {
		fmt.Fprintf(&b, "  - {key: %s, value: %d, name: Level %d}\n", key, i, i)
	}
	b.WriteString("objectives:\n  - id: A\n    title: First\n    questions:\n      - {id: A1, title: One, asks: Is it?}\n      - {id: A10, title: Ten, asks: Is it?}\n")
	return b.String()
}

// Options are chosen by their own keys wherever that can be, and by what
// stands before them elsewhere.
func TestKeysOfOptions(t *testing.T) {
	eleven := []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}
	for _, c := range []struct {
		keys        []string
		press, want string
	}{
		{[]string{"0", "1", "2"}, "2", "2"},
		{[]string{"A", "B", "C"}, "B", "B"},
		{[]string{"A", "B", "C"}, "b", ""}, // a command
		{[]string{"none", "partial", "met"}, "3", "met"},
		{[]string{"none", "partial", "met"}, "4", ""},
		{eleven, "3", ""}, // points alone: it may be the beginning of another
		{eleven, "3<enter>", "3"},
		{eleven, "10<enter>", "10"},
		{eleven, "12<enter>", "2"},
		{eleven, "<down><down><enter>", "1"},
	} {
		s := begin(t, scaled(c.keys...), false)
		s.press(c.press)
		if got := s.session.Assessment().Answers["A1"].Option; got != c.want {
			t.Errorf("%v: %q chooses %q, not %q\n%s", c.keys, c.press, got, c.want, s.text())
		}
	}
	s := begin(t, scaled("none", "partial", "met"), false)
	s.sees("  2  partial Level 1")
	s.press("t3<enter>")
	if got := s.session.Assessment().Answers["A1"].Target; got != "met" {
		t.Errorf("target %q", got)
	}
	s.press("x")
	s.sees(`A1 has no option "x"; press one of 1 2 3, or ? for what else there is`)
	s.press("ga1<enter>")
	s.sees("A1  One")
	s.press("ga10<enter>")
	s.sees("A10  Ten")
}

// The keys to answer are a range only where the first and the last say all.
func TestTheKeysToAnswer(t *testing.T) {
	for keys, want := range map[string]string{
		"0 1 2 3 4": "0-4", "N P L F": "N P L F", "0 2 5": "0 2 5", "met unmet": "1-2", "0 25 50": "↑ ↓ Enter", "A B C D E F G H I J": "A … J",
	} {
		var page interview.Page
		for _, key := range strings.Fields(keys) {
			page.Options = append(page.Options, interview.Choice{Key: key})
		}
		if got := answerKeys(page); got != want {
			t.Errorf("%s: %s, not %s", keys, got, want)
		}
	}
}
