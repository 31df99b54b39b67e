//go:build linux || darwin

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// atTerminal starts a command whose standard input and output are a terminal
// of so many columns; standard error is apart.
func atTerminal(t *testing.T, cmd *exec.Cmd, columns uint16) *conversation {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("there is no terminal to be had: %v", err)
	}
	t.Cleanup(func() { _ = master.Close() })
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: columns}); err != nil {
		t.Fatal(err)
	}
	s := &conversation{t: t, cmd: cmd, in: master, more: make(chan struct{}, 1), done: make(chan struct{})}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, &s.stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := tty.Close(); err != nil {
		t.Fatal(err)
	}
	s.listen(master)
	return s
}

const (
	ctrlC = "\x03"
	ctrlD = "\x04"
)

// goesOn is said to whoever ends before the last question.
const goesOn = "every answer before this is saved; `sextant answer a.yaml` goes on from there"

func TestCtrlCKeepsEveryAnswer(t *testing.T) {
	t.Parallel()
	dir := created(t)
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain"), 80)
	s.expect("? q]> ")
	s.send("2\n")
	s.expect("GOV-01 = 2 Defined. Saved; 1 of 78 settled.")
	s.expect("? q]> ")
	s.send("4\n")
	s.expect("GOV-02 = 4 Proven and improving. Saved; 2 of 78 settled.")
	s.expect("? q]> ")
	s.send("3 is what I was about to ty" + ctrlC)
	stderr, code := s.end()
	if code != exitInterrupted || !strings.HasPrefix(stderr, "sextant: interrupted with 2 of 78 questions settled\nhint: ") || !strings.Contains(stderr, goesOn) {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	a := kept(t, dir, "a.yaml")
	holds(t, a, map[string]string{"GOV-01": "2", "GOV-02": "4"})
	if len(a.Answers) != 2 {
		t.Errorf("%d answers, not 2", len(a.Answers))
	}
	onlyFiles(t, dir, "a.yaml")
}

func TestCtrlCBeforeTheFileIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain"), 80)
	s.expect("Name of the organisation> ")
	s.send(ctrlC)
	stderr, code := s.end()
	if code != exitInterrupted || !strings.Contains(stderr, "hint: nothing was created; --organisation and --type say it without a question\n") {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	onlyFiles(t, dir)
}

// A terminal sends the end of the input for Ctrl-D.
func TestCtrlDKeepsEveryAnswer(t *testing.T) {
	t.Parallel()
	dir := created(t)
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain"), 80)
	s.expect("? q]> ")
	s.send("2\n")
	s.expect("Saved; 1 of 78 settled.")
	s.expect("? q]> ")
	s.send(ctrlD)
	stderr, code := s.end()
	if code != exitFailed || !strings.HasPrefix(stderr, "sextant: the input ended with 1 of 78 questions settled\nhint: ") || !strings.Contains(stderr, goesOn) {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "2"})
}

func TestAPersonIsAskedAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain"), 80)
	s.expect("Name of the organisation> ")
	s.send("\n")
	s.expect("Name of the organisation> ")
	s.send("St Elsewhere\n")
	s.expect("Its type, by number or word> ")
	s.send("hospital\n")
	s.expect("Its type, by number or word> ")
	s.send("2\n")
	s.expect("Created a.yaml.")
	const prompt = "GOV-01 [0-4 n e m t b s g o u ? q]> "
	s.expect(prompt)
	for _, c := range []struct{ typed, told string }{
		{"9", `! GOV-01 has no option "9"; type one of 0, 1, 2, 3, 4, or ? for what else there is`},
		{"n", "! not applicable needs a reason: n REASON"},
		{"e a||yesterday", `! "yesterday" is not a date such as 2026-11-22`},
		{"u", "! there is nothing to undo"},
		{"b", "! this is the first question"},
		{"g GOV-1", `! there is no question "GOV-1" here; did you mean GOV-01?`},
	} {
		s.send(c.typed + "\n")
		s.expect(c.typed + "\n") // the terminal's echo
		if got := words(strings.TrimSuffix(s.expect(prompt), prompt)); got != c.told {
			t.Errorf("%q is answered by %q, not %q", c.typed, got, c.told)
		}
	}
	s.send("q\n")
	if stderr, code := s.end(); code != exitDone || stderr != "" {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	if a := kept(t, dir, "a.yaml"); a.Organisation.Name != "St Elsewhere" || a.Organisation.Type != "trust" || len(a.Answers) > 0 {
		t.Errorf("%+v, %d answers", a.Organisation, len(a.Answers))
	}
}

