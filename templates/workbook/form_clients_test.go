package workbook

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sextant/assessment"
	"sextant/assessment/store"
)

// formsOfEveryShape are forms of the examples, of random assessments, and of
// what is at the edge.
func formsOfEveryShape(t *testing.T, random int) map[string]*assessment.Assessment {
	given := make(map[string]*assessment.Assessment)
	examples, err := filepath.Glob("../../examples/*.yaml")
	must(t, err)
	for _, path := range examples {
		data, err := os.ReadFile(path)
		must(t, err)
		if a, err := store.Decode(path, data, finding(swl(t))); err == nil {
			given[strings.TrimSuffix(filepath.Base(path), ".yaml")] = a
		}
	}
	if len(given) == 0 {
		t.Fatal("no example is an assessment")
	}
	for i := range random {
		given[fmt.Sprintf("random%03d", i)] = randomAssessment(swl(t)).Example(i)
	}
	given["small"] = sample(t, smallFramework(t))
	given["many"] = blank(t, generated(t, 30, ""))
	nameless := blank(t, swl(t))
	nameless.Organisation.Name, nameless.Organisation.Code = "", ""
	given["nameless"] = nameless
	none := blank(t, swl(t))
	for _, q := range none.Asked() {
		must(t, none.Set(q.ID, assessment.Answer{NotApplicable: "Nothing of ours"}))
	}
	given["not-applicable"] = none
	long := blank(t, swl(t))
	long.Organisation.Name = `A & B "<Trust>" _x0041_ ` + strings.Repeat("very long & ", 60)
	given["long-name"] = long
	return given
}

// Microsoft's validator finds nothing in any form.
func TestValidForms(t *testing.T) {
	if testing.Short() {
		t.Skip("the program takes seconds")
	}
	t.Parallel()
	dir := t.TempDir()
	var files []string
	for name, a := range formsOfEveryShape(t, min(count(), 200)) {
		data := formOf(t, a, FormOptions{})
		writeSample(t, "form-"+name, data)
		files = append(files, filepath.Join(dir, name+".xlsx"))
		must(t, os.WriteFile(files[len(files)-1], data, 0o600))
	}
	client(t, "validate", files...)
}

// LibreOffice works out the same values for the formulas as the engine, which
// are those that the form carries.
func TestFormFormulas(t *testing.T) {
	if testing.Short() {
		t.Skip("the program takes seconds")
	}
	t.Parallel()
	random := 1
	if os.Getenv("SEXTANT_FULL") != "" {
		random = 50
	}
	given := formsOfEveryShape(t, random)
	bare := make(map[string][]byte)
	for name, a := range given {
		p, err := formParts(a, FormOptions{}, false)
		must(t, err)
		bare[name] = written(t, p)
	}
	saved := resave(t, "resave_libreoffice", bare)
	for _, name := range slices.Sorted(maps.Keys(given)) {
		f, err := newForm(given[name], FormOptions{})
		must(t, err)
		path := filepath.Join(t.TempDir(), name+".xlsx")
		must(t, os.WriteFile(path, saved[name], 0o600))
		var got map[string]map[string]any
		must(t, json.Unmarshal(client(t, "openpyxl_cells.py", path), &got))
		for sheet, cells := range f.cached {
			for cell, want := range cells {
				if read := asText(got[sheet][cell]); !sameNumber(read, fmt.Sprint(want)) {
					t.Errorf("%s: %s!%s is %q, and worked out %q", name, sheet, cell, fmt.Sprint(want), read)
				}
			}
		}
		if overall, ok := assessment.Score(given[name]).Overall.Score.Get(); ok && !hasScore(f.cached[startSheet], overall) {
			t.Errorf("%s: the engine's score of %v is not on Start", name, overall)
		}
	}
}

func hasScore(cells map[string]any, want float64) bool {
	for _, v := range cells {
		if v == want {
			return true
		}
	}
	return false
}

func sameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return a == b || errX == nil && errY == nil && x-y < 1e-9 && y-x < 1e-9
}

// The values are in the form for whoever only looks at it.
func TestFormCarriesItsValues(t *testing.T) {
	a := sample(t, swl(t))
	for name, content := range allParts(t, formOf(t, a, FormOptions{})) {
		if strings.Contains(content, "</f></c>") {
			t.Errorf("%s has a formula without its value", name)
		}
	}
}
