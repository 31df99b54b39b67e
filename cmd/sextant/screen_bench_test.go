//go:build linux || darwin

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"sextant/assessment"
	"sextant/assessment/interview"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/templates"
)

// large is a framework of so many questions, and an assessment of it with
// every question answered, with a note and a piece of evidence.
func large(b *testing.B, questions int) (store.Folder, *assessment.Assessment) {
	b.Helper()
	var text strings.Builder
	text.WriteString("id: large\nversion: 1.0.0\ntitle: Large\nscale:\n")
	for i, name := range []string{"Not in place", "Started", "Defined", "Operating", "Proven"} {
		fmt.Fprintf(&text, "  - {key: %d, value: %d, name: %s, means: 'What must be true for this level, in some words.'}\n", i, i, name)
	}
	text.WriteString("targets:\n  - {by: 2030-03-31, all: 3}\nobjectives:\n")
	for i := range questions {
		if i%13 == 0 {
			fmt.Fprintf(&text, "  - id: o%d\n    title: Objective %d\n    questions:\n", i/13, i/13)
		}
		fmt.Fprintf(&text, "      - {id: Q-%03d, title: Question %d, asks: 'Is it done?', core: %v}\n", i, i, i%5 == 0)
	}
	fw, err := frameworks.Parse("large.yaml", []byte(text.String()), nil)
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 11, 22, 10, 3, 0, 0, time.UTC)
	a, err := assessment.New(fw, assessment.Organisation{Name: "St Elsewhere"}, now.Truncate(24*time.Hour))
	if err != nil {
		b.Fatal(err)
	}
	for i, q := range fw.Questions() {
		answer := assessment.Answer{Note: strings.Repeat("What was seen, and where. ", 8), Strength: assessment.Document,
			Evidence: []assessment.Evidence{{Title: "Minutes of the board", Reference: "https://intranet.example/minutes", Date: now.Truncate(24 * time.Hour)}}}
		if err := a.Set(q.ID, answer.Choose(fmt.Sprint(i%5), "j.smith", now)); err != nil {
			b.Fatal(err)
		}
	}
	return store.Folder{Dir: b.TempDir(), Find: func(string, string) (*frameworks.Framework, error) { return fw, nil }}, a
}

// BenchmarkAnswer is an answer from the key to the confirmation: choose, score
// before and after, save, tell.
func BenchmarkAnswer(b *testing.B) {
	for _, questions := range []int{78, 100, 500} {
		b.Run(fmt.Sprintf("%d questions", questions), func(b *testing.B) {
			folder, a := large(b, questions)
			if err := folder.Create("a.yaml", a); err != nil {
				b.Fatal(err)
			}
			e, err := folder.Edit("a.yaml")
			if err != nil {
				b.Fatal(err)
			}
			s, err := interview.Start(e.Assessment, interview.Selection{}, interview.Sitting{Save: e.Save, By: "j.smith", Now: time.Now, Mark: templates.ScoreOf})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := s.Jump(fmt.Sprintf("Q-%03d", i%questions)); err != nil {
					b.Fatal(err)
				}
				if err := s.Choose(fmt.Sprint(i % 5)); err != nil {
					b.Fatal(err)
				}
				s.Page()
				s.Objectives()
			}
		})
	}
}

// BenchmarkKeyToScreen is the time from a key to what the program writes on
// the terminal for it, without the saving.
func BenchmarkKeyToScreen(b *testing.B) {
	dir := b.TempDir()
	data, err := os.ReadFile("../../examples/trust-acute.yaml")
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(dir+"/a.yaml", data, 0o600); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command("sextant-real", "answer", "a.yaml")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "TERM=xterm-256color")
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 130})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill(); _ = terminal.Close() }()
	wrote := make(chan struct{}, 1000)
	go func() {
		buffer := make([]byte, 1<<16)
		for {
			if _, err := terminal.Read(buffer); err != nil {
				return
			}
			wrote <- struct{}{}
		}
	}()
	quiet := func() {
		for {
			select {
			case <-wrote:
			case <-time.After(30 * time.Millisecond):
				return
			}
		}
	}
	time.Sleep(time.Second)
	quiet()
	total := time.Duration(0)
	for b.Loop() {
		began := time.Now()
		if _, err := terminal.WriteString("o"); err != nil { // opens the objectives, or closes them
			b.Fatal(err)
		}
		<-wrote
		total += time.Since(began)
		quiet()
	}
	b.ReportMetric(float64(total.Microseconds())/1000/float64(b.N), "ms/key")
}
