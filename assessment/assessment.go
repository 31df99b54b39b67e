// Package assessment holds what was answered and what it is worth: the
// answers of one organisation to one framework at one date, their marks, and
// the merging of two people's changes. It touches no file, network or clock.
//
//	a, err := assessment.New(fw, assessment.Organisation{Name: "St Elsewhere", Type: "trust"}, day)
//	err = a.Set("GOV-01", assessment.Answer{Option: "2", Note: "named in the scheme of delegation"})
//	result := assessment.Score(a)
//	fmt.Println(result.Overall.Score, result.Overall.Level)
//
// An answer has three states: unanswered, not applicable with a reason, or an
// option. No number stands for the first two, here or anywhere.
package assessment

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Assessment is one organisation's answers to one framework at one date.
type Assessment struct {
	Framework    *frameworks.Framework
	Organisation Organisation
	Date         time.Time // a day, UTC
	Period       string    // such as "2026-27 Q3"
	Cover        Cover
	Answers      map[string]Answer // by question id; change it with Set
	Actions      []Action
	Earlier      map[string]Answer // to questions that this version does not ask: kept, and counted nowhere
}

// Organisation says who is assessed.
type Organisation struct {
	Name, Code, Type, System, Region string
	Other                            []Field // whatever else is worth keeping, in its order
}

// SameAs reports whether two organisations are one: by their codes where both
// have one, else by their names.
func (o Organisation) SameAs(other Organisation) bool {
	if o.Code != "" && other.Code != "" {
		return strings.EqualFold(o.Code, other.Code)
	}
	return strings.EqualFold(o.Name, other.Name)
}

// Field is a name and a text.
type Field struct{ Name, Text string }

// Cover is the NHS cover sheet of the board's report.
type Cover struct {
	Marking, Meeting, AgendaItem, Author, Lead, Purpose, Recommendation, ConsideredBy, Risk, DSPTStatus string
}

// CoverField is one field of the cover sheet: its key in the file, what it is
// called, and its text.
type CoverField struct {
	Name, Title string
	Text        *string
}

// Fields lists the cover sheet in the order in which it is shown.
func (c *Cover) Fields() []CoverField {
	return []CoverField{
		{"marking", "Marking", &c.Marking},
		{"meeting", "Meeting", &c.Meeting},
		{"agenda_item", "Agenda item", &c.AgendaItem},
		{"author", "Author", &c.Author},
		{"lead", "Lead director", &c.Lead},
		{"purpose", "Purpose", &c.Purpose},
		{"recommendation", "Recommendation", &c.Recommendation},
		{"considered_by", "Previously considered by", &c.ConsideredBy},
		{"risk", "Strategic risk", &c.Risk},
		{"dspt_status", "DSPT status", &c.DSPTStatus},
	}
}

// DefaultMarking is used where the cover says nothing: an assessment is a
// list of weaknesses.
const DefaultMarking = "OFFICIAL-SENSITIVE"

// New begins an assessment. The organisation needs a name and, where the
// framework tells types apart, one of its types.
func New(fw *frameworks.Framework, org Organisation, day time.Time) (*Assessment, error) {
	a := &Assessment{Framework: fw, Organisation: org, Date: day, Answers: make(map[string]Answer)}
	if faults := a.Faults(); len(faults) > 0 {
		return nil, faults
	}
	return a, nil
}

// Faults says what is wrong with the organisation and the date.
func (a *Assessment) Faults() Faults {
	var faults Faults
	o := a.Organisation
	if strings.TrimSpace(o.Name) == "" {
		faults.add("name", "the organisation has no name")
	}
	for _, f := range []Field{{"name", o.Name}, {"code", o.Code}, {"system", o.System}, {"region", o.Region}} {
		if problem := strictyaml.TextProblem(f.Text); problem != "" {
			faults.add(f.Name, "%s", problem)
		}
		if strings.Contains(f.Text, "\n") {
			faults.add(f.Name, "the organisation's %s is more than one line", f.Name)
		}
	}
	types := a.Framework.OrganisationTypes
	if len(types) > 0 && a.Framework.TypeName(o.Type) == "" {
		var keys []string
		for _, t := range types {
			keys = append(keys, t.Key)
		}
		if o.Type == "" {
			faults.add("type", "the organisation has no type; it can be: %s", strings.Join(keys, ", "))
		} else {
			faults.add("type", "there is no organisation type %q; it can be: %s", o.Type, strings.Join(keys, ", "))
		}
	}
	if a.Date.IsZero() {
		faults.add("date", "the assessment has no date")
	}
	faults.addDate("date", a.Date)
	return faults
}

// Clone returns a copy: changing one leaves the other as it is.
func (a *Assessment) Clone() *Assessment {
	c := *a
	c.Answers = maps.Clone(a.Answers)
	c.Actions = slices.Clone(a.Actions)
	c.Earlier = maps.Clone(a.Earlier)
	c.Organisation.Other = slices.Clone(a.Organisation.Other)
	return &c
}

// Asked returns the questions for the organisation's type, in order.
func (a *Assessment) Asked() []*frameworks.Question {
	var asked []*frameworks.Question
	for _, q := range a.Framework.Questions() {
		if q.IsFor(a.Organisation.Type) {
			asked = append(asked, q)
		}
	}
	return asked
}

// NotAsked returns the ids that have an answer but are not for the
// organisation's type, in the framework's order: kept, and not scored.
func (a *Assessment) NotAsked() []string {
	var ids []string
	for _, q := range a.Framework.Questions() {
		if q.IsFor(a.Organisation.Type) {
			continue
		}
		if answer := a.Answers[q.ID]; answer.State() != Unanswered {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// Set replaces all that is kept of a question. The error is a [Faults]; the
// assessment is then as it was.
func (a *Assessment) Set(id string, answer Answer) error {
	q := a.Framework.Question(id)
	if q == nil {
		return a.unknown(id)
	}
	if faults := answer.Faults(q); len(faults) > 0 {
		for i := range faults {
			faults[i].Text = id + ": " + faults[i].Text
		}
		return faults
	}
	answer = answer.InOrder(q)
	if answer.isZero() {
		delete(a.Answers, id)
		return nil
	}
	a.Answers[id] = answer
	return nil
}

func (a *Assessment) unknown(id string) error {
	var faults Faults
	text := fmt.Sprintf("%s has no question %q", a.Framework.ID, id)
	if near := strictyaml.Nearest(id, a.Framework.IDs()); near != "" {
		text += "; did you mean " + near + "?"
	}
	faults.add("id", "%s", text)
	return faults
}
