package assessment

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sextant/frameworks"
)

// drawn is a small framework whose rules may be refused.
type drawn struct {
	text   string // without its status, which is that of its last question where it is indented
	indent string
	rules  []frameworks.Rule
	order  []string // nil: not said
}

// parse reads the framework with its rules, one to a line.
func (d drawn) parse() (*frameworks.Framework, error) {
	lines := []string{"status:", "  else: s0", "  rules:"}
	for _, rule := range d.rules {
		var more []string
		for _, c := range rule.When[1:] {
			more = append(more, "{"+c.String()+"}")
		}
		lines = append(lines, fmt.Sprintf("    - {%s, is: %s, and: [%s]}", rule.When[0], rule.Is, strings.Join(more, ", ")))
	}
	if d.order != nil {
		lines = append(lines, "  order: ["+strings.Join(d.order, ", ")+"]")
	}
	return frameworks.Parse("t.yaml", []byte(d.text+d.indent+strings.Join(lines, "\n"+d.indent)+"\n"), nil)
}

// never are the rules that were refused because they cannot match.
func (d drawn) never(err error, why string) []int {
	var list []int
	first := strings.Count(d.text, "\n") + 4
	for i := range d.rules {
		if err != nil && strings.Contains(err.Error(), fmt.Sprintf("t.yaml:%d:%d: this rule can never match: %s", first+i, len(d.indent)+7, why)) {
			list = append(list, i)
		}
	}
	return list
}

// probe is a status that tells which rule matches.
func (d drawn) probe() *frameworks.Status {
	status := &frameworks.Status{Else: "else"}
	for i, rule := range d.rules {
		status.Rules = append(status.Rules, frameworks.Rule{When: rule.When, Is: fmt.Sprint(i)})
		status.Order = append(status.Order, fmt.Sprint(i))
	}
	return status
}

// look notes which rules hold at a node, and which comes first.
func (d drawn) look(n *Node, items func(frameworks.Condition) []Item) (rule int, holding []bool) {
	check := func(c frameworks.Condition) (holds, looks bool) { return judge(c, items(c)) }
	// Also one that stays open because complete answers cannot make it.
	made := n.Status != "" || n.Question == nil && n.HighStatus != "" && (n.Answered > 0 || n.Applicable == 0 || n.Score.is)
	if rule = -1; made {
		rule, _ = d.probe().First(check)
	}
	for _, r := range d.rules {
		holding = append(holding, made && r.Matches(check))
	}
	return rule, holding
}

// tried is what a set of answers makes.
type tried struct {
	answers  map[string]Answer
	finished bool // all that applies is answered
	holds    []bool
	rule     int // the first that matches; below 0 where there is no status
}

// is is the status of a set.
func (d drawn) is(rule int) string {
	if rule == len(d.rules) {
		return "s0"
	}
	return d.rules[rule].Is
}

// try scores every set of answers to the framework with its rules, also those
// that do not pass.
func (d drawn) try(t *rapid.T) []tried {
	fw := parse(t, d.text)
	fw.Status = d.probe()
	a := begin(t, fw, "")
	var list []tried
	var walk func(left []*frameworks.Question, finished bool)
	walk = func(left []*frameworks.Question, finished bool) {
		if len(left) > 0 {
			q := left[0]
			for _, key := range q.Keys() {
				a.Answers[q.ID] = Answer{Option: key}
				walk(left[1:], finished)
			}
			a.Answers[q.ID] = Answer{NotApplicable: "none here"}
			walk(left[1:], finished)
			delete(a.Answers, q.ID)
			walk(left[1:], false)
			return
		}
		n := &Score(a).Overall
		one := tried{answers: maps.Clone(a.Answers), finished: finished}
		one.rule, one.holds = d.look(n, func(c frameworks.Condition) []Item { return n.items(c, asIs) })
		list = append(list, one)
	}
	walk(fw.Questions(), true)
	return list
}