// words puts a text that was broken into lines on one.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestWhatCannotBeSavedIsTriedAgain(t *testing.T) {
	t.Parallel()
	dir := created(t)
	file := filepath.Join(dir, "a.yaml")
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain"), 80)
	s.expect("? q]> ")
	s.send("1\n")
	s.expect("Saved; 1 of 78 settled.")
	s.expect("? q]> ")
	before := bytesOf(t, file)
	if err := os.Chmod(file, 0o400); err != nil {
		t.Fatal(err)
	}
	s.send("2\n")
	s.expect("! NOT SAVED: ")
	s.expect("Enter tries again, q ends without this change> ")
	s.send("\n")
	s.expect("! NOT SAVED: ")
	s.expect("Enter tries again, q ends without this change> ")
	if string(bytesOf(t, file)) != string(before) {
		t.Error("the file has changed")
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	s.send("\n")
	s.expect("Saved; ")
	s.expect("GOV-03 [0-4 n e m t b s g o u ? q]> ")
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "1", "GOV-02": "2"})

	// Whoever gives up loses this change alone.
	if err := os.Chmod(file, 0o400); err != nil {
		t.Fatal(err)
	}
	s.send("3\n")
	s.expect("Enter tries again, q ends without this change> ")
	s.send("q\n")
	stderr, code := s.end()
	if code != exitFailed || !strings.HasPrefix(stderr, "sextant: save a.yaml: permission denied\nhint: the file or its folder cannot be written by you;") {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	a := kept(t, dir, "a.yaml")
	holds(t, a, map[string]string{"GOV-01": "1", "GOV-02": "2"})
	if len(a.Answers) != 2 {
		t.Errorf("%d answers, not 2", len(a.Answers))
	}
	onlyFiles(t, dir, "a.yaml")
}

// What is asked and shown keeps to the terminal's width.
func TestOutputKeepsToTheWidth(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.yaml", string(bytesOf(t, "../../examples/trust-acute.yaml")))
	write(t, dir, "bidi.yaml", strings.ReplaceAll(bidiFramework, "EVIL", "")) // a row with "this folder"
	for _, c := range []struct {
		columns uint16
		args    string
		wrong   bool // it does not, so far
	}{
		{132, "answer a.yaml --plain", false},
		{132, "score a.yaml", false},
		{132, "explain a.yaml GOV-01", false},
		{132, "framework list", false},
		{80, "answer a.yaml --plain", false},
		{80, "score a.yaml", false},
		{80, "explain a.yaml GOV-01", false},
		{80, "framework list", true},
		{80, "plan a.yaml", true},
		{60, "explain a.yaml GOV-01", false},
		{60, "score a.yaml", false},
		{60, "answer a.yaml --plain", false},
	} {
		t.Run(fmt.Sprintf("%s at %d columns", c.args, c.columns), func(t *testing.T) {
			t.Parallel()
			if c.wrong {
			}
			s := atTerminal(t, program(dir, strings.Fields(c.args)...), c.columns)
			if strings.HasPrefix(c.args, "answer") {
				s.expect("? q]> ")
				s.send("q\n")
			}
			if stderr, code := s.end(); code != exitDone {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			text, _, _ := strings.Cut(s.out, "\nNext:") // commands to copy are not broken
			for line := range strings.Lines(text) {
				if n := len([]rune(strings.TrimRight(line, "\n"))); n > int(c.columns) {
					t.Errorf("a line of %d: %q", n, line)
				}
			}
		})
	}
}

// At a terminal, whoever answers what somebody else has just answered is told
// both, and asked again.
func TestTheSameQuestionIsAskedAgain(t *testing.T) {
	t.Parallel()
	dir := created(t)
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain", "--by", "one"), 80)
	s.expect("GOV-01 [0-4")
	must(t, program(dir, "set", "a.yaml", "GOV-01=3", "GOV-02=0", "--by", "two"))
	s.send("1\n")
	s.expect("! someone else changed")
	told := words(s.expect("Their answer stands in the file."))
	if !strings.Contains(told, `GOV-01 answer: yours "1, by one", theirs "3, by two"`) {
		t.Errorf("told: %s", told)
	}
	s.expect("Answer so far: 3 Operating, two, 22 November 2026")
	s.expect("GOV-01 [0-4")
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "3", "GOV-02": "0"})
	s.send("1\n")
	s.expect("GOV-01 = 1 Started. Saved; 2 of 78 settled.")
	s.expect("GOV-03 [0-4") // GOV-02 is answered
	s.send("q\n")
	if stderr, code := s.end(); code != exitDone {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "1", "GOV-02": "0"})
}

