//go:build linux || darwin

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"sextant/frameworks"
)

// A whole assessment on the full screen leaves the file that the same script
// leaves in the plain questionnaire, byte for byte.
func TestAWholeAssessmentOnTheScreen(t *testing.T) {
	t.Parallel()
	swl, err := frameworks.Open("swl-cyber", "", frameworks.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2026, 11))
	var plain, keys [][]string // keys: text to type, or the names of keys
	step := func(line string, press ...string) {
		plain, keys = append(plain, []string{line}), append(keys, press)
	}
	for i, q := range swl.Questions() {
		if !q.IsFor("trust") {
			continue
		}
		switch i {
		case 3:
			step("n No board of our own: 委員会", "n", "No board of our own: 委員会", "<Enter>")
			continue
		case 5:
			step("m first line", "m", "first line", "<Enter>", "second line", "<C-s>")
			plain = append(plain, []string{"m+ second line"})
		case 8:
			step("e Minutes | https://intranet.example/m5 | 2026-07-01 | sampled", "e", "Minutes", "<Tab>", "https://intranet.example/m5", "<Tab>", "2026-07-01", "<Tab>", "sampled", "<Enter>")
		case 9:
			step("t 4", "t", "4", "<Enter>")
		case 12: // answered, taken back, answered again
			step("1", "1")
			step("u", "u")
		case 15: // looks back and comes again
			step("b", "b")
			step("s", "s")
		}
		key := fmt.Sprint(random.IntN(5))
		step(key, key)
	}
	step("g RSK-01", "g", "rsk-01", "<Enter>")
	step("m seen again", "m", "seen again", "<C-s>")

	one, two := created(t), created(t)
	var script strings.Builder
	for _, line := range plain {
		script.WriteString(line[0] + "\n")
	}
	if out, stderr, code := finish(t, program(one, "answer", "a.yaml"), script.String()+"q\n"); code != exitDone {
		t.Fatalf("plain: exit code %d: %s\n%s", code, stderr, out)
	}
	w := opened(t, two, 80, 24, "sextant", "answer", "a.yaml")
	w.sees("GOV-01  ")
	for _, step := range keys {
		for _, press := range step {
			if name, ok := strings.CutPrefix(press, "<"); ok {
				w.press(strings.TrimSuffix(name, ">"))
			} else {
				w.types(press)
			}
		}
	}
	w.sees("RSK-01: note saved.")
	w.press("End")
	w.types("q")
	shown, code := w.end()
	if code != exitDone || !strings.Contains(shown, "Next: every answer, and the board's workbook") {
		t.Errorf("exit code %d:\n%s", code, shown)
	}
	if got, want := string(bytesOf(t, two, "a.yaml")), string(bytesOf(t, one, "a.yaml")); got != want {
		t.Errorf("the screen left\n%s\nthe plain questionnaire\n%s", got, want)
	}
	if n := len(kept(t, two, "a.yaml").Answers); n < 70 {
		t.Errorf("only %d answers", n)
	}
	onlyFiles(t, two, "a.yaml")
}

