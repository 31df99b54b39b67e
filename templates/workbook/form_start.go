package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"sextant/templates"
)

// drawStart draws the first sheet: what the form is, how to fill it in, and
// how far it is. It is drawn last, when the other sheets stand.
func (f *form) drawStart(p *page) {
	p.fit(true, darkBlue)
	p.noGrid()
	p.setWidths(52, 13, 13, 15, 13, 13)
	last := 6
	if !f.worksOut() { // there is no column of scores
		last = 5
	}
	fw, org := f.of.Framework, f.of.Organisation
	p.text(1, 1, fw.Title, look{size: 18, bold: true, ink: darkBlue, down: "center"})
	p.height(1, 30)
	p.text(1, 2, "Questionnaire for self-assessment, "+fw.ID+" "+fw.Version, look{ink: slate})
	row := 4
	fact := func(label, value string, open bool) {
		l := look{line: box}
		p.text(1, row, label, look{bold: true, line: box, fill: pale, indent: 1, down: "center"})
		if open {
			l.fill, l.unlocked = yellow, true
		}
		l.wrap, l.indent, l.down = true, 1, "center"
		p.merge(2, row, last, row, l)
		p.text(2, row, value, l)
		p.needs[row] = max(18, l.height(value, p.span(2, last)))
		row++
	}
	fact(nameLabel, org.Name, f.blank)
	fact(codeLabel, org.Code, f.blank)
	if org.Type != "" {
		fact("Type", fw.TypeName(org.Type), false)
	}
	fact("Date of the assessment", templates.Day(f.of.Date), false)
	questions := plural(len(f.ids()), "question")
	if f.only != "" {
		fact("For", fmt.Sprintf("%s: %s", f.only, questions), false)
	} else {
		fact("For", "Everybody who can answer: "+questions, false)
	}
	row = f.progress(p, row+1)
	f.instructions(p, row+1)
	f.protect(p)
}

// progress counts the answers, live.
func (f *form) progress(p *page, row int) int {
	p.text(1, row, "How far it is", look{size: 13, bold: true, ink: darkBlue})
	row++
	works := f.worksOut()
	headings := []string{"Objective", "Questions", "Answered", "Not applicable", "Still open", "Score so far"}
	if !works {
		headings = headings[:5]
	}
	for i, heading := range headings {
		across, indent := "center", 0
		if i == 0 {
			across, indent = "left", 1
		}
		p.text(i+1, row, heading, look{size: 9, bold: true, ink: white, fill: darkBlue, line: box, lineInk: white, across: across, down: "center", wrap: true, indent: indent})
	}
	p.height(row, 24)
	first := row + 1
	scores := 0
	for _, s := range f.sheets {
		row++
		n := f.result.Find(s.group.ID)
		l := look{line: box, wrap: true, ink: blue, indent: 1}
		p.text(1, row, s.title, l)
		p.keep(p.f.SetCellHyperLink(p.name, p.cell(1, row), address(s.name, "A1"), "Location"))
		l = look{line: box, across: "center", format: formatWhole}
		col := f.column(headAnswer)
		cells := address(s.name, "") + absolute(p, col, s.head+1) + ":" + absolute(p, col, s.head+len(s.rows))
		p.count(2, row, len(s.rows), l)
		answered, ruledOut := fmt.Sprintf(`COUNTIF(%s,"?*")-D%d`, cells, row), fmt.Sprintf(`COUNTIF(%s,"%s")`, cells, notApplicable)
		if f.hasTicks() {
			answered = fmt.Sprintf("SUM(%s!F%d:F%d)", scoresSheet, s.from, s.scores)
			ruledOut = fmt.Sprintf("SUM(%s!G%d:G%d)", scoresSheet, s.from, s.scores)
		}
		f.formula(p, 3, row, answered, n.Answered, l)
		f.formula(p, 4, row, ruledOut, n.NotApplicable, l)
		f.formula(p, 5, row, fmt.Sprintf(`B%d-C%d-D%d`, row, row, row), len(s.rows)-n.Answered-n.NotApplicable, l)
		if works {
			f.score(p, row, s.scores, n.Score.Get, l)
		}
		scores = s.scores
	}
	n := &f.result.Overall
	l := look{line: box, across: "center", bold: true, fill: pale, format: formatWhole}
	p.text(1, row+1, "Overall", look{line: box, bold: true, fill: pale, indent: 1})
	for i, value := range []int{len(f.ids()), n.Answered, n.NotApplicable, len(f.ids()) - n.Answered - n.NotApplicable} {
		col := string(rune('B' + i))
		f.formula(p, i+2, row+1, fmt.Sprintf("SUM(%s%d:%s%d)", col, first, col, row), value, l)
	}
	if works {
		f.score(p, row+1, scores+1, n.Score.Get, l)
	}
	note := f.progressNote()
	p.merge(1, row+2, 6, row+2, look{size: 9, ink: slate, wrap: true})
	p.text(1, row+2, note, look{size: 9, ink: slate, wrap: true})
	p.needs[row+2] = 0
	p.height(row+2, 26)
	return row + 3
}

