package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

const noteLines = 4 // that a tile's note can have

// tile is one figure at the head of the Summary: what it is, the figure, and
// what belongs to it.
type tile struct {
	from, to int // columns
	label    string
	put      func(col, row int, l look) // the figure
	format   string                     // of the figure
	shows    string                     // the figure as it is read
	note     string
	tint     tint
}

// tiles writes the tiles from a row on and returns the row after them.
func (b *summary) tiles(row int) int {
	most := 1
	tiles := b.makeTiles()
	for i, t := range tiles {
		tiles[i].note = small.clip(t.note, b.span(t.from, t.to)-8, noteLines, "…")
		most = max(most, small.lines(tiles[i].note, b.span(t.from, t.to)-8))
	}
	for _, t := range tiles {
		l := look{fill: t.tint.fill, ink: t.tint.ink, down: "center", indent: 1}
		edge := func(sides edges) look {
			l.line, l.lineInk = sides, white
			return l
		}
		label, figure, note := edge(left|right|thick), edge(left|right|thick), edge(left|right|thick)
		label.size, label.bold = small.size, true
		figure.size, figure.bold, figure.format, figure.across = figureSize(t.shows, b.span(t.from, t.to)-12), true, t.format, "left"
		note.size, note.wrap, note.down = small.size, true, "top"
		if t.tint.fill == pale {
			label.ink, figure.ink = slate, blue
		}
		b.text(t.from, row, t.label, label)
		b.merge(t.from, row, t.to, row, label)
		t.put(t.from, row+1, figure)
		b.merge(t.from, row+1, t.to, row+1, figure)
		b.text(t.from, row+2, t.note, note)
		b.merge(t.from, row+2, t.to, row+2, note)
	}
	b.height(row, 18)
	b.height(row+1, 33)
	b.height(row+2, float64(most)*small.lineHeight()+5)
	return row + 3
}

// figureSize is the size at which a figure fits its tile: a number that does
// not is shown as ###, and words run out of sight.
func figureSize(s string, width float64) float64 {
	for _, size := range []float64{24, 20, 16} {
		if (face{size: size, bold: true}).lines(s, width) == 1 {
			return size
		}
	}
	return 13
}

const levelLabel = "Level secured"

func (b *summary) makeTiles() []tile {
	n := &b.r.Overall
	plain := tint{ink: black, fill: pale}
	words := func(label, s, note string) tile {
		return tile{label: label, put: func(col, row int, l look) { b.text(col, row, s, l) }, shows: s, note: note, tint: plain}
	}
	figure := func(label string, v assessment.Number, format, shows, note string) tile {
		return tile{label: label, put: func(col, row int, l look) { b.number(col, row, v, l) }, format: format, shows: shows, note: note, tint: plain}
	}
	var tiles []tile
	switch {
	case !n.Scoring.HasNumber() || n.OnlyLevels():
	case n.Score.IsNone():
		tiles = append(tiles, words("Overall score", "No score", b.scoreNote()))
	default:
		format, most := scoreFormat(n)
		tiles = append(tiles, figure("Overall score", n.Score, format, templates.Score(n.Score)+most, b.scoreNote()))
	}
	switch {
	case !b.levelTile():
	case n.Level.IsNone():
		tiles = append(tiles, words(levelLabel, "None", ""))
	default:
		tiles = append(tiles, figure(levelLabel, n.Level, `"Level "0`, "Level "+templates.Whole(n.Level), ""))
	}
	if n.Rules() != nil {
		tiles = append(tiles, words("Status", upperFirst(statusNow(n)), b.statusNote()))
	}
	if !n.Target.IsNone() || b.is.targets && n.Scoring.HasNumber() {
		against := words("Against target", templates.RAG(n.RAG), b.targetNote())
		against.tint = tintOf(n.RAG)
		tiles = append(tiles, against)
	}
	if len(tiles) == 0 {
		tiles = append(tiles, words("Overall", "No overall figure", "The questionnaire makes none: read each objective by itself."))
	}
	b.spread(tiles)
	for i, t := range tiles {
		if t.label == levelLabel { // it names as many questions as there is room for
			tiles[i].note = b.levelNote(b.span(t.from, t.to) - 8)
		}
	}
	answered, answeredNote := templates.Coverage(n), "of the questions that apply"
	if n.Applicable == 0 {
		answered, answeredNote = "None", "No question applies"
	}
	if n.NotApplicable > 0 {
		answeredNote += fmt.Sprintf("; %d not applicable", n.NotApplicable)
	}
	evidenced, evidencedNote := fmt.Sprintf("%d of %d", n.Evidenced, n.Answered), "answers rest on a document or better"
	if n.Answered == 0 {
		evidenced, evidencedNote = "None", "Nothing is answered"
	}
	if n.Reviewed > 0 {
		evidencedNote += fmt.Sprintf("; %d reviewed by a second person, who differs on %d", n.Reviewed, n.Differs)
	}
	all, proven := words("Answered", answered, answeredNote), words("Evidence", evidenced, evidencedNote)
	all.from, all.to, proven.from, proven.to = b.last-1, b.last-1, b.last, b.last
	return append(tiles, all, proven)
}