// drawRules makes rules over tags of questions and of options.
func drawRules(t *rapid.T, condition func() frameworks.Condition) []frameworks.Rule {
	var rules []frameworks.Rule
	for range rapid.SampledFrom([]int{1, 2, 2, 3, 4}).Draw(t, "rules") {
		rule := frameworks.Rule{Is: rapid.SampledFrom([]string{"s0", "s1", "s2", "s3", "s4"}).Draw(t, "is")}
		for range rapid.SampledFrom([]int{1, 1, 2, 3}).Draw(t, "conditions") {
			rule.When = append(rule.When, condition())
		}
		rules = append(rules, rule)
	}
	return rules
}

func drawOrder(t *rapid.T, rules []frameworks.Rule) []string {
	if rapid.Bool().Draw(t, "order follows") {
		return nil
	}
	names := []string{"s0"}
	for _, rule := range rules {
		if !slices.Contains(names, rule.Is) {
			names = append(names, rule.Is)
		}
	}
	return rapid.Permutation(names).Draw(t, "order")
}

func drawJudged(t *rapid.T) drawn {
	var d drawn
	many := rapid.IntRange(2, 3).Draw(t, "options")
	keys := []string{"0", "1", "2"}[:many]
	var ofOptions, ofQuestions []string
	options := func() string {
		var list []string
		for i, key := range keys {
			tags := rapid.SampledFrom([][]string{nil, nil, {"f"}, {"f"}, {"g"}, {"f", "g"}}).Draw(t, "tags of an option")
			ofOptions = append(ofOptions, tags...)
			list = append(list, fmt.Sprintf("{key: %s, value: %v, name: L, tags: [%s]}", key, float64(i)/2, strings.Join(tags, ", ")))
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	scale, questions := options(), ""
	own := 0
	count := rapid.IntRange(1, 7-many).Draw(t, "questions")
	for i := range count {
		tags := rapid.SampledFrom([][]string{nil, {"x"}, {"x"}, {"x"}, {"y"}, {"x", "y"}}).Draw(t, "tags")
		ofQuestions = append(ofQuestions, tags...)
		questions += fmt.Sprintf("      - {id: Q%d, title: q, asks: '?', tags: [%s]", i, strings.Join(tags, ", "))
		if rapid.IntRange(0, 3).Draw(t, "own") == 0 {
			own++
			questions += ", options: " + options()
		}
		questions += "}\n"
	}
	if own == count && !strings.Contains(questions, "f") || len(ofOptions)+len(ofQuestions) == 0 {
		t.Skip("nothing to look at")
	}
	d.text = fmt.Sprintf("id: t\nversion: 1.0.0\ntitle: T\nscore: %s\nnot_applicable: %s\nunanswered: %s\nscale: %s\nobjectives:\n  - id: o\n    title: O\n    questions:\n%s",
		rapid.SampledFrom([]string{"none", "none", "mean"}).Draw(t, "score"), rapid.SampledFrom([]string{"exclude", "exclude", "met"}).Draw(t, "not applicable"),
		rapid.SampledFrom([]string{"exclude", "exclude", "least"}).Draw(t, "unanswered"), scale, questions)
	d.rules = drawRules(t, func() frameworks.Condition {
		c := frameworks.Condition{Kind: rapid.SampledFrom([]frameworks.ConditionKind{"any", "any", "any", "all", "none"}).Draw(t, "kind"), Count: 1}
		if len(ofQuestions) == 0 || len(ofOptions) > 0 && rapid.Bool().Draw(t, "of options") {
			c.Tag = rapid.SampledFrom(ofOptions).Draw(t, "tag")
		} else {
			c.Tag, c.AtLeast = rapid.SampledFrom(ofQuestions).Draw(t, "tag"), rapid.SampledFrom(keys).Draw(t, "at least")
		}
		if c.Kind == "any" {
			c.Count = rapid.SampledFrom([]int{1, 1, 2, 2, 3}).Draw(t, "count")
		}
		return c
	})
	d.order = drawOrder(t, d.rules)
	return d
}

// Rules are refused exactly where going through every set of answers, one by
// one, shows what is wrong with them.
func TestTheVerdictOnRulesIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawJudged(t)
		fw, err := d.parse()
		if err != nil && !strings.Contains(err.Error(), "can never match") && !strings.Contains(err.Error(), "must never lower") {
			t.Skip(err)
		}
		sets := d.try(t)
		d.matches(t, fw, err, sets)
		if len(d.never(err, "")) > 0 {
			return
		}
		d.lowers(t, fw, err, d.turns(parse(t, d.text).Questions(), sets))
	})
}

