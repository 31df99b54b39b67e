package templates

import (
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
		return fmt.Sprintf("%s (%s): it keeps the whole organisation at level %s. What does the next level need here, and when will it be there?",
			name, AnswerOf(n), Whole(r.Result.Overall.Level))
	case assessment.FurthestOff:
		return fmt.Sprintf("%s (%s): %s below its target of %s. What stands in the way, and is the work funded?", name, AnswerOf(n), Gap(n.Gap), Score(n.Target))
	case assessment.Disputed:
		return fmt.Sprintf("%s (%s): a second person would answer it differently. Which of the two does the evidence bear out?", name, AnswerOf(n))
	case assessment.Thin:
		return fmt.Sprintf("%s (%s): the answer rests on nothing more than somebody's word. What could we be shown?", name, AnswerOf(n))
	}
	return name
}
