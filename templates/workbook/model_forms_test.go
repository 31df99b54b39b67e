package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

// The form of every model, in every state, comes back as it went.
func TestModelForms(t *testing.T) {
	if testing.Short() {
		t.Skip("long; the race detector has nothing to find here")
	}
	for name, fw := range models(t) {
		for state, a := range answered(t, fw) {
			data := formOf(t, a, FormOptions{})
			writeSample(t, "form-"+name+"-"+state, data)
			comesBack(t, name+" "+state, a, data)
		}
	}
}

// comesBack holds what a form that nobody changed makes of its file.
func comesBack(t *testing.T, name string, a *assessment.Assessment, data []byte) {
	t.Helper()
	filled, err := ReadForm(name, data, finding(a.Framework))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if len(filled.Cleared) > 0 {
		t.Errorf("%s: cleared: %v", name, clears(filled))
	}
	merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
	if len(conflicts) > 0 || fileOf(t, merged) != fileOf(t, a) {
		t.Errorf("%s: the file is another: %s; conflicts: %v", name, firstDifference(fileOf(t, merged), fileOf(t, a)), conflicts)
	}
}

// Nothing of a model's form is lost in the programs that people save it with.
func TestModelRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs take seconds")
	}
	given, forms := make(map[string]*assessment.Assessment), make(map[string][]byte)
	for name, fw := range models(t) {
		for state, a := range answered(t, fw) {
			if name := name + "-" + state; strings.HasSuffix(name, "-some-not-applicable") || os.Getenv("SEXTANT_FULL") != "" {
				given[name], forms[name] = a, formOf(t, a, FormOptions{})
			}
		}
	}
	savedByEach(t, 0, forms, func(t *testing.T, saved map[string][]byte) {
		for name, a := range given {
			comesBack(t, name, a, saved[name])
		}
	})
}

// ticking is a question that picks one, and three that pick many: unanswered,
// with a tick, and with none.
func ticking(t *testing.T) *assessment.Assessment {
	many := func(id string) string {
		return "      - id: " + id + "\n        title: Many\n        asks: Which?\n        pick: many\n        options:\n" +
			"          - {key: p1, name: First, tags: [good]}\n          - {key: p2, name: Second, tags: [good]}\n          - {key: p3, name: Third, tags: [bad]}\n" +
			"        status: {rules: [{any: bad, is: poor}, {all: good, is: good}], else: fair}\n"
	}
	fw := parse(t, "id: ticking\nversion: 1.0.0\ntitle: Ticking\nscore: none\nobjectives:\n  - id: o\n    title: All\n    questions:\n"+
		many("M1")+many("M2")+many("M3")+"      - {id: S1, title: One, asks: Which one?, options: [{key: x, name: Ex}, {key: z, name: Zed}]}\n")
	a := blank(t, fw)
	must(t, a.Set("M2", assessment.Answer{Option: "[p1, p3]", Override: &assessment.Override{Status: "good", Reason: "Seen", By: "h.quist"}}))
	must(t, a.Set("M3", assessment.Answer{Option: "[]"}))
	return a
}

