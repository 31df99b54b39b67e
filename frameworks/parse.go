package frameworks

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sextant/internal/strictyaml"
)

// bound is the most that a framework file may be: the largest that anyone
// has written is a tenth of it.
var bound = strictyaml.Bound{Bytes: 1 << 20, Tokens: 150_000}

var idPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// Parse reads a framework or catalogue. The error holds every problem of the
// file with its place. catalogue finds the catalogues that the file lists, to
// check its references against; a nil catalogue finds none.
func Parse(file string, data []byte, catalogue func(id string) (*Framework, error)) (*Framework, error) {
	doc, err := strictyaml.Parse(file, data, bound)
	if err != nil {
		return nil, err
	}
	p := parser{doc: doc, find: catalogue, catalogues: make(map[string]*Framework), folded: make(map[string]string), own: make(map[*Question]strictyaml.Value), fw: &Framework{
		groups: make(map[string]*Group), byID: make(map[string]*Question), bandsAt: make(map[string][]place),
	}}
	p.profiles = budget{mostCases, mostEffort}
	for e := range p.left {
		p.left[e] = p.profiles
	}
	p.framework(doc.Root())
	if err := doc.Err(); err != nil {
		return nil, err
	}
	p.fw.lexicon = newLexicon(p.fw.Glossary)
	p.fw.digest = digest(p.fw)
	return p.fw, nil
}

type parser struct {
	doc        *strictyaml.Document
	fw         *Framework
	find       func(id string) (*Framework, error)
	catalogues map[string]*Framework
	catalogue  bool              // the file is one
	folded     map[string]string // every id in lower case, and as it is written
	replaced   []strictyaml.Value
	noScale    bool                           // a value of the scale is no number
	values     []strictyaml.Value             // where the scale's options say their value
	own        map[*Question]strictyaml.Value // where questions list their own options
	left       [extents]budget                // of cases of statuses that are gone through
	profiles   budget                         // of those that answers move one way through
	looks      int                            // of rules at questions
}

func (p *parser) framework(root strictyaml.Value) {
	top := root.Fields("id", "version", "title", "source", "licence", "organisation_types", "scale", "score", "unanswered",
		"not_applicable", "status", "bands", "targets", "catalogues", "rules", "glossary", "avoid", "objectives")
	fw := p.fw
	fw.ID = p.id(top.Need("id"))
	fw.Version = top.Need("version").Name()
	fw.Title = top.Need("title").Text()
	fw.Source = top.Get("source").Text()
	fw.Licence = top.Get("licence").Text()
	p.catalogue = !top.Get("scale").Present() && !top.Get("score").Present()
	if p.catalogue {
		for _, key := range []string{"organisation_types", "unanswered", "not_applicable", "status", "bands", "targets", "catalogues", "rules", "glossary", "avoid"} {
			if top.Get(key).Present() {
				top.Key(key).Errorf("a file without scale and score is a catalogue, which has no %q; add a scale to make it a framework", key)
			}
		}
	} else {
		p.organisationTypes(top.Get("organisation_types"))
		p.scale(top)
		fw.Scoring = p.scoring(top, Scoring{Reducer: Mean})
		p.targets(top.Get("targets"))
		for _, v := range top.Get("catalogues").List() {
			p.listed(v)
		}
		p.wording(top)
	}
	fw.place = placeOf(top.Key("objectives"))
	for _, v := range top.Need("objectives").List() {
		fw.Objectives = append(fw.Objectives, p.group(v, &fw.Scoring, fw.Reducer == Levels, 1))
	}
	if len(fw.Objectives) == 0 && top.Get("objectives").Present() {
		top.Key("objectives").Errorf("there is no objective; a framework needs at least one")
	}
	if !p.catalogue {
		p.finish(top, overall, &fw.Scoring, below{groups: fw.Objectives})
	}
	p.replacements()
}

func placeOf(v strictyaml.Value) place {
	line, column := v.Place()
	return place{line, column}
}

