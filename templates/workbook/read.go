package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/frameworks"
)

// Filled is a form that came back. What people cleared is still in Form as it
// was: an empty cell is as often a slip as an answer taken back.
type Filled struct {
	File       string
	Base, Form *assessment.Assessment // the answers it was made with, and those it has now
	Cleared    []Cleared

	places map[[2]string]string
}

// Cleared is something that the form was made with and that is gone from it.
type Cleared struct {
	ID, Field string
	Cell      string // where it was
	Was       string // as people read it
	clear     func()
}

// Place is the Sheet!Cell of an answer's field, by the field's key in an
// assessment's file; "" for the head of the file.
func (f *Filled) Place(id, field string) string { return f.places[[2]string{id, field}] }

// Clear takes out of Form what was cleared.
func (f *Filled) Clear() {
	for _, c := range f.Cleared {
		c.clear()
	}
	f.Cleared = nil
}

// Sign puts by whom and when beside the answers that the form gives anew. An
// answer that the file of the assessment has already keeps what stands there,
// and so does one that was not changed.
func (f *Filled) Sign(file *assessment.Assessment, by string, at time.Time) {
	same := func(a, b assessment.Answer) bool { return a.Option == b.Option && a.NotApplicable == b.NotApplicable }
	for id, answer := range f.Form.Answers {
		base, there := f.Base.Answers[id], file.Answers[id]
		switch {
		case answer.Equal(base) || answer.State() == assessment.Unanswered:
			continue
		case same(answer, there):
			answer.By, answer.At = there.By, there.At
		case !same(answer, base):
			answer.By, answer.At = by, at.UTC().Truncate(time.Second)
		}
		f.Form.Answers[id] = answer
	}
}

// lost is the hint where a program dropped what the form needs.
const lost = "fill the form in with Excel or LibreOffice, which keep its hidden sheets, and save it as .xlsx; `sextant form` makes a fresh one"

// ReadForm reads a form that came back; name is what messages call it. The
// questionnaire that it names comes from find. The error is a [*Problems]
// with everything wrong, each with its cell.
//
// Tables are found by name, or by their headings where a program dropped
// them; columns by heading, rows by the id of their question.
func ReadForm(name string, data []byte, find func(id, version string) (*frameworks.Framework, error)) (filled *Filled, err error) {
	// excelize checks little of what it reads; what it stumbles over is a file
	// that no spreadsheet program wrote.
	defer func() {
		if recover() != nil {
			filled, err = nil, &Problems{File: name, List: []Problem{{Text: damaged}}}
		}
	}()
	return readForm(name, data, find)
}

const damaged = "the file is damaged: it cannot be read as a workbook"

func readForm(name string, data []byte, find func(id, version string) (*frameworks.Framework, error)) (*Filled, error) {
	problems := &Problems{File: name}
	rows, trouble := guard(data)
	if trouble != "" {
		problems.add("", "%s", trouble)
		return nil, problems
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, RawCellValue: true})
	if err != nil {
		problems.add("", damaged)
		return nil, problems
	}
	defer func() { _ = f.Close() }()
	r := &reader{f: f, rows: rows, problems: problems, filled: &Filled{File: name, places: make(map[[2]string]string)}}
	r.read(find)
	if r.damaged != "" { // all else follows from it
		return nil, &Problems{File: name, List: []Problem{{Text: "the file is damaged: its sheet " + printable(r.damaged) + " cannot be read; fetch it again"}}}
	}
	if r.err != nil {
		return nil, r.err
	}
	if err := problems.err(); err != nil {
		return nil, err
	}
	return r.filled, nil
}

// reader reads one form.
type reader struct {
	f        *excelize.File
	rows     int // no sheet reaches beyond
	date1904 bool
	damaged  string // the sheet that could not be read; "": none
	problems *Problems
	err      error // from find
	filled   *Filled
	ids      []string               // of the form's questions
	items    map[string][]baseItem  // evidence the form was made with, by question
	answers  map[string]answerCells // where each question stands
	ticks    map[string]answerCells // where each option stands of a question that picks many
}

