package templates

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

// draft is a random group or question, kept until it is known which of the
// statuses the parser takes.
type draft struct {
	id       string
	lines    []string
	status   string   // the parser may refuse it
	tags     []string // its own and those below: what rules above it can look at
	children []*draft // none: a question
}

// drafting is what holds for a whole framework.
type drafting struct {
	*rapid.T
	values []float64
	ways   []string
	alike  bool // every weight is 1
	count  int
}

func (t *drafting) pick(what string, of ...string) string {
	return rapid.SampledFrom(of).Draw(t.T, what)
}

func (t *drafting) draft(depth int, levels, unnumbered bool) *draft {
	t.count++
	d := &draft{id: fmt.Sprintf("N%d", t.count)}
	say := func(format string, args ...any) { d.lines = append(d.lines, fmt.Sprintf(format, args...)) }
	if !t.alike {
		say("weight: %s", t.pick("weight", "1", "1", "2", "3", "0.5", "0.3333"))
	}
	if depth == 0 {
		t.question(d, say, levels, unnumbered)
		return d
	}
	score := t.pick("score", t.ways...)
	say("score: %s", score)
	tag := t.pick("tag of group", "x", "z", "z")
	say("tags: [%s]", tag)
	levels = levels || strings.Contains(score, "levels")
	if score == "mean" || strings.Contains(score, "sum") {
		say("unanswered: %s", t.pick("unanswered", "exclude", "least"))
	}
	say("not_applicable: %s", t.pick("not applicable", "exclude", "exclude", "met"))
	for range rapid.IntRange(1, 4).Draw(t.T, "children") {
		d.children = append(d.children, t.draft(rapid.IntRange(0, depth-1).Draw(t.T, "depth"), levels, score == "none"))
	}
	if levels { // a group that says so needs a question at every level
		t.count++
		d.children = append(d.children, &draft{id: fmt.Sprintf("N%d", t.count), lines: []string{"asks: y", "at: [1, 2]"}})
	}
	ids := []string{d.id}
	for _, c := range d.children {
		ids, d.tags = append(ids, c.id), append(d.tags, c.tags...)
	}
	slices.Sort(d.tags)
	if d.tags = slices.Compact(d.tags); len(d.tags) > 0 && rapid.IntRange(0, 3).Draw(t.T, "status") > 0 {
		d.status = t.rules(ids, d.tags...)
	}
	d.tags = append(d.tags, tag)
	return d
}

func (t *drafting) question(d *draft, say func(string, ...any), levels, unnumbered bool) {
	say("asks: y")
	say("core: %v", rapid.IntRange(0, 3).Draw(t.T, "core") == 0)
	tag := t.pick("tag", "", "x", "x", "y")
	switch {
	case unnumbered && !levels && rapid.Bool().Draw(t.T, "many"):
		say("pick: many")
		say("options: [{key: b1, name: B, tags: [bad]}, {key: b2, name: B, tags: [bad]}, {key: g1, name: G, tags: [good]}, {key: g2, name: G, tags: [good]}]")
		d.status = ofMany
		if tag != "" {
			say("tags: [z]")
			d.tags = []string{"z"}
		}
		return
	case rapid.IntRange(0, 3).Draw(t.T, "own status") == 0:
		d.status = t.rules([]string{d.id}, "bad", "good")
	}
	if levels {
		say("at: %s", t.pick("at", "[1]", "[1, 2]", "[2]", "[2, 3]"))
	}
	d.tags = []string{"bad", "good"}
	if tag != "" {
		say("tags: [%s]", tag)
		d.tags = append(d.tags, tag)
	}
}

// rules may be refused.
func (t *drafting) rules(ids []string, tags ...string) string {
	condition := func() string {
		kind, tag := t.pick("kind", "any", "all", "all", "none", "value_of"), t.pick("items", tags...)
		if kind == "value_of" {
			return fmt.Sprintf("value_of: %s, at_least: %v", t.pick("of", ids...), rapid.SampledFrom(t.values).Draw(t.T, "number"))
		}
		count := ""
		if kind == "any" && rapid.Bool().Draw(t.T, "counted") {
			count = fmt.Sprintf(", count: %d", rapid.IntRange(1, 3).Draw(t.T, "count"))
		}
		least := ""
		if tag == "x" || tag == "y" {
			least = fmt.Sprintf(", at_least: '%d'", rapid.IntRange(1, len(t.values)-1).Draw(t.T, "option"))
		} else if tag == "z" {
			least = ", at_least: " + t.pick("status", "s1", "s2", "'1'")
		}
		return fmt.Sprintf("%s: %s%s%s", kind, tag, least, count)
	}
	var rules []string
	for i := range rapid.IntRange(1, 3).Draw(t.T, "rules") {
		and := ""
		if rapid.Bool().Draw(t.T, "and") {
			and = fmt.Sprintf(", and: [{%s}]", condition())
		}
		rules = append(rules, fmt.Sprintf("{%s%s, is: %s}", condition(), and, t.pick("is", []string{"s1", "s2", "s3"}[i:]...)))
	}
	return fmt.Sprintf("{rules: [%s], else: s0}", strings.Join(rules, ", "))
}

