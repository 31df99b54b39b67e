package frameworks

import (
	"math"
	"slices"
	"strconv"

	"sextant/internal/strictyaml"
)

// question reads a question of a group. Where levels is set it counts towards
// one of the groups above it.
func (p *parser) question(v strictyaml.Value, g *Group, levels bool) *Question {
	var f strictyaml.Fields
	if p.catalogue {
		f = v.Fields("id", "title")
	} else {
		f = v.Fields("id", "title", "asks", "guidance", "weight", "options", "pick", "status", "tags", "at",
			"levels", "core", "for", "respondent", "evidence", "refs", "replaces")
	}
	q := &Question{ID: p.id(f.Need("id")), Title: f.Need("title").Text(), Weight: 1, place: placeOf(v)}
	p.fw.byID[q.ID] = q
	p.fw.questions = append(p.fw.questions, q)
	if p.catalogue {
		return q
	}
	q.Asks, q.Guidance = f.Need("asks").Text(), f.Get("guidance").Text()
	q.Weight = weight(f.Get("weight"))
	q.Core, q.Respondent = f.Get("core").Bool(), f.Get("respondent").Text()
	q.Tags = tags(f.Get("tags"))
	q.At = p.levels(v, f.Get("at"), levels)
	p.choices(v, f, q, g, levels)
	q.numbered = !q.Many && numbered(q.Options)
	q.measure(p.fw.Scale)
	for _, pair := range f.Get("levels").Pairs() {
		if o := q.Option(p.option(pair.Key, q.Options)); o != nil {
			o.Statement, o.place = pair.Value.Text(), placeOf(pair.Value)
		}
	}
	p.audience(f.Get("for"), q)
	for _, item := range f.Get("evidence").List() {
		q.Evidence = append(q.Evidence, item.Text())
	}
	p.references(f.Get("refs"), q)
	for _, item := range f.Get("replaces").List() {
		if slices.Contains(q.Replaces, item.Key()) {
			item.Errorf("%s is in the list already", item.Key())
		}
		q.Replaces = append(q.Replaces, item.Key())
		p.replaced = append(p.replaced, item)
	}
	q.Status = p.status(f.Get("status"), owner{question: q, id: q.ID})
	return q
}

// audience reads which types of organisation are asked.
func (p *parser) audience(v strictyaml.Value, q *Question) {
	for _, item := range v.List() {
		key := item.Key()
		if len(p.fw.OrganisationTypes) == 0 {
			item.Errorf("the framework tells no organisation types apart; list them under organisation_types first")
		} else if p.fw.TypeName(key) == "" && key != "" {
			item.Unknown("organisation type", key, p.typeKeys())
		}
		q.For = append(q.For, key)
	}
}

// choices reads what a question can be answered with: options of its own, or
// the scale's.
func (p *parser) choices(v strictyaml.Value, f strictyaml.Fields, q *Question, g *Group, levels bool) {
	pick, own := f.Get("pick"), f.Get("options")
	q.Many = pick.OneOf("way to pick", "one", "many") == "many"
	numeric := levels || g.HasNumber()
	if q.Many && numeric {
		pick.Errorf("a question that picks many has no number; put it in a group with `score: none`")
	}
	if own.Present() {
		q.own = true
		var values []strictyaml.Value
		if q.Options, values = p.options(own, q.Many); !anyBroken(values) {
			p.own[q] = own
		}
		for i := range q.Options {
			if !q.Many && numeric && i < len(values) {
				p.valued(values[i], &q.Options[i], levels)
			}
		}
		if !q.Many && len(q.Options) < 2 || len(q.Options) == 0 {
			own.Errorf("there is too little to choose from; give at least two options, or one with `pick: many`")
		}
		return
	}
	if q.Many {
		pick.Errorf("a question that picks many needs `options` of its own")
		return
	}
	if len(p.fw.Scale) == 0 {
		v.Errorf("the file has no scale; give the question `options` of its own, or the file a scale")
	}
	q.Options = slices.Clone(p.fw.Scale)
	for i := range q.Options {
		q.Options[i].place = q.place
		if numeric && i < len(p.values) {
			p.valued(p.values[i], &q.Options[i], levels)
		}
	}
}

// valued sees that an option can be scored.
func (p *parser) valued(at strictyaml.Value, o *Option, levels bool) {
	switch {
	case o.NoValue:
		at.Errorf("the option %s has no value, and a number is made of it; give it one, or say `score: none`", o.Key)
	case levels && (o.Value < 0 || o.Value > 1):
		at.Errorf("the value %s lies outside 0 to 1, which `score: levels` counts in", number(o.Value))
	}
}

// anyBroken reports whether the value of an option is said, and is no number.
func anyBroken(values []strictyaml.Value) bool {
	return slices.ContainsFunc(values, func(v strictyaml.Value) bool { return !v.IsMap() && !v.IsNumber() })
}

