package store

import (
	"errors"
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Format is the first line of every assessment: `sextant: assessment/1`.
const Format = "assessment/1"

// MaxBytes is the largest file that is read or written. 78 questions with
// full notes are a tenth of it.
const MaxBytes = 3 << 20

var bound = strictyaml.Bound{Bytes: MaxBytes, Tokens: 600_000}

// Digest says that the framework at hand is not the one that was answered.
type Digest struct {
	File, Framework string // the file, and the framework's id and version
	Was, Is         string
}

func (e *Digest) Error() string {
	return fmt.Sprintf("%s: the answers were given to a %s whose digest was %s; the one at hand has %s", e.File, e.Framework, e.Was, e.Is)
}

// Decode reads an assessment; file is what messages call it. The framework
// that it names comes from find.
func Decode(file string, data []byte, find func(id, version string) (*frameworks.Framework, error)) (*assessment.Assessment, error) {
	doc, err := strictyaml.Parse(file, data, bound)
	if err != nil {
		return nil, err
	}
	return decode(doc, find)
}

func decode(doc *strictyaml.Document, find func(id, version string) (*frameworks.Framework, error)) (*assessment.Assessment, error) {
	top, named, err := header(doc)
	if err != nil {
		return nil, err
	}
	fw, err := find(named.id, named.version)
	var missing *frameworks.NotFound
	if errors.As(err, &missing) {
		top.Get("framework").Errorf("%v", missing)
		return nil, caused{doc.Err(), missing}
	} else if err != nil {
		return nil, err
	}
	if fw.IsCatalogue() {
		top.Get("framework").Errorf("%s is a catalogue: it has no questions to answer", named.id)
		return nil, doc.Err()
	}
	same, err := fw.Alike(named.digest)
	if same == nil {
		changed := &Digest{File: doc.File(), Framework: named.id + " " + named.version, Was: named.digest, Is: fw.Digest()}
		return nil, errors.Join(changed, err)
	}
	fw = same
	d := newDecoder(fw, false)
	d.assessment(top)
	return d.a, doc.Err()
}

// ErrNewer says that a file was written by a Sextant that this one does not
// understand.
var ErrNewer = errors.New("written by another Sextant")

// caused is a message with its place, and what brought it about.
type caused struct {
	error
	cause error
}

func (c caused) Unwrap() []error { return []error{c.error, c.cause} }

// header reads the first line and the framework. A file without the first is
// somebody else's, and its other keys are of no interest; without the second
// nothing below can be judged.
func header(doc *strictyaml.Document) (top strictyaml.Fields, named identity, err error) {
	if top, err = firstLine(doc); err != nil {
		return top, named, err
	}
	f := top.Need("framework").Fields("id", "version", "digest")
	named = identity{f.Need("id").Key(), f.Need("version").Name(), f.Need("digest").Text()}
	if named.id == "" || named.version == "" || named.digest == "" {
		return top, named, doc.Err()
	}
	return top, named, nil
}

// identity is what a file says of its framework.
type identity struct{ id, version, digest string }

func firstLine(doc *strictyaml.Document) (strictyaml.Fields, error) {
	root := doc.Root()
	for _, pair := range root.Pairs() {
		if pair.Key.Text() != "sextant" {
			continue
		}
		switch format := pair.Value.Text(); {
		case format == Format:
			return root.Fields("sextant", "framework", "organisation", "date", "period", "report", "answers", "actions", "earlier"), nil
		case strings.HasPrefix(format, "assessment/"):
			pair.Value.Errorf("%q was written by another Sextant; this one reads %q", format, Format)
			return strictyaml.Fields{}, caused{doc.Err(), ErrNewer}
		default:
			pair.Value.Errorf("expected %q, found %q", Format, format)
			return strictyaml.Fields{}, doc.Err()
		}
	}
	root.Errorf("this is not an assessment: an assessment has the line \"sextant: %s\"", Format)
	return strictyaml.Fields{}, doc.Err()
}

// decoder fills an assessment. A loose one does not ask whether what is there
// is an answer to the framework's questions.
type decoder struct {
	a     *assessment.Assessment
	loose bool
}

func newDecoder(fw *frameworks.Framework, loose bool) decoder {
	return decoder{&assessment.Assessment{Framework: fw, Answers: make(map[string]assessment.Answer)}, loose}
}

func (d *decoder) assessment(top strictyaml.Fields) {
	org := top.Need("organisation").Fields("name", "code", "type", "system", "region", "other")
	o := &d.a.Organisation
	o.Name, o.Code, o.Type = org.Need("name").Text(), org.Get("code").Text(), org.Get("type").Text()
	o.System, o.Region = org.Get("system").Text(), org.Get("region").Text()
	for _, pair := range org.Get("other").Pairs() {
		o.Other = append(o.Other, assessment.Field{Name: pair.Key.Text(), Text: pair.Value.Text()})
	}
	d.a.Date, d.a.Period = top.Need("date").Date(), top.Get("period").Text()
	for _, fault := range d.a.Faults() {
		switch {
		case fault.Field == "date":
		case org.Get(fault.Field).Present():
			org.Get(fault.Field).Errorf("%s", fault.Text)
		case fault.Field != "name":
			org.Key(fault.Field).Errorf("%s", fault.Text)
		}
	}
	d.cover(top.Get("report"))
	for _, pair := range top.Get("answers").Pairs() {
		d.answer(pair)
	}
	for _, pair := range top.Get("earlier").Pairs() {
		d.earlier(pair)
	}
	for _, item := range top.Get("actions").List() {
		d.action(item)
	}
}

func (d *decoder) cover(v strictyaml.Value) {
	if !v.Present() {
		return
	}
	fields := d.a.Cover.Fields()
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.Name
	}
	from := v.Fields(known...)
	for _, f := range fields {
		*f.Text = from.Get(f.Name).Text()
	}
}