// spread gives the first tile the first column, and the others those before
// the last two, evenly.
func (b *summary) spread(tiles []tile) {
	between := b.last - 3
	for i := range tiles {
		tiles[i].from, tiles[i].to = 1, 1
		if rest := len(tiles) - 1; i > 0 {
			tiles[i].from, tiles[i].to = 2+(i-1)*between/rest, 1+i*between/rest
		}
	}
	if len(tiles) == 1 {
		tiles[0].to = b.last - 2
	}
}

// levelTile reports whether the whole has a level, or would say why not.
func (b *summary) levelTile() bool {
	n := &b.r.Overall
	return n.Scoring.Whole() || b.report.Assessment.Framework.OnlyMeans()
}

// scoreFormat shows a score with the most that it can be, which is also told
// as it is read; nothing where a score can be below 0.
func scoreFormat(n *assessment.Node) (format, most string) {
	from, to := rangeOf(n)
	if strings.HasPrefix(from, "-") {
		return formatScore, ""
	}
	most = " of " + to
	return `0.0"` + most + `"`, most
}

// statusNote says how far a status is settled, and what there is: that must
// not read as if a settled one could still change.
func (b *summary) statusNote() string {
	n := &b.r.Overall
	if n.HighStatus == "" {
		return "No question applies."
	}
	all := "Possible, worst to best: " + strings.Join(n.Scoring.Status.Order, ", ")
	if n.LowStatus == n.HighStatus {
		return all
	}
	return fmt.Sprintf("%s left to answer: from %s to %s\n%s", plural(n.Unanswered(), "question"), n.LowStatus, n.HighStatus, all)
}

func (b *summary) scoreNote() string {
	n := &b.r.Overall
	switch {
	case n.Applicable == 0 && n.Score.IsNone():
		return "No question applies, so there is nothing to score."
	case n.Score.IsNone():
		return fmt.Sprintf("Nothing is answered yet: anything from %s to %s.", templates.Score(n.Low), templates.Score(n.High))
	}
	var lines []string
	if band := n.Band(); band != "" {
		lines = append(lines, band)
	}
	if from, to := rangeOf(n); strings.HasPrefix(from, "-") {
		lines = append(lines, fmt.Sprintf("On a scale from %s to %s", from, to))
	}
	if n.Provisional {
		lines = append(lines, fmt.Sprintf("Provisional: %s to %s, %s left to answer", templates.Score(n.Low), templates.Score(n.High), plural(n.Unanswered(), "question")))
	}
	if child, _ := templates.Weakest(n); child != nil {
		lines = append(lines, "Lowest: "+weakestIn(n, small, b.span(1, 1)-50, 2))
	}
	return strings.Join(lines, "\n")
}

func (b *summary) levelNote(width float64) string {
	n := &b.r.Overall
	switch {
	case n.Applicable == 0 && n.Level.IsNone():
		return "No question applies."
	case n.Level.IsNone() && n.Scoring.Reducer != frameworks.Mean:
		return "Nothing is answered yet."
	case n.Level.IsNone():
		return "This scale has no whole levels."
	}
	name := levelName(b.report.Assessment.Framework, n)
	if b.is.stairs { // its levels are not the scale's
		name = n.Band()
	}
	lines := noteLines
	if n.Provisional && !b.is.score {
		name = sentence(name, fmt.Sprintf("It can still be level %s, with %s left to answer", templates.Whole(n.High), plural(n.Unanswered(), "question")))
		lines--
	}
	if len(n.HeldBackBy) == 0 {
		return sentence(name, "Nothing holds it back")
	}
	return heldBack(sentence(name, "Held back by "), n, small, width, lines)
}

func (b *summary) targetNote() string {
	n := &b.r.Overall
	if n.Target.IsNone() {
		return "Nothing to measure against target."
	}
	target := func(v, gap assessment.Number, by string) string {
		return fmt.Sprintf("Target %s%s: gap %s", templates.Score(v), by, templates.Gap(gap))
	}
	by := ""
	if !b.r.TargetBy.IsZero() {
		by = " for " + templates.Day(b.r.TargetBy)
	}
	note := target(n.Target, n.Gap, by)
	if templates.LaterTargets(b.r) {
		note += "\n" + target(n.FinalTarget, n.FinalGap, " for "+templates.Day(b.r.FinalTargetBy))
	}
	if n.RAG == assessment.Grey {
		note += "\nWhat is not answered decides the colour"
	}
	return note
}

// number prints a value of a scale.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func upperFirst(s string) string { return withFirst(s, unicode.ToUpper) }

func lowerFirst(s string) string { return withFirst(s, unicode.ToLower) }

// withFirst changes the first letter of a text.
func withFirst(s string, change func(rune) rune) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(change(first)) + s[size:]
}