// A person answers, ends, and goes on; looks around, changes the size of the
// window, and takes an answer back.
func TestASittingOnTheScreen(t *testing.T) {
	t.Parallel()
	dir := created(t)
	w := opened(t, dir, 80, 24, "sextant", "answer", "a.yaml")
	shown := w.sees("GOV-01  ")
	for _, want := range []string{"Strengthening governance > Board leadership", "0 of 78 settled, Overall – (0.0–4.0)", "Press the key of the highest option", "0-4 answer  ? help  q end"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the first screen lacks %q:\n%s", want, shown)
		}
	}
	w.types("2")
	shown = w.sees("GOV-01 = 2 Defined. Saved; 1 of 78 settled.")
	for _, want := range []string{"GOV-02  ", "Strengthening governance 2.0 (0.2–3.8), was – (0.0–4.0)", "Overall 2.0 (0.0–4.0)"} {
		if !strings.Contains(shown, want) {
			t.Errorf("after the first answer the screen lacks %q:\n%s", want, shown)
		}
	}
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "2"}) // before the next question shows
	w.press("C-c")
	shown, code := w.end()
	if code != exitInterrupted || !strings.Contains(shown, "sextant: interrupted with 1 of 78 questions settled\nhint: every answer before this is saved;") {
		t.Errorf("exit code %d:\n%s", code, shown)
	}

	w = opened(t, dir, 50, 15, "sextant", "answer", "a.yaml")
	w.sees("GOV-02  ")
	for range 30 { // reads on, points at one option after the other, and reads on
		w.press("Down")
	}
	w.sees("Target: 1 Started by 31 March 2027")
	w.press("Enter")
	shown = w.sees("GOV-02 = 4 Proven and improving. Saved.")
	if !strings.Contains(shown, "Strengthening governance 3.0 (0.6–3.8)\n") {
		t.Errorf("on a narrow screen the marks are cut where it can be:\n%s", shown)
	}
	w.resize(130, 40)
	shown = w.sees("› Strengthening governance")
	if !strings.Contains(shown, "St Elsewhere") || !strings.Contains(shown, "█░░░░░ 2/12  3.0 (0.6–3.8)") {
		t.Errorf("the wide screen:\n%s", shown)
	}
	w.resize(20, 6)
	w.sees("small to show a")
	w.resize(80, 24)
	w.sees("GOV-03  ")
	w.types("gmedical devices")
	w.sees("› SYS-03")
	w.press("Enter")
	w.sees("SYS-03  ")
	w.types("u")
	w.sees("GOV-02: undone. Saved; 1 of 78 settled.")
	w.types("o")
	w.sees("Understanding critical systems and suppliers")
	w.press("Down", "Enter")
	w.sees("RSK-01  ")
	w.types("?")
	w.sees("The key of an option answers, saves and moves on.")
	w.press("Escape")
	w.sees("0-4 answer") // with the x at its heels it would be Alt-x
	w.types("x")
	w.sees(`! RSK-01 has no option "x"; press one of 0 1 2 3 4, or ? for what else there is`)
	w.types("q")
	if shown, code := w.end(); code != exitDone || !strings.Contains(shown, "Next: the questions that are open\n  sextant answer a.yaml\n") {
		t.Errorf("exit code %d:\n%s", code, shown)
	}
	a := kept(t, dir, "a.yaml")
	holds(t, a, map[string]string{"GOV-01": "2", "GOV-02": ""})
	if len(a.Answers) != 1 {
		t.Errorf("%d answers, not 1", len(a.Answers))
	}
	onlyFiles(t, dir, "a.yaml")
}

// Two people at once: what both can have is merged; where both answered the
// same question, each sees both answers side by side and chooses.
func TestTwoPeopleOnTheScreen(t *testing.T) {
	t.Parallel()
	dir := created(t)
	one := opened(t, dir, 80, 24, "sextant", "answer", "a.yaml", "--by", "one")
	two := opened(t, dir, 50, 15, "sextant", "answer", "a.yaml", "--by", "two")
	one.sees("GOV-01  ")
	two.sees("GOV-01  ")
	one.types("1")
	one.sees("GOV-01 = 1 Started. Saved; 1 of 78 settled.")
	two.types("gDET-07")
	two.press("Enter")
	two.sees("DET-07  ")
	two.types("3")
	two.sees("DET-07 = 3 Operating. Saved; 2 of 78 settled.") // GOV-01 came in

	two.types("gGOV-02")
	two.press("Enter")
	two.sees("GOV-02  ")
	two.types("4")
	two.sees("GOV-02 = 4")
	one.types("2")
	shown := one.sees("Somebody else changed GOV-02")
	if !strings.Contains(words(shown), "Yours │ Theirs 2, by one │ 4, by two") {
		t.Errorf("the two answers:\n%s", shown)
	}
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-02": "4"})
	one.types("y")
	one.sees("GOV-02 = 2 Defined. Saved; 3 of 78 settled.")
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-02": "2"})

	one.sees("GOV-03  ")
	two.sees("GOV-03  ")
	two.types("mtheirs")
	two.press("C-s")
	two.sees("GOV-03: note saved.")
	one.types("mmine")
	one.press("C-s")
	one.sees("Somebody else changed GOV-03")
	one.types("t")
	if shown := one.sees("Theirs stands in the file."); !strings.Contains(shown, "Note: theirs") {
		t.Errorf("theirs:\n%s", shown)
	}
	one.types("q")
	two.types("q")
	for _, w := range []*window{one, two} {
		if shown, code := w.end(); code != exitDone {
			t.Errorf("exit code %d:\n%s", code, shown)
		}
	}
	a := kept(t, dir, "a.yaml")
	holds(t, a, map[string]string{"GOV-01": "1", "GOV-02": "2", "DET-07": "3"})
	if a.Answers["GOV-03"].Note != "theirs" || a.Answers["GOV-02"].By != "one" || a.Answers["DET-07"].By != "two" {
		t.Errorf("%+v", a.Answers)
	}
	onlyFiles(t, dir, "a.yaml")
}

