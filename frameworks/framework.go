// Package frameworks holds what is asked: questionnaires, and the catalogues
// of other people's frameworks that their questions refer to.
//
// A framework is one YAML file (docs/design.md): objectives, which hold
// groups to any depth, which hold questions. A question is answered by
// choosing one option of the scale, or of its own. A catalogue is the same file
// without scale and score: identifiers and short titles, to refer to.
//
//	fw, err := frameworks.Open("swl-cyber", "1.0.0", os.DirFS("."), frameworks.BuiltIn())
//	q := fw.Question("GOV-01")
//	fmt.Println(q.Asks, q.Options[3].Statement)
//
// What is opened is checked: ids are unique, references exist, weights are
// above zero, and every problem of a file is told at once with its place.
package frameworks

import (
	"slices"
	"strings"
	"time"
)

// Framework is a questionnaire and how it is scored. Treat it as read-only.
type Framework struct {
	ID, Version, Title string
	Source, Licence    string
	OrganisationTypes  []OrganisationType // none: the questions are for everybody
	Scale              []Option           // from the least to the greatest; none in a catalogue, nor where every question has its own
	Scoring                               // how the whole is made from the objectives
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
	alike     []copied           // of the same id and version
	bandsAt   map[string][]place // by the id of the group that lists them, or overall
	lexicon   lexicon
	place     place // of its objectives
}

// place is where something stands in its file, from 1.
type place struct{ line, column int }

// OrganisationType is a kind of organisation that questions can be for.
type OrganisationType struct{ Key, Name string }

// Group is an objective or any group below it.
type Group struct {
	ID, Title, Intent string
	Weight            float64 // above 0; 1 when the file says nothing
	Scoring
	Tags      []string    // by which rules above it find it
	Questions []*Question // its own, scored before those of its groups
	Groups    []*Group

	place place
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

	all, core Option // of the scale
	place     place
}

// IsCatalogue reports whether the file only lists identifiers.
func (f *Framework) IsCatalogue() bool { return f.Reducer == "" }

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

// TargetKey returns the option that a line of targets asks of the question.
// Among options of its own that is the least worth as much, or else the
// greatest, so that no question with a number goes without a target; "" where
// it has none.
func (t *Target) TargetKey(q *Question) string {
	asked := t.all
	if q.Core && t.Core != "" {
		asked = t.core
	}
	switch {
	case q.Many:
		return ""
	case !q.own || q.Option(asked.Key) != nil:
		return asked.Key
	case !q.numbered || asked.NoValue:
		return ""
	}
	for _, o := range q.Options {
		if o.Value >= asked.Value {
			return o.Key
		}
	}
	return q.Options[len(q.Options)-1].Key
}

// Path returns the groups that lead to a question or a group, outermost first.
func (f *Framework) Path(id string) []*Group {
	for _, g := range f.Objectives {
		if path := g.path(id); path != nil {
			return path
		}
	}
	return nil
}

// Where names the groups that lead to a question or a group: "Objective > Theme".
func (f *Framework) Where(id string) string {
	var titles []string
	for _, g := range f.Path(id) {
		titles = append(titles, g.Title)
	}
	return strings.Join(titles, " > ")
}

func (g *Group) path(id string) []*Group {
	if slices.ContainsFunc(g.Questions, func(q *Question) bool { return q.ID == id }) ||
		slices.ContainsFunc(g.Groups, func(child *Group) bool { return child.ID == id }) {
		return []*Group{g}
	}
	for _, child := range g.Groups {
		if below := child.path(id); below != nil {
			return append([]*Group{g}, below...)
		}
	}
	return nil
}

// WordsBelow returns the terms of the glossary that a group and what it holds use.
func (f *Framework) WordsBelow(g *Group) []Term {
	texts := []string{g.Title, g.Intent}
	g.below().each(func(q *Question) { texts = append(texts, q.Texts()...) })
	g.below().eachGroup(func(g *Group) { texts = append(texts, g.Title, g.Intent) })
	return f.Terms(texts...)
}

// Words returns the terms of the glossary that a question uses.
func (f *Framework) Words(q *Question) []Term { return f.Terms(q.Texts()...) }
