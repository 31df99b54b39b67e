package assessment

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sextant/frameworks"
)

// mixed is a random framework that mixes every way of scoring, kept so that it
// can be written in another order.
type mixed struct {
	id       string
	lines    []string // its keys, but for its children
	children []*mixed // none: a question
}

// drawMixed makes a group of the depth, or a question of depth 0. Where levels
// is set it lies in a group that is scored by levels; unnumbered questions may
// pick many.
func drawMixed(t *rapid.T, depth int, ways []string, levels, unnumbered bool, n *int) *mixed {
	*n++
	m := &mixed{id: fmt.Sprintf("N%d", *n)}
	say := func(format string, args ...any) { m.lines = append(m.lines, fmt.Sprintf(format, args...)) }
	say("weight: %v", rapid.SampledFrom([]float64{1, 1, 2, 0.5}).Draw(t, "weight"))
	tag := rapid.SampledFrom([]string{"", "x", "x", "y"}).Draw(t, "tag")
	if depth == 0 {
		say("asks: y")
		many := unnumbered && !levels && rapid.Bool().Draw(t, "many")
		if many {
			tag = "" // its status has other words than the options
			say("pick: many")
			say("options: [{key: bad, name: B, tags: [bad]}, {key: g1, name: G, tags: [good]}, {key: g2, name: G, tags: [good]}]")
			say("status: {rules: [{any: bad, is: low}, {all: good, is: high}, {any: good, is: mid}], else: low}")
		}
		if levels {
			say("at: %s", rapid.SampledFrom([]string{"[1]", "[1, 2]", "[2]", "[2, 3]"}).Draw(t, "at"))
		}
		say("core: %v", rapid.IntRange(0, 3).Draw(t, "core") == 0)
		if tag != "" {
			say("tags: [%s]", tag)
		}
		return m
	}
	score := rapid.SampledFrom(ways).Draw(t, "score")
	say("score: %s", score)
	say("tags: [%s]", rapid.SampledFrom([]string{"x", "z", "z"}).Draw(t, "tag of group"))
	levels = levels || strings.Contains(score, "levels")
	if score == "mean" || score == "sum" {
		say("unanswered: %s", rapid.SampledFrom([]string{"exclude", "least"}).Draw(t, "unanswered"))
	}
	say("not_applicable: %s", rapid.SampledFrom([]string{"exclude", "exclude", "met"}).Draw(t, "not applicable"))
	for range rapid.IntRange(1, 3).Draw(t, "children") {
		below := rapid.IntRange(0, depth-1).Draw(t, "depth")
		m.children = append(m.children, drawMixed(t, below, ways, levels, score == "none", n))
	}
	if levels { // a group that says so needs a question at every level
		*n++
		m.children = append(m.children, &mixed{id: fmt.Sprintf("N%d", *n), lines: []string{"asks: y", "at: [1, 2]"}})
	}
	if rapid.Bool().Draw(t, "status") {
		say("status: %s", drawStatus(t, m.numbers(), score))
	}
	return m
}

// numbers are the ids of a group and of all below it, most of which have one.
func (m *mixed) numbers() []string {
	ids := []string{m.id}
	for _, c := range m.children {
		ids = append(ids, c.numbers()...)
	}
	return ids
}