func (r *reader) read(find func(id, version string) (*frameworks.Framework, error)) {
	if props, err := r.f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		r.date1904 = *props.Date1904
	}
	if !r.meta(find) || !r.base() {
		return
	}
	r.filled.Form = r.filled.Base.Clone()
	r.organisation()
	r.questions()
	r.evidence()
}

// sheet returns the sheet of a name, whatever its case; nil if there is none.
func (r *reader) sheet(name string) *sheetCells {
	for _, s := range r.f.GetSheetList() {
		if strings.EqualFold(s, name) {
			return &sheetCells{reader: r, name: s}
		}
	}
	return nil
}

// meta reads which questionnaire and organisation the form is of.
func (r *reader) meta(find func(id, version string) (*frameworks.Framework, error)) bool {
	s := r.sheet(metaSheet)
	if s == nil {
		if r.sheet(baseSheet) != nil || r.sheet(evidenceSheet) != nil && r.sheet(startSheet) != nil {
			r.problems.add("", "its hidden sheet %s is lost, which says what it was made from; the program that saved it dropped it", metaSheet)
			r.problems.Hint = lost
		} else {
			r.problems.add("", "this is not a form of Sextant's: it has no sheet %s", metaSheet)
			r.problems.Hint = "`sextant form` makes one; the board's workbook that `sextant report` writes cannot be imported"
		}
		return false
	}
	values := make(map[string]string)
	for row := 1; row <= min(r.rows, 50); row++ {
		if key := s.text(1, row); key != "" {
			values[key] = s.text(2, row)
		}
	}
	if format := values[metaFormat]; format != formFormat {
		if strings.HasPrefix(format, "form/") {
			r.problems.add("", "the form is of another Sextant: its format is %q, and this one reads %q", format, formFormat)
		} else {
			r.problems.add("", "this is not a form of Sextant's: its sheet %s does not say %q", metaSheet, formFormat)
		}
		return false
	}
	fw, err := find(values[metaFramework], values[metaVersion])
	var missing *frameworks.NotFound
	switch {
	case errors.As(err, &missing):
		r.err = fmt.Errorf("%s: the form asks %s %s: %w", r.filled.File, values[metaFramework], values[metaVersion], err)
		return false
	case err != nil:
		r.err = err
		return false
	case fw.ID != values[metaFramework] || fw.Version != values[metaVersion]:
		r.problems.add("", "the form asks %s %s, and the answers are to %s %s", values[metaFramework], values[metaVersion], fw.ID, fw.Version)
		r.problems.Hint = "import it into a file of its own, or make a fresh form"
		return false
	}
	same, _ := fw.Alike(values[metaDigest]) // a copy that cannot be read is not the one
	if same == nil {
		r.problems.add("", "the form was made from another %s %s: its digest is %s, that of the one at hand %s", fw.ID, fw.Version, values[metaDigest], fw.Digest())
		r.problems.Hint = "the questionnaire was changed without a new version; name the file the form was made from with --framework FILE"
		return false
	}
	date, err := time.Parse(time.DateOnly, values[metaDate])
	if err != nil {
		r.problems.add(address(s.name, "B8"), "the date of the assessment is damaged; make a fresh form")
		return false
	}
	r.filled.Base = &assessment.Assessment{
		Framework: same, Date: date, Answers: make(map[string]assessment.Answer),
		Organisation: assessment.Organisation{Name: values[metaName], Code: values[metaCode], Type: values[metaType]},
	}
	return true
}

