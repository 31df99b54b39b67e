package workbook

import (
	"fmt"
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
	n := max(count()/5, 4)
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
				at := theDay.Add(10 * time.Hour)
				filled.Sign(e.file, "a.finch", at)
				mine := &Filled{Base: e.base, Form: e.mine.Clone()}
				mine.Sign(e.file, "a.finch", at)
				want, wantConflicts := assessment.Merge(e.base, mine.Form, e.file)
				got, conflicts := assessment.Merge(filled.Base, filled.Form, e.file)
				if fileOf(t, got) != fileOf(t, want) {
					t.Errorf("%s: merged otherwise: %s", name, firstDifference(fileOf(t, got), fileOf(t, want)))
				}
				if fmt.Sprint(places(conflicts)) != fmt.Sprint(places(wantConflicts)) {
					t.Errorf("%s: conflicts %v, want %v", name, places(conflicts), places(wantConflicts))
				}
			}
		})
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