// A review on the screen leaves what the plain one leaves.
func TestAReviewOnTheScreen(t *testing.T) {
	t.Parallel()
	folder := func() string {
		dir := created(t)
		must(t, program(dir, "set", "a.yaml", "GOV-01=2", "GOV-02=3", "GOV-03=1", "--note", "As minuted", "--by", "lead"))
		return dir
	}
	one, two := folder(), folder()
	if _, stderr, code := finish(t, program(one, "review", "a.yaml", "--by", "reader"), "2\n1 The minutes are from 2023.\nq\n"); code != exitDone {
		t.Fatal(stderr)
	}
	w := opened(t, two, 80, 24, "sextant", "review", "a.yaml", "--by", "reader")
	if shown := w.sees("GOV-01  "); !strings.Contains(shown, "Answer so far: 2 Defined, lead") || !strings.Contains(shown, "Note: As minuted") {
		t.Errorf("the reviewer's first screen:\n%s", shown)
	}
	w.types("2")
	w.sees("GOV-01: agrees. Saved; 1 of 3 reviewed.")
	w.types("1")
	w.sees("Why 1 and not 3?")
	w.types("The minutes are from 2023.")
	w.press("Enter")
	w.sees("GOV-02: 1 Started instead of 3. Saved; 2 of 3 reviewed.")
	w.types("q")
	if shown, code := w.end(); code != exitDone || !strings.Contains(shown, "Reviewed: 2 of 3 answers, with another level: 1.") {
		t.Errorf("exit code %d:\n%s", code, shown)
	}
	if got, want := string(bytesOf(t, two, "a.yaml")), string(bytesOf(t, one, "a.yaml")); got != want {
		t.Errorf("the screen left\n%s\nthe plain review\n%s", got, want)
	}
}

// A new file is asked for a line at a time, and what is typed then is not
// lost to the screen.
func TestANewFileGoesOnToTheScreen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := opened(t, dir, 80, 24, "sextant", "answer", "a.yaml")
	w.sees("Name of the organisation>")
	w.types("St Elsewhere")
	w.press("Enter")
	w.sees("Its type, by number or word>")
	w.types("2")
	w.press("Enter")
	w.sees("GOV-01  ")
	w.types("3")
	w.sees("GOV-01 = 3 Operating. Saved; 1 of 78 settled.")
	w.types("q")
	w.end()
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "3"})
}

// No terminal that can do no more is sent more.
func TestADumbTerminalIsAskedPlainly(t *testing.T) {
	t.Parallel()
	for _, way := range [][]string{{"TERM=dumb"}, nil} {
		cmd := program(created(t), "answer", "a.yaml")
		cmd.Env = append(os.Environ(), way...)
		if way == nil {
			cmd.Args = append(cmd.Args, "--plain")
		}
		s := atTerminal(t, cmd, 80)
		s.expect("GOV-01 [0-4")
		s.send("q\n")
		s.end()
		if strings.Contains(s.out, "\x1b") {
			t.Errorf("%v is sent escape codes: %q", way, s.out)
		}
	}
}

// colours finds the codes of colours.
var colours = regexp.MustCompile(`\x1b\[[0-9;]*\b(38|48|3[0-7]|4[0-7]|9[0-7]|10[0-7])[;m]`)

// Colours are for the background that the terminal says it has; NO_COLOR has
// none, nor has a terminal that does not say.
func TestColoursAreForTheBackground(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, background, env, want string }{
		{"light", "ffff/ffff/ffff", "COLORTERM=truecolor", "38;2;0;94;184"},
		{"dark", "0000/0000/0000", "COLORTERM=truecolor", "38;2;65;182;230"},
		{"no colour", "0000/0000/0000", "NO_COLOR=1", ""},
		{"no answer", "", "COLORTERM=truecolor", ""},
		{"--no-color", "0000/0000/0000", "COLORTERM=truecolor", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cmd := program(created(t), "answer", "a.yaml")
			cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=", c.env)
			if strings.HasPrefix(c.name, "--") {
				cmd.Args = append(cmd.Args, c.name)
			}
			s := atTerminal(t, cmd, 80)
			s.expect("\x1b]11;?")
			if c.background != "" {
				s.send("\x1b]11;rgb:" + c.background + "\x07")
			}
			s.expect("GOV-01")
			if c.want != "" {
				s.expect(c.want)
			}
			s.send("2")
			s.expect("settled")
			s.expect("q") // the keys
			s.send("q")
			s.end()
			if got := colours.FindString(s.out); c.want == "" && got != "" {
				t.Errorf("there is a colour: %q", got)
			}
			if !strings.Contains(s.out, "\x1b[1m") && !strings.Contains(s.out, ";1m") && !strings.Contains(s.out, "[1;") {
				t.Error("nothing is bold")
			}
		})
	}
}

