package assessment

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Merge joins two people's changes to the same assessment. What one side
// changed is taken; what both changed to the same is taken; evidence that
// both added is kept from both; what both changed to different things is a
// conflict, and stands in the merged assessment as theirs. An answer, the
// strength of its evidence and its override are one thing: neither is ever
// carried over to an answer it was not said of.
func Merge(base, mine, theirs *Assessment) (*Assessment, Conflicts) {
	m := merger{merged: theirs.Clone()}
	m.head(base, mine, theirs)
	for _, q := range theirs.Framework.Questions() {
		b, i, t := base.Answers[q.ID], mine.Answers[q.ID], theirs.Answers[q.ID]
		if i.Equal(b) || i.Equal(t) {
			continue
		}
		answer := m.answer(q.ID, b, i, t)
		if answer.isZero() {
			delete(m.merged.Answers, q.ID)
		} else {
			m.merged.Answers[q.ID] = answer
		}
	}
	m.actions(base.Actions, mine.Actions, theirs.Actions)
	return m.merged, m.conflicts
}

type merger struct {
	merged    *Assessment
	conflicts Conflicts
}

func (m *merger) head(base, mine, theirs *Assessment) {
	b, i, t := base.heads(), mine.heads(), theirs.heads()
	for k, field := range m.merged.heads() {
		*field.text = merge(m, "", field.name, *b[k].text, *i[k].text, *t[k].text)
	}
	if !mine.Date.Equal(base.Date) && !mine.Date.Equal(theirs.Date) {
		if theirs.Date.Equal(base.Date) {
			m.merged.Date = mine.Date
		} else {
			m.conflict("", "date", base.Date.Format("2006-01-02"), mine.Date.Format("2006-01-02"), theirs.Date.Format("2006-01-02"))
		}
	}
	other := func(a *Assessment) string { return fmt.Sprint(a.Organisation.Other) }
	if other(mine) != other(base) && other(mine) != other(theirs) {
		if other(theirs) == other(base) {
			m.merged.Organisation.Other = slices.Clone(mine.Organisation.Other)
		} else {
			m.conflict("", "other", other(base), other(mine), other(theirs))
		}
	}
}

// head is a text at the head of the file, under its key there.
type head struct {
	name string
	text *string
}

// heads lists the texts at the head of the file.
func (a *Assessment) heads() []head {
	o := &a.Organisation
	heads := []head{{"name", &o.Name}, {"code", &o.Code}, {"type", &o.Type}, {"system", &o.System}, {"region", &o.Region}, {"period", &a.Period}}
	for _, f := range a.Cover.Fields() {
		heads = append(heads, head{f.Name, f.Text})
	}
	return heads
}

// answer merges what is kept of one question.
func (m *merger) answer(id string, base, mine, theirs Answer) Answer {
	out := theirs
	sameAnswer := mine.Option == theirs.Option && mine.NotApplicable == theirs.NotApplicable
	switch {
	case mine.unchosen(base) || mine.sameChoice(theirs) && mine.GivenTo == theirs.GivenTo && mine.At.Before(theirs.At):
	case theirs.unchosen(base) || mine.sameChoice(theirs) && mine.GivenTo == theirs.GivenTo:
		out.take(mine)
	case sameAnswer && mine.GivenTo != theirs.GivenTo && sameOverride(mine.Override, theirs.Override) && (mine.Strength == base.Strength || theirs.Strength == base.Strength || mine.Strength == theirs.Strength):
		// One has read it again and found that it stands; the other may have
		// weighed its evidence anew.
		strength := theirs.Strength
		if strength == base.Strength {
			strength = mine.Strength
		}
		if mine.GivenTo == "" {
			out.take(mine)
		}
		out.Strength = strength
	default:
		m.conflict(id, "answer", base.choice(), mine.choice(), theirs.choice())
	}
	out.Target = merge(m, id, "target", base.Target, mine.Target, theirs.Target)
	out.Note = merge(m, id, "note", base.Note, mine.Note, theirs.Note)
	out.Evidence = mergeEvidence(base.Evidence, mine.Evidence, theirs.Evidence)
	if !sameReview(mine.Review, base.Review) && !sameReview(mine.Review, theirs.Review) {
		if sameReview(theirs.Review, base.Review) {
			out.Review = mine.Review
		} else {
			m.conflict(id, "review", base.Review.text(), mine.Review.text(), theirs.Review.text())
		}
	}
	return out
}

