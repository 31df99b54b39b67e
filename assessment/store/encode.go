package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Encode writes an assessment in its one form: keys in the order of
// docs/design.md, answers in the framework's order. The comments of
// previous, the file as it was, stay above their keys. What is written is
// known to be readable before it is returned.
func Encode(a *assessment.Assessment, previous *strictyaml.Document) ([]byte, error) {
	data, _, err := encode(a, previous)
	return data, err
}

// encode also returns what was read back: the previous of the next time.
func encode(a *assessment.Assessment, previous *strictyaml.Document) (data []byte, read *strictyaml.Document, err error) {
	top, framework := strictyaml.NewMap(), strictyaml.NewFlowMap()
	top.AddText("sextant", Format)
	framework.AddText("id", a.Framework.ID)
	framework.AddText("version", a.Framework.Version)
	framework.AddText("digest", a.Framework.Digest())
	top.Add("framework", framework.Node())
	top.Add("organisation", organisation(a.Organisation).Node())
	top.Add("date", strictyaml.Date(a.Date))
	top.AddText("period", a.Period)
	cover := strictyaml.NewMap()
	for _, f := range a.Cover.Fields() {
		cover.AddText(f.Name, *f.Text)
	}
	addMap(top, "report", cover)
	answers := strictyaml.NewMap()
	for _, q := range a.Framework.Questions() {
		if kept, ok := a.Answers[q.ID]; ok {
			answers.Add(q.ID, answer(kept).Node())
		}
	}
	addMap(top, "answers", answers)
	earlier := strictyaml.NewMap()
	for _, id := range slices.Sorted(maps.Keys(a.Earlier)) {
		earlier.Add(id, answer(a.Earlier[id]).Node())
	}
	addMap(top, "earlier", earlier)
	var actions []strictyaml.Node
	for _, kept := range a.Actions {
		actions = append(actions, action(kept).Node())
	}
	if len(actions) > 0 {
		top.Add("actions", strictyaml.List(actions...))
	}
	data, read, err = strictyaml.Encode("what would be written", top, previous, bound)
	var long *strictyaml.TooLong
	if errors.As(err, &long) {
		return nil, nil, fmt.Errorf("the assessment would be %d bytes long; the most is %d: shorten its notes", long.Bytes, long.Most)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("write assessment: %w", err)
	}
	// What the reader would refuse must not be written either.
	if _, err := decode(read, func(string, string) (*frameworks.Framework, error) { return a.Framework, nil }); err != nil {
		return nil, nil, err
	}
	return data, read, nil
}

func organisation(o assessment.Organisation) strictyaml.Map {
	m, other := strictyaml.NewMap(), strictyaml.NewMap()
	m.AddText("name", o.Name)
	m.AddText("code", o.Code)
	m.AddText("type", o.Type)
	m.AddText("system", o.System)
	m.AddText("region", o.Region)
	for _, f := range o.Other {
		other.Add(f.Name, strictyaml.Text(f.Text))
	}
	addMap(m, "other", other)
	return m
}

func answer(a assessment.Answer) strictyaml.Map {
	m := strictyaml.NewMap()
	addChoice(m, "answer", a.Option)
	m.AddText("not_applicable", a.NotApplicable)
	addKey(m, "target", a.Target)
	m.AddText("note", a.Note)
	var evidence []strictyaml.Node
	for _, e := range a.Evidence {
		item := strictyaml.NewFlowMap()
		item.AddText("title", e.Title)
		item.AddText("reference", e.Reference)
		if !e.Date.IsZero() {
			item.Add("date", strictyaml.Date(e.Date))
		}
		evidence = append(evidence, item.Node())
	}
	if len(evidence) > 0 {
		m.Add("evidence", strictyaml.List(evidence...))
	}
	m.AddText("strength", string(a.Strength))
	m.AddText("by", a.By)
	if !a.At.IsZero() {
		m.Add("at", strictyaml.Time(a.At))
	}
	m.AddText("given_to", a.GivenTo)
	if o := a.Override; o != nil {
		override := strictyaml.NewMap()
		override.AddText("status", o.Status)
		override.AddText("reason", o.Reason)
		override.AddText("by", o.By)
		if !o.At.IsZero() {
			override.Add("at", strictyaml.Time(o.At))
		}
		m.Add("override", override.Node())
	}
	if r := a.Review; r != nil {
		review := strictyaml.NewMap()
		addChoice(review, "of", r.Of)
		addChoice(review, "answer", r.Answer)
		review.AddText("by", r.By)
		if !r.At.IsZero() {
			review.Add("at", strictyaml.Time(r.At))
		}
		review.AddText("note", r.Note)
		review.AddText("given_to", r.GivenTo)
		m.Add("review", review.Node())
	}
	return m
}

func action(a assessment.Action) strictyaml.Map {
	m := strictyaml.NewMap()
	m.Add("id", strictyaml.Key(a.ID))
	addKey(m, "question", a.Question)
	m.AddText("title", a.Title)
	addChoice(m, "to", a.To)
	m.AddText("owner", a.Owner)
	if !a.Due.IsZero() {
		m.Add("due", strictyaml.Date(a.Due))
	}
	if a.Cost != nil {
		m.Add("cost", strictyaml.Number(*a.Cost))
	}
	m.AddText("funding", a.Funding)
	m.AddText("risk", a.Risk)
	m.AddText("status", string(a.Status))
	return m
}

// addChoice writes an option, or the list of those ticked.
func addChoice(m strictyaml.Map, key, value string) {
	if !frameworks.IsTicks(value) {
		addKey(m, key, value)
		return
	}
	var keys []strictyaml.Node
	for _, ticked := range frameworks.Ticked(value) {
		keys = append(keys, strictyaml.Key(ticked))
	}
	m.Add(key, strictyaml.FlowList(keys...))
}

func addKey(m strictyaml.Map, key, value string) {
	if value != "" {
		m.Add(key, strictyaml.Key(value))
	}
}

func addMap(m strictyaml.Map, key string, value strictyaml.Map) {
	if value.Len() > 0 {
		m.Add(key, value.Node())
	}
}
