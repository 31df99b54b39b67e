package assessment

import (
	"math"
	"time"

	"sextant/frameworks"
)

// Result is what an assessment is worth: a tree of marks.
type Result struct {
	Overall       Node
	TargetBy      time.Time // the date of the target line in force; zero when there is none
	FinalTargetBy time.Time // the date of the last target line
	Reviewed      bool      // reviews stand in for the answers they disagree with
	NotAsked      []string  // answered, but not for the organisation's type: kept and not scored
	ReadAgain     []string  // answered to the wording of an earlier version: scored, and to be read again
}

// OverallID is the id of the root of every result.
const OverallID = "overall"

// Node is the mark of the whole, of an objective or group, or of a question.
type Node struct {
	ID, Title string
	Weight    float64 // in the node that holds it
	Score     Number  // the number its answers make; none until one is answered
	Mark
	Children []Node               // in the framework's order; none for a question
	Question *frameworks.Question // nil for a group
	Group    *frameworks.Group    // nil for a question and for the whole
	Scoring  *frameworks.Scoring  // how its number is made; nil for a question
	Answer   Answer               // of a question
	State    State                // of a question, as it was scored

	near      float64
	gapAtBest Number // the gap if every unanswered question got the greatest
	asked     *Aim   // of a question that does not apply: what is asked of it where that counts as met
}

// Near is the gap from which on the colour is red: less than that is amber. A
// mean or least has the least of its parts', a sum all of theirs by weight, of
// those that apply; of levels it is one level. It means something where there
// is a gap.
func (n *Node) Near() float64 { return n.near }

// Band is the name of a group's score, for display; "" where it has none.
func (n *Node) Band() string {
	if n.Scoring == nil || !n.Score.is {
		return ""
	}
	return n.Scoring.Band(n.Score.value)
}

// Rules are what makes the node's status; nil where there are none.
func (n *Node) Rules() *frameworks.Status {
	if n.Question != nil {
		return n.Question.Status
	}
	return n.Scoring.Status
}

// Mark is what travels with every score. All numbers are on the framework's
// scale unless said otherwise; where nothing is applicable they are none.
type Mark struct {
	Low, High Number // the score if every unanswered question got the least, or the greatest, value
	Level     Number // the whole level secured; none for a question
	// HeldBackBy are the questions that keep the level from being one higher.
	HeldBackBy []string
	Weakest    string // the child with the lowest score, what stands in for one counting as one; "" when none has one

	Status                string // what the rules make of the answers; "" while open, and where there are none
	LowStatus, HighStatus string // the worst and the best that they can still make

	Target, Gap           Number  // of the line in force, or the question's own
	GapSum                float64 // the gaps of the questions added up, without weights
	TargetSum             float64 // their targets, each from the least answer where that is below 0
	PercentToTarget       Number  // from 0 to 1; what is above target earns nothing
	FinalTarget, FinalGap Number  // of the last line, own targets ignored
	RAG                   RAG
	Provisional           bool // something applicable is unanswered

	Answered, Applicable, NotApplicable, Total int // questions; Total is Applicable + NotApplicable
	Evidenced                                  int // answers whose evidence is a document or better
	Reviewed, Differs                          int // answers with a review that is not stale; of these, with another option
}

// Unanswered is how many applicable questions have no answer.
func (m *Mark) Unanswered() int { return m.Applicable - m.Answered }

// RAG is the colour against target; "" where there is no target.
type RAG string

// The colours. Grey: what is unanswered decides.
const (
	Green RAG = "green" // at target
	Amber RAG = "amber" // below by less than [Node.Near]
	Red   RAG = "red"   // by that or more
	Grey  RAG = "grey"
)

// Number is a number that may be none; its zero is none.
type Number struct {
	value float64
	is    bool
}

// Some is the number v.
func Some(v float64) Number { return Number{value: v, is: true} }

// Get returns the number, and whether there is one.
func (n Number) Get() (float64, bool) { return n.value, n.is }

// IsNone reports whether there is no number.
func (n Number) IsNone() bool { return !n.is }

// Pointer returns the number for encoders that know nil; nil is none.
func (n Number) Pointer() *float64 {
	if !n.is {
		return nil
	}
	return &n.value
}

// Find returns the node of that id, or nil.
func (r *Result) Find(id string) *Node { return r.Overall.find(id) }

func (n *Node) find(id string) *Node {
	if n.ID == id {
		return n
	}
	for i := range n.Children {
		if found := n.Children[i].find(id); found != nil {
			return found
		}
	}
	return nil
}

// Questions returns the question nodes below n in order.
func (n *Node) Questions() []*Node {
	if n.Question != nil {
		return []*Node{n}
	}
	var all []*Node
	for i := range n.Children {
		all = append(all, n.Children[i].Questions()...)
	}
	return all
}

// snap rounds to 9 places, half away from zero, so that 2.9999999999 of means
// of means is the 3 that a person gets by hand. Means of snapped numbers often
// lie exactly between two; what lies within 1e-14 of there counts as there, or
// else the order of a sum would decide.
func snap(v float64) float64 {
	if v == math.Trunc(v) {
		return v + 0 // never -0
	}
	places := math.Abs(v) * 1e9
	s := math.Floor(places+float64(places*1e-14)+0.500001) / 1e9
	return math.Copysign(s, v) + 0
}
