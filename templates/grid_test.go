package templates

import (
	"strings"
	"testing"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// A table whose last column is the wide one stays within a narrow terminal:
// what finds no room is told below each row.
func TestANarrowTable(t *testing.T) {
	g := Grid{Columns: []Column{{Name: "Id"}, {Name: "Version"}, {Name: "Kind"}, {Name: "Title", Wide: true}},
		Rows: [][]string{{"cyber-essentials", "3.3", "catalogue", "Cyber Essentials: Requirements for IT Infrastructure"}}}
	for width, want := range map[int]string{
		80: "Id                Version  Kind       Title",
		50: "Id                Version  Kind",
		30: "Id                Version",
		20: "Id",
	} {
		var b strings.Builder
		if err := g.Text(&b, width); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")
		if lines[0] != want {
			t.Errorf("%d columns: the headings are %q, want %q", width, lines[0], want)
		}
		for _, line := range lines {
			if twwidth.Width(line) > width {
				t.Errorf("%d columns: %q is wider", width, line)
			}
		}
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), "for IT") {
			t.Errorf("%d columns: the title is lost:\n%s", width, b.String())
		}
	}
}