// wording reads what holds for the words of every question.
func (p *parser) wording(top strictyaml.Fields) {
	for _, v := range top.Get("rules").List() {
		p.fw.Rules = append(p.fw.Rules, filled(v, "the rule"))
	}
	for _, pair := range top.Get("glossary").Pairs() {
		p.fw.Glossary = append(p.fw.Glossary, Term{Name: pair.Key.Name(), Meaning: filled(pair.Value, "the meaning"), place: placeOf(pair.Value)})
	}
	p.fw.Avoid = usualAvoid
	if avoid := top.Get("avoid"); avoid.Present() {
		p.fw.Avoid = nil
		for _, v := range avoid.List() {
			if word := strings.ToLower(filled(v, "the word")); !slices.Contains(p.fw.Avoid, word) {
				p.fw.Avoid = append(p.fw.Avoid, word)
			}
		}
	}
}

// filled reads a text that must say something.
func filled(v strictyaml.Value, what string) string {
	text := v.Text()
	if strings.TrimSpace(text) == "" {
		v.Errorf("%s is empty; say it, or take it out", what)
	}
	return text
}

// replacements sees that what a question replaces is gone.
func (p *parser) replacements() {
	for _, v := range p.replaced {
		id := v.Key()
		if here := p.folded[strings.ToLower(id)]; here != "" {
			v.Errorf("%s is still here; a question replaces one that this version no longer has", here)
		} else if id != "" && !idPattern.MatchString(id) {
			v.Errorf("an id is made of letters, digits, dots, dashes and underscores, not %q", id)
		}
	}
}

// listed opens a catalogue of the list.
func (p *parser) listed(v strictyaml.Value) {
	id := v.Key()
	if id == "" {
		return
	}
	p.fw.Catalogues = append(p.fw.Catalogues, id)
	if p.find == nil {
		v.Errorf("there is no catalogue %q", id)
		return
	}
	c, err := p.find(id)
	var missing *NotFound
	switch {
	case errors.As(err, &missing):
		v.Errorf("there is no catalogue %q here or built in", id)
	case err != nil:
		v.Errorf("the catalogue %s cannot be used: %v", id, err)
	case !c.IsCatalogue():
		v.Errorf("%s is a framework, not a catalogue", id)
	default:
		p.catalogues[id] = c
	}
}

func (p *parser) organisationTypes(v strictyaml.Value) {
	for _, pair := range v.Pairs() {
		p.fw.OrganisationTypes = append(p.fw.OrganisationTypes, OrganisationType{Key: pair.Key.Key(), Name: pair.Value.Text()})
	}
}

func (p *parser) targets(v strictyaml.Value) {
	for i, item := range v.List() {
		f := item.Fields("by", "all", "core")
		t := Target{By: f.Need("by").Date(), All: p.option(f.Need("all"), p.fw.Scale), Core: p.option(f.Get("core"), p.fw.Scale), place: placeOf(item)}
		if i > 0 && !t.By.After(p.fw.Targets[i-1].By) {
			f.Get("by").Errorf("the date is not after the one before; list the targets by date")
		}
		for _, o := range p.fw.Scale {
			if o.Key == t.All {
				t.all = o
			}
			if o.Key == t.Core {
				t.core = o
			}
		}
		p.fw.Targets = append(p.fw.Targets, t)
	}
}

// option reads the key of one of the options.
func (p *parser) option(v strictyaml.Value, options []Option) string {
	key := v.Key()
	if key == "" {
		return ""
	}
	keys := (&Question{Options: options}).Keys()
	if !slices.Contains(keys, key) {
		v.Unknown("option", key, keys)
	}
	return key
}

// maxDepth bounds how deep groups may lie in each other.
const maxDepth = 50

