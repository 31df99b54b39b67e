package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain puts two programs on the path of the tests, both made of this test
// binary: sextant, whose clock stands still and whose user is j.smith, and
// sextant-real, which is main itself.
func TestMain(m *testing.M) {
	if os.Getenv("GORACE") == "" { // under -race every process would sleep a second before it ends
		if err := os.Setenv("GORACE", "atexit_sleep_ms=0"); err != nil {
			panic(err)
		}
	}
	testscript.Main(m, map[string]func(){"sextant": sextant, "sextant-real": main})
}

func sextant() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	os.Exit(run(ctx, surroundings{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, user: "j.smith",
		now: func() time.Time { return time.Date(2026, 11, 22, 10, 3, 0, 0, time.UTC) },
	}, os.Args))
}

// TestScripts runs the user stories of testdata/script. With
// SEXTANT_UPDATE=1 it writes what came out into them; read the difference
// before you keep it.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("SEXTANT_UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "try": try, "refused": refused, "fill": fillForm, "halve": halve},
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", os.Getenv("GORACE"))
			models, err := filepath.Abs("../../assessment/testdata")
			env.Setenv("MODELS", models)
			return err
		},
	})
}

// exits CODE COMMAND... runs a command and compares its exit code; stdout and
// stderr are then at hand as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := exitCode(ts.Exec(args[1], args[2:]...)); got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}

// try COMMAND... runs a command and adds it to the file transcript, with what
// it wrote to standard output (|) and standard error (!) and its exit code.
func try(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: try COMMAND...")
	}
	code := exitCode(ts.Exec(args[0], args[1:]...))
	record(ts, args, code)
}

// refused FILE... gives each file to every command that reads an assessment.
// All must end with exit code 1 and the same message, which is added to the
// transcript, and none may print, change or write anything.
func refused(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: refused FILE...")
	}
	for _, file := range args {
		before, message := ts.ReadFile(file), ""
		for _, command := range [][]string{
			{"set", file, "KET-01=1"}, {"answer", file}, {"report", file, "-o", "refused.md"},
			{"explain", file, "overall"}, {"score", file},
		} {
			if code := exitCode(ts.Exec("sextant", command...)); code != 1 {
				ts.Fatalf("%v: exit code %d, not 1", command, code)
			}
			if out := ts.ReadFile("stdout"); out != "" {
				ts.Fatalf("%v printed %q", command, out)
			}
			stderr := ts.ReadFile("stderr")
			if message == "" {
				message = stderr
			}
			if stderr != message {
				ts.Fatalf("%v says\n%s\nwhere another command says\n%s", command, stderr, message)
			}
		}
		if ts.ReadFile(file) != before {
			ts.Fatalf("%s was changed", file)
		}
		if _, err := os.Lstat(ts.MkAbs("refused.md")); err == nil {
			ts.Fatalf("a report of %s was written", file)
		}
		record(ts, []string{"sextant", "score", file}, 1)
	}
}

// record adds the last command to the transcript.
func record(ts *testscript.TestScript, args []string, code int) {
	var b strings.Builder
	b.WriteString("$")
	for _, arg := range args {
		if arg == "" || strconv.Quote(arg) != `"`+arg+`"` || strings.ContainsAny(arg, " '") {
			arg = strconv.Quote(arg)
		}
		b.WriteString(" " + arg)
	}
	b.WriteString("\n")
	for _, stream := range []struct{ mark, text string }{{"|", ts.ReadFile("stdout")}, {"!", ts.ReadFile("stderr")}} {
		for line := range strings.Lines(stream.text) {
			text, ended := strings.CutSuffix(line, "\n")
			if text != "" {
				text = " " + text
			}
			b.WriteString(stream.mark + text + "\n")
			if !ended {
				b.WriteString("(no line end)\n")
			}
		}
	}
	fmt.Fprintf(&b, "(%d)\n\n", code)
	f, err := os.OpenFile(ts.MkAbs("transcript"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	ts.Check(err)
	_, err = f.WriteString(b.String())
	ts.Check(errors.Join(err, f.Close()))
}

// exitCode is that of a finished command; -1 when a signal ended it or it did
// not run.
func exitCode(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -1
}
