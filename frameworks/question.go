package frameworks

import (
	"slices"
	"strings"
)

// Question is answered by one of its options or, where it picks many, by any
// number of them.
type Question struct {
	ID, Title  string
	Asks       string
	Guidance   string
	Weight     float64  // above 0; 1 when the file says nothing
	Options    []Option // from the least to the greatest
	Many       bool     // any number of the options may be ticked, none as well
	Status     *Status  // nil: it has none
	Tags       []string // by which rules above it find it
	At         []int    // the levels that it belongs to, from 1
	Core       bool     // in the short form, and gates the level of every group above it
	For        []string // organisation types; none: all
	Respondent string
	Evidence   []string // what usually supports an answer
	Refs       []Reference
	Replaces   []string // ids of earlier versions that this question took the place of

	own      bool // its options are its own, not the scale's
	numbered bool
	steps    steps
	near     float64
	place    place
}

// Option is one possible answer. Statement is what must be true at this
// question beyond the option before it; where it is empty, Means serves.
type Option struct {
	Key       string
	Value     float64
	NoValue   bool // the framework gives it none
	Name      string
	Means     string
	Test      string
	Tags      []string // by which rules find it
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

// Label is the option as people read and choose it: its key and its name, or
// the name alone where the key says nothing more, such as not_met of Not met.
func (o *Option) Label() string {
	if strings.EqualFold(strings.ReplaceAll(o.Key, "_", " "), o.Name) {
		return o.Name
	}
	return strings.TrimSpace(o.Key + " " + o.Name)
}

// Meaning is what the option says, or its name where that is all.
func (o *Option) Meaning() string {
	if says := o.Says(); says != "" {
		return says
	}
	return o.Name
}

// AsksAlone reports whether no option says at this question what must be
// true, so that what is asked decides what an answer means.
func (q *Question) AsksAlone() bool {
	return !slices.ContainsFunc(q.Options, func(o Option) bool { return o.Statement != "" })
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

// Chosen returns the options that an answer is: one, or those ticked; none
// where it is no answer to the question.
func (q *Question) Chosen(answer string) []*Option {
	keys := []string{answer}
	if q.Many {
		keys = Ticked(answer)
	}
	var chosen []*Option
	for _, key := range keys {
		if i := q.Index(key); i >= 0 {
			chosen = append(chosen, &q.Options[i])
		}
	}
	return chosen
}

// Index is the place of an option among the options, from 0; below 0 when
// there is no such option.
func (q *Question) Index(key string) int {
	return slices.IndexFunc(q.Options, func(o Option) bool { return o.Key == key })
}

// Keys returns the keys of the options, least first.
func (q *Question) Keys() []string {
	keys := make([]string, len(q.Options))
	for i, o := range q.Options {
		keys[i] = o.Key
	}
	return keys
}

// HasNumber reports whether an answer to the question has a number: it picks
// one option, and each has a value.
func (q *Question) HasNumber() bool { return q.numbered }

// numbered reports whether there are options, each with a value.
func numbered(options []Option) bool {
	return len(options) > 0 && !slices.ContainsFunc(options, func(o Option) bool { return o.NoValue })
}

// Least is the value of the least option.
func (q *Question) Least() float64 { return q.Options[0].Value }

// Greatest is the value of the greatest option.
func (q *Question) Greatest() float64 { return q.Options[len(q.Options)-1].Value }

// An answer to a question that picks many is written as the list of the keys
// that are ticked, in the order of the options: "[a, b]", and "[]" where none
// is ticked. As one text it is compared, merged and kept like any other key.

// Ticks writes a list of keys, in the order of the options; what is no option
// comes last.
func (q *Question) Ticks(keys []string) string {
	sorted := slices.Clone(keys)
	slices.SortStableFunc(sorted, func(a, b string) int {
		i, k := q.Index(a), q.Index(b)
		switch {
		case i < 0 && k < 0:
			return 0
		case i < 0:
			return 1
		case k < 0:
			return -1
		}
		return i - k
	})
	return WriteTicks(sorted)
}

// Label is what an answer is called: an option's label, and the keys of those
// that are ticked; what is no option of the question stays as it is.
func (q *Question) Label(answer string) string {
	if o := q.Option(answer); o != nil {
		return o.Label()
	}
	return answer
}

// Typed is an answer as it is kept, of what a person types: where many can be
// ticked their keys, with or without the brackets of a list. See [Question.Meant].
func (q *Question) Typed(answer string) string {
	if !q.Many || answer == "" {
		return q.Meant(answer)
	}
	ticks := Ticked(answer)
	for i, key := range ticks {
		ticks[i] = q.Meant(key)
	}
	return q.Ticks(ticks)
}

// Meant is the key of the option that a person means, who may type the name
// that tables show, and capitals as they please: the option of that very key
// or, where there is none, the only one whose key or name is the same but for
// capitals. What is no option's stays as it is, and so does what begins like a
// command of the questionnaire.
func (q *Question) Meant(typed string) string {
	if q.Option(typed) != nil || IsCommand(typed) {
		return typed
	}
	key := typed
	for i, n := 0, 0; i < len(q.Options); i++ {
		if o := &q.Options[i]; !strings.EqualFold(o.Key, typed) && !strings.EqualFold(o.Name, typed) {
			continue
		} else if key = o.Key; n > 0 {
			return typed
		}
		n++
	}
	return key
}

// WriteTicks writes a list of keys as they come.
func WriteTicks(keys []string) string { return "[" + strings.Join(keys, ", ") + "]" }

// IsTicks reports whether an answer is written as a list.
func IsTicks(answer string) bool { return strings.HasPrefix(answer, "[") }

// Ticked reads the keys of a list that [Question.Ticks] wrote.
func Ticked(answer string) []string {
	inner := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(answer, "["), "]"))
	if inner == "" {
		return nil
	}
	keys := strings.Split(inner, ",")
	for i := range keys {
		keys[i] = strings.TrimSpace(keys[i])
	}
	return keys
}

// Texts returns all that a person reads of a question.
func (q *Question) Texts() []string {
	texts := append([]string{q.Title, q.Asks, q.Guidance, q.Respondent}, q.Evidence...)
	for _, o := range q.Options {
		texts = append(texts, o.Says())
	}
	return texts
}