// turns is what raising one answer of a finished set does.
func (d drawn) turns(questions []*frameworks.Question, sets []tried) map[[2]string]string {
	turns := make(map[[2]string]string)
	at := make(map[string]int)
	for i, one := range sets {
		at[fmt.Sprint(one.answers)] = i
	}
	for _, one := range sets {
		for _, q := range questions {
			i := q.Index(one.answers[q.ID].Option)
			if !one.finished || i < 0 || i+1 == len(q.Options) {
				continue
			}
			was := one.answers[q.ID]
			one.answers[q.ID] = Answer{Option: q.Options[i+1].Key}
			now := sets[at[fmt.Sprint(one.answers)]]
			one.answers[q.ID] = was
			if a, b := d.is(one.rule), d.is(now.rule); a != b {
				turns[[2]string{a, b}] = fmt.Sprintf("raising %s of %v", q.ID, one.answers)
			}
		}
	}
	return turns
}

// matches compares which rules match, and whether else does.
func (d drawn) matches(t *rapid.T, fw *frameworks.Framework, err error, sets []tried) {
	t.Helper()
	lost := true
	var never, unfulfilled []int
	for i := range d.rules {
		if !slices.ContainsFunc(sets, func(one tried) bool { return one.rule == i }) {
			never = append(never, i)
		}
		if !slices.ContainsFunc(sets, func(one tried) bool { return one.holds[i] }) {
			unfulfilled = append(unfulfilled, i)
		}
	}
	if got := d.never(err, ""); !slices.Equal(got, never) {
		t.Fatalf("these can never match: %v; it says so of %v: %v", never, got, err)
	}
	if got := d.never(err, "no answers fulfil it"); !slices.Equal(got, unfulfilled) {
		t.Fatalf("no answers fulfil %v; it says so of %v: %v", unfulfilled, got, err)
	}
	for _, one := range sets {
		lost = lost && (one.rule < 0 || d.is(one.rule) != "s0")
	}
	if fw == nil {
		return
	}
	advice := fmt.Sprint(fw.Advice())
	if said := strings.Contains(advice, "no answers lead to"); said != lost {
		t.Fatalf("no answers lead to s0: %v; it advises %s", lost, advice)
	}
}

// lowers compares what raising answers does.
func (d drawn) lowers(t *rapid.T, fw *frameworks.Framework, err error, turns map[[2]string]string) {
	t.Helper()
	if fw != nil {
		for turn, what := range turns {
			if fw.Status.Rank(turn[0]) > fw.Status.Rank(turn[1]) {
				t.Fatalf("%s turns %v, in the order %v", what, turn, fw.Status.Order)
			}
		}
		return
	}
	if d.order != nil {
		for turn := range turns {
			if slices.Index(d.order, turn[0]) > slices.Index(d.order, turn[1]) {
				return
			}
		}
		t.Fatalf("nothing lowers: %v; it says %v", turns, err)
	}
	// Without an order some status must lead back to itself.
	left := []string{"s0", "s1", "s2", "s3", "s4"}
	for range left {
		left = slices.DeleteFunc(left, func(name string) bool {
			return !slices.ContainsFunc(left, func(other string) bool { return turns[[2]string{other, name}] != "" })
		})
	}
	if len(left) == 0 {
		t.Fatalf("an order would do: %v; it says %v", turns, err)
	}
}
