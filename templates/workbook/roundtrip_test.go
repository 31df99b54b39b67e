package workbook

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

// count is how many random assessments a test takes.
func count() int {
	if os.Getenv("SEXTANT_FULL") != "" {
		return 500
	}
	return 20
}

// randomText is what people might write.
func randomText() *rapid.Generator[string] {
	letters := rapid.StringOf(rapid.RuneFrom([]rune("aZ09 \n_x&<>\"'=+-@|;,:%#é–…🏥م\u200f漢 ")))
	return rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			// openpyxl reads the _xD83D_ of one as half a character, which it cannot save.
			return rapid.SampledFrom(slices.DeleteFunc(slices.Clone(hostileTexts), func(s string) bool { return strings.Contains(s, "_xD83D_") })).Draw(t, "hostile")
		case 1:
			return letters.Draw(t, "letters")
		}
		return rapid.StringMatching(`[A-Z][a-z]{1,8}( [a-z]{1,9}){0,12}\.?`).Draw(t, "words")
	})
}

// filledText is one that holds something.
func filledText() *rapid.Generator[string] {
	return randomText().Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
}

func randomTime() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time { return time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "second"), 0).UTC() })
}

func randomEvidence() *rapid.Generator[assessment.Evidence] {
	return rapid.Custom(func(t *rapid.T) assessment.Evidence {
		e := assessment.Evidence{Title: filledText().Draw(t, "title"), Reference: randomText().Draw(t, "reference")}
		if rapid.Bool().Draw(t, "dated") {
			e.Date = time.Date(1900, 1, 1+rapid.IntRange(0, 80_000).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		}
		return e
	})
}

// randomAnswer is any answer that a question can have.
func randomAnswer(q *frameworks.Question) *rapid.Generator[assessment.Answer] {
	return rapid.Custom(func(t *rapid.T) assessment.Answer {
		var a assessment.Answer
		key := rapid.SampledFrom(q.Keys())
		switch rapid.IntRange(0, 5).Draw(t, "state") {
		case 0:
		case 1:
			a.NotApplicable = filledText().Draw(t, "reason")
		default:
			a.Option = key.Draw(t, "option")
		}
		maybe := func(name string) bool { return rapid.IntRange(0, 2).Draw(t, name) == 0 }
		if maybe("target?") {
			a.Target = key.Draw(t, "target")
		}
		if maybe("note?") {
			a.Note = randomText().Draw(t, "note")
		}
		if maybe("strength?") {
			a.Strength = assessment.Strength(rapid.SampledFrom(assessment.Strengths()).Draw(t, "strength"))
		}
		if maybe("evidence?") {
			a.Evidence = rapid.SliceOfN(randomEvidence(), 1, 3).Draw(t, "evidence")
		}
		if a.State() != assessment.Unanswered {
			a.By, a.At = randomText().Draw(t, "by"), randomTime().Draw(t, "at")
		}
		if maybe("review?") {
			a.Review = &assessment.Review{Of: key.Draw(t, "of"), Answer: key.Draw(t, "gives"), By: randomText().Draw(t, "reviewer"), At: randomTime().Draw(t, "reviewed"), Note: randomText().Draw(t, "view")}
		}
		return a
	})
}

// randomAssessment answers many questions or few.
func randomAssessment(fw *frameworks.Framework) *rapid.Generator[*assessment.Assessment] {
	return rapid.Custom(func(t *rapid.T) *assessment.Assessment {
		org := assessment.Organisation{Name: oneLine(filledText().Draw(t, "name")), Code: oneLine(randomText().Draw(t, "code"))}
		org.Type = rapid.SampledFrom(fw.OrganisationTypes).Draw(t, "type").Key
		a := &assessment.Assessment{Framework: fw, Organisation: org, Date: theDay, Period: "2026-27 Q3", Answers: make(map[string]assessment.Answer)}
		a.Cover.Risk = randomText().Draw(t, "risk")
		for _, q := range fw.Questions() {
			if rapid.IntRange(0, 3).Draw(t, "answered") > 0 {
				if err := a.Set(q.ID, randomAnswer(q).Draw(t, q.ID)); err != nil {
					t.Fatal(err)
				}
			}
		}
		return a
	})
}

// resave gives forms to another program to open and save, all at once.
func resave(t *testing.T, program string, forms map[string][]byte) map[string][]byte {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	args := []string{out}
	for _, name := range slices.Sorted(maps.Keys(forms)) {
		path := filepath.Join(in, name+".xlsx")
		must(t, os.WriteFile(path, forms[name], 0o600))
		args = append(args, path)
	}
	client(t, program, args...)
	saved := make(map[string][]byte)
	for name := range forms {
		data, err := os.ReadFile(filepath.Join(out, name+".xlsx"))
		must(t, err)
		saved[name] = data
	}
	return saved
}

// programs are what people may open a form with; "" is nobody.
var programs = []string{"", "resave_openpyxl.py", "resave_exceljs.mjs", "resave_libreoffice"}

// Nothing is lost on the way to people and back, whatever they save it with:
// the file is byte for byte what it was.
func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs take seconds")
	}
	fw := swl(t)
	given, forms := make(map[string]*assessment.Assessment), make(map[string][]byte)
	for i := range count() {
		name := fmt.Sprintf("form%03d", i)
		given[name] = randomAssessment(fw).Example(i)
		forms[name] = formOf(t, given[name], FormOptions{})
	}
	for _, program := range programs {
		t.Run("saved by "+program, func(t *testing.T) {
			t.Parallel()
			saved := forms
			if program != "" {
				saved = resave(t, program, forms)
			}
			for name, a := range given {
				filled, err := ReadForm(name, saved[name], finding(fw))
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				for _, c := range filled.Cleared {
					t.Errorf("%s: %s %s counts as cleared", name, c.ID, c.Field)
				}
				merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
				if len(conflicts) > 0 || fileOf(t, merged) != fileOf(t, a) {
					t.Errorf("%s: the file is another; conflicts: %v", name, conflicts)
				}
			}
		})
	}
}

