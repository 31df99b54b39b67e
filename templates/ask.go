package templates

import (
	"cmp"
	"fmt"

	"sextant/assessment"
)

// AskLine puts something to ask about as a board member would ask it.
func AskLine(r Report, ask assessment.Ask) string {
	if a := ask.Action; a != nil {
		if ask.Why == assessment.Late {
			return fmt.Sprintf("%s %s: it was due on %s. Why is it not done, and who carries the risk until it is?", a.ID, a.Title, Day(a.Due))
		}
		return fmt.Sprintf("%s %s: nobody owns it. Who will, and from when?", a.ID, a.Title)
	}
	n := ask.Node
	name := n.ID + " " + n.Title
	switch ask.Why {
	case assessment.HoldsBack:
		return fmt.Sprintf("%s (%s): it keeps %s at level %s. What does the next level need here, and when will it be there?",
			name, AnswerOf(n), ofWhat(ask), Whole(ask.Of.Level))
	case assessment.FurthestOff:
		return fmt.Sprintf("%s (%s): %s below its target of %s. What stands in the way, and is the work funded?", name, AnswerOf(n), Gap(n.Gap), Score(n.Target))
	case assessment.Short:
		return fmt.Sprintf("%s: its status is %s. What stands in the way of %s, and is the work funded?", name, n.Status, n.Question.Status.Best())
	case assessment.Costly:
		return fmt.Sprintf("%s (%s): it takes %s off the score. What stands in the way, and is the work funded?", name, AnswerOf(n), Score(ask.Points))
	case assessment.LowestPart:
		if n.Question == nil {
			name = n.Title // its id says nothing to a board
		}
		score := Score(n.Score)
		if n.Score.IsNone() {
			score = "not answered"
		}
		return fmt.Sprintf("%s (%s): the lowest part of %s, which scores %s. What stands in the way, and is the work funded?", name, score, ask.Of.Title, Score(ask.Of.Score))
	case assessment.Disputed:
		return fmt.Sprintf("%s (%s): a second person would answer it differently. Which of the two does the evidence bear out?", name, AnswerOf(n))
	case assessment.Thin:
		return fmt.Sprintf("%s (%s): the answer rests on nothing more than somebody's word. What could we be shown?", name, AnswerOf(n))
	case assessment.Decides:
		return decides(ask, "makes", "make", fmt.Sprintf("%s %q", ofWhat(ask), ask.Status))
	case assessment.KeepsFrom:
		return decides(ask, "keeps", "keep", fmt.Sprintf("%s from %q", ofWhat(ask), ask.Status))
	}
	return name
}

// ofWhat is what a question holds back, or whose status it decides.
func ofWhat(ask assessment.Ask) string {
	if ask.Of.ID == assessment.OverallID {
		return "the whole organisation"
	}
	return ask.Of.Title
}

// decides says what a question or a group does to a status: by itself, or as
// one of several that each would have to change, or of which enough would.
func decides(ask assessment.Ask, does, do, what string) string {
	n := ask.Node
	name, is := n.ID+" "+n.Title, AnswerOf(n)
	switch {
	case n.Question == nil && n.Rules() != nil:
		name, is = n.Title, cmp.Or(n.Status, "open")
	case n.Question == nil && n.Score.IsNone():
		name, is = n.Title, "not answered"
	case n.Question == nil:
		name, is = n.Title, Score(n.Score)
	}
	if ask.Among > 1 {
		does = fmt.Sprintf("is one of %d that %s", ask.Among, do)
	}
	return fmt.Sprintf("%s (%s): it %s %s. What stands in the way, and is the work funded?", name, is, does, what)
}
