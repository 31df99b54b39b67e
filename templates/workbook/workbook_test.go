package workbook

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

var update = flag.Bool("update", false, "write the golden files")

// The cells and the charts of a small workbook are as they were.
func TestGolden(t *testing.T) {
	a := sample(t, smallFramework(t))
	for id, answer := range map[string]assessment.Answer{
		"L1": {Option: "1", Strength: assessment.Document, Note: "Minuted in May", Evidence: []assessment.Evidence{{Title: "Minutes", Date: theDay}}},
		"L2": {NotApplicable: "No budget of our own"},
		"P1": {Option: "2", Strength: assessment.Stated, Review: &assessment.Review{Of: "2", Answer: "1", By: "h.quist", Note: "Half of them"}},
		"P2": {},
		"P4": {Option: "2"},
	} {
		must(t, a.Set(id, answer))
	}
	cost := 12000.0
	a.Actions = []assessment.Action{
		{ID: "ACT-1", Question: "P1", Title: "Train the night shift", To: "2", Owner: "Matron", Due: theDay.AddDate(0, -1, 0), Cost: &cost, Funding: "Revenue", Risk: "BAF 7"},
		{ID: "ACT-2", Title: "Find a partner", Status: assessment.Started},
	}
	before := a.Clone()
	before.Date = theDay.AddDate(-1, 0, 0)
	must(t, before.Set("L1", assessment.Answer{Option: "0"}))
	r := report(a)
	r.Previous = []templates.Past{{Assessment: before, Result: assessment.Score(before)}}
	golden(t, filepath.Join("testdata", "small.golden"), dump(t, made(t, r)))
}

// golden holds a text against the file that it should be.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		must(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	must(t, err)
	if got == string(want) {
		return
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("line %d:\n got %s\nwant %s\nif that is meant: go test -run Golden -update", i+1, gotLines[i], wantLines[i])
		}
	}
	t.Fatalf("%d lines, want %d", len(gotLines), len(wantLines))
}

var chartWords = regexp.MustCompile(`<c:(?:f|v)>([^<]*)</c:(?:f|v)>|<a:t>([^<]*)</a:t>`)

// dump writes the cells of a workbook and what its charts refer to and hold.
func dump(t testing.TB, data []byte) string {
	var out strings.Builder
	f := opened(t, data)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		for i, row := range rows {
			for j, value := range row {
				if value != "" {
					cell, err := excelize.CoordinatesToCellName(j+1, i+1)
					must(t, err)
					fmt.Fprintf(&out, "%s!%s\t%q\n", sheet, cell, value)
				}
			}
		}
	}
	parts := allParts(t, data)
	for i := range 3 {
		for _, word := range chartWords.FindAllStringSubmatch(parts[fmt.Sprintf("xl/charts/chart%d.xml", i+1)], -1) {
			fmt.Fprintf(&out, "chart %d\t%q\n", i+1, word[1]+word[2])
		}
	}
	return out.String()
}

// The same report gives the same bytes, every time and in every time zone.
func TestSameBytes(t *testing.T) {
	digest := func() string { return fmt.Sprintf("digest %x", sha256.Sum256(made(t, report(sample(t, swl(t)))))) }
	first := digest()
	if os.Getenv("SEXTANT_PRINT_DIGEST") != "" {
		fmt.Println(first)
		return
	}
	for range 20 {
		if again := digest(); again != first {
			t.Fatal("the same report gave other bytes")
		}
	}
	for _, zone := range []string{"Pacific/Kiritimati", "America/Los_Angeles"} {
		c := exec.Command(os.Args[0], "-test.run=^TestSameBytes$")
		c.Env = append(os.Environ(), "SEXTANT_PRINT_DIGEST=1", "TZ="+zone)
		out, err := c.CombinedOutput()
		must(t, err)
		if !strings.Contains(string(out), first) {
			t.Errorf("in %s the same report gave other bytes", zone)
		}
	}
}

