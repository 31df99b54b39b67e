package workbook

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sextant/assessment"
)

// LibreOffice, given the formulas without our values, works out those that
// the form carries, to the last place that it writes; and the scores and
// counts among them are the engine's.
func TestFormFormulas(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes seconds")
	}
	t.Parallel()
	given := formsOfEveryShape(t, min(count(), 200))
	compared := 0
	for names := range slices.Chunk(slices.Sorted(maps.Keys(given)), batch) {
		bare := make(map[string][]byte)
		for _, name := range names {
			p, err := formParts(given[name], FormOptions{}, false)
			must(t, err)
			bare[name] = written(t, p)
		}
		got := workedOutForms(t, bare)
		for _, name := range names {
			carried := carriedValues(t, formOf(t, given[name], FormOptions{}))
			compared += len(carried)
			for place, want := range carried {
				if read := got[name][place]; read != fifteen(want) {
					t.Errorf("%s: %s carries %q, and worked out %q", name, place, want, read)
				}
			}
			for place, want := range engineValues(t, given[name], got[name]) {
				if read := got[name][place]; read != want {
					t.Errorf("%s: %s is worked out %q, and the engine's is %q", name, place, read, want)
				}
				if _, formula := carried[place]; !formula {
					t.Errorf("%s: %s is no formula", name, place)
				}
			}
		}
	}
	if compared < 100*len(given) {
		t.Errorf("only %d formulas compared", compared)
	}
	t.Logf("%d formulas of %d forms", compared, len(given))
}

// fifteen is a number with as many digits as LibreOffice writes. A score has
// fewer; a score times its weight, 3 x 3.7, is 11.100000000000001.
func fifteen(number string) string {
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return number
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// workedOutForms are the cells of forms that LibreOffice calculated, each under
// Sheet!Cell.
func workedOutForms(t *testing.T, forms map[string][]byte) map[string]map[string]string {
	t.Helper()
	dir := t.TempDir()
	var files []string
	for name, data := range forms {
		files = append(files, filepath.Join(dir, name+".xlsx"))
		must(t, os.WriteFile(files[len(files)-1], data, 0o600))
	}
	flat := make(map[string]map[string]string)
	for file, sheets := range workedOut(t, files) {
		cells := make(map[string]string)
		for sheet, values := range sheets {
			for cell, value := range values {
				cells[sheet+"!"+cell] = asText(value)
			}
		}
		flat[strings.TrimSuffix(file, ".xlsx")] = cells
	}
	must(t, os.RemoveAll(dir)) // there are more to come
	return flat
}

// carriedValues are the values that stand beside the formulas of a workbook.
func carriedValues(t *testing.T, data []byte) map[string]string {
	t.Helper()
	parts, carried := allParts(t, data), make(map[string]string)
	for i, sheet := range opened(t, data).GetSheetList() {
		for _, m := range cachedFormula.FindAllStringSubmatch(parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)], -1) {
			carried[sheet+"!"+m[2]] = m[3]
		}
	}
	return carried
}

// engineValues are the engine's counts and scores at the places where a form
// that asks everything should have them.
func engineValues(t *testing.T, a *assessment.Assessment, cells map[string]string) map[string]string {
	t.Helper()
	result, want := assessment.Score(a), make(map[string]string)
	row := 1
	for cells[fmt.Sprint("Start!A", row)] != "Objective" {
		if row++; row > 50 {
			t.Fatal("Start has no list of objectives")
		}
	}
	f, err := newForm(a, FormOptions{})
	must(t, err)
	works := f.worksOut()
	progress := func(n *assessment.Node) {
		asked := 0
		for _, q := range n.Questions() {
			if q.Question.IsFor(a.Organisation.Type) {
				asked++
			}
		}
		if asked == 0 { // it has no sheet
			return
		}
		row++
		want[fmt.Sprint("Start!C", row)] = strconv.Itoa(n.Answered)
		want[fmt.Sprint("Start!D", row)] = strconv.Itoa(n.NotApplicable)
		want[fmt.Sprint("Start!E", row)] = strconv.Itoa(asked - n.Answered - n.NotApplicable)
		if works {
			want[fmt.Sprint("Start!F", row)] = scoreText(n.Score)
		}
	}
	for i := range result.Overall.Children {
		progress(&result.Overall.Children[i])
	}
	progress(&result.Overall)
	if !works {
		return want
	}
	last := 2
	for ; cells[fmt.Sprint("_scores!B", last)] != ""; last++ {
		if id := cells[fmt.Sprint("_scores!A", last)]; id != "" {
			want[fmt.Sprint("_scores!C", last)] = scoreText(countsOf(result, id))
		}
	}
	want[fmt.Sprint("_scores!C", last-1)] = scoreText(result.Overall.Score)
	return want
}

// countsOf is the score of a group, or what a question counts for.
func countsOf(r *assessment.Result, id string) assessment.Number {
	n := r.Find(id)
	if n.Question == nil {
		return n.Score
	}
	in := &r.Overall
	var walk func(n *assessment.Node)
	walk = func(n *assessment.Node) {
		for i := range n.Children {
			if n.Children[i].ID == id {
				in = n
			}
			walk(&n.Children[i])
		}
	}
	walk(in)
	return in.Counts(n)
}

func scoreText(n assessment.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
