package assessment

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sextant/frameworks"
)

var today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// parse reads a framework of a test.
func parse(t interface{ Fatal(...any) }, text string) *frameworks.Framework {
	fw, err := frameworks.Parse("test.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

func begin(t interface{ Fatal(...any) }, fw *frameworks.Framework, organisationType string) *Assessment {
	a, err := New(fw, Organisation{Name: "St Elsewhere", Type: organisationType}, today)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func set(t interface{ Fatal(...any) }, a *Assessment, id string, answer Answer) {
	if err := a.Set(id, answer); err != nil {
		t.Fatal(err)
	}
}

// tree is a random framework, kept so that it can be written in another
// order or with other weights.
type tree struct {
	id       string
	weight   float64
	core     bool
	types    string
	children []*tree // none: a question
}

func drawTree(t *rapid.T, depth int, n *int) *tree {
	*n++
	node := &tree{id: fmt.Sprintf("N%d", *n), weight: rapid.SampledFrom([]float64{1, 1, 1, 2, 0.5, 3.7}).Draw(t, "weight")}
	if depth > 0 && (depth == 1 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0) {
		node.core = rapid.Bool().Draw(t, "core")
		node.types = rapid.SampledFrom([]string{"", "", "", "[trust]", "[practice]"}).Draw(t, "for")
		return node
	}
	for range rapid.IntRange(1, 4).Draw(t, "children") {
		node.children = append(node.children, drawTree(t, depth-1, n))
	}
	return node
}

// text writes the tree as a framework, with all weights times factor, and
// with the children in reverse when turned.
func (n *tree) text(factor float64, turned bool) string {
	var b strings.Builder
	b.WriteString("id: t\nversion: 1.0.0\ntitle: T\norganisation_types: {trust: T, practice: P}\nscale:\n")
	for i := range 5 {
		fmt.Fprintf(&b, "  - {key: %d, value: %d, name: L%d}\n", i, i, i)
	}
	b.WriteString("targets:\n  - {by: 2027-03-31, all: 1, core: 2}\n  - {by: 2030-03-31, all: 3}\nobjectives:\n")
	var write func(n *tree, indent string)
	write = func(n *tree, indent string) {
		fmt.Fprintf(&b, "%s- id: %s\n%s  title: x\n%s  weight: %v\n", indent, n.id, indent, indent, n.weight*factor)
		if len(n.children) == 0 {
			fmt.Fprintf(&b, "%s  asks: y\n%s  core: %v\n", indent, indent, n.core)
			if n.types != "" {
				fmt.Fprintf(&b, "%s  for: %s\n", indent, n.types)
			}
			return
		}
		for _, key := range []string{"questions", "groups"} {
			var mine []*tree
			for _, c := range n.children {
				if (len(c.children) == 0) == (key == "questions") {
					mine = append(mine, c)
				}
			}
			if len(mine) == 0 {
				continue
			}
			fmt.Fprintf(&b, "%s  %s:\n", indent, key)
			for i := range mine {
				if turned {
					i = len(mine) - 1 - i
				}
				write(mine[i], indent+"    ")
			}
		}
	}
	for i := range n.children {
		if turned {
			i = len(n.children) - 1 - i
		}
		write(n.children[i], "  ")
	}
	return b.String()
}

// draw makes a random framework and random answers to it.
func draw(t *rapid.T) (*tree, *Assessment) {
	n := 0
	root := &tree{}
	for range rapid.IntRange(1, 4).Draw(t, "objectives") {
		objective := drawTree(t, 3, &n)
		if len(objective.children) == 0 {
			objective = &tree{id: objective.id + "o", weight: 1, children: []*tree{objective}}
		}
		root.children = append(root.children, objective)
	}
	a := begin(t, parse(t, root.text(1, false)), "trust")
	for _, q := range a.Framework.Questions() {
		set(t, a, q.ID, drawAnswer(t))
	}
	return root, a
}

func drawAnswer(t *rapid.T) Answer {
	var answer Answer
	switch rapid.SampledFrom([]State{Unanswered, NotApplicable, Answered, Answered, Answered}).Draw(t, "state") {
	case NotApplicable:
		answer.NotApplicable = "no such thing here"
	case Answered:
		answer.Option = rapid.SampledFrom([]string{"0", "1", "2", "3", "4"}).Draw(t, "option")
		answer.Strength = Strength(rapid.SampledFrom(append(Strengths(), "")).Draw(t, "strength"))
		if rapid.IntRange(0, 3).Draw(t, "review") == 0 {
			answer.Review = &Review{Of: rapid.SampledFrom([]string{"1", "2"}).Draw(t, "of"), Answer: "2"}
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "own target") == 0 {
		answer.Target = rapid.SampledFrom([]string{"0", "2", "4"}).Draw(t, "target")
	}
	return answer
}

// each visits every node of two results of the same tree, by id.
func each(r *Result, visit func(n *Node)) {
	var walk func(n *Node)
	walk = func(n *Node) {
		visit(n)
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	walk(&r.Overall)
}

func near(a, b Number) bool {
	return a.is == b.is && math.Abs(a.value-b.value) <= 1e-9
}

func TestTheOrderOfQuestionsChangesNoScoreAndNoLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root, a := draw(t)
		turned := begin(t, parse(t, root.text(1, true)), "trust")
		turned.Answers = a.Answers
		was, now := Score(a), Score(turned)
		each(was, func(n *Node) {
			m := now.Find(n.ID)
			if !near(n.Score, m.Score) || n.Level != m.Level || !near(n.Gap, m.Gap) || n.RAG != m.RAG {
				t.Fatalf("%s: %v level %v gap %v, turned %v level %v gap %v", n.ID, n.Score, n.Level, n.Gap, m.Score, m.Level, m.Gap)
			}
		})
	})
}

func TestWeightsTimesAConstantChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root, a := draw(t)
		heavier := begin(t, parse(t, root.text(rapid.SampledFrom([]float64{0.01, 3, 1000}).Draw(t, "factor"), false)), "trust")
		heavier.Answers = a.Answers
		now := Score(heavier)
		each(Score(a), func(n *Node) {
			if m := now.Find(n.ID); !near(n.Score, m.Score) || n.Level != m.Level || !near(n.Low, m.Low) {
				t.Fatalf("%s: %v, heavier %v", n.ID, n.Score, m.Score)
			}
		})
	})
}