// drawStatus makes rules that may be refused.
func drawStatus(t *rapid.T, ids []string, score string) string {
	condition := func() string {
		kind := rapid.SampledFrom([]string{"any", "all", "none", "value_of"}).Draw(t, "kind")
		if kind == "value_of" && score != "none" {
			return fmt.Sprintf("value_of: %s, at_least: %v", rapid.SampledFrom(ids).Draw(t, "of"), rapid.SampledFrom([]float64{0.5, 1, 2}).Draw(t, "at least"))
		}
		kind = strings.Replace(kind, "value_of", "all", 1)
		if kind == "any" && rapid.Bool().Draw(t, "counted") {
			return fmt.Sprintf("any: %s, at_least: '1', count: %d", rapid.SampledFrom([]string{"x", "y"}).Draw(t, "items"), rapid.IntRange(1, 3).Draw(t, "count"))
		}
		if rapid.IntRange(0, 3).Draw(t, "of groups") == 0 {
			return fmt.Sprintf("%s: z, at_least: %s", kind, rapid.SampledFrom([]string{"s1", "s2", "1"}).Draw(t, "status"))
		}
		return fmt.Sprintf("%s: %s, at_least: '%s'", kind,
			rapid.SampledFrom([]string{"x", "y"}).Draw(t, "items"), rapid.SampledFrom([]string{"1", "2"}).Draw(t, "option"))
	}
	var rules []string
	for i := range rapid.IntRange(1, 3).Draw(t, "rules") {
		and := ""
		if rapid.Bool().Draw(t, "and") {
			and = fmt.Sprintf(", and: [{%s}]", condition())
		}
		rules = append(rules, fmt.Sprintf("{%s%s, is: %s}", condition(), and, rapid.SampledFrom([]string{"s1", "s2", "s3"}[i:]).Draw(t, "is")))
	}
	return fmt.Sprintf("{rules: [%s], else: s0}", strings.Join(rules, ", "))
}

// write writes a list of groups and questions, each at its depth.
func (m *mixed) write(b *strings.Builder, indent string, turned bool, statuses map[string]bool) {
	fmt.Fprintf(b, "%s- id: %s\n%s  title: x\n", indent, m.id, indent)
	for _, line := range m.lines {
		if !strings.HasPrefix(line, "status") || len(m.children) == 0 || statuses[m.id] {
			fmt.Fprintf(b, "%s  %s\n", indent, line)
		}
	}
	for _, key := range []string{"questions", "groups"} {
		var mine []*mixed
		for _, c := range m.children {
			if (len(c.children) == 0) == (key == "questions") {
				mine = append(mine, c)
			}
		}
		if turned {
			slices.Reverse(mine)
		}
		if len(mine) > 0 {
			fmt.Fprintf(b, "%s  %s:\n", indent, key)
		}
		for _, c := range mine {
			c.write(b, indent+"    ", turned, statuses)
		}
	}
}

// text writes a framework with the statuses of those groups.
func mixedText(objectives []*mixed, values []float64, score string, turned bool, statuses map[string]bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "id: t\nversion: 1.0.0\ntitle: T\nscore: %s\nscale:\n", score)
	for i, value := range values {
		fmt.Fprintf(&b, "  - {key: %d, value: %v, name: L%d}\n", i, value, i)
	}
	b.WriteString("targets:\n  - {by: 2027-03-31, all: 1, core: 2}\n  - {by: 2030-03-31, all: 2}\nobjectives:\n")
	for i := range objectives {
		if turned {
			i = len(objectives) - 1 - i
		}
		objectives[i].write(&b, "  ", turned, statuses)
	}
	return b.String()
}

// drawMixedAssessment makes a framework and answers. Statuses whose rules are
// refused are left out: what is left has passed every check.
func drawMixedAssessment(t *rapid.T) (a *Assessment, turned *frameworks.Framework) {
	n := 0
	score := rapid.SampledFrom([]string{"mean", "min", "{sum: {start: 5}}", "none"}).Draw(t, "overall")
	ways := []string{"mean", "min", "sum", "{sum: {start: 7}}", "none"}
	values := rapid.SampledFrom([][]float64{{0, 0.5, 1}, {0, 0.5, 1}, {0, 1, 2}, {1, 3, 5}, {-1, -0.6, 0}, {-10, 0, 10}, {0, 50, 100}}).Draw(t, "values")
	if values[0] == 0 && values[2] == 1 {
		ways = append(ways, "{levels: {share: 1}}", "{levels: {share: 0.6}}")
	}
	var objectives []*mixed
	for range rapid.IntRange(1, 3).Draw(t, "objectives") {
		objectives = append(objectives, drawMixed(t, rapid.IntRange(1, 3).Draw(t, "depth"), ways, false, false, &n))
	}
	statuses := make(map[string]bool)
	for i := range n {
		id := fmt.Sprintf("N%d", i+1)
		statuses[id] = true
		if _, err := frameworks.Parse("t.yaml", []byte(mixedText(objectives, values, score, false, statuses)), nil); err != nil {
			delete(statuses, id)
		}
	}
	fw := parse(t, mixedText(objectives, values, score, false, statuses))
	turned = parse(t, mixedText(objectives, values, score, true, statuses))
	a = begin(t, fw, "")
	for _, q := range fw.Questions() {
		set(t, a, q.ID, drawMixedAnswer(t, q))
	}
	return a, turned
}

