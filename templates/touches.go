package templates

import (
	"fmt"
	"io"
	"strings"

	"sextant/frameworks"
	"sextant/internal/terminal"
)

// Touches writes what a framework's questions touch of catalogues, in a
// format of [Formats]: csv has a row for each identifier, json everything.
func Touches(w io.Writer, format string, list []frameworks.Coverage, width int) error {
	switch format {
	case "json":
		return writeJSON(w, coverageJSON(list))
	case "csv":
		return coverageRows(list).CSV(w)
	}
	sums := Grid{Columns: []Column{{Name: "Catalogue"}, {Name: "Identifiers touched", Right: true},
		{Name: "Groups touched", Right: true}, {Name: "By one only", Right: true}, {Name: "By none", Right: true}}}
	for _, c := range list {
		sums.Rows = append(sums.Rows, []string{c.Catalogue.ID, of(c.Identifiers), of(c.Groups),
			fmt.Sprint(len(frameworks.Once(c.Identifiers))), fmt.Sprint(len(frameworks.Untouched(c.Identifiers)))})
	}
	if err := Print(w, format, sums, width); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("\n")
	say := func(line string) {
		if format == "markdown" {
			b.WriteString(markdownEscapes.Replace(line) + "\n\n")
			return
		}
		for _, part := range terminal.Wrap(line, width) {
			b.WriteString(part + "\n")
		}
	}
	for _, c := range list {
		if once := frameworks.Once(c.Identifiers); len(once) > 0 {
			names := make([]string, len(once))
			for i, leaf := range once {
				names[i] = leaf.ID + " (" + leaf.By[0].ID + ")"
			}
			say(c.Catalogue.ID + ", touched by one question only: " + strings.Join(names, ", "))
		}
		if none := frameworks.Untouched(c.Identifiers); len(none) > 0 {
			say(c.Catalogue.ID + ", touched by no question: " + strings.Join(ids(none), ", "))
		}
	}
	say("To touch an outcome is not to meet it: a question asks about a part of it.")
	_, err := io.WriteString(w, b.String())
	return err
}

func of(list []frameworks.Covered) string {
	return fmt.Sprintf("%d/%d", len(frameworks.Touched(list)), len(list))
}

func ids(list []frameworks.Covered) []string {
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.ID
	}
	return names
}

func questionIDs(c frameworks.Covered) []string {
	names := make([]string, len(c.By))
	for i, q := range c.By {
		names[i] = q.ID
	}
	return names
}

func coverageRows(list []frameworks.Coverage) Grid {
	g := Grid{Columns: []Column{{Name: "Catalogue"}, {Name: "Id"}, {Name: "Title"}, {Name: "Questions"}, {Name: "By"}}}
	for _, c := range list {
		for _, leaf := range c.Identifiers {
			g.Rows = append(g.Rows, []string{c.Catalogue.ID, leaf.ID, leaf.Title, fmt.Sprint(len(leaf.By)), strings.Join(questionIDs(leaf), " ")})
		}
	}
	return g
}

type jsonCoverage struct {
	Catalogue   string        `json:"catalogue"`
	Identifiers []jsonCovered `json:"identifiers"`
	Groups      []jsonCovered `json:"groups"`
	Touched     int           `json:"touched"`
	Once        []string      `json:"touched_once"`
	None        []string      `json:"untouched"`
}

type jsonCovered struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	By    []string `json:"questions"`
}

func coverageJSON(list []frameworks.Coverage) []jsonCoverage {
	docs := make([]jsonCoverage, len(list))
	for i, c := range list {
		docs[i] = jsonCoverage{
			Catalogue: c.Catalogue.ID, Identifiers: coveredJSON(c.Identifiers), Groups: coveredJSON(c.Groups),
			Touched: len(frameworks.Touched(c.Identifiers)),
			Once:    ids(frameworks.Once(c.Identifiers)), None: ids(frameworks.Untouched(c.Identifiers)),
		}
	}
	return docs
}

func coveredJSON(list []frameworks.Covered) []jsonCovered {
	docs := make([]jsonCovered, len(list))
	for i, c := range list {
		docs[i] = jsonCovered{ID: c.ID, Title: c.Title, By: questionIDs(c)}
	}
	return docs
}
