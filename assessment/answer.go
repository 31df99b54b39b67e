package assessment

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Answer is all that is kept of one question. The zero Answer is an
// unanswered question of which nothing is known.
type Answer struct {
	Option        string // the key of the option chosen, or the list of those ticked (frameworks.Question.Ticks); "" when none is
	NotApplicable string // the reason why the question does not apply; "" when it does
	Target        string // the option to reach; "" means the framework's target
	Note          string
	Evidence      []Evidence // replaced as a whole, never changed in place
	Strength      Strength
	By            string    // who chose the option or said that it does not apply
	At            time.Time // and when, UTC
	GivenTo       string    // the version of the framework whose wording it was given to; "" when that is the present one
	Override      *Override // replaced as a whole, never changed in place
	Review        *Review   // replaced as a whole, never changed in place
}

// Override is a status that somebody sets instead of what the rules make of
// the answer.
type Override struct {
	Status, Reason string
	By             string
	At             time.Time
}

// State says which of the three states an answer has.
type State int

// The three states of an answer.
const (
	Unanswered State = iota
	NotApplicable
	Answered
)

// State tells the three states apart.
func (a Answer) State() State {
	switch {
	case a.Option != "":
		return Answered
	case a.NotApplicable != "":
		return NotApplicable
	}
	return Unanswered
}

// Open reports whether somebody has still to choose: nothing was, or it was
// given to another wording and not read again.
func (a Answer) Open() bool { return a.State() == Unanswered || a.GivenTo != "" }

// Evidence supports an answer.
type Evidence struct {
	Title, Reference string
	Date             time.Time // a day; zero: none
}

// Strength says how far the evidence carries an answer; "" when nobody said.
type Strength string

// The strengths of evidence, weakest first.
const (
	None        Strength = "none"        // nothing to show
	Stated      Strength = "stated"      // somebody says so
	Document    Strength = "document"    // a document says so
	Sampled     Strength = "sampled"     // somebody looked at a sample
	Independent Strength = "independent" // somebody from outside looked
)

// Strengths lists the strengths, weakest first.
func Strengths() []string {
	return []string{string(None), string(Stated), string(Document), string(Sampled), string(Independent)}
}

// Evidenced reports whether the strength is a document or better.
func (s Strength) Evidenced() bool { return s == Document || s == Sampled || s == Independent }

// Review is a second person's view of an answer.
type Review struct {
	Of     string // the option that was reviewed
	Answer string // the option that the reviewer would give
	By     string
	At     time.Time
	Note   string

	GivenTo string // the version whose wording it looked at; "" when that is the present one
}

// Stale reports whether the review is of another answer than the present, or
// of another wording.
func (r *Review) Stale(present string) bool { return r.Of != present || r.GivenTo != "" }

// Choose returns the answer with another option. A strength was said of the
// option before, and so was an override: they go when the option changes, so
// that no answer claims what nobody weighed for it. Note and evidence stay.
func (a Answer) Choose(option, by string, at time.Time) Answer {
	if a.Option != "" && a.Option != option {
		a.Strength, a.Override = "", nil
	}
	a.Option, a.NotApplicable, a.GivenTo = option, "", ""
	a.By, a.At = by, at.UTC().Truncate(time.Second)
	return a
}

// RuleOut returns the answer as not applicable, with the reason.
func (a Answer) RuleOut(reason, by string, at time.Time) Answer {
	a.Option, a.NotApplicable, a.Strength, a.GivenTo, a.Override = "", reason, "", "", nil
	a.By, a.At = by, at.UTC().Truncate(time.Second)
	return a
}

// Lost says that a status set by hand went when before became now; "" where
// none did. Only another answer takes it along.
func Lost(id string, before, now Answer) string {
	o := before.Override
	if o == nil || now.Override != nil {
		return ""
	}
	return fmt.Sprintf("%s: the status %q that was set by hand (%s) went with its answer", id, o.Status, strings.Join(strings.Fields(o.Reason), " "))
}

// InOrder returns the answer with what is ticked in the order of the question's
// options, in the answer and in its review.
func (a Answer) InOrder(q *frameworks.Question) Answer {
	a.Option = inOrder(q, a.Option)
	if q.Many && a.Review != nil {
		r := *a.Review
		r.Of, r.Answer = inOrder(q, r.Of), inOrder(q, r.Answer)
		a.Review = &r
	}
	return a
}

// inOrder writes what is ticked in the order of the question's options, so
// that the same ticks are the same text.
func inOrder(q *frameworks.Question, ticks string) string {
	if !q.Many || !frameworks.IsTicks(ticks) {
		return ticks
	}
	return q.Ticks(frameworks.Ticked(ticks))
}

// isZero reports whether nothing is kept.
func (a Answer) isZero() bool { return a.Equal(Answer{}) }

// Equal reports whether two answers are the same in all that is kept.
func (a Answer) Equal(b Answer) bool {
	return a.Option == b.Option && a.NotApplicable == b.NotApplicable && a.Target == b.Target && a.Note == b.Note &&
		slices.Equal(a.Evidence, b.Evidence) && a.Strength == b.Strength && a.By == b.By && a.At.Equal(b.At) && a.GivenTo == b.GivenTo &&
		sameOverride(a.Override, b.Override) && sameReview(a.Review, b.Review)
}

