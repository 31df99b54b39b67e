// Package frameworks holds what is asked: questionnaires, and the catalogues
// of other people's frameworks that their questions refer to.
//
// A framework is one YAML file (docs/design.md): objectives, which hold
// groups to any depth, which hold questions. A question is answered by
// choosing one option of the scale. A catalogue is the same file without
// scale and score: identifiers and short titles, to refer to.
//
//	fw, err := frameworks.Open("swl-cyber", "1.0.0", os.DirFS("."), frameworks.BuiltIn())
//	q := fw.Question("GOV-01")
//	fmt.Println(q.Asks, q.Options[3].Statement)
//
// What is opened is checked: ids are unique, references exist, weights are
// above zero, and every problem of a file is told at once with its place.
package frameworks

import (
	"math"
	"slices"
	"strings"
	"time"
)

// Framework is a questionnaire and how it is scored. Treat it as read-only.
type Framework struct {
	ID, Version, Title string
	Source, Licence    string
	OrganisationTypes  []OrganisationType // none: the questions are for everybody
	Scale              []Option           // from the least to the greatest; none in a catalogue
	Score              Reducer            // how the overall number is made from the objectives
	Targets            []Target           // by date
	Catalogues         []string           // ids of the catalogues that questions refer to
	Rules              []string           // how to choose an option, at every question
	Glossary           []Term             // words and abbreviations, as the file lists them
	Avoid              []string           // words that say nothing that can be checked; see Advice
	Objectives         []*Group

	questions []*Question
	groups    map[string]*Group
	byID      map[string]*Question
	digest    string
	lexicon   lexicon
	place     place // of its objectives
}

// place is where something stands in its file, from 1.
type place struct{ line, column int }

// Reducer names how a group's number is made from its children's.
type Reducer string

// Mean is the weighted mean of the children that have a value.
const Mean Reducer = "mean"

// OrganisationType is a kind of organisation that questions can be for.
type OrganisationType struct{ Key, Name string }

// Group is an objective or any group below it.
type Group struct {
	ID, Title, Intent string
	Weight            float64 // above 0; 1 when the file says nothing
	Score             Reducer
	Questions         []*Question // its own, scored before those of its groups
	Groups            []*Group

	whole bool
	top   float64
	place place
}

// Question is answered by one of its options.
type Question struct {
	ID, Title  string
	Asks       string
	Guidance   string
	Weight     float64  // above 0; 1 when the file says nothing
	Options    []Option // from the least to the greatest
	Core       bool     // in the short form, and gates the level of every group above it
	For        []string // organisation types; none: all
	Respondent string
	Evidence   []string // what usually supports an answer
	Refs       []Reference
	Replaces   []string // ids of earlier versions that this question took the place of

	place place
}

// Option is one possible answer. Statement is what must be true at this
// question beyond the option before it; where it is empty, Means serves.
type Option struct {
	Key       string
	Value     float64
	Name      string
	Means     string
	Test      string
	Statement string

	place place // of the statement, or of the question that lacks it
}

// Says is what must be true for the option: its statement at the question, or
// what it means anywhere.
func (o *Option) Says() string {
	if o.Statement != "" {
		return o.Statement
	}
	return o.Means
}

// Reference names outcomes of a catalogue that a question touches.
type Reference struct {
	Catalogue string
	IDs       []string
}

// Target is what questions should reach by a date: the keys of options.
type Target struct {
	By        time.Time
	All, Core string
}

// IsCatalogue reports whether the file only lists identifiers.
func (f *Framework) IsCatalogue() bool { return len(f.Scale) == 0 }

// Questions returns every question in the framework's order.
func (f *Framework) Questions() []*Question { return f.questions }

// Question returns the question of that id, or nil.
func (f *Framework) Question(id string) *Question { return f.byID[id] }

// Group returns the objective or group of that id, or nil.
func (f *Framework) Group(id string) *Group { return f.groups[id] }

// IDs returns the ids of all questions in order.
func (f *Framework) IDs() []string {
	ids := make([]string, len(f.questions))
	for i, q := range f.questions {
		ids[i] = q.ID
	}
	return ids
}

