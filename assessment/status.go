package assessment

import (
	"slices"

	"sextant/frameworks"
)

// view is how the rules of a status look at what is unanswered.
type view int

const (
	asIs  view = iota // as it is: it fulfils nothing that is asked of it
	worst             // as if it got the least option
	best              // as if it got the greatest
)

// Item is one thing that a condition looks at: a question or a group, or an
// option of a question that picks many.
type Item struct {
	Node    *Node
	Option  *frameworks.Option // nil for a question or group
	Number  Number             // of value_of, and of a group without a status
	Fulfils bool
}

// questionStatus makes the status of a question.
func (n *Node) questionStatus() {
	status := n.Question.Status
	switch {
	case status == nil:
	case n.State == Unanswered:
		n.LowStatus, n.HighStatus = status.Worst(), status.Best()
	default:
		_, n.Status = status.First(func(c frameworks.Condition) (holds, looks bool) { return judge(c, n.ownItems(c)) })
		if o := n.Answer.Override; o != nil {
			n.Status = o.Status
		}
		n.LowStatus, n.HighStatus = n.Status, n.Status
	}
}

// groupStatus makes the status of a group. It has none where nothing counts;
// where nothing is answered, and nothing says what that is worth, it is open,
// and so it is where the answers so far make one that complete answers cannot.
func (n *Node) groupStatus() {
	status := n.Scoring.Status
	if status == nil || n.Applicable == 0 && !n.Score.is && !(n.Scoring.NotApplicableMet && n.NotApplicable > 0) {
		return
	}
	by := func(v view) string {
		_, is := status.First(func(c frameworks.Condition) (holds, looks bool) { return judge(c, n.items(c, v)) })
		return is
	}
	n.LowStatus, n.HighStatus = by(worst), by(best)
	if n.Answered > 0 || n.Applicable == 0 || n.Score.is {
		n.Status = by(asIs)
	}
	if n.Provisional && !n.couldStay(status) {
		n.Status = ""
	}
}

// couldStay reports whether the status that the answers so far make can be
// that of complete ones. What is not answered fulfils nothing, not even what
// any answer would: what is left when no rule matches may then be nobody's.
func (n *Node) couldStay(status *frameworks.Status) bool {
	if n.Status == n.LowStatus || n.Status == n.HighStatus {
		return true
	}
	rank := status.Rank(n.Status)
	return status.CanBe(n.Status) && status.Rank(n.LowStatus) < rank && rank < status.Rank(n.HighStatus)
}

// ruled are the nearest parts below, groups or questions, that have rules for
// a status.
func (n *Node) ruled() []*Node {
	var all []*Node
	for i := range n.Children {
		if c := &n.Children[i]; c.Rules() != nil {
			all = append(all, c)
		} else {
			all = append(all, c.ruled()...)
		}
	}
	return all
}

// StatusCount is how many parts have a status; "" is open.
type StatusCount struct {
	Status string
	Count  int
}

// Statuses counts the statuses below a group that has none of its own: of the
// nearest parts that have rules, the best first and what is open last. Where
// nothing applies is no status.
func (n *Node) Statuses() []StatusCount {
	if n.Question != nil || n.Rules() != nil {
		return nil
	}
	var orders [][]string
	counts := make(map[string]int)
	for _, c := range n.ruled() {
		if c.HighStatus != "" {
			orders = append(orders, c.Rules().Order)
			counts[c.Status]++
		}
	}
	// The longest order places the most.
	slices.SortStableFunc(orders, func(a, b []string) int { return len(b) - len(a) })
	var list []StatusCount
	add := func(status string) {
		if counts[status] > 0 {
			list = append(list, StatusCount{status, counts[status]})
			delete(counts, status)
		}
	}
	for _, order := range orders {
		for _, status := range slices.Backward(order) {
			add(status)
		}
	}
	add("")
	return list
}

// judge reports whether the items fulfil a condition, and whether it looks at
// anything: the number of what does not apply is none to look at.
func judge(c frameworks.Condition, items []Item) (holds, looks bool) {
	return fulfilled(c, items), c.Kind != frameworks.ValueOf || len(items) > 0
}

func fulfilled(c frameworks.Condition, items []Item) bool {
	fulfils := func(i Item) bool { return i.Fulfils }
	switch c.Kind {
	case frameworks.Any:
		count := 0
		for _, i := range items {
			if i.Fulfils {
				count++
			}
		}
		return count >= c.Count
	case frameworks.All:
		return len(items) > 0 && !slices.ContainsFunc(items, func(i Item) bool { return !i.Fulfils })
	case frameworks.NoneOf:
		return !slices.ContainsFunc(items, fulfils)
	case frameworks.ValueOf:
	}
	return slices.ContainsFunc(items, fulfils)
}

