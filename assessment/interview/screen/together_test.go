package screen

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sextant/assessment"
	"sextant/assessment/interview"
)

// met makes the next save meet another note of somebody else's.
func (s *screenful) met(id, theirs string) {
	s.meets = func() error {
		a := s.session.Assessment()
		mine := a.Answers[id].Note
		if err := a.Set(id, assessment.Answer{Note: theirs}); err != nil {
			s.t.Fatal(err)
		}
		return assessment.Conflicts{{ID: id, Field: "note", Mine: mine, Theirs: theirs}}
	}
}

// Both sides of a conflict can be read in any window, and chosen between.
func TestAConflictSideBySide(t *testing.T) {
	long := func(word string) string { return strings.TrimSpace(strings.Repeat(word+" is the case here.\n", 30)) }
	for _, size := range [][2]int{{80, 24}, {50, 15}, {30, 10}} {
		s := begin(t, small, false)
		s.hold(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		s.press("m")
		s.hold(tea.PasteMsg{Content: long("Mine")})
		s.met("A1", long("Theirs"))
		s.press("<ctrl+s>")
		seen := ""
		for range 40 {
			seen += s.text()
			s.press("<pgdown>")
		}
		for _, want := range []string{"Yours", "Theirs", "Mine is", "Theirs is", "t theirs", "y yours"} {
			if !strings.Contains(seen, want) {
				t.Errorf("%v: never seen: %q", size, want)
			}
		}
		if s.press("q") || !strings.Contains(s.text(), "q again") {
			t.Errorf("%v: q asks before yours is gone:\n%s", size, s.text())
		}
		s.press("y")
		if got := s.session.Assessment().Answers["A1"].Note; got != long("Mine") {
			t.Errorf("%v: kept %q", size, got)
		}
		s.sees("A1: note saved.")
	}
}

// After theirs was taken, nothing brings the conflict back.
func TestAConflictIsOverOnce(t *testing.T) {
	s := begin(t, small, false)
	s.met("A1", "theirs")
	s.press("mmine<ctrl+s>t")
	s.sees("Note: theirs")
	s.press("sm")
	s.hold(tea.PasteMsg{Content: strings.Repeat("too long ", 2000)})
	s.press("<ctrl+s>")
	s.sees("A2  Plan")
	s.sees("too long too long") // the panel is open still, with all of it
	if p, ok := s.panel.(*note); !ok || len(p.input.Value()) < 17000 {
		t.Errorf("what was typed is gone: %T", s.panel)
	}
	if strings.Contains(s.text(), "Somebody else") {
		t.Errorf("the conflict is back:\n%s", s.text())
	}
}

// What is typed after a key that ends is nobody's.
func TestNothingAfterTheEnd(t *testing.T) {
	s := begin(t, small, false)
	_, cmd := s.Update(tea.KeyPressMsg(tea.Key{Code: '1', Text: "1"}))
	s.press("q01")
	if !s.follow(cmd) {
		t.Error("q did not end")
	}
	s.press("0")
	if got, want := s.kept(), "A1=1 A2= A3= B1="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Keys that were typed at another sight are dropped, told, and not heard
// until there is a pause.
func TestKeysAtAnotherSight(t *testing.T) {
	s := begin(t, small, false)
	s.met("A1", "theirs")
	_, cmd := s.Update(tea.KeyPressMsg(tea.Key{Code: '1', Text: "1"}))
	s.press("mabc")
	s.follow(cmd)
	s.sees("4 keys typed meanwhile were not taken.")
	s.press("t")
	s.sees("Somebody else changed A1") // too soon
	time.Sleep(calmFor + 50*time.Millisecond)
	s.press("t")
	s.sees("Theirs stands in the file.")
}

// Ending while a change is not saved says what is lost.
func TestEndingUnsavedSaysSo(t *testing.T) {
	s := begin(t, small, false)
	s.fails = errors.New("no space left on device")
	s.press("1")
	if s.press("<ctrl+c>") {
		t.Error("it ended without asking")
	}
	if !s.press("<ctrl+c>") || !errors.Is(s.ended, interview.ErrInterrupted) || !strings.HasSuffix(s.ended.Error(), "; the last change is not saved: no space left on device") {
		t.Errorf("%v", s.ended)
	}
}

// Panels ask before they throw away what was typed.
func TestPanelsAskFirst(t *testing.T) {
	for _, keys := range []string{"na reason", "eMinutes", "t1", "mnote"} {
		s := begin(t, small, false)
		s.press(keys + "<esc>")
		s.sees("Esc again")
		if s.press("<esc>"); s.panel != nil {
			t.Errorf("%q: the panel is still open", keys)
		}
		s.press(keys)
		if s.press("<ctrl+c>") || !s.press("<ctrl+c>") {
			t.Errorf("%q: Ctrl-C asks once", keys)
		}
	}
}

// In a window too small to show a question, none is answered.
func TestASmallWindowAnswersNothing(t *testing.T) {
	s := begin(t, small, false)
	s.hold(tea.WindowSizeMsg{Width: 15, Height: 5})
	s.press("1mhidden<ctrl+s>0")
	if got, want := s.kept(), "A1= A2= A3= B1="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !s.press("q") || s.ended != nil {
		t.Error("q ends")
	}
}

// While a save runs the window may change: nothing reads what is being saved.
// The race detector looks on.
func TestTheWindowChangesDuringASave(t *testing.T) {
	s := begin(t, small, false)
	s.press("1s")
	s.press("g<end>B1<enter>1") // the end of the questions
	s.model.end = func(int) string { return s.session.Page().Asks }
	for range 5 {
		_, cmd := s.Update(tea.KeyPressMsg(tea.Key{Code: 'u', Text: "u"}))
		batch, ok := cmd().(tea.BatchMsg)
		if !ok {
			t.Fatal("nothing is saved")
		}
		done := make(chan tea.Msg)
		go func() { done <- batch[0]() }()
		for range 20 {
			s.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
			s.Update(tea.BackgroundColorMsg{})
			s.View()
			s.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
		}
		s.hold(<-done)
	}
}