func (d *decoder) answer(pair strictyaml.Pair) {
	id := pair.Key.Text()
	var q *frameworks.Question
	if !d.loose {
		if q = d.a.Framework.Question(id); q == nil {
			pair.Key.Unknown("question", id, d.a.Framework.IDs())
			return
		}
	}
	answer, f, ok := readAnswer(id, pair)
	if !ok {
		return
	}
	if q != nil {
		answer = answer.InOrder(q)
		for _, fault := range answer.Faults(q) {
			place := f.Get(fault.Field)
			if !place.Present() {
				place = pair.Key
			}
			place.Errorf("%s: %s", id, fault.Text)
		}
	}
	if !answer.Equal(assessment.Answer{}) {
		d.a.Answers[id] = answer
	}
}

// earlier reads an answer to a question that this version does not ask.
func (d *decoder) earlier(pair strictyaml.Pair) {
	id := pair.Key.Key()
	_, twice := d.a.Answers[id]
	if twice || !d.loose && d.a.Framework.Question(id) != nil {
		pair.Key.Errorf("%s is asked by this version; its answer belongs under answers", id)
		return
	}
	answer, _, ok := readAnswer(id, pair)
	if !ok || id == "" {
		return
	}
	if d.a.Earlier == nil {
		d.a.Earlier = make(map[string]assessment.Answer)
	}
	d.a.Earlier[id] = answer
}

// readAnswer reads all that is kept of one question.
func readAnswer(id string, pair strictyaml.Pair) (answer assessment.Answer, f strictyaml.Fields, ok bool) {
	if pair.Value.Present() && !pair.Value.IsMap() {
		pair.Value.Errorf("an answer is written as %s: {answer: 2}, with its note and the rest beside it", id)
		return answer, f, false
	}
	f = pair.Value.Fields("answer", "not_applicable", "target", "note", "evidence", "strength", "by", "at", "given_to", "override", "review")
	answer = assessment.Answer{
		Option: choice(f.Get("answer")), NotApplicable: f.Get("not_applicable").Text(), Target: f.Get("target").Key(),
		Note: f.Get("note").Text(), Strength: assessment.Strength(f.Get("strength").OneOf("strength", assessment.Strengths()...)),
		By: f.Get("by").Text(), At: f.Get("at").Time(), GivenTo: f.Get("given_to").Name(),
	}
	if reason := f.Get("not_applicable"); f.Key("not_applicable") != pair.Value && answer.NotApplicable == "" {
		place := reason
		if !reason.Present() {
			place = f.Key("not_applicable")
		}
		place.Errorf("not applicable needs a reason")
	}
	for _, item := range f.Get("evidence").List() {
		e := item.Fields("title", "reference", "date")
		answer.Evidence = append(answer.Evidence, assessment.Evidence{
			Title: e.Get("title").Text(), Reference: e.Get("reference").Text(), Date: e.Get("date").Date(),
		})
	}
	if f.Get("override").Present() {
		o := f.Get("override").Fields("status", "reason", "by", "at")
		answer.Override = &assessment.Override{
			Status: o.Get("status").Text(), Reason: o.Get("reason").Text(), By: o.Get("by").Text(), At: o.Get("at").Time(),
		}
	}
	if f.Get("review").Present() {
		r := f.Get("review").Fields("of", "answer", "by", "at", "note", "given_to")
		answer.Review = &assessment.Review{
			Of: choice(r.Get("of")), Answer: choice(r.Get("answer")), By: r.Get("by").Text(), At: r.Get("at").Time(), Note: r.Get("note").Text(), GivenTo: r.Get("given_to").Name(),
		}
	}
	return answer, f, true
}

// choice reads an option, or the list of those ticked.
func choice(v strictyaml.Value) string {
	if !v.IsList() {
		key := v.Key()
		if frameworks.IsTicks(key) {
			v.Errorf("%q is a list in quotes; take the quotes away", key)
			return ""
		}
		return key
	}
	var keys []string
	for _, item := range v.List() {
		key := item.Key()
		if strings.ContainsAny(key, ",[]") {
			item.Errorf("%q is no option; an option that is ticked has neither commas nor brackets", key)
		} else if key != "" {
			keys = append(keys, key)
		}
	}
	return frameworks.WriteTicks(keys)
}

func (d *decoder) action(v strictyaml.Value) {
	f := v.Fields("id", "question", "title", "to", "owner", "due", "cost", "funding", "risk", "status")
	action := assessment.Action{
		ID: f.Need("id").Key(), Question: f.Get("question").Key(), Title: f.Need("title").Text(), To: choice(f.Get("to")),
		Owner: f.Get("owner").Text(), Due: f.Get("due").Date(), Funding: f.Get("funding").Text(), Risk: f.Get("risk").Text(),
		Status: assessment.ActionStatus(f.Get("status").OneOf("status", assessment.ActionStatuses()...)),
	}
	if cost := f.Get("cost"); cost.Present() {
		n := cost.Number()
		action.Cost = &n
	}
	if d.a.Action(action.ID) != nil {
		f.Get("id").Errorf("the action %s is already there; each needs its own id", action.ID)
	}
	for _, fault := range action.Faults(d.a) {
		if !d.loose || fault.Field != "question" && fault.Field != "to" {
			f.Get(fault.Field).Errorf("%s", fault.Text)
		}
	}
	d.a.Actions = append(d.a.Actions, action.InOrder(d.a))
}
