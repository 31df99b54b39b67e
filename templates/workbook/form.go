package workbook

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// The form has these sheets, in this order:
//
//	Start          how to fill it in, who it is for, and how far it is
//	1 Governing …  a sheet for each objective, with a row for each question,
//	               and for each option of a question that picks many
//	Evidence       a row for each item
//	Words          how an answer is chosen, and what the words mean
//	_lists         what the dropdowns offer (hidden)
//	_scores        what the scores and counts on Start are made of (hidden; not
//	               where there are no scores and nothing is ticked)
//	_meta          which questionnaire and organisation it is of (very hidden)
//	_base          the answers that it was made with (very hidden)
//
// read.go reads it back by the names of tables, headings and ids; where a
// name stands for both it is in form_names.go.

// FormOptions says what a form holds.
type FormOptions struct {
	For string // only the questions whose respondent holds this text, whatever its case; "": all
}

// Form writes the questionnaire of an assessment, with its answers, as a
// workbook to fill in. An organisation without a name is asked for it.
func Form(w io.Writer, a *assessment.Assessment, o FormOptions) error {
	p, err := formParts(a, o, true)
	if err != nil {
		return fmt.Errorf("make the form: %w", err)
	}
	if err := p.write(w); err != nil {
		return fmt.Errorf("write the form: %w", err)
	}
	return nil
}

// form is the book while it is made.
type form struct {
	*book
	of      *assessment.Assessment // with the answers to the form's questions and no others
	blank   bool                   // it asks for the organisation
	only    string                 // FormOptions.For
	sheets  []formSheet
	result  *assessment.Result
	lists   []choices
	columns []formColumn              // of the sheets of questions, once asked for
	answers map[string]string         // by id of a row: the cell of its answer, for formulas
	cached  map[string]map[string]any // the values of formulas (formula.go)
	bold    map[string]string         // texts with bold parts (rich.go)
}

// formSheet is the sheet of an objective.
type formSheet struct {
	name, title string
	group       *frameworks.Group
	rows        []formRow
	head        int // the row of its headings
	from        int // its first row on _scores
	scores      int // its own row there
}

// formRow is a question, or one option of a question that picks many
// (form_ticks.go), and the theme that it belongs to.
type formRow struct {
	theme string
	*frameworks.Question
	option *frameworks.Option // nil: the row of the question itself
}

// formParts makes the parts of a form; without the values that belong to its
// formulas only for tests.
func formParts(a *assessment.Assessment, o FormOptions, cached bool) (parts, error) {
	f, err := newForm(a, o)
	if err != nil {
		return nil, err
	}
	p, err := f.parts()
	if err != nil {
		return nil, err
	}
	if cached {
		f.fillIn(p)
	}
	f.embolden(p)
	f.sign(p)
	return p, readable(p)
}

// newForm draws a form.
func newForm(a *assessment.Assessment, o FormOptions) (*form, error) {
	f := &form{
		only: strings.TrimSpace(o.For), of: a.Clone(), blank: strings.TrimSpace(a.Organisation.Name) == "",
		answers: make(map[string]string), cached: make(map[string]map[string]any), bold: make(map[string]string),
	}
	if err := f.collect(); err != nil {
		return nil, err
	}
	f.result = assessment.Score(f.of)
	shown := f.of.Clone()
	if f.blank {
		shown.Organisation.Name = "Questionnaire"
	}
	f.book = newBook(templates.Report{Assessment: shown, Result: f.result})
	f.makeLists()
	start := f.page(startSheet)
	for i := range f.sheets {
		f.drawQuestions(&f.sheets[i], i+1)
	}
	f.drawEvidence()
	f.drawWords()
	f.drawLists()
	if f.worksOut() || f.hasTicks() {
		f.drawScores()
	}
	f.drawMeta()
	f.drawBase()
	f.drawStart(start)
	return f, nil
}

// sign says in the document's properties that it is a form: `report` then
// does not take what people filled in for a board workbook of its own, which
// it may write over.
func (f *form) sign(p parts) {
	const core = "docProps/core.xml"
	p[core] = bytes.NewBuffer(bytes.ReplaceAll(p[core].Bytes(), []byte(">Sextant<"), []byte(">Sextant form<")))
}

// readable holds the form against the bounds of what is read back.
func readable(p parts) error {
	size := 0
	var r reach
	for name, part := range p {
		size += part.Len()
		if trouble := r.part(name, part.Bytes()); trouble != "" {
			return fmt.Errorf("there is too much in it for a form: %s", trouble)
		}
	}
	if size > maxUnzipped*3/4 { // other programs write more for the same
		return fmt.Errorf("there is too much in it for a form: it would be %d MB unpacked", size>>20)
	}
	return nil
}

// collect finds the questions of the form, by objective, and leaves out the
// answers to others.
func (f *form) collect() error {
	all := make(map[string]assessment.Answer)
	names := []string{startSheet, evidenceSheet, wordsSheet, listsSheet, scoresSheet, metaSheet, baseSheet}
	for i, g := range f.of.Framework.Objectives {
		s := formSheet{group: g, title: g.Title}
		var walk func(g *frameworks.Group, theme string)
		walk = func(g *frameworks.Group, theme string) {
			for _, q := range g.Questions {
				if !q.IsFor(f.of.Organisation.Type) {
					continue
				}
				if !q.IsForRespondent(f.only) {
					continue
				}
				s.rows = append(s.rows, formRow{theme: theme, Question: q})
				if answer, ok := f.of.Answers[q.ID]; ok {
					all[q.ID] = answer
				}
			}
			for _, child := range g.Groups {
				below := child.Title
				if theme != "" {
					below = theme + " / " + child.Title
				}
				walk(child, below)
			}
		}
		walk(g, "")
		if len(s.rows) > 0 {
			s.name = sheetName(fmt.Sprintf("%d %s", i+1, g.Title), names)
			names = append(names, s.name)
			f.sheets = append(f.sheets, s)
		}
	}
	f.of.Answers = all
	if len(f.sheets) == 0 && f.only != "" {
		return &NoQuestions{For: f.only, Respondents: frameworks.Respondents(f.of.Asked())}
	}
	if len(f.sheets) == 0 {
		return fmt.Errorf("no question of %s is for this type of organisation", f.of.Framework.ID)
	}
	return nil
}

// NoQuestions says that nobody's questions match FormOptions.For.
type NoQuestions struct {
	For         string
	Respondents []string
}

func (e *NoQuestions) Error() string {
	return fmt.Sprintf("no question is for %q; they are for: %s", e.For, strings.Join(e.Respondents, ", "))
}

// ids lists the questions of the form.
func (f *form) ids() []string {
	var ids []string
	for _, s := range f.sheets {
		for _, r := range s.rows {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
