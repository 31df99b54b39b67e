package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

const small = `
id: small
version: 1.0.0
title: Small
organisation_types: {trust: Trust, practice: Practice}
scale:
  - {key: 0, value: 0, name: None}
  - {key: 1, value: 1, name: One}
  - {key: 2, value: 2, name: Two}
objectives:
  - id: A
    title: First
    questions:
      - {id: A1, title: a1, asks: '?', core: true}
      - {id: A2, title: a2, asks: '?'}
      - {id: A3, title: a3, asks: '?', for: [trust]}
`

func framework(t interface{ Fatal(...any) }) *frameworks.Framework {
	fw, err := frameworks.Parse("small.yaml", []byte(small), nil)
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

func find(t interface{ Fatal(...any) }) func(id, version string) (*frameworks.Framework, error) {
	fw := framework(t)
	return func(id, version string) (*frameworks.Framework, error) {
		if id != fw.ID || version != fw.Version {
			return nil, &frameworks.NotFound{ID: id, Version: version, Have: []string{"small 1.0.0"}}
		}
		return fw, nil
	}
}

// full is an assessment with everything that can be in one.
func full(t interface{ Fatal(...any) }) *assessment.Assessment {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	cost := 12000.5
	a, err := assessment.New(framework(t), assessment.Organisation{
		Name: "St Elsewhere: NHS Trust", Code: "1e5", Type: "trust", System: "Barchester", Region: "yes",
		Other: []assessment.Field{{Name: "beds", Text: "450"}, {Name: "empty", Text: ""}},
	}, day("2026-11-22"))
	if err != nil {
		t.Fatal(err)
	}
	a.Period = "2026-27 Q3"
	a.Cover = assessment.Cover{Marking: "OFFICIAL-SENSITIVE", AgendaItem: "9.20", Recommendation: "Note:\n- one\n- two", Risk: "#7"}
	a.Answers = map[string]assessment.Answer{
		"A1": {Option: "2", Target: "1", Note: "First line.\n\n  indented\nlast", Strength: assessment.Document, By: "j.smith",
			At:       day("2026-11-20").Add(37383 * time.Second),
			Evidence: []assessment.Evidence{{Title: "Minutes, July", Reference: "https://x.example/{a}", Date: day("2026-07-01")}, {Reference: "SOD-9"}},
			Review:   &assessment.Review{Of: "2", Answer: "1", By: "h.quist", At: day("2026-11-21"), Note: "weak: no minutes"}},
		"A2": {NotApplicable: "No such thing here"},
		"A3": {Target: "2", Note: "waiting for estates"},
	}
	a.Actions = []assessment.Action{
		{ID: "ACT-1", Question: "A1", Title: "Name a deputy", To: "2", Owner: "CIO", Due: day("2027-03-31"), Cost: &cost, Funding: "revenue", Risk: "BAF 7", Status: assessment.Planned},
		{ID: "2", Title: "Think"},
	}
	return a
}

func encoded(t interface{ Fatal(...any) }, a *assessment.Assessment) []byte {
	data, err := Encode(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTheFormOfTheFile(t *testing.T) {
	got := string(encoded(t, full(t)))
	golden := "testdata/full.yaml"
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("got\n%s", got)
	}
	back, err := Decode(golden, want, find(t))
	if err != nil {
		t.Fatal(err)
	}
	if again := string(encoded(t, back)); again != got {
		t.Errorf("read and written again\n%s", again)
	}
}

// A file cut off anywhere is refused, or says nothing that the whole one did
// not say.
func TestAFileCutOffAtEveryByte(t *testing.T) {
	whole := full(t)
	data := encoded(t, whole)
	read := 0
	for cut := range data {
		a, err := Decode("cut.yaml", data[:cut], find(t))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "cut.yaml:") {
				t.Fatalf("cut at %d: no place in %q", cut, err)
			}
			continue
		}
		read++
		for id, answer := range a.Answers {
			is := whole.Answers[id]
			if answer.Option != "" && answer.Option != is.Option || !strings.HasPrefix(is.NotApplicable, answer.NotApplicable) ||
				!strings.HasPrefix(is.Note, strings.TrimSuffix(answer.Note, "\n")) || len(answer.Evidence) > len(is.Evidence) {
				t.Fatalf("cut at %d, %s reads %+v", cut, id, answer)
			}
		}
	}
	if read == 0 || read > len(data)*9/10 {
		t.Errorf("%d of %d cuts were read", read, len(data))
	}
}

