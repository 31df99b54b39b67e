package assessment

import (
	"cmp"
	"slices"

	"sextant/frameworks"
)

// decisive asks about what decides the status of the whole or, where it has
// none, those of its parts: of each part the first, that furthest from its
// best status before others, and then the rest.
func (r *Result) decisive() []Ask {
	parts := []*Node{&r.Overall}
	if r.Overall.Rules() == nil {
		parts = slices.DeleteFunc(r.Overall.ruled(), func(n *Node) bool { return n.Question != nil })
		slices.SortStableFunc(parts, func(a, b *Node) int { return cmp.Compare(b.fallsShort(), a.fallsShort()) })
	}
	var asks, rest []Ask
	for _, of := range parts {
		if all := of.decided(); len(all) > 0 {
			asks, rest = append(asks, all[0]), append(rest, all[1:]...)
		}
	}
	return append(asks, rest...)
}

// fallsShort is how many steps a status is from the best; 0 while it is open.
func (n *Node) fallsShort() int {
	if n.Status == "" {
		return 0
	}
	rules := n.Rules()
	return rules.Rank(rules.Best()) - rules.Rank(n.Status)
}

// decided asks about what gives a group a status that is not the best, or else
// about what keeps it from that: answered questions first, and core ones.
func (n *Node) decided() []Ask {
	if n.fallsShort() == 0 {
		return nil
	}
	why, status, nodes := Decides, n.Status, n.made()
	if len(nodes) == 0 {
		why, status = KeepsFrom, n.Rules().Best()
		nodes = n.missing(status)
	}
	slices.SortStableFunc(nodes, func(a, b *Node) int {
		core := func(n *Node) bool { return n.Question != nil && n.Question.Core }
		return cmp.Or(cmp.Compare(order(a.Answered == 0), order(b.Answered == 0)), cmp.Compare(order(!core(a)), order(!core(b))))
	})
	var asks []Ask
	for _, m := range nodes {
		if m.Question == nil && m.Rules() != nil { // what decides that says more
			if below := m.decided(); len(below) > 0 {
				asks = append(asks, below...)
				continue
			}
		}
		asks = append(asks, Ask{Why: why, Node: m, Of: n, Status: status, Among: len(nodes)})
	}
	return asks
}

// made are the questions whose answers make the first rule match, where
// without it the status would be better.
func (n *Node) made() []*Node {
	v := n.verdict()
	if v.Matched >= len(v.Rules) {
		return nil
	}
	otherwise := v.Status.Else
	if i := slices.IndexFunc(v.Rules[v.Matched+1:], func(rule RuleCheck) bool { return rule.Holds }); i >= 0 {
		otherwise = v.Rules[v.Matched+1+i].Is
	}
	if v.Status.Rank(otherwise) <= v.Status.Rank(v.Made) {
		return nil
	}
	// At least an option or a status is never a fault: there it is the lack
	// of any that makes the rule match.
	return v.Rules[v.Matched].nodes(func(check Check, item Item) bool {
		c := check.Condition
		if c.Kind == frameworks.NoneOf {
			return c.AtLeast != "" && !item.Fulfils
		}
		return c.Kind != frameworks.ValueOf && c.AtLeast == "" && item.Fulfils
	})
}

// missing are the parts that keep the rules for a status from matching.
func (n *Node) missing(status string) []*Node {
	var nodes []*Node
	for _, rule := range n.verdict().Rules {
		if rule.Is != status {
			continue
		}
		for _, m := range rule.nodes(func(check Check, item Item) bool {
			c := check.Condition
			return !check.Holds && item.Fulfils == (c.Kind == frameworks.NoneOf) && (c.Kind != frameworks.ValueOf || item.Node.Question != nil)
		}) {
			if !slices.Contains(nodes, m) {
				nodes = append(nodes, m)
			}
		}
	}
	return nodes
}

// nodes are the parts that a rule looks at, each once, as far as they are such
// and could be better.
func (rule RuleCheck) nodes(such func(Check, Item) bool) []*Node {
	var nodes []*Node
	for _, check := range rule.Conditions {
		for _, item := range check.Items {
			m := item.Node
			best := m.State == Answered && !m.Question.Many && m.Question.Index(m.Answer.Option) == len(m.Question.Options)-1
			if such(check, item) && m.State != NotApplicable && !best && !slices.Contains(nodes, m) {
				nodes = append(nodes, m)
			}
		}
	}
	return nodes
}
