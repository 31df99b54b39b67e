package frameworks

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"sextant/internal/strictyaml"
)

// Bounds on what is looked at, far above what anyone writes: rules of a
// status, conditions in them, and how often one file's rules
// look at a question.
const (
	mostRules      = 50
	mostConditions = 63 // one bit for each, and one to spare
	mostLooks      = 1_000_000
)

// owner is whose status is read: a question, or a group or the whole with
// what is below it.
type owner struct {
	question *Question
	id       string
	scoring  *Scoring
	below    below
}

// status reads the rules of a status, when everything that they look at is
// known.
func (p *parser) status(v strictyaml.Value, of owner) *Status {
	if !v.Present() {
		return nil
	}
	f := v.Fields("rules", "else", "order")
	s := &Status{Else: f.Need("else").Name(), elsePlace: placeOf(f.Get("else"))}
	before := p.doc.Problems()
	rules := f.Need("rules").List()
	if len(rules) > mostRules {
		f.Get("rules").Errorf("there are %d rules; the most that a status has is %d", len(rules), mostRules)
		return s
	}
	if len(rules) == 0 && f.Get("rules").Present() {
		f.Get("rules").Errorf("there is no rule; give the status at least one")
	}
	if p.looks += (len(rules) + 1) * of.below.size(); p.looks > mostLooks {
		v.Errorf("the rules of the file look at more questions than can be checked; give fewer groups a status")
		return s
	}
	for _, item := range rules {
		s.Rules = append(s.Rules, p.rule(item, of))
	}
	if n := s.conditions(); n > mostConditions {
		f.Get("rules").Errorf("there are %d conditions in the rules; the most that a status has is %d", n, mostConditions)
	}
	s.Order = s.names()
	if order := f.Get("order"); order.Present() {
		s.said = true
		p.order(order, s)
	}
	if p.doc.Problems() > before || s.Else == "" {
		return s // what is wrong already says enough
	}
	p.rank(v, rules, s, of)
	return s
}

// rule reads one rule: {any: TAG, is: STATUS}, with more conditions under `and`.
func (p *parser) rule(v strictyaml.Value, of owner) Rule {
	f := v.Fields("any", "all", "none", "value_of", "at_least", "count", "and", "is")
	r := Rule{Is: f.Need("is").Name(), When: []Condition{p.condition(v, f, of)}}
	more := f.Get("and").List()
	if len(more) > mostConditions {
		f.Get("and").Errorf("there are %d more conditions; the most that a status has is %d", len(more), mostConditions)
		return r
	}
	for _, item := range more {
		r.When = append(r.When, p.condition(item, item.Fields("any", "all", "none", "value_of", "at_least", "count"), of))
	}
	return r
}

func (p *parser) condition(v strictyaml.Value, f strictyaml.Fields, of owner) Condition {
	var c Condition
	found := 0
	for _, kind := range []ConditionKind{Any, All, NoneOf, ValueOf} {
		if f.Get(string(kind)).Present() {
			c.Kind = kind
			found++
		}
	}
	if found != 1 {
		v.Errorf("a condition is one of any, all, none and value_of; further ones stand in a list under `and`")
		return c
	}
	name, atLeast := f.Get(string(c.Kind)), f.Get("at_least")
	c.Count = count(f.Get("count"), c.Kind, of)
	if c.Kind == ValueOf {
		c.Of, c.Number = name.Key(), f.Need("at_least").Number()
		p.valueOf(name, c.Of, of)
		return c
	}
	if c.Tag = name.Key(); c.Tag == "" {
		return c
	}
	if of.question != nil {
		if atLeast.Present() {
			atLeast.Errorf("the rules of a question look at its own options; leave at_least out")
		}
		if tags := of.question.optionTags(); !slices.Contains(tags, c.Tag) {
			name.Unknown("option with the tag", c.Tag, tags)
		}
		return c
	}
	if c.AtLeast = atLeast.Name(); c.AtLeast != "" {
		c.Number = p.items(name, atLeast, c, of)
	} else {
		taggedOptions(name, c.Tag, of)
	}
	return c
}

// count reads how many items a condition needs.
func count(v strictyaml.Value, kind ConditionKind, of owner) int {
	if !v.Present() {
		return 1
	}
	n, err := strconv.Atoi(v.Text())
	switch {
	case kind != Any:
		v.Errorf("only any counts; take the count out")
	case of.question != nil && !of.question.Many:
		v.Errorf("a question that picks one has one answer to count; take the count out")
	case err != nil || n < 1 || n > maxNumber:
		v.Errorf("a count is a whole number from 1")
	default:
		return n
	}
	return 1
}

