package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"sextant/frameworks"
)

// Two people answer different questions of one file at the same time: each
// save takes in what the other saved.
func TestTwoPeopleAnswerDifferentQuestions(t *testing.T) {
	t.Parallel()
	dir := created(t)
	one := talk(t, program(dir, "answer", "a.yaml", "--by", "one"))
	two := talk(t, program(dir, "answer", "a.yaml", "--by", "two"))
	one.expect("GOV-01 [0-4")
	two.expect("GOV-01 [0-4")
	one.send("1\n")
	one.expect("GOV-01 = 1 Started. Saved; 1 of 78 settled.")
	two.send("g DET-07\n3\n")
	two.expect("DET-07 = 3 Operating. Saved; 2 of 78 settled.")
	one.send("m minuted in May\n2\n")
	one.expect("GOV-02 = 2 Defined. Saved; 3 of 78 settled.")
	two.send("g GOV-02\ne Minutes | M-5\n")
	two.expect("GOV-02: evidence saved.")
	for _, s := range []*conversation{one, two} {
		s.send("q\n")
		if stderr, code := s.end(); code != exitDone {
			t.Errorf("exit code %d: %s", code, stderr)
		}
	}
	a := kept(t, dir, "a.yaml")
	holds(t, a, map[string]string{"GOV-01": "1", "GOV-02": "2", "DET-07": "3"})
	if g := a.Answers["GOV-02"]; g.Note != "minuted in May" || len(g.Evidence) != 1 || g.By != "one" || a.Answers["DET-07"].By != "two" {
		t.Errorf("%+v", g)
	}
	onlyFiles(t, dir, "a.yaml")
}

// Somebody else changes the answer that a person is about to give. Nothing is
// overwritten, both answers are told, and the person can decide.
func TestTwoPeopleAnswerTheSameQuestion(t *testing.T) {
	t.Parallel()
	dir := created(t)
	s := talk(t, program(dir, "answer", "a.yaml", "--by", "one"))
	s.expect("GOV-01 [0-4")
	must(t, program(dir, "set", "a.yaml", "GOV-01=3", "GOV-03=1", "--by", "two"))
	s.send("1\n2\n")
	stderr, code := s.end()
	const both = `GOV-01 answer: yours "1, by one", theirs "3, by two"` + "\nhint: "
	if code != exitFailed || !strings.HasPrefix(stderr, "sextant: someone else changed the same") || !strings.Contains(stderr, both) {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	a := kept(t, dir, "a.yaml")
	holds(t, a, map[string]string{"GOV-01": "3", "GOV-02": "", "GOV-03": "1"})
	if by := a.Answers["GOV-01"].By; by != "two" {
		t.Errorf("by %q", by)
	}

	must(t, program(dir, "set", "a.yaml", "GOV-01=1", "--by", "one"))
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "1", "GOV-03": "1"})
	onlyFiles(t, dir, "a.yaml")
}

// Somebody else spoils the file while questions are being answered: it is
// left to them, and the answer is told to be lost.
func TestTheFileIsSpoiltMeanwhile(t *testing.T) {
	t.Parallel()
	dir := created(t)
	s := talk(t, program(dir, "answer", "a.yaml"))
	s.expect("GOV-01 [0-4")
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("spoilt: [\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.send("1\n")
	stderr, code := s.end()
	if code != exitFailed || !strings.HasPrefix(stderr, "sextant: someone else changed the file, and it cannot be read now: a.yaml:2:1: ") {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	if text := string(bytesOf(t, dir, "a.yaml")); text != "spoilt: [\n" {
		t.Errorf("the file is now %q", text)
	}
	onlyFiles(t, dir, "a.yaml")
}

// Somebody deletes the file while questions are being answered: the next
// save writes it anew, with everything.
func TestTheFileIsDeletedMeanwhile(t *testing.T) {
	t.Parallel()
	dir := created(t)
	s := talk(t, program(dir, "answer", "a.yaml"))
	s.expect("GOV-01 [0-4")
	s.send("1\n")
	s.expect("Saved; 1 of 78 settled.")
	if err := os.Remove(filepath.Join(dir, "a.yaml")); err != nil {
		t.Fatal(err)
	}
	s.send("2\nq\n")
	if stderr, code := s.end(); code != exitDone {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "1", "GOV-02": "2"})
}

// Many commands save at the same moment; nothing of any is lost.
func TestManySaveAtOnce(t *testing.T) {
	t.Parallel()
	dir := created(t)
	swl, err := frameworks.Open("swl-cyber", "", frameworks.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[string]string)
	var running sync.WaitGroup
	for i, q := range swl.Questions()[:12] {
		option := fmt.Sprint(i % 5)
		want[q.ID] = option
		running.Go(func() {
			for range 20 { // on a busy machine one may wait too long for its turn, and is told
				out, err := program(dir, "set", "a.yaml", q.ID+"="+option).CombinedOutput()
				if err == nil {
					return
				}
				if !strings.Contains(string(out), "someone else has been saving") {
					t.Errorf("%s: %v: %s", q.ID, err, out)
				}
			}
			t.Errorf("%s never had its turn", q.ID)
		})
	}
	running.Wait()
	holds(t, kept(t, dir, "a.yaml"), want)
	onlyFiles(t, dir, "a.yaml")
}

// Many create the same file at the same moment: one does, the others are told.
func TestManyCreateAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var mu sync.Mutex
	var running sync.WaitGroup
	codes := make(map[int]int)
	for i := range 6 {
		running.Go(func() {
			err := program(dir, "new", "a.yaml", "--organisation", fmt.Sprint(i), "--type", "trust").Run()
			mu.Lock()
			defer mu.Unlock()
			codes[exitCode(err)]++
		})
	}
	running.Wait()
	if codes[exitDone] != 1 || codes[exitFailed] != 5 {
		t.Errorf("exit codes and how often: %v", codes)
	}
	kept(t, dir, "a.yaml")
	onlyFiles(t, dir, "a.yaml")
}
