package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"sextant/frameworks"
)

// TestKilledAnywhere kills the questionnaire at random moments, as a power
// cut would. Every answer that it said was saved must be in the file, the
// file must be whole, and what the dead left behind must hinder nobody.
// With SEXTANT_FULL set it kills 200 times, else 20.
func TestKilledAnywhere(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be killed between two steps of a save on Windows")
	}
	if testing.Short() {
		t.Skip("it kills other processes, of which the race detector sees nothing")
	}
	t.Parallel()
	kills := 20
	if os.Getenv("SEXTANT_FULL") != "" {
		kills = 200
	}
	swl, err := frameworks.Open("swl-cyber", "", frameworks.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2026, 11))
	dir := t.TempDir()
	file, number := "", 0
	said := map[string]string{} // the answers of file that were said to be saved, or seen in it
	span := time.Duration(0)    // within which to kill; 0 until one questionnaire ran to its end
	interrupted := 0            // kills after the first and before the last answer
	for killed := 0; killed < kills; {
		if file == "" || len(said) == len(swl.Questions()) {
			number++
			file, said = fmt.Sprintf("%d.yaml", number), map[string]string{}
		}
		var script strings.Builder
		for range swl.Questions() {
			fmt.Fprintf(&script, "%d\n", random.IntN(5))
		}
		cmd := exec.Command("sextant-real", "answer", file, "--organisation", "St Elsewhere", "--type", "trust")
		var out, stderr bytes.Buffer
		cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, strings.NewReader(script.String()), &out, &stderr
		begin := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var timer *time.Timer
		if span > 0 {
			timer = time.AfterFunc(time.Duration(random.Int64N(int64(span))), func() { _ = cmd.Process.Kill() })
		}
		err := cmd.Wait()
		if timer != nil {
			timer.Stop()
		}
		before := len(said)
		for id, option := range savedLines(out.String()) {
			said[id] = option
		}
		switch {
		case err == nil || exitCode(err) == exitFailed: // all 78, or the input ended after the last open one
			if span == 0 {
				span = time.Since(begin) / 2
			}
		case exitCode(err) == -1:
			killed++
			if len(said) > before && len(said) < len(swl.Questions()) {
				interrupted++
			}
		default:
			t.Fatalf("exit code %d: %s", exitCode(err), stderr.String())
		}
		_, err = os.Stat(filepath.Join(dir, file))
		if errors.Is(err, fs.ErrNotExist) {
			if len(said) > 0 || strings.Contains(out.String(), "Created") {
				t.Fatalf("kill %d: the file is gone with %d answers", killed, len(said))
			}
			continue
		}
		a := kept(t, dir, file)
		holds(t, a, said)
		if t.Failed() {
			t.Fatalf("kill %d lost an answer that was saved", killed)
		}
		for id, answer := range a.Answers { // one more may be in the file than was said
			said[id] = answer.Option
		}
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".*.sextant-tmp"))
	t.Logf("%d kills over %d files, %d of them between two answers, %d left a temporary file", kills, number, interrupted, len(left))
	if interrupted < kills/10 {
		t.Errorf("only %d of %d kills came between two answers; the test looks at too little", interrupted, kills)
	}
	again := program(dir, "answer", file, "--organisation", "St Elsewhere", "--type", "trust")
	if _, stderr, code := finish(t, again, "g GOV-01\n2\nq\n"); code != exitDone {
		t.Fatalf("the next run ended with %d: %s", code, stderr)
	}
	holds(t, kept(t, dir, file), map[string]string{"GOV-01": "2"})
}

var savedLine = regexp.MustCompile(`(?m)([A-Z]{3}-\d\d) = (\d) .*\bSaved; \d+ of \d+ settled\.$`)

// savedLines reads which answers a questionnaire said that it saved.
func savedLines(out string) map[string]string {
	said := make(map[string]string)
	for _, found := range savedLine.FindAllStringSubmatch(out, -1) {
		said[found[1]] = found[2]
	}
	return said
}