// What people say in the rows of options is what is ticked.
func TestTicks(t *testing.T) {
	for _, c := range []struct {
		name          string
		put           map[string]string // by id of a row; "-" empties; ID? is the reason's cell
		m1, m2, m3    string            // the answers: N is not applicable
		cleared       string
		after, wrong  string // M2 with --clear; the fault
		overrideStays bool
	}{
		{name: "nothing", m2: "[p1, p3]", m3: "[]", overrideStays: true},
		{name: "a yes", put: map[string]string{"M1 / p2": "yes"}, m1: "[p2]", m2: "[p1, p3]", m3: "[]", overrideStays: true},
		{name: "a no", put: map[string]string{"M1 / p2": "No"}, m1: "[]", m2: "[p1, p3]", m3: "[]", overrideStays: true},
		{name: "none", put: map[string]string{"M1": "None of these", "M2": "none of these"}, m1: "[]", m2: "[]", m3: "[]"},
		{name: "another", put: map[string]string{"M2 / p1": "No", "M2 / p2": "Y"}, m2: "[p2, p3]", m3: "[]"},
		{name: "rules out", put: map[string]string{"M1": "Not applicable", "M1?": "Not ours", "M2": "n/a", "M2?": "Nor this"}, m1: "N", m2: "N", m3: "[]"},
		{name: "empties one", put: map[string]string{"M2 / p1": "-"}, m2: "[p1, p3]", m3: "[]", cleared: "[M2 answer]", after: "[p3]", overrideStays: true},
		{name: "empties a no", put: map[string]string{"M2 / p2": "-"}, m2: "[p1, p3]", m3: "[]", overrideStays: true},
		{name: "empties all", put: map[string]string{"M2 / p1": "-", "M2 / p2": "-", "M2 / p3": "-"}, m2: "[p1, p3]", m3: "[]", cleared: "[M2 answer]", after: "", overrideStays: true},
		{name: "empties all of none", put: map[string]string{"M3 / p1": "-", "M3 / p2": "-", "M3 / p3": "-"}, m2: "[p1, p3]", m3: "[]", cleared: "[M3 answer]", after: "[p1, p3]", overrideStays: true},
		{name: "perhaps", put: map[string]string{"M1 / p1": "perhaps"}, wrong: `'1 All'!D6: "perhaps" is neither Yes nor No`},
		{name: "both", put: map[string]string{"M1": "None of these", "M1 / p2": "Yes"}, wrong: "M1 says None of these at '1 All'!D5, and this row says Yes"},
		{name: "an option at the question", put: map[string]string{"M1": "p1 First"}, wrong: "'1 All'!D5: there is no answer \"p1 First\" here; it can be: None of these, Not applicable"},
		{name: "no reason", put: map[string]string{"M1": "Not applicable"}, wrong: "without a reason"},
		{name: "ruled out with a yes", put: map[string]string{"M1": "Not applicable", "M1?": "Not ours", "M1 / p1": "Yes"}, wrong: "M1 says Not applicable"},
		{name: "a formula", put: map[string]string{"M1 / p1": "=1+1"}, wrong: "there is a formula here"},
		{name: "a reason and a yes", put: map[string]string{"M1?": "Not ours", "M1 / p1": "Yes"}, wrong: "M1 has an answer and a reason"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ticking(t)
			f, err := excelize.OpenReader(bytes.NewReader(formOf(t, a, FormOptions{})))
			must(t, err)
			rows := make(map[string]int)
			cells, err := f.GetRows("1 All")
			must(t, err)
			for i, row := range cells {
				if len(row) > 0 {
					rows[row[0]] = i + 1
				}
			}
			for id, text := range c.put {
				cell := fmt.Sprint("D", rows[id])
				if strings.HasSuffix(id, "?") {
					cell = fmt.Sprint("E", rows[strings.TrimSuffix(id, "?")])
				}
				switch {
				case text == "-":
					must(t, f.SetCellValue("1 All", cell, nil))
				case strings.HasPrefix(text, "="):
					must(t, f.SetCellFormula("1 All", cell, text))
				default:
					must(t, f.SetCellStr("1 All", cell, text))
				}
			}
			var out bytes.Buffer
			must(t, f.Write(&out))
			must(t, f.Close())
			filled, err := ReadForm("form.xlsx", out.Bytes(), finding(a.Framework))
			if c.wrong != "" {
				var problems *Problems
				if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.wrong) {
					t.Fatalf("it says %v, want %q", err, c.wrong)
				}
				return
			}
			must(t, err)
			says := func(id string) string {
				answer := filled.Form.Answers[id]
				if answer.State() == assessment.NotApplicable {
					return "N"
				}
				return answer.Option
			}
			if says("M1") != c.m1 || says("M2") != c.m2 || says("M3") != c.m3 {
				t.Errorf("the answers are %q, %q and %q", says("M1"), says("M2"), says("M3"))
			}
			if stays := filled.Form.Answers["M2"].Override != nil; stays != c.overrideStays {
				t.Errorf("the override stays: %t", stays)
			}
			if got := fmt.Sprint(clears(filled)); c.cleared != "" && got != c.cleared || c.cleared == "" && len(filled.Cleared) > 0 {
				t.Errorf("cleared: %s", got)
			}
			if filled.Clear(); c.cleared != "" && says("M2") != c.after {
				t.Errorf("with --clear M2 is %q", says("M2"))
			}
			for id, answer := range filled.Form.Answers {
				if faults := answer.Faults(a.Framework.Question(id)); len(faults) > 0 {
					t.Errorf("%s: %v", id, faults)
				}
			}
		})
	}
}

// A form that lost the row of an option, or has it twice, is not whole.
func TestTicksMissing(t *testing.T) {
	a := ticking(t)
	for _, c := range []struct{ to, want string }{ // in the place of M1 / p2
		{"", "the rows of M1 / p2 are gone"},
		{"M1 / p1", "M1 / p1 is here for the second time"},
		{"M1 / z", `does not ask a question "M1 / z"`},
	} {
		f, err := excelize.OpenReader(bytes.NewReader(formOf(t, a, FormOptions{})))
		must(t, err)
		must(t, f.SetCellStr("1 All", "A7", c.to))
		var out bytes.Buffer
		must(t, f.Write(&out))
		must(t, f.Close())
		if _, err := ReadForm("form.xlsx", out.Bytes(), finding(a.Framework)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: it says %v, want %q", c.to, err, c.want)
		}
	}
}

// Ticks that the form and the file changed to different ones are a conflict,
// and one side's change is taken.
func TestTicksConflict(t *testing.T) {
	a := ticking(t)
	f, err := excelize.OpenReader(bytes.NewReader(formOf(t, a, FormOptions{})))
	must(t, err)
	must(t, f.SetCellStr("1 All", "D6", "Yes"))  // M1 / p1
	must(t, f.SetCellStr("1 All", "D11", "Yes")) // M2 / p2
	var out bytes.Buffer
	must(t, f.Write(&out))
	must(t, f.Close())
	filled, err := ReadForm("form.xlsx", out.Bytes(), finding(a.Framework))
	must(t, err)
	must(t, a.Set("M1", assessment.Answer{Option: "[p3]"}))
	merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
	if got := fmt.Sprint(places(conflicts)); got != "[M1 answer]" || filled.Place("M1", "answer") != "'1 All'!D5" {
		t.Errorf("the conflicts are %s, the first at %s", got, filled.Place("M1", "answer"))
	}
	if got := merged.Answers["M2"].Option; got != "[p1, p2, p3]" {
		t.Errorf("M2 is %s", got)
	}
}
