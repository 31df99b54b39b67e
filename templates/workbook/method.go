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
		{"What this is, and what it is not", limits},
		{"The questionnaire", questionnaire(p.report)},
		{"How an answer is chosen", rules(p.report.Assessment.Framework)},
		{"The scale", scale(p.report.Assessment.Framework)},
		{"Targets", targets(p.report)},
		{"How the figures are made", making(p.report)},
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

var limits = []entry{
	{"A self-assessment", "This is what the organisation says of itself. Nobody from outside has checked it, except where the evidence for an answer is marked as independently assessed."},
	{"Not certification", "The questionnaire refers to other frameworks to show which of their outcomes an answer touches. Such a mapping is not certification, and says nothing of whether their requirements are met."},
	{"Averages", "An average can hide a weak control. Read the level, what holds it back and the lowest part beside every score; and no score without how much was answered."},
	{"Handling", "Together the answers are a list of weaknesses. Handle the workbook as its marking says."},
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

func scale(fw *frameworks.Framework) []entry {
	var entries []entry
	for _, o := range fw.Scale {
		text := o.Means
		if o.Test != "" {
			text = strings.TrimSpace(text + "\nTest: " + o.Test)
		}
		entries = append(entries, entry{o.Key + " " + o.Name, text})
	}
	return entries
}

func targets(r templates.Report) []entry {
	fw := r.Assessment.Framework
	var entries []entry
	name := func(key string) string {
		for _, o := range fw.Scale {
			if o.Key == key {
				return o.Key + " " + o.Name
			}
		}
		return key
	}
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

func making(r templates.Report) []entry {
	entries := []entry{
		{"Score", "The weighted mean of the parts that have a score: a theme's of its questions, an objective's of its themes, the whole of its objectives. Weights are 1 unless the questionnaire says otherwise."},
		{"Not answered", "An unanswered question has no score and counts in no score; it is not a zero. While one is left the score is provisional, and marked with * on the Summary."},
		{"Low and High", "The score if every unanswered question got the least, or the greatest, answer."},
		{"Not applicable", "A question that does not apply, with a reason, drops out with its weight. A part of which no question applies has no score."},
		{"Not asked", "A question that is not for this type of organisation is not asked and counts nowhere, not even in a total."},
		{"Level", "The whole level secured: the Low rounded down, and never above the least answer to a core question, where an unanswered one counts as least. So an average cannot hide a failed core control."},
		{"Held back by", "The questions below the next level; only the core questions where they alone keep the level down."},
		{"Lowest part", "The part with the lowest score; of equals, the one that the questionnaire has first."},
	}
	if hasTargets(&r.Result.Overall) {
		entries = append(entries,
			entry{"Target and gap", "A question's target is its own where it has one, else that of the line in force: the first whose date is not past, else the last. Its gap is how far its answer falls short, and 0 above target; an unanswered one counts as least. Both go upwards as weighted means, like the score: what is above target here does not make up for what is below it there."},
			entry{"Target of the last line", "The same under the last line of the targets, questions' own targets left aside."},
			entry{"% to target", "How much of the sum of all targets is reached: 1 less the sum of the gaps over the sum of the targets, without weights."},
			entry{"RAG", "Green: at target. Amber: a gap below 1. Red: a gap of 1 or more. Grey: what is not answered yet decides the colour. The word is always in the cell."})
	}
	entries = append(entries,
		entry{"Answered", "How many of the questions that apply have an answer."},
		entry{"Evidence", "The strength of an answer's evidence is, from the weakest: none; stated only; document; sample checked; independently assessed. Evidenced counts the answers that rest on a document or better."},
		entry{"Reviews", "A second person's view of an answer. It is stale, and does not count, once the answer has changed. Differs counts the reviews that give another answer. " + reviewed(r)},
		entry{"Rounding", "A cell holds its number in full and shows one decimal, halves away from zero. A gap above 0 that would show as 0.0 shows as <0.1. A – says that there is none."},
		entry{"Formulas", "Means, gaps and changes are formulas, so that anyone can trace them; the number shown is Sextant's own. Levels, colours and words come from Sextant alone and do not move when somebody tries another number."})
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