func (d *draft) write(b *strings.Builder, indent string, without map[string]bool) {
	fmt.Fprintf(b, "%s- id: %s\n%s  title: Part %s\n", indent, d.id, indent, d.id)
	for _, line := range d.lines {
		fmt.Fprintf(b, "%s  %s\n", indent, line)
	}
	if d.status != "" && !without[d.id] {
		fmt.Fprintf(b, "%s  status: %s\n", indent, d.status)
	}
	for _, key := range []string{"questions", "groups"} {
		said := false
		for _, c := range d.children {
			if (len(c.children) == 0) != (key == "questions") {
				continue
			}
			if !said {
				fmt.Fprintf(b, "%s  %s:\n", indent, key)
			}
			said = true
			c.write(b, indent+"    ", without)
		}
	}
}

// refusable lists what has a status that may be refused, from the questions
// up, since rules look down.
func (d *draft) refusable() []string {
	var ids []string
	for _, c := range d.children {
		ids = append(ids, c.refusable()...)
	}
	if d.status == "" || d.status == ofMany {
		return ids
	}
	return append(ids, d.id)
}

// ofMany is the status of questions that pick many.
const ofMany = "{rules: [{any: bad, count: 2, is: s0}, {all: good, and: [{none: bad}], is: s2}, {any: good, is: s1}], else: s0}"

// drawFramework makes a framework that mixes every way of scoring.
func drawFramework(rt *rapid.T) *frameworks.Framework {
	t := &drafting{T: rt, ways: []string{"mean", "mean", "min", "sum", "{sum: {start: 7.5}}", "none"}, alike: rapid.Bool().Draw(rt, "alike")}
	t.values = rapid.SampledFrom([][]float64{{0, 1, 2, 3, 4}, {0, 0.5, 1}, {0, 0.5, 1}, {0, 25, 50, 75, 100}, {-1, -0.6, 0}, {1, 3, 5}, {-10, 0, 10}}).Draw(t.T, "values")
	if t.values[0] == 0 && slices.Max(t.values) == 1 {
		t.ways = append(t.ways, "{levels: {share: 1}}", "{levels: {share: 0.6666}}")
	}
	var head strings.Builder
	fmt.Fprintf(&head, "id: t\nversion: 1.0.0\ntitle: T\nscore: %s\nscale:\n", t.pick("overall", "mean", "min", "{sum: {start: 5}}", "none"))
	for i, value := range t.values {
		tags := map[int]string{0: ", tags: [bad]", len(t.values) - 1: ", tags: [good]"}[i]
		fmt.Fprintf(&head, "  - {key: %d, value: %v, name: L%d%s}\n", i, value, i, tags)
	}
	if rapid.Bool().Draw(t.T, "targets") {
		head.WriteString("targets:\n  - {by: 2027-03-31, all: 1, core: 2}\n  - {by: 2030-03-31, all: 2}\n")
	}
	head.WriteString("objectives:\n")
	var objectives []*draft
	for range rapid.IntRange(1, 3).Draw(t.T, "objectives") {
		objectives = append(objectives, t.draft(rapid.IntRange(1, 3).Draw(t.T, "depth"), false, false))
	}
	parse := func(without map[string]bool) (*frameworks.Framework, error) {
		var b strings.Builder
		for _, d := range objectives {
			d.write(&b, "  ", without)
		}
		return frameworks.Parse("t.yaml", []byte(head.String()+b.String()), nil)
	}
	without := make(map[string]bool) // every status, then each again that is not refused
	var ids []string
	for _, d := range objectives {
		ids = append(ids, d.refusable()...)
	}
	for _, id := range ids {
		without[id] = true
	}
	fw, err := parse(without)
	if err != nil {
		rt.Fatalf("%v\n%s", err, head.String())
	}
	for _, id := range ids {
		delete(without, id)
		if with, err := parse(without); err == nil {
			fw = with
		} else {
			without[id] = true
		}
	}
	return fw
}

// drawAnswers answers a framework at random.
func drawAnswers(t *rapid.T, fw *frameworks.Framework) *assessment.Assessment {
	org := assessment.Organisation{Name: "St Elsewhere"}
	if len(fw.OrganisationTypes) > 0 {
		org.Type = fw.OrganisationTypes[0].Key
	}
	a, err := assessment.New(fw, org, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range fw.Questions() {
		if err := a.Set(q.ID, drawAnswer(t, q)); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func drawAnswer(t *rapid.T, q *frameworks.Question) assessment.Answer {
	var answer assessment.Answer
	if q.HasNumber() && rapid.IntRange(0, 3).Draw(t, "own target") == 0 {
		answer.Target = rapid.SampledFrom(q.Keys()).Draw(t, "target")
	}
	switch rapid.SampledFrom([]assessment.State{assessment.Unanswered, assessment.NotApplicable, assessment.Answered, assessment.Answered, assessment.Answered}).Draw(t, "state") {
	case assessment.NotApplicable:
		answer.NotApplicable = "none here"
	case assessment.Answered:
		answer.Option = rapid.SampledFrom(q.Keys()).Draw(t, "option")
		if q.Many {
			answer.Option = q.Ticks(slices.DeleteFunc(q.Keys(), func(string) bool { return rapid.Bool().Draw(t, "not ticked") }))
		}
		if q.Status != nil && rapid.IntRange(0, 5).Draw(t, "override") == 0 {
			answer.Override = &assessment.Override{Status: q.Status.Order[0], Reason: "We looked again.", By: "h.quist"}
		}
	case assessment.Unanswered:
	}
	return answer
}
