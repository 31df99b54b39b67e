package templates

import (
	"io"
	"slices"
	"strings"

	"sextant/frameworks"
)

// Print writes a grid in a format of [Formats]; width is that of the
// terminal.
func Print(w io.Writer, format string, g Grid, width int) error {
	switch format {
	case "csv":
		trimmed := Grid{Columns: g.Columns}
		for _, row := range g.Rows {
			row = slices.Clone(row)
			row[0] = strings.TrimLeft(row[0], " ") // indented for people
			trimmed.Rows = append(trimmed.Rows, row)
		}
		return trimmed.CSV(w)
	case "markdown":
		return g.Markdown(w)
	case "json":
		rows := make([]map[string]string, len(g.Rows))
		for i, row := range g.Rows {
			rows[i] = make(map[string]string, len(row))
			for k, cell := range row {
				rows[i][strings.ToLower(g.Columns[k].Name)] = strings.TrimSpace(cell)
			}
		}
		return writeJSON(w, rows)
	}
	return g.Text(w, width)
}

// Questionnaire lists what a framework asks, or what a catalogue names.
func Questionnaire(fw *frameworks.Framework) Grid {
	g := Grid{Columns: []Column{{Name: "Id"}, {Name: "Title", Wide: true}, {Name: "Core"}, {Name: "For"}}}
	var walk func(group *frameworks.Group, depth int)
	walk = func(group *frameworks.Group, depth int) {
		indent := strings.Repeat("  ", depth)
		g.Rows = append(g.Rows, []string{indent + group.ID, group.Title, "", ""})
		for _, q := range group.Questions {
			core, types := "", strings.Join(q.For, ", ")
			if q.Core {
				core = "core"
			}
			if types == "" {
				types = "all"
			}
			if fw.IsCatalogue() {
				types = ""
			}
			g.Rows = append(g.Rows, []string{indent + "  " + q.ID, q.Title, core, types})
		}
		for _, child := range group.Groups {
			walk(child, depth+1)
		}
	}
	for _, o := range fw.Objectives {
		walk(o, 0)
	}
	return g
}