// group reads a group. Where levels is set it lies in one whose number is
// made of levels.
func (p *parser) group(v strictyaml.Value, parent *Scoring, levels bool, depth int) *Group {
	known := []string{"id", "title", "intent", "weight", "score", "unanswered", "not_applicable", "status", "bands", "tags", "questions", "groups"}
	if p.catalogue {
		known = []string{"id", "title", "intent", "questions", "groups"}
	}
	f := v.Fields(known...)
	g := &Group{
		ID: p.id(f.Need("id")), Title: f.Need("title").Text(), Intent: f.Get("intent").Text(),
		Weight: weight(f.Get("weight")), place: placeOf(v),
	}
	p.fw.groups[g.ID] = g
	if depth > maxDepth {
		v.Errorf("groups lie more than %d deep here; make the tree flatter", maxDepth)
		return g
	}
	if !p.catalogue {
		g.Scoring, g.Tags = p.scoring(f, *parent), tags(f.Get("tags"))
		levels = levels || g.Reducer == Levels
	}
	for _, item := range f.Get("questions").List() {
		g.Questions = append(g.Questions, p.question(item, g, levels))
	}
	for _, item := range f.Get("groups").List() {
		g.Groups = append(g.Groups, p.group(item, &g.Scoring, levels, depth+1))
	}
	if len(g.Questions)+len(g.Groups) == 0 && v.Present() {
		v.Errorf("there is nothing in this group; give it questions or groups")
	}
	if !p.catalogue {
		p.finish(f, g.ID, &g.Scoring, g.below())
	}
	return g
}

func (p *parser) references(v strictyaml.Value, q *Question) {
	for _, pair := range v.Pairs() {
		ref := Reference{Catalogue: pair.Key.Key()}
		if !slices.Contains(p.fw.Catalogues, ref.Catalogue) {
			pair.Key.Errorf("%q is not in this file's list of catalogues; add it there, or write one of: %s",
				ref.Catalogue, strings.Join(p.fw.Catalogues, ", "))
		}
		catalogue := p.catalogues[ref.Catalogue]
		for _, item := range pair.Value.List() {
			id := item.Key()
			if catalogue != nil && id != "" && !catalogue.has(id) {
				item.Errorf("%s has no %s%s", ref.Catalogue, id, nearest(id, catalogue))
			}
			ref.IDs = append(ref.IDs, id)
		}
		q.Refs = append(q.Refs, ref)
	}
}

// id reads an identifier and sees that it is used once.
func (p *parser) id(v strictyaml.Value) string {
	id := v.Key()
	switch {
	case id == "":
	case !idPattern.MatchString(id):
		v.Errorf("an id is made of letters, digits, dots, dashes and underscores, not %q", id)
	case id == overall:
		v.Errorf("the id %q is taken by the whole framework; choose another", id)
	case p.folded[strings.ToLower(id)] == id:
		v.Errorf("the id %s is already used; each group and question needs its own", id)
	case p.folded[strings.ToLower(id)] != "":
		v.Errorf("the id %s differs from %s in capitals only; choose another", id, p.folded[strings.ToLower(id)])
	}
	p.folded[strings.ToLower(id)] = id
	return id
}

// maxNumber bounds values and weights, so that no sum of them leaves what a
// number can hold exactly enough.
const maxNumber = 1_000_000

// CommandKeys are what is typed in the questionnaire for something else than
// an option.
var CommandKeys = []string{"n", "e", "m", "m+", "t", "b", "s", "g", "o", "u", "y", "q", "?", "/", "-"}

// IsCommand reports whether a line that is typed begins with a command.
func IsCommand(line string) bool {
	word, _, _ := strings.Cut(line, " ")
	return slices.Contains(CommandKeys, strings.ToLower(word))
}

// overall is the id of the root of every result.
const overall = "overall"

func (p *parser) typeKeys() []string {
	var keys []string
	for _, t := range p.fw.OrganisationTypes {
		keys = append(keys, t.Key)
	}
	return keys
}

// has reports whether a group or question of that id exists.
func (f *Framework) has(id string) bool { return f.groups[id] != nil || f.byID[id] != nil }

func weight(v strictyaml.Value) float64 {
	if !v.Present() {
		return 1
	}
	w := v.Number()
	if !v.IsNumber() {
		return 1
	}
	if w < 1.0/maxNumber || w > maxNumber {
		v.Errorf("a weight is a number above 0, from 0.000001 to %d", maxNumber)
		return 1
	}
	return w
}

func nearest(id string, catalogue *Framework) string {
	if near := strictyaml.Nearest(id, catalogue.AllIDs()); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