// Nothing in a file reaches the terminal as a command.
func TestTheScreenIsSafe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const evil = "\u202Eevil\u2066"
	write(t, dir, "bidi.yaml", strings.ReplaceAll(bidiFramework, "EVIL", evil))
	must(t, program(dir, "new", "a.yaml", "--organisation", "X"+evil, "--type", "trust", "--framework", "bidi.yaml"))
	a := kept(t, dir, "a.yaml")
	q := a.Framework.Questions()[0]
	must(t, program(dir, "set", "a.yaml", q.ID+"="+q.Options[0].Key, "--note", "N"+evil, "--by", "B"+evil))
	cmd := program(dir, "review", "a.yaml")
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	s := atTerminal(t, cmd, 120)
	s.expect(q.ID)
	// Objectives, search, help, a reason: an Escape with a key at its heels
	// would be Alt and that key.
	for _, keys := range []string{"o", "\x1b", "g", "\x1b", "?", "\x1b", q.Options[1].Key, "\x1b[200~pasted" + evil + "\x1b[201~"} {
		s.send(keys)
		time.Sleep(300 * time.Millisecond)
	}
	s.send(ctrlC)
	s.expect("again")
	s.send(ctrlC)
	s.end()
	for _, shown := range []string{"go to its first open question", "Go to", "The key of the option", "Why ", "pasted"} {
		if !strings.Contains(s.out, shown) {
			t.Errorf("%q was never shown", shown)
		}
	}
	if i := strings.IndexAny(s.out, "\u202E\u2066"); i >= 0 {
		t.Errorf("it turns the text round: %q", s.out[max(0, i-80):i+20])
	}
}

// A question of which many can be true is answered alike on the screen and a
// line at a time, with what it does to the status.
func TestTicksOnTheScreen(t *testing.T) {
	t.Parallel()
	folder := func() string {
		dir := t.TempDir()
		write(t, dir, "caf.yaml", string(bytesOf(t, "../../assessment/testdata/caf-4.0.yaml")))
		must(t, program(dir, "new", "a.yaml", "--organisation", "St Elsewhere", "--framework", "caf.yaml"))
		return dir
	}
	one, two := folder(), folder()
	if out, stderr, code := finish(t, program(one, "answer", "a.yaml"), "a1 a2 a3\n-\nna1 a1\nn Not ours\nq\n"); code != exitDone || !strings.Contains(out, "A1.b = none of them. Saved; 2 of 41 settled.\nObjective A 1 achieved, 1 not achieved, 7 open, was 1 achieved, 8 open\n") {
		t.Fatalf("exit code %d: %s\n%s", code, stderr, out)
	}
	w := opened(t, two, 80, 24, "sextant", "answer", "a.yaml")
	w.sees("A1.a  ")
	w.types("345")
	w.sees("[x] 5  a3")
	w.press("Enter")
	w.sees("Saved; 1 of 41 settled.")
	w.press("Enter")
	w.sees("Nothing is ticked.")
	w.press("Enter")
	w.sees("A1.b = none of them. Saved; 2 of 41 settled.")
	w.types("13")
	w.press("Enter")
	w.sees("Saved; 3 of 41 settled.")
	w.types("nNot ours")
	w.press("Enter")
	w.sees("Saved; 4 of 41 settled.")
	w.types("q")
	if shown, code := w.end(); code != exitDone {
		t.Errorf("exit code %d:\n%s", code, shown)
	}
	if got, want := string(bytesOf(t, two, "a.yaml")), string(bytesOf(t, one, "a.yaml")); got != want {
		t.Errorf("the screen left\n%s\nthe plain questionnaire\n%s", got, want)
	}
}

// Closing the window ends the program as Ctrl-C does.
func TestClosingTheWindow(t *testing.T) {
	t.Parallel()
	dir := created(t)
	w := show(t, dir, 80, 24, "sextant", "answer", "a.yaml")
	w.sees("GOV-01  ")
	w.types("2")
	w.sees("Saved; 1 of 78 settled.")
	if err := w.process().Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	w.sees("every answer before this is saved") // it is told, on the screen as it was before
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "2"})
}
