package workbook

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/templates"
)

var cachedFormula = regexp.MustCompile(`(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v>([^<]*)</v>`)

// reports are those of the examples and of random answers to random
// frameworks: 20 of these, or 200 with SEXTANT_FULL.
func reports(t *testing.T) map[string]templates.Report {
	t.Helper()
	all := make(map[string]templates.Report)
	files, err := filepath.Glob("../../examples/*.yaml")
	must(t, err)
	if len(files) < 7 {
		t.Fatalf("only %d examples", len(files))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		must(t, err)
		a, err := store.Decode(file, data, func(id, version string) (*frameworks.Framework, error) {
			return frameworks.Open(id, version, frameworks.BuiltIn())
		})
		must(t, err)
		all[strings.TrimSuffix(filepath.Base(file), ".yaml")] = report(a)
	}
	acute, before := all["trust-acute"], all["trust-acute-2025"]
	acute.Previous = []templates.Past{{Assessment: before.Assessment, Result: before.Result}}
	all["trust-acute"] = acute
	n := 20
	if os.Getenv("SEXTANT_FULL") != "" {
		n = 200
	}
	for i := range n {
		all[fmt.Sprintf("random-%d", i)] = randomReport(t, rand.New(rand.NewPCG(1, uint64(i))))
	}
	return all
}

// randomReport answers a random framework: uneven weights, deep groups, every
// state, the texts that break workbooks, and now and then an earlier year.
func randomReport(t *testing.T, r *rand.Rand) templates.Report {
	var out strings.Builder
	out.WriteString("id: random\nversion: 1.0.0\ntitle: Random\nscale:\n")
	step, least := 1, 0
	plain := r.IntN(2) == 0 // means of 0 to 4 and nothing else
	if !plain {
		step, least = []int{1, 25}[r.IntN(2)], []int{0, 1, -2, -4}[r.IntN(4)]
	}
	for i := range 5 {
		fmt.Fprintf(&out, "  - {key: %d, value: %d, name: Option %d}\n", i, (least+i)*step, i)
	}
	scored := func(indent string) {
		if plain || r.IntN(3) == 0 {
			return
		}
		score := []string{"mean", "sum", "{sum: {start: 110}}", "min", "none"}[r.IntN(5)]
		fmt.Fprintf(&out, "%sscore: %s\n%snot_applicable: %s\n", indent, score, indent, []string{"met", "exclude"}[r.IntN(2)])
		if score != "min" {
			fmt.Fprintf(&out, "%sunanswered: %s\n", indent, []string{"exclude", "least"}[r.IntN(2)])
		}
	}
	scored("")
	if r.IntN(4) > 0 {
		out.WriteString(someTargets)
	}
	out.WriteString("objectives:\n")
	n := 0
	weight := func() float64 { return []float64{1, 1, 1, 2, 0.5, 3.7}[r.IntN(6)] }
	var group func(indent string, depth int)
	group = func(indent string, depth int) {
		n++
		fmt.Fprintf(&out, "%s- id: g%d\n%s  title: %s\n%s  weight: %v\n", indent, n, indent, []string{"Short", "R&D", "A title that goes on for rather a long time & then some"}[r.IntN(3)], indent, weight())
		scored(indent + "  ")
		if depth == 0 || r.IntN(3) > 0 {
			fmt.Fprintf(&out, "%s  questions:\n", indent)
			for range 1 + r.IntN(5) {
				n++
				fmt.Fprintf(&out, "%s    - {id: Q%d, title: T, asks: Why, weight: %v, core: %v}\n", indent, n, weight(), r.IntN(3) == 0)
			}
			if depth == 0 || r.IntN(2) > 0 {
				return
			}
		}
		fmt.Fprintf(&out, "%s  groups:\n", indent)
		for range 1 + r.IntN(3) {
			group(indent+"    ", depth-1)
		}
	}
	for range 1 + r.IntN(7) {
		group("  ", 2)
	}
	a := blank(t, parse(t, out.String()))
	mood := r.IntN(8) // 0: nothing answered, 1: nothing applies
	answer := func(a *assessment.Assessment) {
		for _, q := range a.Framework.Questions() {
			var kept assessment.Answer
			switch k := r.IntN(10); {
			case mood == 0:
			case mood == 1 || k == 0:
				kept.NotApplicable = "None here"
			case k > 1:
				kept.Option = fmt.Sprint(r.IntN(5))
			}
			if r.IntN(3) == 0 {
				kept.Note = hostileTexts[r.IntN(len(hostileTexts))]
			}
			if r.IntN(5) == 0 {
				kept.Target = fmt.Sprint(r.IntN(5))
			}
			must(t, a.Set(q.ID, kept))
		}
	}
	answer(a)
	made := report(a)
	if r.IntN(2) == 0 {
		before := a.Clone()
		before.Date = theDay.AddDate(-1, 0, 0)
		answer(before)
		made.Previous = []templates.Past{{Assessment: before, Result: assessment.Score(before)}}
	}
	return made
}

// Another program, given the formulas without our numbers, works out the
// numbers of the engine, to the last place; and Microsoft's validator finds
// nothing in any of the workbooks.
func TestFormulas(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes seconds")
	}
	dir := t.TempDir()
	cached := make(map[string]map[string]string) // file: sheet and cell: number
	var bare, whole []string
	given := reports(t)
	for name, r := range modelReports(t) {
		if os.Getenv("SEXTANT_FULL") != "" || oftenTested(name) {
			given[name] = r
		}
	}
	for name, r := range given {
		parts, err := boardParts(r)
		must(t, err)
		file := filepath.Join(dir, "whole-"+name+".xlsx")
		var out bytes.Buffer
		must(t, parts.write(&out))
		must(t, os.WriteFile(file, out.Bytes(), 0o644))
		whole = append(whole, file)

		file = filepath.Join(dir, name+".xlsx")
		cached[name+".xlsx"] = make(map[string]string)
		for i, sheet := range opened(t, out.Bytes()).GetSheetList() {
			part := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
			text := parts[part].String()
			for _, m := range cachedFormula.FindAllStringSubmatch(text, -1) {
				cached[name+".xlsx"][sheet+"!"+m[2]] = m[3]
			}
			parts[part] = bytes.NewBufferString(cachedFormula.ReplaceAllString(text, "$1"))
		}
		out.Reset()
		must(t, parts.write(&out))
		must(t, os.WriteFile(file, out.Bytes(), 0o644))
		bare = append(bare, file)
	}
	client(t, "validate", whole...)
	got := workedOut(t, bare)
	compared := 0
	for _, file := range slices.Sorted(maps.Keys(cached)) {
		for place, want := range cached[file] {
			sheet, cell, _ := strings.Cut(place, "!")
			compared++
			if read := asText(got[file][sheet][cell]); read != want {
				t.Errorf("%s %s: the formula gives %s, the engine %s", file, place, read, want)
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d formulas compared", compared)
	}
	t.Logf("%d formulas of %d workbooks", compared, len(cached))
}
