package frameworks

import (
	"fmt"
	"slices"

	"sextant/internal/strictyaml"
)

// rank finds the order of the statuses, and what is wrong with the rules as a
// whole.
func (p *parser) rank(v strictyaml.Value, rules []strictyaml.Value, s *Status, of owner) {
	r := newRanking(s, newInputs(s, of))
	left := &p.left[complete]
	more, less := r.oneWay()
	simple := more && s.inTurn(true) || less && s.inTurn(false)
	if simple {
		left = &p.profiles
	}
	if !r.goThrough(complete, left) {
		if !simple {
			v.Errorf("the rules tell more cases apart than can be checked (%d in a file); look at fewer things, or let groups below sum them up", mostCases)
		}
		return
	}
	// A rule may be for what does not apply or is not answered. Where something
	// does not apply no answer may lower the status either; while something is
	// unanswered it may, as with a status for what is not finished. Where these
	// are too many to go through, no rule is refused.
	sure := r.goThrough(finished, &p.left[finished])
	if slices.Contains(r.first, false) || !r.lost {
		sure = r.goThrough(unfinished, &p.left[unfinished]) && sure
	}
	s.elseLost = sure && !r.lost && !slices.ContainsFunc(s.Rules, func(rule Rule) bool { return rule.Is == s.Else })
	never := false
	for i, item := range rules {
		tooGreat := p.outOfReach(s.Rules[i], of) // a slip also where a rule can leave it out
		switch {
		case tooGreat == "" && (r.first[i] || !sure):
			continue
		case tooGreat == "" && r.could[i]:
			item.Errorf("this rule can never match: wherever it would, a rule above it does; put it higher, or take it out")
		default:
			item.Errorf("this rule can never match: no answers fulfil it%s", tooGreat)
		}
		never = true
	}
	if never {
		return
	}
	if !s.said {
		s.Order = r.order()
	}
	if falls := r.falls(); falls != "" {
		v.Errorf("%s", falls)
	}
	s.reached = slices.DeleteFunc(slices.Clone(s.Order), func(name string) bool { return !r.whole[name] })
}

// inTurn takes rules that answers can only move one way through: their statuses
// come one after another from rule to rule, to what is left when none matches,
// from the best down or from the worst up. It reports whether they do.
func (s *Status) inTurn(down bool) bool {
	var order []string
	for _, rule := range s.Rules {
		if len(order) == 0 || order[len(order)-1] != rule.Is {
			order = append(order, rule.Is)
		}
	}
	if order[len(order)-1] != s.Else {
		order = append(order, s.Else)
	}
	if down {
		slices.Reverse(order)
	}
	if len(distinct(slices.Clone(order))) != len(order) || s.said && !slices.Equal(s.Order, order) {
		return false
	}
	s.Order, s.reached = order, order
	return true
}

// outOfReach says which number of a rule is too great.
func (p *parser) outOfReach(r Rule, of owner) string {
	for _, c := range r.When {
		if c.Kind != ValueOf {
			continue
		}
		greatest := 0.0
		switch {
		case c.Of == of.id && of.question == nil:
			greatest = of.scoring.reach.greatest
		case p.fw.groups[c.Of] != nil:
			greatest = p.fw.groups[c.Of].reach.greatest
		default:
			greatest = p.fw.byID[c.Of].Greatest()
		}
		if c.Number > greatest {
			return fmt.Sprintf("; %s is at most %s", c.Of, number(greatest))
		}
	}
	return ""
}