func drawMixedAnswer(t *rapid.T, q *frameworks.Question) Answer {
	switch rapid.SampledFrom([]State{Unanswered, NotApplicable, Answered, Answered, Answered}).Draw(t, "state") {
	case NotApplicable:
		return Answer{NotApplicable: "none here"}
	case Unanswered:
		return Answer{}
	case Answered:
	}
	if !q.Many {
		return Answer{Option: rapid.SampledFrom(q.Keys()).Draw(t, "option")}
	}
	var ticked []string
	for _, key := range q.Keys() {
		if rapid.Bool().Draw(t, "tick") {
			ticked = append(ticked, key)
		}
	}
	return Answer{Option: q.Ticks(ticked)}
}

func rank(n *Node, status string) int {
	switch {
	case n.Question != nil:
		return n.Question.Status.Rank(status)
	default:
		return n.Scoring.Status.Rank(status)
	}
}

func TestMixedTheOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, fw := drawMixedAssessment(t)
		turned := begin(t, fw, "")
		turned.Answers = a.Answers
		was, now := Score(a), Score(turned)
		each(was, func(n *Node) {
			m := now.Find(n.ID)
			if !near(n.Score, m.Score) || !near(n.Low, m.Low) || !near(n.High, m.High) || n.Level != m.Level || !near(n.Gap, m.Gap) || n.RAG != m.RAG ||
				n.Status != m.Status || n.LowStatus != m.LowStatus || n.HighStatus != m.HighStatus || len(n.HeldBackBy) != len(m.HeldBackBy) {
				t.Fatalf("%s: %v %v %s, turned %v %v %s", n.ID, n.Score, n.Level, n.Status, m.Score, m.Level, m.Status)
			}
		})
	})
}

func TestMixedRaisingAnAnswerLowersNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawMixedAssessment(t)
		was := Score(a)
		q := rapid.SampledFrom(a.Framework.Questions()).Draw(t, "question")
		answer := a.Answers[q.ID]
		switch {
		case answer.State() != Answered:
			t.Skip()
		case q.Many: // a strength more, or the gap gone
			ticked := frameworks.Ticked(answer.Option)
			better := rapid.SampledFrom([]string{"bad", "g1", "g2"}).Draw(t, "better")
			had := slices.Contains(ticked, better)
			if had != (better == "bad") {
				t.Skip()
			}
			if had {
				ticked = slices.DeleteFunc(ticked, func(k string) bool { return k == better })
			} else {
				ticked = append(ticked, better)
			}
			answer.Option = q.Ticks(ticked)
		case answer.Option == "2":
			t.Skip()
		default:
			answer.Option = string(answer.Option[0] + 1)
		}
		set(t, a, q.ID, answer)
		now := Score(a)
		each(was, func(n *Node) {
			m := now.Find(n.ID)
			if m.Score.value < n.Score.value || m.Low.value < n.Low.value || m.High.value < n.High.value || m.Level.value < n.Level.value || m.Gap.value > n.Gap.value {
				t.Fatalf("%s fell from %v level %v gap %v to %v level %v gap %v", n.ID, n.Score, n.Level, n.Gap, m.Score, m.Level, m.Gap)
			}
			for _, pair := range [][2]string{{n.Status, m.Status}, {n.LowStatus, m.LowStatus}, {n.HighStatus, m.HighStatus}} {
				open := pair[1] == "" && m.Provisional // what the low and the high say of it is looked at too
				if pair[0] != "" && !open && rank(n, pair[1]) < rank(n, pair[0]) {
					t.Fatalf("the status of %s fell from %s to %s", n.ID, pair[0], pair[1])
				}
			}
		})
	})
}