// Whatever the framework and however little is answered, there is a workbook,
// and it has sensible words.
func TestEdges(t *testing.T) {
	allNotApplicable := func(a *assessment.Assessment) {
		for _, q := range a.Framework.Questions() {
			must(t, a.Set(q.ID, assessment.Answer{NotApplicable: "Nothing of ours"}))
		}
	}
	none := func(*assessment.Assessment) {}
	first := func(a *assessment.Assessment) {
		must(t, a.Set(a.Framework.Questions()[0].ID, assessment.Answer{Option: "3"}))
	}
	oneType := generated(t, 3, "organisation_types: {trust: NHS trust, practice: A practice}\n")
	for _, q := range oneType.Questions() {
		q.For = []string{"practice"}
	}
	for _, c := range []struct {
		name   string
		fw     *frameworks.Framework
		answer func(*assessment.Assessment)
		charts int
		words  []string
	}{
		{"one objective", generated(t, 1, someTargets), first, 0, []string{"Target 1.3 for 31 March 2027: gap 0.7\nTarget 3.0 for 31 March 2030: gap 2.0\nWhat is not answered decides the colour", "1 of 3"}},
		{"two objectives without targets", generated(t, 2, ""), first, 1, []string{"1 of 6"}},
		{"14 objectives", generated(t, 14, someTargets), first, 2, []string{"1 of 42"}},
		{"14 objectives without targets", generated(t, 14, ""), none, 0, []string{"0 of 42"}},
		{"nothing answered", swl(t), none, 2, []string{"No score", "Nothing is answered yet: anything from 0.0 to 4.0.", "Not answered", "0 of 78"}},
		{"nothing applicable", swl(t), allNotApplicable, 0, []string{"No score", "No question applies, so there is nothing to score.", "No question applies; 78 not applicable", "Not applicable: Nothing of ours"}},
		{"nothing asked", oneType, none, 0, []string{"No score"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := blank(t, c.fw)
			c.answer(a)
			data := made(t, report(a))
			f := opened(t, data)
			charts := 0
			for name := range allParts(t, data) {
				if strings.HasPrefix(name, "xl/charts/") {
					charts++
				}
			}
			if charts != c.charts {
				t.Errorf("%d charts, want %d", charts, c.charts)
			}
			all := allTexts(t, f)
			for _, w := range c.words {
				if !slices.Contains(all, w) {
					t.Errorf("no cell says %q", w)
				}
			}
			targets := slices.Contains(all, "RAG")
			if has := len(c.fw.Targets) > 0 && (c.charts > 0 || c.name == "one objective"); targets != has {
				t.Errorf("columns for targets: %t, want %t", targets, has)
			}
			if has := slices.Contains(f.GetSheetList(), "Detail"); has != (c.name != "nothing asked") {
				t.Errorf("the sheet Detail is there: %t", has)
			}
			writeSample(t, c.name, data)
		})
	}
}

// hostileTexts are what people might write, and what might go wrong with it.
var hostileTexts = []string{
	`=HYPERLINK("https://evil.example","click")`, "=1+1", "+44 20 7946 0000", "-1", "@SUM(A1)", "'quoted",
	"_x0041_", "_x0041_x0042_", "_x005F_x0041_", "_xD83D_ and __x000A__", mark, mark + "u" + mark, "🏥👩🏽‍⚕️", "مرحبا بالعالم", "שלום",
	"<b>&amp;</b> ]]> \" '", "1.10", "012", "1e5", "TRUE", "2026-11-22", " leading and trailing ", "line\nline\n\nline", strings.Repeat("long ", 2000),
	strings.Repeat("W", 10_000),
}

// What people wrote comes back as they wrote it, and is text.
func TestHostile(t *testing.T) {
	a := sample(t, swl(t))
	ids := a.Asked()
	for i, s := range hostileTexts {
		must(t, a.Set(ids[i].ID, assessment.Answer{Option: "1", Note: s, By: s, Evidence: []assessment.Evidence{{Title: s}}, Review: &assessment.Review{Of: "1", Answer: "1", Note: s}}))
		must(t, a.Set(ids[i+len(hostileTexts)].ID, assessment.Answer{NotApplicable: s}))
	}
	a.Organisation.Name = `A & B "<Trust>" _x0041_ ` + strings.Repeat("very long & ", 60)
	a.Organisation.System = "=1+1"
	a.Cover.Marking = "OFFICIAL & more\nof it"
	a.Cover.Risk = "_x0041_x0042_ =cmd"
	a.Cover.Recommendation = strings.Repeat("A long recommendation. ", 400)
	data := made(t, report(a))
	f := opened(t, data)
	all := allTexts(t, f)
	for _, s := range hostileTexts {
		for _, want := range []string{s, "Not applicable: " + s, "Agrees: 1 Started\n" + s} {
			if !slices.Contains(all, want) {
				t.Errorf("%.40q does not come back", want)
			}
		}
	}
	if !slices.Contains(all, a.Organisation.Name) || !slices.Contains(all, "Strategic risk: "+a.Cover.Risk) {
		t.Error("the organisation's name or the risk does not come back")
	}
	if long := strings.Join(all, "\n"); !strings.Contains(long, strings.TrimSpace(a.Cover.Recommendation)[:2000]) {
		t.Error("the recommendation is nowhere in full")
	}
	for name, content := range allParts(t, data) {
		for _, formula := range anyFormula.FindAllStringSubmatch(content, -1) {
			if strings.HasPrefix(name, "xl/worksheets/") && !ourFormula.MatchString(strings.ReplaceAll(formula[1], "&#34;", `"`)) {
				t.Errorf("%s has the formula %s", name, formula[1])
			}
		}
		if strings.Contains(content, "<hyperlink") && strings.Contains(content, "r:id=\"rIdHyperlink") || strings.Contains(content, "relationships/hyperlink") {
			t.Errorf("%s has a link out of the workbook", name)
		}
	}
	writeSample(t, "hostile", data)
}