// ownItems are what the rules of an answered question look at.
func (n *Node) ownItems(c frameworks.Condition) []Item {
	q := n.Question
	if !q.Many {
		i := q.Index(n.Answer.Option)
		item := Item{Node: n, Fulfils: c.MetBy(q, i)}
		if c.Kind == frameworks.ValueOf {
			item.Number = n.Score
			if !item.Number.is {
				item.Number = value(q, n.Answer.Option)
			}
		}
		return []Item{item}
	}
	var items []Item
	chosen := q.Chosen(n.Answer.Option)
	for i := range q.Options {
		if o := &q.Options[i]; slices.Contains(o.Tags, c.Tag) {
			items = append(items, Item{Node: n, Option: o, Fulfils: slices.Contains(chosen, o)})
		}
	}
	return items
}

// items are what a condition of a group looks at. A question that does not
// apply is left out or, where that counts as met, fulfils it.
func (n *Node) items(c frameworks.Condition, v view) []Item {
	var items []Item
	if c.Kind == frameworks.ValueOf {
		if m := n.find(c.Of); m != nil && n.hasNumber(m) {
			number := n.number(m, v)
			items = append(items, Item{Node: m, Number: number, Fulfils: number.is && number.value >= c.Number})
		}
		return items
	}
	var walk func(m *Node)
	walk = func(m *Node) {
		for i := range m.Children {
			child := &m.Children[i]
			if item, ok := n.item(child, c, v); ok {
				items = append(items, item)
			}
			walk(child)
		}
	}
	walk(n)
	return items
}

// item looks at one question or group below; ok is false where the condition
// does not look at it.
func (n *Node) item(m *Node, c frameworks.Condition, v view) (item Item, ok bool) {
	item.Node = m
	if m.Question == nil {
		return n.groupItem(m, c, v)
	}
	q := m.Question
	if !c.LooksAt(q) {
		return item, false
	}
	switch {
	case m.State == NotApplicable && !n.Scoring.NotApplicableMet:
		return item, false
	case m.State == NotApplicable && c.AtLeast != "":
		item.Fulfils = true
	case m.State == NotApplicable:
		item.Fulfils = c.MetBy(q, len(q.Options)-1)
	case m.State == Unanswered && c.AtLeast != "" && q.Status != nil:
		item.Fulfils = v == best && q.Status.Rank(m.HighStatus) >= q.Status.Rank(c.AtLeast) ||
			n.Scoring.UnansweredLeast && q.Status.Rank(m.LowStatus) >= q.Status.Rank(c.AtLeast)
	case m.State == Unanswered && c.AtLeast != "" && !n.Scoring.UnansweredLeast:
		item.Fulfils = v == best // not even what any answer would, unless it counts as the least
	case m.State == Unanswered && v == best:
		item.Fulfils = c.MetBy(q, len(q.Options)-1)
	case m.State == Unanswered:
		item.Fulfils = (v == worst || n.Scoring.UnansweredLeast) && c.MetBy(q, 0)
	case c.AtLeast != "" && q.Status != nil:
		item.Fulfils = q.Status.Rank(m.Status) >= q.Status.Rank(c.AtLeast)
	default:
		item.Fulfils = c.MetBy(q, q.Index(m.Answer.Option))
	}
	return item, true
}

// groupItem looks at one group below: its status or, without one, its number.
func (n *Node) groupItem(m *Node, c frameworks.Condition, v view) (item Item, ok bool) {
	item.Node = m
	if c.AtLeast == "" || !slices.Contains(m.Group.Tags, c.Tag) {
		return item, false
	}
	if status := m.Group.Status; status != nil {
		is := map[view]string{asIs: m.Status, worst: m.LowStatus, best: m.HighStatus}[v]
		item.Fulfils = is != "" && status.Rank(is) >= status.Rank(c.AtLeast)
		return item, m.HighStatus != ""
	}
	item.Number = n.number(m, v)
	item.Fulfils = item.Number.is && item.Number.value >= c.Number
	return item, m.High.is
}

// hasNumber reports whether a node below, or its own, has a number or can get
// one: not where nothing applies.
func (n *Node) hasNumber(m *Node) bool {
	return m.High.is || m.Question != nil && counts(n.Scoring, m, Number{}).is
}

// number is what a rule sees of the number of a node below, or of its own.
func (n *Node) number(m *Node, v view) Number {
	number := map[view]Number{asIs: m.Score, worst: m.Low, best: m.High}[v]
	switch {
	case m.State == NotApplicable && m.Question != nil:
		return counts(n.Scoring, m, Number{})
	case !number.is && n.Scoring.UnansweredLeast:
		return m.Low
	}
	return number
}
