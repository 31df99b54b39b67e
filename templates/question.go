package templates

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"sextant/frameworks"
	"sextant/internal/terminal"
)

// Question tells one question in full: what it asks, what each option asks
// for, who knows, what it touches elsewhere, and the words it uses.
func Question(fw *frameworks.Framework, q *frameworks.Question) Grid {
	g := questionParts(fw, q)
	for _, t := range fw.Words(q) {
		g.Rows = append(g.Rows, []string{"Word", t.Name + ": " + t.Meaning})
	}
	return g
}

func questionParts(fw *frameworks.Framework, q *frameworks.Question) Grid {
	g := Grid{Columns: []Column{{Name: "Part"}, {Name: "Text", Wide: true}}}
	add := g.part
	add("Id", q.ID)
	add("Title", q.Title+coreWord(q))
	add("Part of", fw.Where(q.ID))
	if fw.IsCatalogue() {
		return g
	}
	add("Asks", q.Asks)
	if q.Many {
		add("Answer", "any number of these can be ticked, or none")
	}
	says := slices.ContainsFunc(q.Options, func(o frameworks.Option) bool { return o.Says() != "" })
	for i, o := range q.Options {
		if !says { // the names say it all, at their length
			add("Option", strings.TrimSpace(o.Key+" "+o.Name)+aside(o))
			continue
		}
		text := cmp.Or(strings.TrimSpace(o.Says()+aside(o)), NoNumber)
		if i > 0 && o.Statement != "" && q.Options[i-1].Statement != "" {
			text = "And also: " + text
		}
		add(strings.TrimSpace(o.Key+" "+o.Name), text)
	}
	for i, rule := range Rules(q, q.Status) {
		add("Status", fmt.Sprintf("%d. %s", i+1, rule))
	}
	if q.Weight != 1 {
		add("Weight", exact(q.Weight)+" in the part that holds it")
	}
	add("At levels", joinedNumbers(q.At))
	add("Tagged", strings.Join(q.Tags, ", "))
	for paragraph := range strings.Lines(q.Guidance) {
		add("Guidance", strings.TrimSpace(paragraph))
	}
	add("Asked of", askedOf(fw, q))
	add("Who knows", q.Respondent)
	add("Usual evidence", strings.Join(q.Evidence, "; "))
	for _, ref := range q.Refs {
		add("Touches", ref.Catalogue+": "+strings.Join(ref.IDs, ", "))
	}
	add("Replaces", strings.Join(q.Replaces, ", "))
	return g
}

// aside ends the text of an option with its value, where its key does not say
// it, and with the tags by which rules find it.
func aside(o frameworks.Option) string {
	var also []string
	if value := exact(o.Value); !o.NoValue && value != o.Key {
		also = append(also, "value "+value)
	}
	if len(o.Tags) > 0 {
		also = append(also, "tagged "+strings.Join(o.Tags, ", "))
	}
	if len(also) == 0 {
		return ""
	}
	return " (" + strings.Join(also, "; ") + ")"
}

func joinedNumbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}

func coreWord(q *frameworks.Question) string {
	if q.Core {
		return " (core)"
	}
	return ""
}

// askedOf names the organisation types that a question is for; "" where the
// framework tells none apart.
func askedOf(fw *frameworks.Framework, q *frameworks.Question) string {
	if len(fw.OrganisationTypes) == 0 {
		return ""
	}
	if len(q.For) == 0 {
		return "all"
	}
	names := make([]string, len(q.For))
	for i, key := range q.For {
		names[i] = fw.TypeName(key)
	}
	return strings.Join(names, "; ")
}

// Glossary lists terms and what they mean.
func Glossary(terms []frameworks.Term) Grid {
	g := Grid{Columns: []Column{{Name: "Term"}, {Name: "Meaning", Wide: true}}}
	for _, t := range terms {
		g.Rows = append(g.Rows, []string{t.Name, t.Meaning})
	}
	return g
}

// Booklet writes a whole framework as one Markdown document: where it comes
// from, how to choose an option, every question in full, and the glossary.
func Booklet(w io.Writer, fw *frameworks.Framework) error {
	var b strings.Builder
	paragraph := func(text string) {
		if text != "" {
			b.WriteString(plainMarkdown(text) + "\n\n")
		}
	}
	b.WriteString("# ")
	paragraph(fw.Title)
	paragraph(fw.ID + " " + fw.Version)
	paragraph(fw.Source)
	paragraph(fw.Licence)
	if len(fw.Rules) > 0 {
		b.WriteString("## How to choose an option\n\n")
		for i, rule := range fw.Rules {
			fmt.Fprintf(&b, "%d. %s\n", i+1, plainMarkdown(rule))
		}
		b.WriteString("\n")
	}
	parts := func(g Grid) {
		for _, row := range g.Rows {
			b.WriteString("**" + plainMarkdown(row[0]) + ".** ")
			paragraph(row[1])
		}
	}
	if !fw.IsCatalogue() {
		b.WriteString("## How it is scored\n\n")
		parts(scoringOf(wholeOf(fw)))
	}
	var walk func(g, in *frameworks.Group, depth int)
	walk = func(g, in *frameworks.Group, depth int) {
		b.WriteString(strings.Repeat("#", min(depth, 6)) + " ")
		paragraph(g.ID + ": " + g.Title)
		paragraph(g.Intent)
		if !fw.IsCatalogue() && !scoredAlike(g, in) {
			parts(scoringOf(g))
		}
		for _, q := range g.Questions {
			b.WriteString(strings.Repeat("#", min(depth+1, 6)) + " ")
			paragraph(q.ID + " " + q.Title + coreWord(q))
			if fw.IsCatalogue() {
				continue
			}
			parts(Grid{Rows: questionParts(fw, q).Rows[2:]}) // the heading says the first two
		}
		for _, child := range g.Groups {
			walk(child, g, depth+1)
		}
	}
	for _, g := range fw.Objectives {
		walk(g, wholeOf(fw), 2)
	}
	if len(fw.Glossary) > 0 {
		b.WriteString("## Glossary\n\n")
		if err := Glossary(fw.Glossary).Markdown(&b); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// blockMark is what makes a line of Markdown more than text.
var blockMark = regexp.MustCompile(`^\s*([#+=-]|[0-9]+[.)])`)

// plainMarkdown is a text as one paragraph of Markdown that nothing in it
// turns into anything else.
func plainMarkdown(text string) string {
	text = markdownEscapes.Replace(terminal.Safe(strings.TrimSpace(text)))
	if at := blockMark.FindStringIndex(text); at != nil {
		text = text[:at[1]-1] + `\` + text[at[1]-1:]
	}
	return text
}
