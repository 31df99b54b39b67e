package workbook

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
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
		a := randomAssessment(swl(t)).Example(i)
		if i%2 == 1 { // other weights and depths
			a = randomReport(t, rand.New(rand.NewPCG(2, uint64(i)))).Assessment
		}
		given[fmt.Sprintf("random%03d", i)] = a
	}
	for name, fw := range models(t) {
		for state, a := range answered(t, fw) {
			if name := name + "-" + state; os.Getenv("SEXTANT_FULL") != "" || oftenTested(name) {
				given["model-"+name] = a
			}
		}
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

// The values are in the form for whoever only looks at it.
func TestFormCarriesItsValues(t *testing.T) {
	a := sample(t, swl(t))
	for name, content := range allParts(t, formOf(t, a, FormOptions{})) {
		if strings.Contains(content, "</f></c>") {
			t.Errorf("%s has a formula without its value", name)
		}
	}
}