// Fault is one thing wrong with an answer; Field is its key in the file.
type Fault struct{ Field, Text string }

// Faults is everything wrong at once.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Text
	}
	return strings.Join(lines, "\n")
}

func (f *Faults) add(field, format string, args ...any) {
	*f = append(*f, Fault{Field: field, Text: fmt.Sprintf(format, args...)})
}

// addDate adds a date that no file and no workbook holds.
func (f *Faults) addDate(field string, t time.Time) {
	if !t.IsZero() && (t.Year() < 1900 || t.Year() > 9999) {
		f.add(field, "the date %s is not between 1900 and 9999", t.Format(time.DateOnly))
	}
}

// Faults says what keeps the answer from being one to the question.
func (a Answer) Faults(q *frameworks.Question) Faults {
	var faults Faults
	option := func(field, key string) {
		if fault := optionFault(q, key); fault != "" {
			faults.add(field, "%s", fault)
		}
	}
	if a.Option != "" && a.NotApplicable != "" {
		faults.add("not_applicable", "a question is either answered or not applicable; take one of the two out")
	}
	if a.NotApplicable != "" && strings.TrimSpace(a.NotApplicable) == "" {
		faults.add("not_applicable", "not applicable needs a reason")
	}
	option("answer", a.Option)
	if q.Many && a.Target != "" {
		faults.add("target", "a question that picks many has no target")
	} else {
		option("target", a.Target)
	}
	if a.Strength != "" && !slices.Contains(Strengths(), string(a.Strength)) {
		faults.add("strength", "there is no strength %q; it can be: %s", a.Strength, strings.Join(Strengths(), ", "))
	}
	if r := a.Review; r != nil {
		option("review", r.Of)
		option("review", r.Answer)
		if r.Of == "" || r.Answer == "" {
			faults.add("review", "a review needs \"of\" (the option it looked at) and \"answer\" (the option it gives)")
		}
	}
	if o := a.Override; o != nil {
		faults = append(faults, o.faults(a, q)...)
	}
	for _, e := range a.Evidence {
		if e.Title == "" && e.Reference == "" {
			faults.add("evidence", "evidence needs a title or a reference")
		}
		faults.addDate("evidence", e.Date)
	}
	faults.addDate("at", a.At)
	if a.GivenTo != "" && a.State() == Unanswered {
		faults.add("given_to", "nothing was given to another version: there is no answer")
	}
	for field, texts := range a.texts() {
		for _, text := range texts {
			if problem := strictyaml.TextProblem(text); problem != "" {
				faults.add(field, "%s", problem)
			}
		}
	}
	return faults
}

// optionFault says why a key, or a list of those ticked, is no answer to a
// question; "" where it is one, or there is none.
func optionFault(q *frameworks.Question, key string) string {
	switch {
	case key == "":
		return ""
	case q.Many && !frameworks.IsTicks(key):
		return fmt.Sprintf("any number of options can be ticked, so the answer is a list, such as [%s]", key)
	case !q.Many && frameworks.IsTicks(key):
		return fmt.Sprintf("the answer is one option, not a list; it can be: %s", strings.Join(q.Keys(), ", "))
	case !q.Many && q.Option(key) == nil:
		return fmt.Sprintf("there is no option %q; it can be: %s", key, strings.Join(q.Keys(), ", "))
	case !q.Many:
		return ""
	}
	seen := make(map[string]bool)
	for _, tick := range frameworks.Ticked(key) {
		if q.Option(tick) == nil {
			return fmt.Sprintf("there is no option %q to tick; it can be: %s", tick, strings.Join(q.Keys(), ", "))
		}
		if seen[tick] {
			return fmt.Sprintf("%s is ticked twice", tick)
		}
		seen[tick] = true
	}
	return ""
}

func (o *Override) faults(a Answer, q *frameworks.Question) (faults Faults) {
	switch {
	case q.Status == nil:
		faults.add("override", "the question has no status to override")
	case a.State() != Answered:
		faults.add("override", "there is no answer whose status it could override")
	case q.Status.Rank(o.Status) < 0:
		faults.add("override", "there is no status %q; it can be: %s", o.Status, strings.Join(q.Status.Order, ", "))
	}
	if strings.TrimSpace(o.Reason) == "" {
		faults.add("override", "an override needs a reason")
	}
	faults.addDate("override", o.At)
	return faults
}

// texts returns what people wrote freely, by the field it stands in.
func (a Answer) texts() map[string][]string {
	texts := map[string][]string{"not_applicable": {a.NotApplicable}, "note": {a.Note}, "by": {a.By}, "given_to": {a.GivenTo}}
	for _, e := range a.Evidence {
		texts["evidence"] = append(texts["evidence"], e.Title, e.Reference)
	}
	if a.Override != nil {
		texts["override"] = []string{a.Override.Reason, a.Override.By}
	}
	if a.Review != nil {
		texts["review"] = []string{a.Review.By, a.Review.Note, a.Review.GivenTo}
	}
	return texts
}
