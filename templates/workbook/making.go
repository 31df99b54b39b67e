package workbook

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// making says how every figure is made, and nothing of what there is not.
func making(b *book) []entry {
	r, is := b.report, b.shape()
	var entries []entry
	add := func(on bool, e ...entry) {
		if on {
			entries = append(entries, e...)
		}
	}
	add(is.score, entry{"Score", scoreMeaning(r, is)})
	add(is.bands, entry{"Band", "A name for the scores from a number on. It decides nothing."})
	add(is.score, entry{"Not answered", unansweredMeaning(is)})
	add(is.stands && is.scored(), entry{"Counts as", "What a question stands for in the score of the part that holds it: its own score, or what counts where it is not answered or does not apply."})
	add(is.score, entry{"Low and High", "The score if every unanswered question got the least, or the greatest, answer."})
	add(true,
		entry{"Not applicable", notApplicableMeaning(is)},
		entry{"Not asked", "A question that is not for this type of organisation is not asked and counts nowhere, not even in a total."})
	add(is.level, entry{"Level", upperFirst(levelText(r, is))})
	add(is.stairs, entry{"At level", "The levels that a question belongs to."})
	add(is.level && !is.stairs && is.coreLimit, entry{"Held back by", "The questions below the next level; only the core questions where they alone keep the level down."})
	add(is.level && !is.stairs && !is.coreLimit, entry{"Held back by", "The questions below the next level."})
	add(is.level && is.stairs, entry{"Held back by", "The questions at the next level that do not count in full, unanswered ones among them."})
	add(is.number, entry{"Lowest part", fmt.Sprintf("The part with the lowest %s; of equals, the one that the questionnaire has first. None is named where all of them are at their best.", strings.ToLower(is.called()))})
	add(is.targets && is.onlyMeans(), entry{"Target and gap", "A question's target is its own where it has one, else that of the line in force: the first whose date is not past, else the last. Its gap is how far its answer falls short, and 0 above target; an unanswered one counts as least. Both go upwards as weighted means, like the score: what is above target here does not make up for what is below it there."})
	add(is.targets && !is.onlyMeans(), entry{"Target and gap", "A question's target is its own where it has one, else that of the line in force: the first whose date is not past, else the last. Its gap is how far its answer falls short, and 0 above target; an unanswered one counts as least. Both go upwards as the score or level does: the target of a sum is the same sum of targets, of levels the level that the targets would make, and where the least decides, the greatest gap does."})
	add(is.targets && templates.LaterTargets(r.Result), entry{"Target of the last line", "The same under the last line of the targets, questions' own targets left aside."})
	add(is.targets,
		entry{"% to target", "How much of the sum of all targets is reached: 1 less the sum of the gaps over the sum of the targets, without weights." + belowZero(r)},
		entry{"RAG", "Green: at target. " + nearMeaning(r) + " Grey: what is not answered yet decides the colour. The word is always in the cell."})
	add(true,
		entry{"Answered", "How many of the questions that apply have an answer."},
		entry{"Evidence", "The strength of an answer's evidence is, from the weakest: none; stated only; document; sample checked; independently assessed. Evidenced counts the answers that rest on a document or better."},
		entry{"Reviews", "A second person's view of an answer. It is stale, and does not count, once the answer has changed. Differs counts the reviews that give another answer. " + reviewed(r)})
	switch {
	case is.targets:
		add(true, entry{"Rounding", "A cell holds its number in full and shows one decimal, halves away from zero. A gap above 0 that would show as 0.0 shows as <0.1. A – says that there is none."})
	case is.score:
		add(true, entry{"Rounding", "A cell holds its number in full and shows one decimal, halves away from zero. A – says that there is none."})
	}
	switch {
	case is.onlyMeans() && is.level:
		add(true, entry{"Formulas", "Means, gaps and changes are formulas, so that anyone can trace them; the number shown is Sextant's own. Levels, colours and words come from Sextant alone and do not move when somebody tries another number."})
	case is.number:
		add(true, entry{"Formulas", "Where a number is the mean, the sum or the least of others in this workbook, and where it is a gap or a change, it is a formula, so that anyone can trace it; the number shown is Sextant's own. Levels that follow from questions, statuses, counts and colours come from Sextant alone and do not move when somebody tries another number."})
	}
	return entries
}

// nearMeaning says from which gap on a colour is red.
func nearMeaning(r templates.Report) string {
	other := func(n *assessment.Node) bool { return !n.Target.IsNone() && n.Near() != 1 }
	for _, layer := range append(layers(&r.Result.Overall), r.Result.Overall.Questions()) {
		if slices.ContainsFunc(layer, other) {
			return "Amber: a gap below one step, the least way from option to option; of a question with two values, such as yes and no, below a quarter of the way between them; of a mean or least below the least of these, of a sum below all of them by weight, of levels below one level; each of the parts that have a target. Red: any other gap."
		}
	}
	return "Amber: a gap below 1. Red: a gap of 1 or more."
}

