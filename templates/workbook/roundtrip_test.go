package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sextant/assessment"
)

// Nothing is lost on the way to people and back, whatever they save it with:
// the file is byte for byte what it was.
func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs take seconds")
	}
	fw := swl(t)
	for first := 0; first < count(); first += batch {
		given, forms := make(map[string]*assessment.Assessment), make(map[string][]byte)
		for i := first; i < min(first+batch, count()); i++ {
			name := fmt.Sprintf("form%03d", i)
			given[name] = randomAssessment(fw).Example(i)
			forms[name] = formOf(t, given[name], FormOptions{})
		}
		savedByEach(t, first, forms, func(t *testing.T, saved map[string][]byte) {
			for name, a := range given {
				filled, err := ReadForm(name, saved[name], finding(fw))
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				for _, c := range filled.Cleared {
					t.Errorf("%s: %s %s counts as cleared", name, c.ID, c.Field)
				}
				merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
				if len(conflicts) > 0 || fileOf(t, merged) != fileOf(t, a) {
					t.Errorf("%s: the file is another: %s; conflicts: %v", name, firstDifference(fileOf(t, merged), fileOf(t, a)), conflicts)
				}
			}
		})
	}
}

// What people changed in the form, and others in the file, comes out as Merge
// says.
func TestRoundTripWithEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs take seconds")
	}
	fw := swl(t)
	n := count() / 2
	for first := 0; first < n; first += batch {
		given, forms := make(map[string]edited), make(map[string][]byte)
		for i := first; i < min(first+batch, n); i++ {
			name := fmt.Sprintf("form%03d", i)
			given[name] = randomEdits(t, fw).Example(i)
			forms[name] = given[name].data
		}
		savedByEach(t, first, forms, func(t *testing.T, saved map[string][]byte) {
			for name, e := range given {
				filled, err := ReadForm(name, saved[name], finding(fw))
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				e.check(t, name, filled)
			}
		})
	}
}

// clears lists what counts as cleared, each with its place.
func clears(filled *Filled) []string {
	var list []string
	for _, c := range filled.Cleared {
		if c.Cell == "" || c.Was == "" {
			list = append(list, "something without its place")
		}
		list = append(list, c.ID+" "+c.Field)
	}
	slices.Sort(list)
	return list
}

// check holds what came back against the edits, with and without what was
// cleared.
func (e edited) check(t *testing.T, name string, filled *Filled) {
	t.Helper()
	if got := clears(filled); fmt.Sprint(got) != fmt.Sprint(e.cleared) {
		t.Errorf("%s: %v count as cleared, want %v", name, got, e.cleared)
	}
	e.compare(t, name, filled, e.mine)
	filled.Clear()
	e.compare(t, name+" with --clear", filled, e.left)
}

// compare holds the file that a form makes against that which its edits should.
func (e edited) compare(t *testing.T, name string, filled *Filled, edits *assessment.Assessment) {
	t.Helper()
	at := theDay.Add(10 * time.Hour)
	came, meant := &Filled{Base: filled.Base, Form: filled.Form.Clone()}, &Filled{Base: e.base, Form: edits.Clone()}
	came.Sign(e.file, "a.finch", at)
	meant.Sign(e.file, "a.finch", at)
	got, conflicts := assessment.Merge(came.Base, came.Form, e.file)
	want, wantConflicts := assessment.Merge(meant.Base, meant.Form, e.file)
	if fileOf(t, got) != fileOf(t, want) {
		t.Errorf("%s: merged otherwise: %s", name, firstDifference(fileOf(t, got), fileOf(t, want)))
	}
	if fmt.Sprint(places(conflicts)) != fmt.Sprint(places(wantConflicts)) {
		t.Errorf("%s: conflicts %v, want %v", name, places(conflicts), places(wantConflicts))
	}
}

func places(conflicts []assessment.Conflict) []string {
	var list []string
	for _, c := range conflicts {
		list = append(list, c.ID+" "+c.Field)
	}
	return list
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: %.200q, want %.200q", i+1, g[i], w[i])
		}
	}
	return "one is longer"
}
