package assessment

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sextant/frameworks"
)

// Migration is an assessment carried to another version of its framework,
// and what a person should know of it.
type Migration struct {
	Assessment *Assessment
	Stand      int    // answers to a question whose wording is the same
	ReadAgain  []Move // carried, but given to another wording
	Noted      []Move // answers that are no option any more: told in the note, and the question is open again
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
// takes is kept under Earlier, from where a later version may take it, and an
// option that is gone is told in the note. from is the framework that was
// answered, nil where it is not at hand, and was its version. An answer stands
// where the options up to the one chosen ask for the same in both, by the same
// rules and words; any other is carried and marked as given to the version
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
	ids := slices.Sorted(maps.Keys(given))
	// What is settled comes before mere notes, and an answer of a question's own
	// before one that it replaces.
	for _, settled := range []bool{true, false} {
		for _, q := range to.Questions() {
			if answer, ok := given[q.ID]; ok && (answer.State() != Unanswered) == settled {
				c.carry(q.ID, answer, q)
			}
		}
		for _, id := range ids {
			if to.Question(id) == nil && (given[id].State() != Unanswered) == settled {
				c.replaced(id, given[id])
			}
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
func (c *carrier) carry(id string, answer Answer, q *frameworks.Question) {
	kept, taken := c.m.Assessment.Answers[q.ID]
	if taken && answer.State() != Unanswered {
		c.aside(id, answer, fmt.Sprintf("%s holds an answer already: %s", q.ID, kept.choice()))
		return
	}
	if gone := goneFrom(q, answer.Option); gone != "" {
		c.m.Noted = append(c.m.Noted, Move{From: id, To: q.ID, Why: gone})
	} else if answer.GivenTo == c.to.Version { // it comes back to where it was given
		answer.GivenTo = ""
	} else if why := c.changed(id, answer, q); why != "" {
		answer.GivenTo = cmp.Or(answer.GivenTo, c.was)
		c.m.ReadAgain = append(c.m.ReadAgain, Move{From: id, To: q.ID, Why: why})
	} else if answer.GivenTo != "" {
		c.m.ReadAgain = append(c.m.ReadAgain, Move{From: id, To: q.ID, Why: "it was not read again since version " + answer.GivenTo})
	} else if answer.State() != Unanswered {
		c.m.Stand++
	}
	if r := answer.Review; r != nil && answer.GivenTo != "" && r.GivenTo == "" {
		review := *r
		review.GivenTo = answer.GivenTo
		answer.Review = &review
	}
	fit(&answer, q, c.was)
	if taken { // what is not settled adds to what is
		kept.Note = joined(kept.Note, answer.Note)
		kept.Evidence = append(slices.Clone(kept.Evidence), answer.Evidence...)
		kept.Target = cmp.Or(kept.Target, answer.Target)
		answer = kept
	}
	c.m.Assessment.Answers[q.ID] = answer
}

// fit tells in the note what the question has no option for any more.
func fit(a *Answer, q *frameworks.Question, was string) {
	gone := func(key string) bool { return goneFrom(q, key) != "" }
	if gone(a.Option) {
		a.Note = joined(a.Note, fmt.Sprintf("In version %s the answer was %s; %s.", was, a.choice(), goneFrom(q, a.Option)))
		if o := a.Override; o != nil {
			a.Note = joined(a.Note, fmt.Sprintf("Why the status was set to %s: %s", o.Status, o.Reason))
		}
		a.Option, a.Strength, a.GivenTo, a.Override = "", "", "", nil
	}
	if o := a.Override; o != nil && len(o.faults(*a, q)) > 0 {
		a.Note = joined(a.Note, fmt.Sprintf("In version %s the status was set to %s, which it cannot be any more. %s", was, o.Status, o.Reason))
		a.Override = nil
	}
	if a.Target != "" && (q.Many || gone(a.Target)) {
		a.Note = joined(a.Note, fmt.Sprintf("In version %s the target was %s, which is no option any more.", was, a.Target))
		a.Target = ""
	}
	if r := a.Review; r != nil && (gone(r.Of) || gone(r.Answer)) {
		a.Note = joined(a.Note, fmt.Sprintf("In version %s a review gave %s. %s", was, r.text(), r.Note))
		a.Review = nil
	}
	*a = a.InOrder(q)
}

// goneFrom says what of an answer a question has no option for, or "".
func goneFrom(q *frameworks.Question, answer string) string {
	if optionFault(q, answer) == "" {
		return ""
	}
	var gone []string
	for _, key := range frameworks.Ticked(answer) {
		if q.Option(key) == nil {
			gone = append(gone, key)
		}
	}
	switch {
	case !q.Many && frameworks.IsTicks(answer):
		return "one option is chosen now, where several could be ticked"
	case q.Many && !frameworks.IsTicks(answer):
		return "any number of options can be ticked now, where one was chosen"
	case q.Many && len(gone) > 1:
		return strings.Join(gone, ", ") + " are no options any more"
	case q.Many:
		return strings.Join(gone, ", ") + " is no option any more"
	}
	return answer + " is no option any more"
}

func joined(texts ...string) string {
	return strings.TrimSpace(strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n"))
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
	case q.AsksAlone() && before.Asks != q.Asks:
		return "what is asked has changed"
	}
	if before.Many != q.Many || q.Many && len(before.Options) != len(q.Options) {
		return "what can be ticked has changed"
	}
	var meant []string
	for i, o := range before.Options {
		if i >= len(q.Options) || o.Key != q.Options[i].Key || o.Value != q.Options[i].Value || o.Meaning() != q.Options[i].Meaning() {
			return fmt.Sprintf("what option %s asks for has changed", o.Key)
		}
		meant = append(meant, o.Meaning())
		if o.Key == answer.Option {
			break
		}
	}
	if !slices.Equal(c.from.Rules, c.to.Rules) {
		return "the rules for choosing have changed"
	}
	same := func(a, b frameworks.Term) bool { return a.Name == b.Name && a.Meaning == b.Meaning }
	if meant = append(meant, c.to.Rules...); !slices.EqualFunc(c.from.Terms(meant...), c.to.Terms(meant...), same) {
		return "what a word of it means has changed"
	}
	return ""
}

// actions keeps every action; one whose question is gone follows its answer,
// or says in its title what it was for.
func (c *carrier) actions() {
	for i := range c.m.Assessment.Actions {
		action := &c.m.Assessment.Actions[i]
		takes := func(q *frameworks.Question) bool { return optionFault(q, action.To) == "" }
		if q := c.to.Question(action.Question); action.Question == "" || q != nil && takes(q) {
			*action = action.InOrder(c.m.Assessment)
			continue
		}
		was := action.Question
		action.Question = ""
		for _, q := range c.to.Questions() {
			if slices.Contains(q.Replaces, was) && takes(q) {
				action.Question = q.ID
				*action = action.InOrder(c.m.Assessment)
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