func TestMixedNotApplicableMovesNoGroupThatDoesNotHoldIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawMixedAssessment(t)
		was := Score(a)
		q := rapid.SampledFrom(a.Framework.Questions()).Draw(t, "question")
		set(t, a, q.ID, Answer{NotApplicable: "gone"})
		now := Score(a)
		each(was, func(n *Node) {
			if n.find(q.ID) != nil {
				return
			}
			if m := now.Find(n.ID); n.Score != m.Score || n.Level != m.Level || n.Status != m.Status || n.Applicable != m.Applicable {
				t.Fatalf("%s moved from %v to %v", n.ID, n.Score, m.Score)
			}
		})
	})
}

func TestMixedMarksStayWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawMixedAssessment(t)
		r := Score(a)
		each(r, func(n *Node) {
			switch {
			case n.Low.is != n.High.is || n.Score.is && !n.Low.is:
				t.Fatalf("%s has a score %v, a low %v and a high %v", n.ID, n.Score, n.Low, n.High)
			case n.Low.value > n.High.value:
				t.Fatalf("%s: low %v, high %v", n.ID, n.Low, n.High)
			case n.Score.is && alike(n) && (n.Score.value < n.Low.value || n.Score.value > n.High.value):
				t.Fatalf("%s: low %v, score %v, high %v", n.ID, n.Low, n.Score, n.High)
			case n.Level.is && (n.Level.value > n.Low.value || n.Level.value != math.Trunc(n.Level.value) || n.Scoring.LevelAt(n.Level.value) != n.Level.value):
				t.Fatalf("%s: level %v of a low %v", n.ID, n.Level, n.Low)
			case n.Level.is && len(n.HeldBackBy) > 0 && n.Level.value >= n.Scoring.Top():
				t.Fatalf("%s: held back from a level beyond %v", n.ID, n.Scoring.Top())
			case !n.Provisional && n.Low.is && (n.Low != n.High || n.Low != n.Score):
				t.Fatalf("%s is settled, with low %v, score %v, high %v", n.ID, n.Low, n.Score, n.High)
			case !n.Provisional && (n.LowStatus != n.Status || n.HighStatus != n.Status):
				t.Fatalf("%s is settled, with statuses %q, %q, %q", n.ID, n.LowStatus, n.Status, n.HighStatus)
			case n.Status != "" && (rank(n, n.LowStatus) > rank(n, n.Status) || rank(n, n.Status) > rank(n, n.HighStatus)):
				t.Fatalf("%s: statuses %q, %q, %q", n.ID, n.LowStatus, n.Status, n.HighStatus)
			case n.Applicable+n.NotApplicable != n.Total || n.Provisional != (n.Answered < n.Applicable):
				t.Fatalf("%s: %d answered, %d applicable, %d not, %d in all, provisional %v", n.ID, n.Answered, n.Applicable, n.NotApplicable, n.Total, n.Provisional)
			case n.State != Answered && n.Question != nil && (n.Score.is || n.Status != ""):
				t.Fatalf("%s is not answered and has a score %v and a status %q", n.ID, n.Score, n.Status)
			}
			if n.Provisional && n.Status != "" && n.Status != n.LowStatus && n.Status != n.HighStatus && !n.Rules().CanBe(n.Status) {
				t.Fatalf("%s: no answers make %q", n.ID, n.Status)
			}
			if p, ok := n.PercentToTarget.Get(); ok && (p < 0 || p > 1) {
				t.Fatalf("%s is %v of the way to its target", n.ID, p)
			} else if ok && (p == 1) != (n.GapSum == 0) {
				t.Fatalf("%s is %v of the way to its target, and %v is missing", n.ID, p, n.GapSum)
			}
			if n.Target.is && n.Gap.is && adds(n) && math.Abs(n.Score.value+n.Gap.value-n.Target.value) > 1e-7 {
				t.Fatalf("%s: score %v, gap %v, target %v", n.ID, n.Score, n.Gap, n.Target)
			}
			recomputes(t, r, n)
		})
	})
}

