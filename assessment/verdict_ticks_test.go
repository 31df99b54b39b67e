package assessment

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sextant/frameworks"
)

// drawTicked makes a question that picks many, with rules over its options.
func drawTicked(t *rapid.T) drawn {
	d := drawn{indent: "        ", text: "id: t\nversion: 1.0.0\ntitle: T\nscore: none\nobjectives:\n  - id: o\n    title: O\n    questions:\n" +
		"      - id: Q\n        title: q\n        asks: '?'\n        pick: many\n        options:\n"}
	var tags []string
	for i := range rapid.IntRange(1, 6).Draw(t, "options") {
		has := rapid.SampledFrom([][]string{nil, {"f"}, {"f"}, {"f"}, {"g"}, {"f", "g"}}).Draw(t, "tags")
		if i == 0 && has == nil {
			has = []string{"f"}
		}
		tags = append(tags, has...)
		d.text += fmt.Sprintf("          - {key: k%d, name: K, tags: [%s]}\n", i, strings.Join(has, ", "))
	}
	d.rules = drawRules(t, func() frameworks.Condition {
		c := frameworks.Condition{Kind: rapid.SampledFrom([]frameworks.ConditionKind{"any", "any", "any", "all", "none"}).Draw(t, "kind"), Count: 1}
		if c.Tag = rapid.SampledFrom(tags).Draw(t, "tag"); c.Kind == "any" {
			c.Count = rapid.SampledFrom([]int{1, 1, 2, 3, 4}).Draw(t, "count")
		}
		return c
	})
	d.order = drawOrder(t, d.rules)
	return d
}

// The same holds of the rules over ticks: a tick that is good in one place and
// bad in another is refused, and no other.
func TestTheVerdictOnTicksIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawTicked(t)
		fw, err := d.parse()
		if err != nil && !strings.Contains(err.Error(), "can never match") && !strings.Contains(err.Error(), "a tick must not") {
			t.Fatal(err)
		}
		plain := parse(t, d.text)
		q := plain.Question("Q")
		q.Status = d.probe()
		a := begin(t, plain, "")
		sets := make([]tried, 1<<len(q.Options))
		for ticks := range sets {
			var keys []string
			for i, o := range q.Options {
				if ticks>>i&1 == 1 {
					keys = append(keys, o.Key)
				}
			}
			a.Answers["Q"] = Answer{Option: q.Ticks(keys)}
			n := Score(a).Find("Q")
			sets[ticks].rule, sets[ticks].holds = d.look(n, n.ownItems)
		}
		d.matches(t, fw, err, sets)
		order := d.order
		if fw != nil {
			order = fw.Question("Q").Status.Order
		}
		if len(d.never(err, "")) > 0 || order == nil {
			return
		}
		rank := func(ticks int) int {
			return (&frameworks.Status{Order: order}).Rank(d.is(sets[ticks].rule))
		}
		both := ""
		for i, o := range q.Options {
			raises, lowers := false, false
			for ticks := range sets {
				if ticks>>i&1 == 0 {
					raises = raises || rank(ticks) < rank(ticks|1<<i)
					lowers = lowers || rank(ticks) > rank(ticks|1<<i)
				}
			}
			if raises && lowers {
				both += o.Key
			}
		}
		if (both != "") != (err != nil) {
			t.Fatalf("both good and bad: %s; it says %v", both, err)
		}
	})
}