// Size is the number of groups and questions.
func (f *Framework) Size() int { return len(f.groups) + len(f.questions) }

// AllIDs returns the ids of all groups, sorted, and of all questions, in order.
func (f *Framework) AllIDs() []string { return append(sortedKeys(f.groups), f.IDs()...) }

// TypeName returns the name of an organisation type, or "" when the
// framework has no such type.
func (f *Framework) TypeName(key string) string {
	for _, t := range f.OrganisationTypes {
		if t.Key == key {
			return t.Name
		}
	}
	return ""
}

// TargetOn returns the line in force on a day: the first whose date is not
// past, else the last; nil when the framework has none.
func (f *Framework) TargetOn(day time.Time) *Target {
	for i := range f.Targets {
		if !f.Targets[i].By.Before(day) {
			return &f.Targets[i]
		}
	}
	return f.FinalTarget()
}

// FinalTarget returns the last line of the targets, or nil.
func (f *Framework) FinalTarget() *Target {
	if len(f.Targets) == 0 {
		return nil
	}
	return &f.Targets[len(f.Targets)-1]
}

// Whole reports whether every option below the group has a whole number for
// a value, so that a level can be told.
func (g *Group) Whole() bool { return g.whole }

// Top is the greatest value of any option below the group.
func (g *Group) Top() float64 { return g.top }

// Whole and Top of the framework are those of all its objectives.
func (f *Framework) Whole() bool {
	return !slices.ContainsFunc(f.Objectives, func(g *Group) bool { return !g.whole })
}

// Top is the greatest value of any option.
func (f *Framework) Top() float64 {
	top := math.Inf(-1)
	for _, g := range f.Objectives {
		top = max(top, g.top)
	}
	return top
}

// IsFor reports whether the question is asked of an organisation type.
func (q *Question) IsFor(organisationType string) bool {
	return len(q.For) == 0 || slices.Contains(q.For, organisationType)
}

// Option returns the option of that key, or nil.
func (q *Question) Option(key string) *Option {
	for i := range q.Options {
		if q.Options[i].Key == key {
			return &q.Options[i]
		}
	}
	return nil
}

// Keys returns the keys of the options, least first.
func (q *Question) Keys() []string {
	keys := make([]string, len(q.Options))
	for i, o := range q.Options {
		keys[i] = o.Key
	}
	return keys
}

// Least is the value of the least option.
func (q *Question) Least() float64 { return q.Options[0].Value }

// Greatest is the value of the greatest option.
func (q *Question) Greatest() float64 { return q.Options[len(q.Options)-1].Value }

// TargetKey returns the option that a line of targets asks of the question.
func (t *Target) TargetKey(q *Question) string {
	if q.Core && t.Core != "" {
		return t.Core
	}
	return t.All
}

// Path returns the groups that lead to a question, outermost first.
func (f *Framework) Path(id string) []*Group {
	for _, g := range f.Objectives {
		if path := g.path(id); path != nil {
			return path
		}
	}
	return nil
}

// Where names the groups that lead to a question: "Objective > Theme".
func (f *Framework) Where(id string) string {
	var titles []string
	for _, g := range f.Path(id) {
		titles = append(titles, g.Title)
	}
	return strings.Join(titles, " > ")
}

func (g *Group) path(id string) []*Group {
	if slices.ContainsFunc(g.Questions, func(q *Question) bool { return q.ID == id }) {
		return []*Group{g}
	}
	for _, child := range g.Groups {
		if below := child.path(id); below != nil {
			return append([]*Group{g}, below...)
		}
	}
	return nil
}

// Words returns the terms of the glossary that a question uses.
func (f *Framework) Words(q *Question) []Term { return f.Terms(q.Texts()...) }

// Texts returns all that a person reads of a question.
func (q *Question) Texts() []string {
	texts := append([]string{q.Title, q.Asks, q.Guidance, q.Respondent}, q.Evidence...)
	for _, o := range q.Options {
		texts = append(texts, o.Says())
	}
	return texts
}