// base reads the answers that the form was made with.
func (r *reader) base() bool {
	s := r.sheet(baseSheet)
	if s == nil {
		r.problems.add("", "its hidden sheet %s is lost, which holds the answers it was made with; the program that saved it dropped it", baseSheet)
		r.problems.Hint = lost
		return false
	}
	columns := make(map[string]int)
	heads := basesHeads(r.filled.Base.Framework)
	for col := 1; col <= len(heads)+5; col++ {
		columns[s.text(col, 1)] = col
	}
	for _, head := range heads {
		if columns[head] == 0 {
			r.problems.add(address(s.name, "A1"), "the hidden sheet was changed: its column %s is gone; make a fresh form", head)
			return false
		}
	}
	fw := r.filled.Base.Framework
	r.items = make(map[string][]baseItem)
	for row := 2; row <= r.rows; row++ {
		get := func(head string) string {
			if columns[head] == 0 {
				return ""
			}
			return s.text(columns[head], row)
		}
		id := get("id")
		if id == "" {
			continue
		}
		if fw.Question(id) == nil {
			r.problems.add(s.at(columns["id"], row), "the hidden sheet was changed: there is no question %q; make a fresh form", id)
			return false
		}
		if n := get("item"); n != "" {
			r.items[id] = append(r.items[id], baseItem{number: n, Evidence: assessment.Evidence{Title: get("title"), Reference: get("reference"), Date: parsedDay(get("date"))}})
			continue
		}
		if slices.Contains(r.ids, id) {
			r.problems.add(s.at(columns["id"], row), "the hidden sheet was changed: %s is there twice; make a fresh form", id)
			return false
		}
		r.ids = append(r.ids, id)
		answer := assessment.Answer{
			Option: get("answer"), NotApplicable: get("not_applicable"), Target: get("target"), Note: get("note"),
			Strength: assessment.Strength(get("strength")), By: get("by"), At: parsedMoment(get("at")), GivenTo: get("given_to"),
		}
		if get("review_of") != "" {
			answer.Review = &assessment.Review{
				Of: get("review_of"), Answer: get("review_answer"), By: get("review_by"), At: parsedMoment(get("review_at")), Note: get("review_note"), GivenTo: get("review_given_to"),
			}
		}
		if get("override_status") != "" {
			answer.Override = &assessment.Override{
				Status: get("override_status"), Reason: get("override_reason"), By: get("override_by"), At: parsedMoment(get("override_at")),
			}
		}
		r.filled.Base.Answers[id] = answer
	}
	for id, items := range r.items {
		answer := r.filled.Base.Answers[id]
		for _, item := range items {
			answer.Evidence = append(answer.Evidence, item.Evidence)
		}
		r.filled.Base.Answers[id] = answer
	}
	for id, answer := range r.filled.Base.Answers {
		if answer.Equal(assessment.Answer{}) {
			delete(r.filled.Base.Answers, id)
		}
	}
	if len(r.ids) == 0 {
		r.problems.add("", "its hidden sheet %s is empty, which holds the answers it was made with", baseSheet)
		r.problems.Hint = lost
		return false
	}
	return true
}

func parsedDay(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

func parsedMoment(s string) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, s)
	return t.UTC()
}

// organisation reads from Start what a blank form asks for.
func (r *reader) organisation() {
	if r.filled.Base.Organisation.Name != "" {
		return
	}
	s := r.sheet(startSheet)
	if s == nil {
		r.problems.add("", "its sheet %s is missing, which names the organisation", startSheet)
		return
	}
	org := &r.filled.Form.Organisation
	for row := 1; row <= min(r.rows, 50); row++ {
		var to *string
		field := ""
		switch s.text(1, row) {
		case nameLabel:
			to, field = &org.Name, "name"
		case codeLabel:
			to, field = &org.Code, "code"
		default:
			continue
		}
		if s.isFormula(2, row) {
			continue
		}
		*to = oneLine(s.written(2, row))
		r.filled.places[[2]string{"", field}] = s.at(2, row)
	}
	for _, fault := range r.filled.Form.Faults() {
		text := fault.Text
		if fault.Field == "name" && org.Name == "" {
			text = "the organisation has no name; write it here"
		}
		r.problems.add(r.filled.Place("", fault.Field), "%s", text)
	}
}