// take makes the choice of another answer one's own.
func (a *Answer) take(b Answer) {
	a.Option, a.NotApplicable, a.Strength, a.By, a.At, a.GivenTo = b.Option, b.NotApplicable, b.Strength, b.By, b.At, b.GivenTo
	a.Override = b.Override
}

// unchosen reports whether nobody has chosen since: to read an answer to an
// earlier wording again, and keep it, is to choose.
func (a Answer) unchosen(base Answer) bool { return a.sameChoice(base) && a.GivenTo == base.GivenTo }

// sameChoice compares the choice, its strength and its override, not who made
// it when.
func (a Answer) sameChoice(b Answer) bool {
	return a.Option == b.Option && a.NotApplicable == b.NotApplicable && a.Strength == b.Strength && sameOverride(a.Override, b.Override)
}

// choice is the answer in words, for a person who must choose.
func (a Answer) choice() string {
	var words []string
	switch a.State() {
	case Answered:
		words = append(words, a.Option)
	case NotApplicable:
		words = append(words, "not applicable: "+a.NotApplicable)
	case Unanswered:
		words = append(words, "unanswered")
	}
	if a.Strength != "" {
		words = append(words, "evidence "+string(a.Strength))
	}
	if a.Override != nil {
		words = append(words, "status "+a.Override.Status)
	}
	if a.By != "" {
		words = append(words, "by "+a.By)
	}
	return strings.Join(words, ", ")
}

func sameOverride(a, b *Override) bool { return a == b || a != nil && b != nil && *a == *b }

func sameReview(a, b *Review) bool { return a == b || a != nil && b != nil && *a == *b }

func (r *Review) text() string {
	if r == nil {
		return ""
	}
	return fmt.Sprintf("%s instead of %s, by %s", r.Answer, r.Of, r.By)
}

// mergeEvidence keeps what either side added and drops what either took out.
func mergeEvidence(base, mine, theirs []Evidence) []Evidence {
	var out []Evidence
	for _, e := range theirs {
		if !slices.Contains(base, e) || slices.Contains(mine, e) {
			out = append(out, e)
		}
	}
	for _, e := range mine {
		if !slices.Contains(base, e) && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// actions merges by id; an action is one thing.
func (m *merger) actions(base, mine, theirs []Action) {
	find := func(list []Action, id string) *Action {
		for i := range list {
			if list[i].ID == id {
				return &list[i]
			}
		}
		return nil
	}
	merged := slices.DeleteFunc(slices.Clone(theirs), func(t Action) bool {
		b, i := find(base, t.ID), find(mine, t.ID)
		if b == nil || i != nil {
			return false
		}
		if !t.equal(b) { // taken out here, changed there
			m.conflict(t.ID, "action", b.text(), "", t.text())
			return false
		}
		return true
	})
	for k := range mine {
		i := &mine[k]
		b, t := find(base, i.ID), find(theirs, i.ID)
		switch {
		case i.equal(b) || i.equal(t):
		case t == nil && b == nil:
			merged = append(merged, *i)
		case b == nil: // both are new, and only by chance have one id
			added := *i
			added.ID = nextAction(merged, mine)
			merged = append(merged, added)
		case t.equal(b):
			*find(merged, i.ID) = *i
		default:
			m.conflict(i.ID, "action", b.text(), i.text(), t.text())
		}
	}
	m.merged.Actions = merged
}

func (a *Action) equal(b *Action) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, y := *a, *b
	sameCost := x.Cost == nil && y.Cost == nil || x.Cost != nil && y.Cost != nil && *x.Cost == *y.Cost
	x.Cost, y.Cost = nil, nil
	return x == y && sameCost
}

func (a *Action) text() string {
	if a == nil {
		return ""
	}
	return fmt.Sprintf("%s (owner %s, %s)", a.Title, cmp.Or(a.Owner, "none"), cmp.Or(a.Status, Planned))
}

func (m *merger) conflict(id, field, base, mine, theirs string) {
	m.conflicts = append(m.conflicts, Conflict{ID: id, Field: field, Base: base, Mine: mine, Theirs: theirs})
}

// merge joins one text of three; a conflict leaves theirs.
func merge(m *merger, id, field string, base, mine, theirs string) string {
	switch {
	case mine == base || mine == theirs:
		return theirs
	case theirs == base:
		return mine
	}
	m.conflict(id, field, base, mine, theirs)
	return theirs
}
