package workbook

import (
	"fmt"
	"strings"

	"sextant/frameworks"
	"sextant/templates"
)

// entry is a word and what is said of it.
type entry struct{ word, text string }

// drawMethod draws by which questionnaire the organisation was assessed, and
// how every figure was made.
func drawMethod(p *page) {
	p.noGrid()
	p.fit(false, rule)
	p.setWidths(24, 142)
	row := p.title("Method", "What the words mean, and how every figure in this workbook was made")
	for _, section := range []struct {
		title   string
		entries []entry
	}{
		{"What this is, and what it is not", limits(p.book)},
		{"The questionnaire", questionnaire(p.report)},
		{"How an answer is chosen", rules(p.report.Assessment.Framework)},
		{"The scale", scale(p.book)},
		{"Targets", targets(p.report)},
		{"How the figures are made", making(p.book)},
		{"How statuses are made", statusRules(p.report)},
		{"Answered, but not asked", notAsked(p.report)},
		{"Answered to an earlier wording", readAgain(p.report)},
	} {
		row = p.section(row, section.title, section.entries)
	}
}

// section writes a heading and the entries below it, and returns the row
// after a gap; nothing when there are no entries.
func (p *page) section(row int, title string, entries []entry) int {
	if len(entries) == 0 {
		return row
	}
	heading := look{size: 12, bold: true, ink: white, fill: darkBlue, down: "center"}
	p.text(1, row, title, heading)
	p.text(2, row, "", heading)
	p.height(row, 20)
	l := look{wrap: true, line: bottom}
	for _, e := range entries {
		word := e.word
		for _, piece := range pieces(e.text, p.span(2, 2)) {
			row++
			name := l
			name.bold, name.ink = true, darkBlue
			p.text(1, row, word, name)
			p.text(2, row, piece, l)
			word = ""
		}
	}
	return row + 2
}

// pieces breaks a long text into several rows of a width in points: none can
// be higher than 409 points, and what is below that is not shown.
func pieces(s string, width float64) []string {
	const most = 24 // lines
	f := face{size: fontSize}
	var all []string
	for f.lines(s, width) > most {
		end := f.fits(s, width, most, "")
		if space := strings.LastIndexAny(s[:end], " \n"); space > 0 {
			end = space + 1
		}
		all = append(all, strings.TrimRight(s[:end], " \n"))
		s = s[end:]
	}
	return append(all, s)
}

func limits(b *book) []entry {
	is, fw := b.shape(), b.report.Assessment.Framework
	mapping := "The questionnaire refers to other frameworks to show which of their outcomes an answer touches. Such a mapping is not certification, and says nothing of whether their requirements are met."
	if len(fw.Catalogues) == 0 {
		mapping = "Whatever the figures and words in this workbook say, they are no certificate of anything."
	}
	entries := []entry{
		{"A self-assessment", "This is what the organisation says of itself. Nobody from outside has checked it, except where the evidence for an answer is marked as independently assessed."},
		{"Not certification", mapping},
	}
	if is.reducers[frameworks.Mean] {
		entries = append(entries, entry{"Averages", "An average can hide a weak control. Read " + is.besideAverages() + " beside every score; and no score without how much was answered."})
	}
	return append(entries, entry{"Handling", "Together the answers are a list of weaknesses. Handle the workbook as its marking says."})
}

// besideAverages are what keeps an average honest.
func (s shape) besideAverages() string {
	if s.level {
		return "the level, what holds it back and the lowest part"
	}
	return "the lowest part"
}

func questionnaire(r templates.Report) []entry {
	fw := r.Assessment.Framework
	return filled(
		entry{"Title", fw.Title},
		entry{"Id and version", fw.ID + " " + fw.Version},
		entry{"Digest", fw.Digest() + "\nIt stands for the questions, their options and weights: two assessments with the same digest can be compared."},
		entry{"Source", fw.Source},
		entry{"Licence", fw.Licence},
		entry{"Made with", "Sextant " + r.Sextant})
}

func rules(fw *frameworks.Framework) []entry {
	var entries []entry
	for i, rule := range fw.Rules {
		entries = append(entries, entry{fmt.Sprintf("Rule %d", i+1), rule})
	}
	return entries
}

func scale(b *book) []entry {
	var entries []entry
	for _, o := range b.report.Assessment.Framework.Scale {
		text := o.Means
		if text == "" && !o.NoValue {
			text = "Worth " + number(o.Value)
		}
		if o.Test != "" {
			text = strings.TrimSpace(text + "\nTest: " + o.Test)
		}
		entries = append(entries, entry{o.Label(), text})
	}
	return entries
}

func targets(r templates.Report) []entry {
	fw := r.Assessment.Framework
	var entries []entry
	name := (&frameworks.Question{Options: fw.Scale}).Label
	inForce := fw.TargetOn(r.Assessment.Date)
	for i := range fw.Targets {
		t := &fw.Targets[i]
		text := "Every question at " + name(t.All)
		if t.Core != "" && t.Core != t.All {
			text += "; core questions at " + name(t.Core)
		}
		if t == inForce {
			text += ". This is the line in force on the day of the assessment."
		}
		entries = append(entries, entry{templates.Day(t.By), text})
	}
	return entries
}

func reviewed(r templates.Report) string {
	if r.Result.Reviewed {
		return "In this workbook, reviews that are not stale stand in for the answers that they looked at."
	}
	return "In this workbook the organisation's own answers are scored."
}

func notAsked(r templates.Report) []entry {
	ids := r.Result.NotAsked
	if len(ids) == 0 {
		return nil
	}
	return []entry{{plural(len(ids), "question"), fmt.Sprintf(
		"These have an answer but are not for this type of organisation. They are kept in the assessment, and not scored: %s", strings.Join(ids, ", "))}}
}

func readAgain(r templates.Report) []entry {
	ids := r.Result.ReadAgain
	if len(ids) == 0 {
		return nil
	}
	return []entry{{plural(len(ids), "answer"), fmt.Sprintf(
		"These were given to the wording of an earlier version of the questionnaire. They are scored, and nobody has yet read again whether they stand: %s", strings.Join(ids, ", "))}}
}

// filled leaves out the entries without a text.
func filled(entries ...entry) []entry {
	var some []entry
	for _, e := range entries {
		if strings.TrimSpace(e.text) != "" {
			some = append(some, e)
		}
	}
	return some
}
