package assessment

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"sextant/frameworks"
)

// Migration is an assessment carried to another version of its framework,
// and what a person should know of it.
type Migration struct {
	Assessment *Assessment
	Stand      int    // answers to a question whose wording is the same
	ReadAgain  []Move // carried, but given to another wording
	Aside      []Move // kept under Earlier: no question takes them
	Unasked    []Move // actions that lost their question
}

// Move is what became of one answer or action.
type Move struct {
	From, To string // ids; To is "" where nothing took it
	Why      string
}

// Migrate carries answers to a version of a framework: to the question of the
// same id, else to each that replaces it. Nothing is dropped: what no question
// takes is kept under Earlier, from where a later version may take it. from is
// the framework that was answered, nil where it is not at hand, and was its
// version. An answer stands where the options up to the one chosen ask for the
// same in both; any other is carried and marked as given to the version
// before, until somebody chooses again.
//
// The assessment's own Framework is not looked at.
func Migrate(a *Assessment, from *frameworks.Framework, was string, to *frameworks.Framework) Migration {
	c := carrier{from: from, was: was, to: to}
	c.m.Assessment = a.Clone()
	c.m.Assessment.Framework, c.m.Assessment.Answers, c.m.Assessment.Earlier = to, make(map[string]Answer), nil
	given := maps.Clone(a.Earlier)
	if given == nil {
		given = make(map[string]Answer)
	}
	maps.Copy(given, a.Answers)
	for _, q := range to.Questions() { // an answer of its own comes before one that is replaced
		if answer, ok := given[q.ID]; ok {
			c.carry(q.ID, answer, q)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(given)) {
		if to.Question(id) == nil {
			c.replaced(id, given[id])
		}
	}
	c.actions()
	return c.m
}

type carrier struct {
	from, to *frameworks.Framework
	was      string
	m        Migration
}

// carry gives an answer to a question, or sets it aside.
func (c *carrier) carry(id string, answer Answer, q *frameworks.Question) bool {
	if kept, taken := c.m.Assessment.Answers[q.ID]; taken {
		c.aside(id, answer, fmt.Sprintf("%s holds an answer already: %s", q.ID, kept.choice()))
		return false
	}
	why := c.changed(id, answer, q)
	if why != "" {
		answer.GivenTo = cmp.Or(answer.GivenTo, c.was)
	}
	if faults := answer.Faults(q); len(faults) > 0 {
		answer.GivenTo = ""
		c.aside(id, answer, fmt.Sprintf("%s cannot take it: %v", q.ID, faults))
		return false
	}
	c.m.Assessment.Answers[q.ID] = answer
	switch {
	case answer.GivenTo != "":
		c.m.ReadAgain = append(c.m.ReadAgain, Move{From: id, To: q.ID, Why: cmp.Or(why, "it was not read again since an earlier version")})
	case answer.State() != Unanswered:
		c.m.Stand++
	}
	return true
}

// replaced gives an answer to every question that replaces its own.
func (c *carrier) replaced(id string, answer Answer) {
	found := false
	for _, q := range c.to.Questions() {
		if slices.Contains(q.Replaces, id) {
			found = true
			c.carry(id, answer, q)
		}
	}
	if !found {
		c.aside(id, answer, "no question of "+c.to.Version+" asks for it")
	}
}

// aside keeps an answer that no question takes.
func (c *carrier) aside(id string, answer Answer, why string) {
	if c.m.Assessment.Earlier == nil {
		c.m.Assessment.Earlier = make(map[string]Answer)
	}
	if answer.State() != Unanswered {
		answer.GivenTo = cmp.Or(answer.GivenTo, c.was)
	}
	c.m.Assessment.Earlier[id] = answer
	c.m.Aside = append(c.m.Aside, Move{From: id, Why: why})
}

// changed says why an answer must be read again at a question, or "".
func (c *carrier) changed(id string, answer Answer, q *frameworks.Question) string {
	switch {
	case answer.State() == Unanswered:
		return ""
	case id != q.ID:
		return fmt.Sprintf("%s takes the place of %s", q.ID, id)
	case c.from == nil:
		return "the wording of " + c.was + " is not at hand to compare"
	}
	before := c.from.Question(id)
	switch {
	case before == nil:
		return c.was + " did not ask it"
	case answer.State() == NotApplicable:
		if before.Asks != q.Asks {
			return "what is asked has changed"
		}
		return ""
	}
	for i, o := range before.Options {
		if i >= len(q.Options) || o.Key != q.Options[i].Key || o.Value != q.Options[i].Value || o.Says() != q.Options[i].Says() {
			return fmt.Sprintf("what option %s asks for has changed", o.Key)
		}
		if o.Key == answer.Option {
			break
		}
	}
	return ""
}

// actions keeps every action; one whose question is gone follows its answer,
// or says in its title what it was for.
func (c *carrier) actions() {
	for i := range c.m.Assessment.Actions {
		action := &c.m.Assessment.Actions[i]
		if action.Question == "" || c.to.Question(action.Question) != nil && (action.To == "" || c.to.Question(action.Question).Option(action.To) != nil) {
			continue
		}
		was := action.Question
		action.Question = ""
		for _, q := range c.to.Questions() {
			if slices.Contains(q.Replaces, was) && (action.To == "" || q.Option(action.To) != nil) {
				action.Question = q.ID
				break
			}
		}
		if action.Question == "" {
			action.Title += fmt.Sprintf(" (for %s of %s", was, c.was)
			if action.To != "" {
				action.Title += ", to reach " + action.To
			}
			action.Title, action.To = action.Title+")", ""
			c.m.Unasked = append(c.m.Unasked, Move{From: action.ID, Why: "no question of " + c.to.Version + " takes the place of " + was})
		}
	}
}