// The view of other frameworks has every outcome once, and calls none of it
// a status.
func TestOutcomes(t *testing.T) {
	r := report(sample(t, swl(t)))
	for _, id := range r.Assessment.Framework.Catalogues {
		c, err := frameworks.Open(id, "", frameworks.BuiltIn())
		must(t, err)
		r.Catalogues = append(r.Catalogues, c)
	}
	f := opened(t, made(t, r))
	rows, err := f.GetRows("DSPT and CAF")
	must(t, err)
	seen := make(map[string]int)
	for _, row := range rows[4:] {
		seen[row[0]]++
	}
	if seen["dspt-caf"] != 47 || seen["caf-4.0"] != 41 || len(seen) != 2 {
		t.Errorf("outcomes by catalogue: %v", seen)
	}
	if !strings.Contains(rows[1][0], "no DSPT or CAF status") {
		t.Errorf("the sheet says %q", rows[1][0])
	}
	if link, target, err := f.GetCellHyperLink("DSPT and CAF", "H5"); err != nil || !link || !strings.HasPrefix(target, "Detail!C") {
		t.Errorf("H5 leads to %q (%v)", target, err)
	} else if id, _ := f.GetCellValue("Detail", strings.TrimPrefix(target, "Detail!")); id == "" || id != rows[4][7] {
		t.Errorf("%s leads to %s", rows[4][7], id)
	}
}

// Formulas are made of references, numbers and a few functions, never of what
// people wrote.
var (
	anyFormula = regexp.MustCompile(`<f[^>]*>([^<]*)</f>`)
	ourFormula = regexp.MustCompile(`^(Objectives![A-Z]+[0-9]+|ROUND\((Detail!|AVERAGE|SUMPRODUCT|SUMIF|COUNTIFS|MAX|IF|ISNUMBER|\$?[A-Z]{1,3}\$?[0-9]+|"[A-Za-z0-9._-]+"|"&gt;-1E\+300"|[0-9.]+|[-+*/(),:{}])+\))$`)
)

// The word is a claim that a self-assessment cannot make.
func TestNeverSaysCompliant(t *testing.T) {
	for name, content := range allParts(t, made(t, report(sample(t, swl(t))))) {
		if strings.Contains(strings.ToLower(content), "compliant") {
			t.Errorf("%s says it", name)
		}
	}
}

// With reviewers' answers in their place, the workbook says so and shows
// whose answer was scored.
func TestReviewed(t *testing.T) {
	a := sample(t, swl(t))
	r := templates.Report{Assessment: a, Result: assessment.ScoreReviewed(a), Sextant: "0.1.0"}
	all := strings.Join(allTexts(t, opened(t, made(t, r))), "\n")
	for _, want := range []string{
		"scored with the reviewers' answers where they differ", "(the reviewer's; the organisation's is", "Agrees: ", "Differs: 0 Not in place, h.quist, 26 October 2026\nNot shown", "Stale, of the answer",
		"stand in for the answers that they looked at",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing says %q", want)
		}
	}
}

// Answers to questions that are not for the type of organisation are named.
func TestNotAsked(t *testing.T) {
	a := sample(t, smallFramework(t))
	must(t, a.Set("P4", assessment.Answer{Option: "1"}))
	all := strings.Join(allTexts(t, opened(t, made(t, report(a)))), "\n")
	if !strings.Contains(all, "not scored: P4") || strings.Contains(all, "Nobody is asked this") {
		t.Error("P4 is not named as not asked, or its empty group is shown")
	}
}

// allTexts is every cell of every sheet.
func allTexts(t testing.TB, f *excelize.File) []string {
	var all []string
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		all = append(all, slices.Concat(rows...)...)
	}
	return all
}

// writeSample keeps a workbook to look at where SEXTANT_SAMPLES names a
// folder.
func writeSample(t testing.TB, name string, data []byte) {
	if dir := os.Getenv("SEXTANT_SAMPLES"); dir != "" {
		must(t, os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".xlsx"), data, 0o644))
	}
}
