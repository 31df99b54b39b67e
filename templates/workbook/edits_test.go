package workbook

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

// edited is a form with random edits, and the file with random edits of its
// own.
type edited struct {
	base, file *assessment.Assessment
	mine       *assessment.Assessment // what the form says now; what was emptied stands
	left       *assessment.Assessment // without what was emptied
	cleared    []string               // what was: an id and a field, or more than once for evidence
	data       []byte
}

func randomEdits(t *testing.T, fw *frameworks.Framework) *rapid.Generator[edited] {
	return rapid.Custom(func(rt *rapid.T) edited {
		base := randomAssessment(fw).Draw(rt, "base")
		takeOutEscapes(base)
		data := formOf(t, base, FormOptions{})
		f, err := excelize.OpenReader(bytes.NewReader(data))
		must(t, err)
		defer func() { must(t, f.Close()) }()
		e := editor{T: rt, f: f, cells: cellsOf(t, data, fw), edited: edited{base: base, mine: base.Clone(), left: base.Clone(), file: base.Clone()}}
		for _, q := range base.Asked() {
			e.question(q)
			if e.one(4, "file") {
				must(t, e.file.Set(q.ID, randomAnswer(q).Draw(rt, "theirs")))
			}
		}
		e.evidence()
		var out bytes.Buffer
		must(t, f.Write(&out))
		e.edited.data = out.Bytes()
		slices.Sort(e.cleared)
		return e.edited
	})
}

// takeOutEscapes spares the forms that are edited what other programs destroy.
// They save a text such as _x0041_x0042_ without the escape that it needs, or
// with the first of two: openpyxl and exceljs give back Ax0042_, LibreOffice
// _x0041B. It is so in the hidden sheet too, so that what nobody changed still
// counts as unchanged; but what somebody did change was another text in the
// file, and Merge asks whose stands.
func takeOutEscapes(a *assessment.Assessment) {
	whole := func(s string) string { return escapable.ReplaceAllString(s, "(x)") }
	for id, answer := range a.Answers {
		answer.NotApplicable, answer.Note = whole(answer.NotApplicable), whole(answer.Note)
		answer.Evidence = slices.Clone(answer.Evidence)
		for i, e := range answer.Evidence {
			answer.Evidence[i].Title, answer.Evidence[i].Reference = whole(e.Title), whole(e.Reference)
		}
		a.Answers[id] = answer
	}
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

// editor makes the edits of a form.
type editor struct {
	*rapid.T
	f     *excelize.File
	cells map[string]map[string]string // Sheet!Cell, by question and heading
	edited
}

// one is true once in so many times.
func (e *editor) one(in int, name string) bool { return rapid.IntRange(1, in).Draw(e.T, name) == 1 }

// words are a text that every program keeps as it is.
func (e *editor) words(name string) string {
	return rapid.StringMatching(`[A-Z][a-z]{1,8}( [a-z]{1,9}){0,5}`).Draw(e.T, name)
}

// put writes a text, a time or, with nil, nothing into Sheet!Cell.
func (e *editor) put(place string, value any) {
	sheet, cell, _ := strings.Cut(place, "!")
	if err := e.f.SetCellValue(sheet, cell, value); err != nil {
		e.Fatal(err)
	}
}

// nothing is what is in a cell that somebody emptied: some press the space bar.
func (e *editor) nothing() any { return rapid.SampledFrom([]any{nil, "", " "}).Draw(e.T, "nothing") }

// set changes the answer to a question, whether or not what was emptied goes.
func (e *editor) set(id string, change func(*assessment.Answer)) {
	for _, a := range []*assessment.Assessment{e.mine, e.left} {
		answer := a.Answers[id]
		change(&answer)
		a.Answers[id] = answer
	}
}

// clear takes out of an answer what was emptied.
func (e *editor) clear(id, field string, change func(*assessment.Answer)) {
	answer := e.left.Answers[id]
	change(&answer)
	e.left.Answers[id] = answer
	e.cleared = append(e.cleared, id+" "+field)
}