// valueOf sees that there is a number to look at.
func (p *parser) valueOf(v strictyaml.Value, id string, of owner) {
	if id == "" {
		return
	}
	known := []string{of.id}
	has := id == of.id && (of.question == nil && of.scoring.HasNumber() || of.question != nil && of.question.HasNumber())
	of.below.each(func(q *Question) {
		known = append(known, q.ID)
		has = has || q.ID == id && q.HasNumber()
	})
	of.below.eachGroup(func(g *Group) {
		known = append(known, g.ID)
		has = has || g.ID == id && g.HasNumber()
	})
	switch {
	case !slices.Contains(known, id) && p.fw.has(id):
		v.Errorf("%s lies elsewhere; a rule looks at what is below it", id)
	case !slices.Contains(known, id):
		v.Unknown("group or question", id, known)
	case !has:
		v.Errorf("%s has no number to compare; give it one, or look at its status with a tag", id)
	}
}

// items sees that every question and group with a tag can have what is asked
// of it. It returns that as a number where groups without a status are asked.
func (p *parser) items(name, atLeast strictyaml.Value, c Condition, of owner) float64 {
	var tags []string
	number, found := 0.0, false
	lacks := func(id, what string, known []string) {
		atLeast.Errorf("%s, which is tagged %s, has no %s %q; it can be: %s", id, c.Tag, what, c.AtLeast, strings.Join(known, ", "))
	}
	of.below.each(func(q *Question) {
		tags = append(tags, q.Tags...)
		if !slices.Contains(q.Tags, c.Tag) {
			return
		}
		found = true
		switch {
		case q.Status != nil && q.Status.Rank(c.AtLeast) < 0:
			lacks(q.ID, "status", q.Status.Order)
		case q.Status == nil && q.Many:
			name.Errorf("%s, which is tagged %s, picks many and has no status to compare; give it one", q.ID, c.Tag)
		case q.Status == nil && q.Option(c.AtLeast) == nil:
			lacks(q.ID, "option", q.Keys())
		}
	})
	of.below.eachGroup(func(g *Group) {
		tags = append(tags, g.Tags...)
		if !slices.Contains(g.Tags, c.Tag) {
			return
		}
		found = true
		n, err := strconv.ParseFloat(c.AtLeast, 64)
		switch {
		case g.Status != nil && g.Status.Rank(c.AtLeast) < 0:
			lacks(g.ID, "status", g.Status.Order)
		case g.Status == nil && !g.HasNumber():
			name.Errorf("%s, which is tagged %s, has neither a status nor a number to compare; give it one", g.ID, c.Tag)
		case g.Status == nil && (err != nil || math.IsInf(n, 0) || math.IsNaN(n)):
			atLeast.Errorf("%s, which is tagged %s, has a number and no status; say the least number", g.ID, c.Tag)
		case g.Status == nil:
			number = n
		}
	})
	if !found {
		name.Unknown("question or group below with the tag", c.Tag, distinct(tags))
	}
	return number
}

// taggedOptions sees that an option below has the tag.
func taggedOptions(name strictyaml.Value, tag string, of owner) {
	var tags []string
	found, ticks, carried := false, "", false
	of.below.each(func(q *Question) {
		carried = carried || slices.Contains(q.Tags, tag)
		has := slices.Contains(q.optionTags(), tag)
		if q.Many {
			if has {
				ticks = q.ID
			}
			return
		}
		found = found || has
		tags = append(tags, q.optionTags()...)
	})
	of.below.eachGroup(func(g *Group) { carried = carried || slices.Contains(g.Tags, tag) })
	switch {
	case found:
	case carried:
		name.Errorf("questions or groups carry the tag %s; say with at_least what they should have", tag)
	case ticks != "":
		name.Errorf("%s picks many, so only its own status looks at its options; give %s a tag and say at_least which status it should have", ticks, ticks)
	default:
		name.Unknown("option below with the tag", tag, distinct(tags))
	}
}

// order reads the order of the statuses.
func (p *parser) order(v strictyaml.Value, s *Status) {
	names := s.names()
	s.Order = nil
	for _, item := range v.List() {
		name := item.Name()
		switch {
		case name == "":
		case slices.Contains(s.Order, name):
			item.Errorf("%q is in the list already", name)
		case !slices.Contains(names, name):
			item.Unknown("status", name, names)
		default:
			s.Order = append(s.Order, name)
		}
	}
	for _, name := range names {
		if name != "" && !slices.Contains(s.Order, name) {
			v.Errorf("the order lacks %q; list every status, from the worst to the best", name)
		}
	}
}

// optionTags lists the tags of the options.
func (q *Question) optionTags() []string {
	var tags []string
	for _, o := range q.Options {
		tags = append(tags, o.Tags...)
	}
	return distinct(tags)
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
