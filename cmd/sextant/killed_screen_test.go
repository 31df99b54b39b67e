//go:build linux || darwin

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestKilledOnTheScreen kills the full screen at random moments while answers
// are typed faster than they are saved. What the terminal had shown as saved
// must be in the file, and the file must be whole. With SEXTANT_FULL set it
// kills 1000 times, else 20.
func TestKilledOnTheScreen(t *testing.T) {
	if testing.Short() {
		t.Skip("it kills other processes, of which the race detector sees nothing")
	}
	t.Parallel()
	kills := 20
	if os.Getenv("SEXTANT_FULL") != "" {
		kills = 1000
	}
	random := rand.New(rand.NewPCG(2026, 12))
	dir := ""
	confirmed, interrupted, files := 0, 0, 0
	for range kills {
		if dir == "" {
			dir = created(t)
			files++
		}
		var open []string // the questions in the order in which they will be asked
		a := kept(t, dir, "a.yaml")
		for _, q := range a.Asked() {
			if a.Answers[q.ID].Option == "" {
				open = append(open, q.ID)
			}
		}
		var keys strings.Builder
		for range open {
			fmt.Fprint(&keys, random.IntN(5))
		}
		w := show(t, dir, 80, 24, "sextant-real", "answer", "a.yaml")
		if random.IntN(8) > 0 { // else it is killed while it starts
			w.sees(open[0] + "  ")
		}
		process := w.process()
		w.types(keys.String())
		time.Sleep(time.Duration(random.Int64N(int64(len(open)) * int64(4*time.Millisecond))))
		if err := process.Kill(); err != nil {
			t.Fatal(err)
		}
		for w.must("display-message", "-p", "#{pane_dead}") != "1\n" {
			time.Sleep(time.Millisecond)
		}
		shown := w.screen()
		w.close()

		said := map[string]string{} // the last answer that the screen said was saved, and those before it
		if found := savedOnScreen(shown); found != "" {
			last := slices.Index(open, found)
			if last < 0 {
				t.Fatalf("%s was not open:\n%s", found, shown)
			}
			for i, id := range open[:last+1] {
				said[id] = keys.String()[i : i+1]
			}
		}
		after := kept(t, dir, "a.yaml")
		holds(t, after, said)
		for id, was := range a.Answers {
			if !after.Answers[id].Equal(was) {
				t.Errorf("%s has changed", id)
			}
		}
		if t.Failed() {
			t.Fatalf("an answer was lost; the screen showed:\n%s", shown)
		}
		confirmed += len(said)
		if len(said) > 0 && len(said) < len(open) {
			interrupted++
		}
		if len(after.Answers) == len(after.Asked()) {
			dir = ""
		}
	}
	t.Logf("%d kills over %d files, %d of them between two answers; %d answers were shown as saved, and all are kept", kills, files, interrupted, confirmed)
	if interrupted < kills/5 {
		t.Errorf("only %d of %d kills came between two answers; the test looks at too little", interrupted, kills)
	}
	if dir != "" {
		must(t, program(dir, "set", "a.yaml", "GOV-01=2")) // what the dead left behind hinders nobody
		left, _ := filepath.Glob(filepath.Join(dir, ".*.sextant-tmp"))
		if len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
	}
}

// savedOnScreen is the question that a screen says was saved last; "" for
// none.
func savedOnScreen(shown string) string {
	for line := range strings.Lines(shown) {
		if id, rest, ok := strings.Cut(line, " = "); ok && strings.Contains(rest, "Saved;") {
			return id
		}
	}
	return ""
}
