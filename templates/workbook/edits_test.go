package workbook

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

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