// progressNote says what the figures are, and what Sextant makes of the form.
func (f *form) progressNote() string {
	fw := f.of.Framework
	switch {
	case fw.OnlyMeans():
		return "The score is the mean of what is answered, for your information. Sextant works out the final one, with levels and targets, from this form."
	case f.worksOut():
		return "The score is what the answers make so far, for your information. Sextant works out the final one, and what follows from it, from this form."
	}
	return "Sextant works out what the answers make, from this form."
}

// score writes a score that stands on the sheet _scores.
func (f *form) score(p *page, row, at int, get func() (float64, bool), l look) {
	l.format = formatScore
	value := any("")
	if v, ok := get(); ok {
		value = v
	}
	f.formula(p, 6, row, fmt.Sprintf("%s!C%d", scoresSheet, at), value, l)
}

// absolute names a cell so that the name can be copied elsewhere.
func absolute(p *page, col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row, true)
	p.keep(err)
	return name
}

// instructions tell how to fill the form in.
func (f *form) instructions(p *page, row int) {
	p.text(1, row, "How to fill it in", look{size: 13, bold: true, ink: darkBlue})
	for _, step := range []string{
		"Fill in the yellow cells; everything else is locked. The blue tabs below hold the questions, a tab for each objective.",
		f.answerLine(),
		f.wordsLine(),
		f.emptyLine(),
		"What cannot apply to your organisation: choose \u201cNot applicable\u201d and write why in the cell beside it.",
		"Note: what a colleague should know. Strength of evidence: how well what you can show supports the answer." + f.targetLine(),
		"Evidence: on the grey tab, a row for each document, minute or report, with the Id of the question that it supports.",
		f.coreLine(),
		"Save it as an Excel workbook (.xlsx), not as CSV or PDF, and send it back to whoever sent it to you. It is a list of weaknesses and marked " + f.marking() + ": send it only in ways that are allowed for that.",
	} {
		if step == "" {
			continue
		}
		row++
		l := look{wrap: true, down: "top"}
		p.merge(1, row, 6, row, l)
		p.text(1, row, "\u2022 "+step, l)
		p.needs[row] = 0
		p.height(row, l.height("\u2022 "+step, p.span(1, 6))+3)
	}
}

// answerLine says how an answer is chosen.
func (f *form) answerLine() string {
	const choose = "Answer: choose from the list. "
	switch {
	case f.of.Framework.OnlyMeans():
		return choose + "Take the highest answer whose text is true for your organisation, and with it the text of every answer before it. Between two answers, take the lower."
	case f.hasTicks():
		return "Answer: a question with statements below it is answered by " + yesTick + " or " + noTick + " in the row of each. What you leave empty beside others counts as " + noTick + ". If none is true, “" + noneTick + "” at the question itself says so for all."
	}
	return choose + "Take the one that is true for your organisation. Between two answers, take the one that claims less."
}

// emptyLine says what an empty answer is.
func (f *form) emptyLine() string {
	is := "an empty answer counts as not answered, never as \u201cno\u201d."
	if f.shape().least {
		is = "an empty answer stays open, and as long as it is, Sextant counts it as the least answer."
	}
	return "What you do not know, leave empty and move on: " + is + " You can come back later, or send the form on to somebody who knows."
}

func (f *form) targetLine() string {
	if !hasTarget(f.of.Framework) {
		return ""
	}
	return " Target: only where you were told to set one."
}

func (f *form) coreLine() string {
	switch {
	case f.column(headCore) == 0:
		return ""
	case !f.result.Overall.CoreLimits():
		return "Questions marked Core are the short form of the questionnaire. Begin with them."
	}
	return "Questions marked Core matter most: a low answer to one limits the level of its objective. Begin with them."
}

// wordsLine points to the sheet Words, where there is one.
func (f *form) wordsLine() string {
	if !f.hasWords() {
		return ""
	}
	return "The grey tab " + wordsSheet + " says what decides between two answers, and what the words of the questions mean. Read it once before you begin."
}
