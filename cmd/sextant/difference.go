package main

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// difference is what one assessment says otherwise than another.
type difference struct{ id, field, was, is string }

// line prints a difference, and the form that it comes from.
func (d difference) line(from map[[2]string]string) string {
	text := fmt.Sprintf("%s: %q, was %q", strings.TrimSpace(d.id+" "+fieldName(d.field)), short(d.is), short(d.was))
	if form := from[[2]string{d.id, d.field}]; form != "" {
		text += " (" + form + ")"
	}
	return text
}

// fieldName is what people call a field of an answer.
func fieldName(field string) string {
	switch field {
	case "name", "code", "type":
		return "organisation's " + field
	}
	return field
}

// differences lists what a form can change, in the framework's order.
func differences(before, after *assessment.Assessment) []difference {
	var list []difference
	add := func(id, field, was, is string) {
		if was != is {
			list = append(list, difference{id, field, was, is})
		}
	}
	add("", "name", before.Organisation.Name, after.Organisation.Name)
	add("", "code", before.Organisation.Code, after.Organisation.Code)
	for _, q := range before.Framework.Questions() {
		was, is := before.Answers[q.ID], after.Answers[q.ID]
		add(q.ID, "answer", said(q, was), said(q, is))
		add(q.ID, "target", q.Label(was.Target), q.Label(is.Target))
		add(q.ID, "note", was.Note, is.Note)
		if !slices.Equal(was.Evidence, is.Evidence) {
			add(q.ID, "evidence", listed(was.Evidence), listed(is.Evidence))
		}
	}
	return list
}

// said is an answer and the strength of its evidence, which are one thing.
func said(q *frameworks.Question, a assessment.Answer) string {
	text := "not answered"
	switch a.State() {
	case assessment.Answered:
		text = q.Label(a.Option)
	case assessment.NotApplicable:
		text = "not applicable: " + a.NotApplicable
	case assessment.Unanswered:
	}
	if a.Strength != "" {
		text += ", evidence " + string(a.Strength)
	}
	return text
}

// listed counts items and shows them.
func listed(items []assessment.Evidence) string {
	var titles []string
	for _, e := range items {
		title := strings.TrimSpace(e.Title + " " + e.Reference)
		if !e.Date.IsZero() {
			title += " " + e.Date.Format("2006-01-02")
		}
		titles = append(titles, title)
	}
	return plural(len(items), "item") + strings.TrimSuffix(": "+strings.Join(titles, "; "), ": ")
}

// plural is a number of things.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
