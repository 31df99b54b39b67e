package templates

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

// A secretary has the printed page and nothing else, and works every figure
// out again. What comes out must be what is printed, and what the engine has.

func TestExplainedMixedModelsCanBeWorkedOutByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := scored(drawAnswers(t, drawFramework(t)))
		width := rapid.SampledFrom([]int{200, 200, 80}).Draw(t, "width")
		for _, n := range nodes(&r.Result.Overall) {
			workOut(t, r, n, width)
		}
	})
}

func TestExplainedModelsOfTheFieldCanBeWorkedOutByHand(t *testing.T) {
	files, _ := filepath.Glob("../assessment/testdata/*.yaml")
	if len(files) < 8 {
		t.Fatalf("only %d models", len(files))
	}
	models := make([]*frameworks.Framework, len(files))
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if models[i], err = frameworks.Parse(file, data, nil); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		r := scored(drawAnswers(t, rapid.SampledFrom(models).Draw(t, "model")))
		all := nodes(&r.Result.Overall)
		for range 8 {
			workOut(t, r, rapid.SampledFrom(all).Draw(t, "node"), 200)
		}
		workOut(t, r, &r.Result.Overall, 200)
	})
}

func TestExplainedExamplesCanBeWorkedOutByHand(t *testing.T) {
	files, _ := filepath.Glob("../examples/*.yaml")
	if len(files) != 7 {
		t.Fatalf("%d examples", len(files))
	}
	for _, file := range files {
		a := example(t, filepath.Base(file)).Assessment
		for _, r := range []Report{scored(a), {Assessment: a, Result: assessment.ScoreReviewed(a)}} {
			for i, n := range nodes(&r.Result.Overall) {
				if n.Question == nil || i%5 == 0 {
					workOut(t, r, n, 80)
				}
			}
		}
	}
}

func scored(a *assessment.Assessment) Report {
	return Report{Assessment: a, Result: assessment.Score(a)}
}

// nodes lists a node and all below it.
func nodes(n *assessment.Node) []*assessment.Node {
	all := []*assessment.Node{n}
	for i := range n.Children {
		all = append(all, nodes(&n.Children[i])...)
	}
	return all
}

// workOut reads one page and works out all that stands on it.
func workOut(t failing, r Report, n *assessment.Node, width int) {
	t.Helper()
	p := printed(t, r, n.ID, 200)
	s := &secretary{page: p, engine: n, result: r.Result}
	if n.Question != nil {
		s.question()
	} else {
		s.group()
	}
	s.colour()
	s.status(assessment.Explain(r.Result, n.ID))
	if width != 200 {
		if narrow := printed(t, r, n.ID, width); narrow.says != p.says || fmt.Sprint(narrow.rows) != fmt.Sprint(p.rows) {
			s.wrong("the page %d columns wide says something else:\n%s\n%v\nnot\n%v", width, narrow.says, narrow.rows, p.rows)
		}
	}
	if len(s.faults) > 0 {
		t.Fatalf("%s\n\n%s\n%s", strings.Join(s.faults, "\n"), strings.Join(p.lines, "\n"), table(p.rows))
	}
}

type failing interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func table(rows []row) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintln(&b, map[string]string(r))
	}
	return b.String()
}

// secretary works out a page. What the engine has is only compared with what
// comes out.
type secretary struct {
	page
	engine *assessment.Node
	result *assessment.Result
	faults []string
}

func (s *secretary) wrong(format string, args ...any) {
	s.faults = append(s.faults, s.engine.ID+": "+fmt.Sprintf(format, args...))
}

// rounding is how far a figure of four decimals can be off.
const rounding = 0.5e-4

// agree compares figures that ought to be the same.
func (s *secretary) agree(what string, byHand, printed, within float64) {
	if off := math.Abs(byHand - printed); off > within+1e-8 || math.IsNaN(off) {
		s.wrong("%s is %v by hand, and not %v", what, byHand, printed)
	}
}

// engineHas compares what is printed with the number of the engine.
func (s *secretary) engineHas(what string, printed float64, n assessment.Number, within float64) {
	v, ok := n.Get()
	if !ok {
		s.wrong("%s prints %v, and the engine has none", what, printed)
		return
	}
	s.agree(what+" of the engine", v, printed, within)
}
