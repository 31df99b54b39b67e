package assessment

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sextant/frameworks"
)

// drawNested makes rules over numbers and statuses of groups, which hang
// together with the questions in them.
func drawNested(t *rapid.T) drawn {
	d := drawn{text: "id: t\nversion: 1.0.0\ntitle: T\nscale: [{key: 0, value: 0, name: A, tags: [f]}, {key: 1, value: 1, name: B}, {key: 2, value: 2, name: C}]\n"}
	draw := func(what string, words ...string) string { return rapid.SampledFrom(words).Draw(t, what) }
	how := func(indent string) {
		d.text += indent + "score: " + draw("score", "mean", "sum", "{sum: {start: 1}}") + "\n" + indent + "not_applicable: " + draw("not applicable", "exclude", "met") + "\n" +
			indent + "unanswered: " + draw("unanswered", "exclude", "least") + "\n"
	}
	how("")
	d.text += "objectives:\n"
	groups := rapid.IntRange(1, 2).Draw(t, "groups")
	for g := range groups {
		d.text += fmt.Sprintf("  - id: G%d\n    title: G\n    tags: [%s]\n", g, draw("tag of group", "z", "z", "x"))
		how("    ")
		if rapid.Bool().Draw(t, "least") {
			d.text = strings.Replace(d.text, fmt.Sprintf("  - id: G%d\n", g), fmt.Sprintf("  - id: G%d\n    weight: 2\n", g), 1)
		}
		if rapid.Bool().Draw(t, "status") {
			d.text += fmt.Sprintf("    status: {rules: [{all: p%d, at_least: 2, is: 2}, {any: p%d, at_least: 1, is: 1}], else: 0}\n", g, g)
		}
		d.text += "    questions:\n"
		for i := range rapid.IntRange(1, 2).Draw(t, "questions") {
			d.text += fmt.Sprintf("      - {id: Q%d%d, title: q, asks: '?', tags: [p%d, x]}\n", g, i, g)
		}
	}
	d.rules = drawRules(t, func() frameworks.Condition {
		c := frameworks.Condition{Kind: frameworks.ConditionKind(draw("kind", "any", "any", "all", "none", "value_of", "value_of")), Count: 1}
		switch {
		case c.Kind == frameworks.ValueOf:
			c.Of, c.Number = draw("of", "overall", "G0", "Q00", fmt.Sprintf("G%d", groups-1)), float64(rapid.IntRange(0, 4).Draw(t, "number"))/2
			return c
		case rapid.IntRange(0, 3).Draw(t, "of options") == 0:
			c.Tag = "f"
		default:
			c.Tag, c.AtLeast = draw("tag", "x", "x", "z", "p0"), draw("at least", "0", "1", "2")
			if c.Tag != "p0" {
				c.Number = float64(c.AtLeast[0] - '0')
			}
		}
		if c.Kind == frameworks.Any {
			c.Count = rapid.SampledFrom([]int{1, 1, 2, 3}).Draw(t, "count")
		}
		return c
	})
	d.order = drawOrder(t, d.rules)
	return d
}

// Where numbers and groups hang together more is thought possible than is: no
// rule is refused that some answers match, and nothing accepted lowers.
func TestTheVerdictOnGroupsErrsOnOneSide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawNested(t)
		fw, err := d.parse()
		if err != nil && !strings.Contains(err.Error(), "can never match") && !strings.Contains(err.Error(), "must never lower") {
			t.Skip(err)
		}
		sets := d.try(t)
		for _, rule := range d.never(err, "") {
			for _, one := range sets {
				if one.rule == rule {
					t.Fatalf("%v matches rule %d: %v", one.answers, rule, err)
				}
			}
		}
		if fw == nil {
			return
		}
		if strings.Contains(fmt.Sprint(fw.Advice()), "no answers lead to") && slices.ContainsFunc(sets, func(one tried) bool { return one.rule == len(d.rules) }) {
			t.Fatal("some answers lead to else")
		}
		d.lowers(t, fw, err, d.turns(parse(t, d.text).Questions(), sets))
	})
}