// adds reports whether score and gap make the target: in means and sums where
// everything applies and is answered, and nothing is above its target.
func adds(n *Node) bool {
	if n.Question != nil {
		return n.State == Answered && n.Target.is && n.Score.value <= n.Target.value
	}
	if r := n.Scoring.Reducer; r != frameworks.Mean && r != frameworks.Sum {
		return false
	}
	for i := range n.Children {
		if !adds(&n.Children[i]) {
			return false
		}
	}
	return true
}

// alike reports whether the children of every mean below share one range, and
// those of every sum have 0 in theirs, so that leaving out what is unanswered
// cannot leave the range of the others.
func alike(n *Node) bool {
	for i := range n.Children {
		c := &n.Children[i]
		if !alike(c) || n.Scoring.Reducer == frameworks.Mean && c.Question == nil && c.Scoring.Reducer != frameworks.Mean {
			return false
		}
		if n.Scoring.Reducer != frameworks.Sum {
			continue
		}
		switch {
		case c.Question != nil && c.Question.HasNumber() && (c.Question.Least() > 0 || c.Question.Greatest() < 0):
			return false
		case c.Question == nil && c.Scoring.HasNumber() && (c.Scoring.Bottom() > 0 || c.Scoring.Top() < 0):
			return false
		}
	}
	return true
}

// recomputes works a node out again from its explanation, by hand.
func recomputes(t *rapid.T, r *Result, n *Node) {
	e := Explain(r, n.ID)
	if n.Question == nil {
		if got := byHand(e); !near(got, n.Score) {
			t.Fatalf("%s: its explanation makes %v, the score is %v", n.ID, got, n.Score)
		}
	}
	v := e.Verdict
	if v == nil {
		if n.Status != "" {
			t.Fatalf("%s has a status and no reason for it", n.ID)
		}
		return
	}
	made := v.Status.Else
	for _, rule := range slices.Backward(v.Rules) {
		counts := slices.DeleteFunc(slices.Clone(rule.Conditions), func(c Check) bool { return c.LeftOut })
		if len(counts) > 0 && !slices.ContainsFunc(counts, func(c Check) bool { return !heldByHand(c) }) {
			made = rule.Is
		}
	}
	if made != v.Made || n.Status != "" && n.Status != made {
		t.Fatalf("%s: its explanation makes %q, its status is %q", n.ID, made, n.Status)
	}
}

func byHand(e *Explanation) Number {
	sum, weight, least, any := 0.0, 0.0, math.Inf(1), false
	for _, term := range e.Terms {
		if v, ok := term.Counts.Get(); ok {
			sum, weight, least, any = sum+term.Node.Weight*v, weight+term.Node.Weight, min(least, v), true
		}
	}
	how := e.Node.Scoring
	switch {
	case how.Reducer == frameworks.Levels:
		level, some, stopped := 0.0, false, false
		for _, step := range e.Steps {
			sum, weight := 0.0, 0.0
			for _, term := range step.Terms {
				if v, ok := term.Counts.Get(); ok {
					sum, weight, some = sum+term.Node.Weight*v, weight+term.Node.Weight, true
				}
			}
			if stopped = stopped || weight > 0 && sum/weight < how.Share-1e-9; !stopped {
				level++
			}
		}
		return Number{level, some}
	case !any:
		return Number{}
	case how.Reducer == frameworks.Mean:
		return Some(sum / weight)
	case how.Reducer == frameworks.Sum:
		return Some(how.Start + sum)
	case how.Reducer == frameworks.Min:
		return Some(least)
	}
	return Number{}
}

func heldByHand(c Check) bool {
	yes := 0
	for _, item := range c.Items {
		if item.Fulfils {
			yes++
		}
	}
	switch c.Condition.Kind {
	case frameworks.All:
		return yes > 0 && yes == len(c.Items)
	case frameworks.NoneOf:
		return yes == 0
	case frameworks.Any:
		return yes >= c.Condition.Count
	case frameworks.ValueOf:
	}
	return yes > 0
}

// FuzzMixed lets the fuzzer choose the tree and the answers.
func FuzzMixed(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		a, _ := drawMixedAssessment(t)
		r := Score(a)
		each(r, func(n *Node) { recomputes(t, r, n) })
	}))
}