func TestWhatIsWrongInAFileIsToldWithItsPlace(t *testing.T) {
	good := string(encoded(t, full(t)))
	digest := framework(t).Digest()
	for _, c := range []struct{ name, old, now, want string }{
		{"misspelt key", "strength:", "strenght:", `f.yaml:34:5: there is no key "strenght"; did you mean "strength"?`},
		{"unknown question", "  A2:", "  A9:", `f.yaml:43:3: there is no question "A9"; did you mean "A1"?`},
		{"unknown option", "answer: 2\n", "answer: 7\n", `f.yaml:24:13: A1: there is no option "7"; it can be: 0, 1, 2`},
		{"fraction", "answer: 2\n", "answer: 1.5\n", `f.yaml:24:13: 1.5 is not a whole number or a word; if it is a word, put it in quotes`},
		{"no reason", "not_applicable: No such thing here", "not_applicable:", `f.yaml:44:5: not applicable needs a reason`},
		{"empty reason", "not_applicable: No such thing here", "not_applicable: ''", `f.yaml:44:21: not applicable needs a reason`},
		{"answered and not applicable", "not_applicable: No", "answer: 1\n    not_applicable: No",
			`f.yaml:45:21: A2: a question is either answered or not applicable; take one of the two out`},
		{"question twice", "  A2:", "  A1:", `f.yaml:43:3: the key "A1" is already on line 23; keep one of the two`},
		{"action twice", "- id: 2", "- id: ACT-1", `f.yaml:59:9: the action ACT-1 is already there; each needs its own id`},
		{"newer", "assessment/1", "assessment/2", `f.yaml:1:10: "assessment/2" was written by another Sextant; this one reads "assessment/1"`},
		{"foreign", "sextant: assessment/1\n", "", `f.yaml:1:1: this is not an assessment: an assessment has the line "sextant: assessment/1"`},
		{"unknown framework", "id: small", "id: smell", `f.yaml:2:12: there is no framework smell 1.0.0; there is: small 1.0.0`},
		{"unknown type", "type: trust", "type: trsut", `f.yaml:6:9: there is no organisation type "trsut"; it can be: trust, practice`},
		{"no type", "  type: trust\n", "", `f.yaml:4:3: the organisation has no type; it can be: trust, practice`},
		{"no name", "name: \"St Elsewhere: NHS Trust\"", "name:", `f.yaml:4:8: "name" is missing here`},
		{"no date", "date: 2026-11-22\n", "", `f.yaml:1:1: "date" is missing here`},
		{"negative cost", "cost: 12000.5", "cost: -1", `f.yaml:55:11: a cost is not below 0 nor above a million millions`},
		{"other digest", digest, "sha256:0", "f.yaml: the answers were given to a small 1.0.0 whose digest was sha256:0; the one at hand has " + digest},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.now, 1)
			if text == good {
				t.Fatalf("%q is not in the file", c.old)
			}
			_, err := Decode("f.yaml", []byte(text), find(t))
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func folder(t *testing.T) Folder { return Folder{Dir: t.TempDir(), Find: find(t)} }

func edit(t *testing.T, f Folder, name string) *Edit {
	t.Helper()
	e, err := f.Edit(name)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func choose(t *testing.T, e *Edit, id, option string) {
	t.Helper()
	if err := e.Assessment.Set(id, assessment.Answer{Option: option}); err != nil {
		t.Fatal(err)
	}
}

func TestTwoPeopleAtOneFile(t *testing.T) {
	f := folder(t)
	if err := f.Create("a.yaml", full(t)); err != nil {
		t.Fatal(err)
	}
	one, two := edit(t, f, "a.yaml"), edit(t, f, "a.yaml")
	choose(t, one, "A2", "1")
	choose(t, two, "A3", "2")
	if err := errors.Join(one.Save(), two.Save()); err != nil {
		t.Fatal(err)
	}
	if two.Assessment.Answers["A2"].Option != "1" || two.Assessment.Answers["A3"].Option != "2" {
		t.Error("the second does not see both answers")
	}
	choose(t, one, "A3", "0") // one has not seen two's answer yet
	choose(t, one, "A1", "0")
	var conflicts assessment.Conflicts
	if err := one.Save(); !errors.As(err, &conflicts) || conflicts[0].ID != "A3" {
		t.Fatalf("got %v", err)
	}
	a, _, err := f.Get("a.yaml")
	if err != nil || a.Answers["A3"].Option != "2" || a.Answers["A1"].Option != "0" {
		t.Errorf("the file holds A3=%s A1=%s (%v)", a.Answers["A3"].Option, a.Answers["A1"].Option, err)
	}
	choose(t, one, "A3", "0") // now knowingly
	if err := one.Save(); err != nil {
		t.Error(err)
	}
	nothingLeftBehind(t, f)
}

func TestAChangeThatMustBeWholeIsNotMadeInPart(t *testing.T) {
	f := folder(t)
	if err := f.Create("a.yaml", full(t)); err != nil {
		t.Fatal(err)
	}
	one, two := edit(t, f, "a.yaml"), edit(t, f, "a.yaml")
	choose(t, two, "A3", "2")
	choose(t, two, "A2", "2")
	if err := two.Save(); err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(filepath.Join(f.Dir, "a.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	choose(t, one, "A1", "0")
	choose(t, one, "A2", "0")
	choose(t, one, "A3", "0")
	var conflicts assessment.Conflicts
	if err := one.SaveWhole(); !errors.As(err, &conflicts) || len(strings.Split(err.Error(), "\n")) != 2 {
		t.Errorf("got %v", err)
	}
	if now, _ := os.ReadFile(filepath.Join(f.Dir, "a.yaml")); string(now) != string(was) {
		t.Error("the change was made in part")
	}
}

func TestAnotherAssessmentInTheFilesPlaceIsLeftAlone(t *testing.T) {
	f := folder(t)
	path := filepath.Join(f.Dir, "a.yaml")
	if err := f.Create("a.yaml", full(t)); err != nil {
		t.Fatal(err)
	}
	e := edit(t, f, "a.yaml")
	other := full(t)
	other.Organisation.Name, other.Organisation.Code = "Another trust", "ZZZ"
	text := encoded(t, other)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	choose(t, e, "A2", "1")
	if err := e.Save(); err == nil || err.Error() != `someone else put the assessment of "Another trust" in this file's place; open it again` {
		t.Errorf("got %v", err)
	}
	if now, _ := os.ReadFile(path); string(now) != string(text) {
		t.Error("their file was changed")
	}
	if e.Assessment.Answers["A2"].Option != "1" {
		t.Error("the answer is not in memory any more")
	}
}

func TestWhatAKilledSaveLeftIsRemoved(t *testing.T) {
	f := folder(t)
	if err := f.Create("a.yaml", full(t)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".a.yaml.123.sextant-tmp", ".b.yaml.123.sextant-tmp"} {
		if err := os.WriteFile(filepath.Join(f.Dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e := edit(t, f, "a.yaml")
	choose(t, e, "A2", "1")
	if err := e.Save(); err != nil {
		t.Fatal(err)
	}
	left, _ := filepath.Glob(filepath.Join(f.Dir, ".*"))
	if len(left) != 1 || filepath.Base(left[0]) != ".b.yaml.123.sextant-tmp" {
		t.Errorf("left: %v", left)
	}
}

func TestNothingIsWrittenThatWouldBeRefused(t *testing.T) {
	f := folder(t)
	a := full(t)
	a.Date = time.Date(1215, 6, 15, 0, 0, 0, 0, time.UTC)
	if err := f.Create("a.yaml", a); err == nil || !strings.Contains(err.Error(), "1215-06-15") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(f.Dir, "a.yaml")); err == nil {
		t.Error("the file was written")
	}
}

func TestManySaversLoseNothing(t *testing.T) {
	f := folder(t)
	a, err := assessment.New(framework(t), assessment.Organisation{Name: "x", Type: "trust"}, full(t).Date)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Create("a.yaml", a); err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for i := range 12 {
		wait.Go(func() {
			e := edit(t, f, "a.yaml")
			was := e.Assessment.Answers["A1"]
			was.Evidence = append(was.Evidence[:len(was.Evidence):len(was.Evidence)], assessment.Evidence{Title: fmt.Sprint("item ", i)})
			if err := e.Assessment.Set("A1", was); err != nil {
				t.Error(err)
			}
			if err := e.Save(); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	a, _, err = f.Get("a.yaml")
	if err != nil || len(a.Answers["A1"].Evidence) != 12 {
		t.Errorf("%d of 12 pieces of evidence are kept (%v)", len(a.Answers["A1"].Evidence), err)
	}
	nothingLeftBehind(t, f)
}

// nothingLeftBehind looks for locks and temporary files.
func nothingLeftBehind(t *testing.T, f Folder) {
	t.Helper()
	entries, err := os.ReadDir(f.Dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func TestSavingKeepsCommentsModesAndLinks(t *testing.T) {
	f := folder(t)
	path := filepath.Join(f.Dir, "a.yaml")
	text := "# Ours.\n" + strings.Replace(string(encoded(t, full(t))), "  A2:", "  # ask estates\n  A2:", 1)
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.yaml", filepath.Join(f.Dir, "link.yaml")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	e := edit(t, f, "link.yaml")
	choose(t, e, "A2", "1")
	if err := e.Save(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(text, "not_applicable: No such thing here", "answer: 1", 1)
	if string(data) != want {
		t.Errorf("got\n%s", data)
	}
	if info, err := os.Lstat(filepath.Join(f.Dir, "link.yaml")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is a file now")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v", info.Mode())
	}
}

func TestCreateReplacesNothing(t *testing.T) {
	f := folder(t)
	if err := os.WriteFile(filepath.Join(f.Dir, "a.yaml"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Create("a.yaml", full(t)); !errors.Is(err, ErrExists) {
		t.Errorf("got %v", err)
	}
	if data, _ := os.ReadFile(filepath.Join(f.Dir, "a.yaml")); string(data) != "mine" {
		t.Error("the file was replaced")
	}
	if err := f.Create("b.yaml", full(t)); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(filepath.Join(f.Dir, "b.yaml")); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others can read a new assessment: %v", info.Mode())
	}
}

func TestAnAssessmentTooLargeToReadIsNotWritten(t *testing.T) {
	f := folder(t)
	if err := f.Create("a.yaml", full(t)); err != nil {
		t.Fatal(err)
	}
	e := edit(t, f, "a.yaml")
	was, err := os.ReadFile(filepath.Join(f.Dir, "a.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var evidence []assessment.Evidence
	for range 400 {
		evidence = append(evidence, assessment.Evidence{Title: strings.Repeat("x", 9_000)})
	}
	if err := e.Assessment.Set("A1", assessment.Answer{Option: "1", Evidence: evidence}); err != nil {
		t.Fatal(err)
	}
	if err := e.Save(); err == nil || !strings.Contains(err.Error(), "the most is 3145728") {
		t.Errorf("got %v", err)
	}
	if now, _ := os.ReadFile(filepath.Join(f.Dir, "a.yaml")); string(now) != string(was) {
		t.Error("the file changed")
	}
	if e.Assessment.Answers["A1"].Option != "1" {
		t.Error("the change is not in memory any more")
	}
}

// Whatever is kept is written and read back as it was, byte for byte when it
// is written again.
func TestAnyAssessmentComesBackAsItWas(t *testing.T) {
	text := rapid.StringOfN(rapid.OneOf(rapid.RuneFrom([]rune("ab \n:#-'\"{}[],&*!|>%@`?=+_0é👍ש\u2028")), rapid.Rune()), 0, 40, -1).
		Filter(func(s string) bool {
			return strings.IndexFunc(s, func(r rune) bool {
				return r != '\n' && (r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF)
			}) < 0
		})
	rapid.Check(t, func(t *rapid.T) {
		a := full(t)
		a.Period, a.Cover.Purpose = text.Draw(t, "period"), text.Draw(t, "purpose")
		a.Organisation.Other[0].Text = text.Draw(t, "other")
		for _, q := range a.Framework.Questions() {
			kept := assessment.Answer{
				Note: text.Draw(t, "note"), Target: rapid.SampledFrom([]string{"", "0", "2"}).Draw(t, "target"),
				By: text.Draw(t, "by"), Strength: assessment.Strength(rapid.SampledFrom([]string{"", "none", "sampled"}).Draw(t, "strength")),
			}
			switch rapid.IntRange(0, 2).Draw(t, "state") {
			case 1:
				kept.Option = "1"
			case 2:
				kept.NotApplicable = "because " + text.Draw(t, "reason")
			}
			for range rapid.IntRange(0, 2).Draw(t, "evidence") {
				kept.Evidence = append(kept.Evidence, assessment.Evidence{Title: "t" + text.Draw(t, "title"), Reference: text.Draw(t, "reference")})
			}
			if err := a.Set(q.ID, kept); err != nil {
				t.Fatal(err)
			}
		}
		data := encoded(t, a)
		back, err := Decode("f", data, find(t))
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		for _, q := range a.Framework.Questions() {
			if !back.Answers[q.ID].Equal(a.Answers[q.ID]) {
				t.Fatalf("%s came back as %+v from %+v\n%s", q.ID, back.Answers[q.ID], a.Answers[q.ID], data)
			}
		}
		if again := encoded(t, back); string(again) != string(data) {
			t.Fatalf("written again\n%s\nwas\n%s", again, data)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add(encoded(f, full(f)))
	f.Add([]byte("sextant: assessment/1\nframework: {id: small, version: 1.0.0, digest: x}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Decode("f.yaml", data, find(t))
		if err != nil {
			return
		}
		assessment.Score(a)
		out, err := Encode(a, nil)
		if err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		back, err := Decode("f.yaml", out, find(t))
		if err != nil {
			t.Fatalf("written but not read: %v\n%s", err, out)
		}
		if again, err := Encode(back, nil); err != nil || string(again) != string(out) {
			t.Fatalf("written again (%v)\n%s\nwas\n%s", err, again, out)
		}
	})
}