// edit is what a person changes in the form: in mine, and in the workbook.
func edit(t *rapid.T, f *excelize.File, cells map[string]map[string]string, mine *assessment.Assessment, q *frameworks.Question) {
	a := mine.Answers[q.ID]
	put := func(heading, text string) {
		sheet, cell, _ := strings.Cut(cells[q.ID][heading], "!")
		if err := f.SetCellStr(sheet, cell, text); err != nil {
			t.Fatal(err)
		}
	}
	switch rapid.IntRange(0, 4).Draw(t, "edit") {
	case 0:
		o := rapid.SampledFrom(q.Options).Draw(t, "option")
		a.Option, a.NotApplicable = o.Key, ""
		put(headAnswer, rapid.SampledFrom([]string{label(o), strings.ToUpper(label(o)), o.Key, " " + o.Key + " "}).Draw(t, "written"))
		put(headReason, "")
	case 1:
		reason := rapid.StringMatching(`[A-Z][a-z]{1,8}( [a-z]{1,9}){0,5}`).Draw(t, "reason")
		if a.Option != "" {
			a.Strength = ""
		}
		a.Option, a.NotApplicable = "", reason
		put(headAnswer, rapid.SampledFrom([]string{notApplicable, "N/A", "not applicable"}).Draw(t, "written"))
		put(headReason, reason)
	case 2:
		a.Note = rapid.StringMatching(`[A-Z][a-z]{1,8}( [a-z]{1,9}){0,5}`).Draw(t, "note")
		put(headNote, a.Note)
	case 3:
		a.Target = rapid.SampledFrom(q.Keys()).Draw(t, "target")
		put(headTarget, a.Target)
	case 4:
		a.Strength = assessment.Strength(rapid.SampledFrom(assessment.Strengths()).Draw(t, "strength"))
		put(headStrength, rapid.SampledFrom([]string{strengthLabel(a.Strength), string(a.Strength)}).Draw(t, "written"))
	}
	mine.Answers[q.ID] = a
}

// edited is a form with random edits, the assessment that it says now, and
// the file with random edits of its own.
type edited struct {
	base, mine, file *assessment.Assessment
	data             []byte
}

func randomEdits(t *testing.T, fw *frameworks.Framework) *rapid.Generator[edited] {
	return rapid.Custom(func(rt *rapid.T) edited {
		e := edited{base: randomAssessment(fw).Draw(rt, "base")}
		e.mine, e.file = e.base.Clone(), e.base.Clone()
		data := formOf(t, e.base, FormOptions{})
		f := opened(t, data)
		cells := cellsOf(t, data, fw)
		for _, q := range e.base.Asked() {
			if rapid.IntRange(0, 3).Draw(rt, "form") == 0 {
				edit(rt, f, cells, e.mine, q)
			}
			if rapid.IntRange(0, 3).Draw(rt, "file") == 0 {
				if err := e.file.Set(q.ID, randomAnswer(q).Draw(rt, "theirs")); err != nil {
					rt.Fatal(err)
				}
			}
		}
		var out bytes.Buffer
		must(t, f.Write(&out))
		e.data = out.Bytes()
		return e
	})
}

// cellsOf says where the cells of each question are, as the reader found them.
func cellsOf(t *testing.T, data []byte, fw *frameworks.Framework) map[string]map[string]string {
	filled, err := ReadForm("form.xlsx", data, finding(fw))
	must(t, err)
	cells := make(map[string]map[string]string)
	for _, q := range fw.Questions() {
		cells[q.ID] = make(map[string]string)
		for field, heading := range fieldHeads {
			cells[q.ID][heading] = strings.ReplaceAll(filled.Place(q.ID, field), "'", "")
		}
	}
	return cells
}

// What people changed in the form, and others in the file, comes out as Merge
// says.
func TestRoundTripWithEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs take seconds")
	}
	fw := swl(t)
	given, forms := make(map[string]edited), make(map[string][]byte)
	for i := range max(count()/5, 4) {
		name := fmt.Sprintf("form%03d", i)
		given[name] = randomEdits(t, fw).Example(i)
		forms[name] = given[name].data
	}
	for _, program := range programs {
		t.Run("saved by "+program, func(t *testing.T) {
			t.Parallel()
			saved := forms
			if program != "" {
				saved = resave(t, program, forms)
			}
			for name, e := range given {
				filled, err := ReadForm(name, saved[name], finding(fw))
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				at := theDay.Add(10 * time.Hour)
				filled.Sign(e.file, "a.finch", at)
				mine := &Filled{Base: e.base, Form: e.mine.Clone()}
				mine.Sign(e.file, "a.finch", at)
				want, wantConflicts := assessment.Merge(e.base, mine.Form, e.file)
				got, conflicts := assessment.Merge(filled.Base, filled.Form, e.file)
				if fileOf(t, got) != fileOf(t, want) {
					t.Errorf("%s: merged otherwise: %s", name, firstDifference(fileOf(t, got), fileOf(t, want)))
				}
				if fmt.Sprint(places(conflicts)) != fmt.Sprint(places(wantConflicts)) {
					t.Errorf("%s: conflicts %v, want %v", name, places(conflicts), places(wantConflicts))
				}
			}
		})
	}
}

func places(conflicts []assessment.Conflict) []string {
	var list []string
	for _, c := range conflicts {
		list = append(list, c.ID+" "+c.Field)
	}
	return list
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: %.200q, want %.200q", i+1, g[i], w[i])
		}
	}
	return "one is longer"
}