// Undo takes back what this person did, never what somebody else did since.
func TestUndoLeavesWhatOthersAnswered(t *testing.T) {
	t.Parallel()
	t.Run("after a conflict", func(t *testing.T) {
		t.Parallel()
		dir := created(t)
		s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain", "--by", "one"), 80)
		s.expect("GOV-01 [0-4")
		must(t, program(dir, "set", "a.yaml", "GOV-01=3", "--by", "two"))
		s.send("1\n")
		s.expect("Their answer stands in the file.")
		s.expect("GOV-01 [0-4")
		s.send("u\n")
		s.expect("GOV-01 [0-4")
		holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "3"})
	})
	t.Run("after a later answer of theirs", func(t *testing.T) {
		t.Parallel()
		dir := created(t)
		s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain", "--by", "one"), 80)
		s.expect("GOV-01 [0-4")
		s.send("1\n")
		s.expect("GOV-02 [0-4")
		must(t, program(dir, "set", "a.yaml", "GOV-01=3", "--by", "two"))
		s.send("2\n")
		s.expect("GOV-03 [0-4")
		s.send("u\n")
		s.expect("GOV-02 [0-4")
		s.send("u\n")
		s.expect("GOV-0")
		s.expect("[0-4")
		holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "3", "GOV-02": ""})
	})
}

// The line above a question says where it stands, also when somebody else's
// answers came in.
func TestTheThemeIsShownAfterAMerge(t *testing.T) {
	t.Parallel()
	dir := created(t)
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain"), 80)
	s.expect("Strengthening governance > Board leadership (0 of 78 settled)")
	s.expect("GOV-01 [0-4")
	must(t, program(dir, "set", "a.yaml", "GOV-05=3"))
	s.send("1\n")
	s.expect("Saved; 2 of 78 settled.")
	if shown := s.expect("GOV-02 [0-4"); !strings.Contains(shown, "Strengthening governance > Board leadership (2 of 78 settled)") {
		t.Errorf("shown:\n%s", shown)
	}
}

// Ctrl-C ends every command, also one that waits for standard input.
func TestCtrlCEndsWhatWaits(t *testing.T) {
	t.Parallel()
	s := atTerminal(t, program(t.TempDir(), "score", "-"), 80)
	time.Sleep(200 * time.Millisecond) // it prints nothing that one could wait for
	s.send(ctrlC)
	select {
	case <-s.done:
	case <-time.After(3 * time.Second):
		t.Error("it still runs")
	}
}

// An interruption is told in a person's words.
func TestAnInterruptionIsToldPlainly(t *testing.T) {
	t.Parallel()
	s := atTerminal(t, program(created(t), "answer", "a.yaml", "--plain"), 80)
	s.expect("GOV-01 [0-4")
	s.send(ctrlC)
	if stderr, _ := s.end(); strings.Contains(stderr, "context") {
		t.Error(stderr)
	}
	s = atTerminal(t, program(t.TempDir(), "answer", "a.yaml", "--plain"), 80)
	s.expect("Name of the organisation> ")
	s.send(ctrlC)
	if stderr, _ := s.end(); strings.Contains(stderr, "context") {
		t.Error(stderr)
	}
}

// A type that there is not is told, not just asked again.
func TestAWrongTypeIsTold(t *testing.T) {
	t.Parallel()
	s := atTerminal(t, program(t.TempDir(), "answer", "a.yaml", "--plain", "--organisation", "X"), 80)
	s.expect("Its type, by number or word> ")
	s.send("hospital\n")
	if told := s.expect("Its type, by number or word> "); !strings.Contains(told, "! ") {
		t.Errorf("told:\n%s", told)
	}
}