// belowZero says from where targets count where answers can lie below 0.
func belowZero(r templates.Report) string {
	if r.Result.Overall.FromBelow() > 0 {
		return " Where a question's least answer is below 0, its target counts from there."
	}
	return ""
}

// onlyMeans reports whether every number is a mean of what is answered.
func (s shape) onlyMeans() bool {
	return len(s.reducers) == 1 && s.reducers[frameworks.Mean] && !s.least && !s.met
}

// scoreMeaning says how scores are made: in one sentence where all are means,
// else part by part.
func scoreMeaning(r templates.Report, is shape) string {
	if is.onlyMeans() {
		return "The weighted mean of the parts that have a score: a theme's of its questions, an objective's of its themes, the whole of its objectives. Weights are 1 unless the questionnaire says otherwise."
	}
	var ways []string
	for depth, groups := range layers(&r.Result.Overall) {
		ways = append(ways, layerName(depth)+": "+oneOf(groups))
	}
	return strings.Join(ways, "\n") + "\nWeights are 1 unless the questionnaire says otherwise."
}

// layers are the groups of each depth, from the whole down.
func layers(whole *assessment.Node) [][]*assessment.Node {
	var all [][]*assessment.Node
	for layer := []*assessment.Node{whole}; len(layer) > 0; {
		all = append(all, layer)
		var next []*assessment.Node
		for _, n := range layer {
			for i := range n.Children {
				if c := &n.Children[i]; c.Question == nil && c.Total > 0 {
					next = append(next, c)
				}
			}
		}
		layer = next
	}
	return all
}

func layerName(depth int) string {
	switch depth {
	case 0:
		return "Overall"
	case 1:
		return "An objective"
	case 2:
		return "A theme"
	}
	return "A part of a theme"
}

// oneOf says how groups are scored: alike, or in these ways.
func oneOf(groups []*assessment.Node) string {
	var ways []string
	for _, n := range groups {
		way := wayOf(n)
		if !slices.Contains(ways, way) {
			ways = append(ways, way)
		}
	}
	return strings.Join(ways, "; or ")
}

// wayOf is how a group's number is made; of levels the Method says more.
func wayOf(n *assessment.Node) string {
	if n.Scoring.Reducer == frameworks.Levels {
		return "a level"
	}
	return templates.Making(n.Scoring)
}

func unansweredMeaning(is shape) string {
	const excluded = "An unanswered question has no score and counts in no score; it is not a zero. While one is left the score is provisional, and marked with * on the Summary."
	const least = "An unanswered question has no score of its own and counts as the least answer where scores are made of it. While one is left the score is provisional, and marked with * on the Summary."
	switch {
	case is.least && is.leftOut:
		return "An unanswered question has no score of its own. As the part that holds it says, it counts as the least answer there, or in no score. While one is left the score is provisional, and marked with * on the Summary."
	case is.least:
		return least
	}
	return excluded
}

func notApplicableMeaning(is shape) string {
	switch {
	case is.met && is.dropsOut:
		return "A question that does not apply, with a reason, counts as met, or drops out with its weight, as the part that holds it says."
	case is.met:
		return "A question that does not apply, with a reason, counts as met."
	case is.score:
		return "A question that does not apply, with a reason, drops out with its weight. A part of which no question applies has no score."
	case is.level:
		return "A question that does not apply, with a reason, drops out. A part of which no question applies has no level."
	}
	return "A question that does not apply, with a reason, drops out. It has no status."
}

// levelMeaning is what a level is, in few words.
func levelMeaning(is shape) string {
	if is.stairs {
		return "the highest for which, and for every level below it, enough of its questions count in full"
	}
	return "the whole level that the lowest possible score" + is.orCore() + " reached"
}

func (s shape) orCore() string {
	if s.coreLimit {
		return " and every core question have"
	}
	return " has"
}

// levelText is what a level is, in full.
func levelText(r templates.Report, is shape) string {
	if !is.stairs {
		text := "The whole level secured: " + templates.Secured(r.Result.Overall.Scoring, is.coreLimit) + "."
		if is.coreLimit {
			text += " So an average cannot hide a failed core control."
		}
		return text
	}
	share := 1.0
	for _, layer := range layers(&r.Result.Overall) {
		for _, n := range layer {
			if n.Scoring.Reducer == frameworks.Levels {
				share = min(share, n.Scoring.Share)
			}
		}
	}
	text := "The highest level for which, and for every level below it, " + templates.Reached(share) + ". What is not answered is not there, so that the level is one secured."
	if whole := r.Result.Overall.Scoring; whole.Reducer == frameworks.Min {
		text += " The level of the whole is the least of its objectives'."
	} else if !whole.HasNumber() {
		text += " The whole has none: levels are not averaged."
	}
	return text
}