func TestRaisingAnAnswerNeverLowersAScoreOrALevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, a := draw(t)
		was := Score(a)
		q := rapid.SampledFrom(a.Framework.Questions()).Draw(t, "question")
		answer := a.Answers[q.ID]
		if answer.State() != Answered || answer.Option == "4" {
			t.Skip()
		}
		answer.Option = string(answer.Option[0] + 1)
		set(t, a, q.ID, answer)
		now := Score(a)
		each(was, func(n *Node) {
			m := now.Find(n.ID)
			if m.Score.value < n.Score.value || m.Level.value < n.Level.value || m.Gap.value > n.Gap.value {
				t.Fatalf("%s fell from %v level %v to %v level %v", n.ID, n.Score, n.Level, m.Score, m.Level)
			}
		})
	})
}

func TestNotApplicableMovesNoGroupThatDoesNotHoldIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, a := draw(t)
		was := Score(a)
		q := rapid.SampledFrom(a.Framework.Questions()).Draw(t, "question")
		set(t, a, q.ID, Answer{NotApplicable: "gone"})
		now := Score(a)
		each(was, func(n *Node) {
			if n.find(q.ID) != nil {
				return
			}
			if m := now.Find(n.ID); n.Score != m.Score || n.Level != m.Level || n.Applicable != m.Applicable {
				t.Fatalf("%s moved from %v to %v", n.ID, n.Score, m.Score)
			}
		})
	})
}

func TestMarksStayWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, a := draw(t)
		for _, r := range []*Result{Score(a), ScoreReviewed(a)} {
			each(r, func(n *Node) { holdsTogether(t, n) })
		}
	})
}

// holdsTogether checks what must be true of any mark.
func holdsTogether(t *rapid.T, n *Node) {
	score, scored := n.Score.Get()
	low, applicable := n.Low.Get()
	high, _ := n.High.Get()
	level, levelled := n.Level.Get()
	switch {
	case applicable != (n.Applicable > 0) || scored != (n.Answered > 0):
		t.Fatalf("%s has a score %v of %d answers and a low %v of %d questions", n.ID, n.Score, n.Answered, n.Low, n.Applicable)
	case !applicable && (n.Provisional || n.RAG != "" || !n.Target.IsNone() || n.Weakest != "" || levelled || n.HeldBackBy != nil):
		t.Fatalf("%s has a mark although nothing applies", n.ID)
	case scored && (low > score || score > high || low < 0 || high > 4):
		t.Fatalf("%s: low %v, score %v, high %v", n.ID, low, score, high)
	case n.Applicable+n.NotApplicable != n.Total || n.Provisional != (n.Answered < n.Applicable):
		t.Fatalf("%s: %d answered, %d applicable, %d not, %d in all, provisional %v", n.ID, n.Answered, n.Applicable, n.NotApplicable, n.Total, n.Provisional)
	case n.Evidenced > n.Answered || n.Reviewed > n.Answered || n.Differs > n.Reviewed:
		t.Fatalf("%s: evidenced %d, reviewed %d, differs %d of %d", n.ID, n.Evidenced, n.Reviewed, n.Differs, n.Answered)
	case levelled && (level > low || level != math.Trunc(level)):
		t.Fatalf("%s: level %v of a low %v", n.ID, level, low)
	case levelled && (level == 4) != (len(n.HeldBackBy) == 0):
		t.Fatalf("%s: level %v held back by %v", n.ID, level, n.HeldBackBy)
	}
	for _, q := range n.Questions() {
		if v, ok := q.Low.Get(); ok && levelled && q.Question.Core && v < level {
			t.Fatalf("%s has level %v over the core question %s at %v", n.ID, level, q.ID, v)
		}
	}
	if p, ok := n.PercentToTarget.Get(); ok && (p < 0 || p > 1) {
		t.Fatalf("%s is %v of the way to its target", n.ID, p)
	}
}

// FuzzScore lets the fuzzer choose the tree and the answers.
func FuzzScore(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		_, a := draw(t)
		for _, r := range []*Result{Score(a), ScoreReviewed(a)} {
			each(r, func(n *Node) { holdsTogether(t, n) })
		}
	}))
}
