package frameworks

import (
	"fmt"
	"slices"
)

// Status is how a word is made of answers: the first rule that matches gives
// it, else Else.
type Status struct {
	Rules []Rule
	Else  string
	// Order lists all that it can be, from the worst to the best: as the file
	// says, or as raising answers moves from one to the next.
	Order []string

	said    bool     // the file gives the order
	reached []string // those that complete answers can make, in the order

	elsePlace place
	elseLost  bool // no answers lead to Else
}

// Rule gives a status where all its conditions hold.
type Rule struct {
	When []Condition
	Is   string
}

// Condition is one thing that answers can fulfil.
type Condition struct {
	Kind ConditionKind
	// Tag finds the items that are looked at. With AtLeast these are the
	// questions and groups below that carry it; without, the options that do:
	// a question's own, or those of the questions below that pick one.
	Tag string
	// AtLeast is the option or the status that such an item should have; of a
	// group without a status the number, which Number holds too.
	AtLeast string
	Count   int     // of any: how many of the items it needs, from 1
	Of      string  // of value_of: the id of a group or question
	Number  float64 // of value_of: the least number that fulfils it
}

// ConditionKind says how many of the items a condition needs.
type ConditionKind string

// The kinds of condition. Without an item, all is not fulfilled.
const (
	Any     ConditionKind = "any"
	All     ConditionKind = "all"
	NoneOf  ConditionKind = "none"
	ValueOf ConditionKind = "value_of" // the number of one group or question
)

// String writes a condition as it stands in a file.
func (c Condition) String() string {
	if c.Kind == ValueOf {
		return fmt.Sprintf("value_of: %s, at_least: %s", c.Of, number(c.Number))
	}
	text := fmt.Sprintf("%s: %s", c.Kind, c.Tag)
	if c.AtLeast != "" {
		text += ", at_least: " + c.AtLeast
	}
	if c.Count > 1 {
		text += fmt.Sprintf(", count: %d", c.Count)
	}
	return text
}

// Rank is the place of a status in the order, from 0 for the worst; below 0
// when it is none of them.
func (s *Status) Rank(status string) int { return slices.Index(s.Order, status) }

// Worst is the worst status that answers can make.
func (s *Status) Worst() string { return s.reached[0] }

// Best is the best status that answers can make.
func (s *Status) Best() string { return s.reached[len(s.reached)-1] }

// beside has a bit for each condition that is not alone in its rule.
func (s *Status) beside() uint64 {
	bits, k := uint64(0), 0
	for _, rule := range s.Rules {
		for range rule.When {
			if len(rule.When) > 1 {
				bits |= 1 << k
			}
			k++
		}
	}
	return bits
}

// CanBe reports whether answers can make a status.
func (s *Status) CanBe(status string) bool { return slices.Contains(s.reached, status) }

// conditions is how many there are in all rules.
func (s *Status) conditions() int {
	n := 0
	for _, rule := range s.Rules {
		n += len(rule.When)
	}
	return n
}

// names lists all that the rules give, from the likely worst to the likely
// best: what is left when no rule matches, then the rules from the last.
func (s *Status) names() []string {
	names := []string{s.Else}
	for _, rule := range slices.Backward(s.Rules) {
		if !slices.Contains(names, rule.Is) {
			names = append(names, rule.Is)
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}