// sameRange sees that the questions of one mean, or least, are measured alike:
// within the scale, or where there is none as the first of them is.
func (p *parser) sameRange(questions []*Question) {
	first := questions[0]
	if p.noScale || first.own && len(p.fw.Scale) == 0 && !p.own[first].Present() {
		return // what they are compared with is not known
	}
	within, what := first.reach(), "those of "+first.ID
	if len(p.fw.Scale) > 0 {
		within, what = reachOf(p.fw.Scale), "the scale's"
	}
	for _, q := range questions {
		if r := q.reach(); q.own && r.is && within.is && (r.least < within.least || r.greatest > within.greatest) {
			p.own[q].Errorf("the values of %s run from %s to %s, and %s from %s to %s; what is averaged or compared must be measured alike",
				q.ID, number(r.least), number(r.greatest), what, number(within.least), number(within.greatest))
		}
	}
}

// scale reads the options of every question that has none of its own.
func (p *parser) scale(top strictyaml.Fields) {
	v := top.Get("scale")
	if !v.Present() {
		return
	}
	p.fw.Scale, p.values = p.options(v, false)
	p.noScale = anyBroken(p.values)
	if len(p.fw.Scale) < 2 {
		v.Errorf("a scale needs at least two options")
	}
}

// mostOptions bounds the options of a question, and the tags of anything.
const mostOptions = 100

// options reads options, and where each says its value, or lacks it.
func (p *parser) options(v strictyaml.Value, many bool) ([]Option, []strictyaml.Value) {
	var list []Option
	var values []strictyaml.Value
	before := math.Inf(-1) // the value of the option before
	items := v.List()
	if len(items) > mostOptions {
		v.Errorf("there are %d options; the most is %d", len(items), mostOptions)
		return nil, nil
	}
	for _, item := range items {
		f := item.Fields("key", "value", "name", "means", "test", "tags")
		value := f.Get("value")
		o := Option{
			Key: f.Need("key").Key(), Value: value.Number(), NoValue: !value.Present(), Name: f.Need("name").Text(),
			Means: f.Get("means").Text(), Test: f.Get("test").Text(), Tags: tags(f.Get("tags")), place: placeOf(item),
		}
		switch {
		case many && value.Present():
			value.Errorf("a tick has no value: what is made of ticks is a status; take the value out")
		case math.Abs(o.Value) > maxNumber:
			value.Errorf("a value lies between -%d and %[1]d", maxNumber)
		case value.IsNumber() && o.Value < before:
			value.Errorf("the value %v is below the one before; list the options from the least to the greatest", o.Value)
		}
		if before = math.Inf(-1); value.IsNumber() {
			before = o.Value
		}
		key := f.Get("key")
		switch {
		case slices.Contains(CommandKeys, o.Key):
			key.Errorf("%q is a command of the questionnaire; give the option another key", o.Key)
		case IsTicks(o.Key):
			key.Errorf("%q begins with a bracket, as a list does; give the option another key", o.Key)
		case many && o.Key != "" && !idPattern.MatchString(o.Key):
			key.Errorf("the key of an option that is ticked is made of letters, digits, dots, dashes and underscores, not %q", o.Key)
		case o.Key != "" && (&Question{Options: list}).Option(o.Key) != nil:
			key.Errorf("the key %s is already used; each option needs its own", o.Key)
		}
		if list = append(list, o); value.Present() {
			values = append(values, value)
		} else {
			values = append(values, item)
		}
	}
	return list, values
}

// maxLevel is the highest level that a question can be at.
const maxLevel = 20

// levels reads the levels that a question belongs to.
func (p *parser) levels(question, v strictyaml.Value, needed bool) []int {
	if needed && !v.Present() {
		question.Errorf("a question below `score: levels` says which levels it belongs to, such as `at: [1, 2]`")
	} else if v.Present() && !needed {
		v.Errorf("levels count only in a group with `score: levels`; take `at` out, or score the group so")
	}
	var list []int
	for _, item := range v.List() {
		n, err := strconv.Atoi(item.Text())
		switch {
		case err != nil || n < 1 || n > maxLevel:
			item.Errorf("a level is a whole number from 1 to %d", maxLevel)
		case slices.Contains(list, n):
			item.Errorf("%d is in the list already", n)
		default:
			list = append(list, n)
		}
	}
	if v.Present() && len(v.List()) == 0 {
		v.Errorf("the question belongs to no level; name at least one")
	}
	return list
}

// tags reads the words by which rules find a thing.
func tags(v strictyaml.Value) []string {
	var list []string
	items := v.List()
	if len(items) > mostOptions {
		v.Errorf("there are %d tags; the most is %d", len(items), mostOptions)
		return nil
	}
	for _, item := range items {
		tag := item.Key()
		switch {
		case tag == "":
		case slices.Contains(list, tag):
			item.Errorf("%s is in the list already", tag)
		default:
			list = append(list, tag)
		}
	}
	return list
}
