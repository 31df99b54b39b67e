package templates

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
)

// example reads one of the example organisations and scores it.
func example(t *testing.T, name string) Report {
	t.Helper()
	data, err := os.ReadFile("../examples/" + name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := store.Decode(name, data, func(id, version string) (*frameworks.Framework, error) {
		return frameworks.Open(id, version, frameworks.BuiltIn())
	})
	if err != nil {
		t.Fatal(err)
	}
	return Report{Assessment: a, Result: assessment.Score(a)}
}

func TestNumbersRoundOnceHalfAwayFromZero(t *testing.T) {
	for v, want := range map[float64]string{0: "0.0", 2.25: "2.3", 2.35: "2.4", 1.95: "2.0", 0.05: "0.1", 0.049999999: "0.0", -0.25: "-0.3", -0.04: "0.0", 3.999999999: "4.0", 110: "110.0"} {
		if got := Score(assessment.Some(v)); got != want {
			t.Errorf("%v prints %s, not %s", v, got, want)
		}
	}
	if got := Gap(assessment.Some(0.04)) + Gap(assessment.Some(0)) + Gap(assessment.Number{}); got != "<0.10.0–" {
		t.Errorf("gaps print %s", got)
	}
	if got := Percent(assessment.Some(0.8825)) + Percent(assessment.Number{}) + Percent(assessment.Some(1)); got != "88.3%–100.0%" {
		t.Errorf("shares print %s", got)
	}
}

// The keys of every mark are the stable interface of scripts.
func TestJSONHasEveryKeyOnEveryNode(t *testing.T) {
	for _, name := range []string{"trust-acute.yaml", "practice.yaml", "care-provider.yaml"} {
		r := example(t, name)
		var out bytes.Buffer
		if err := JSON(&out, r); err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"organisation", "framework", "date", "target_by", "final_target_by", "overall", "objectives"} {
			if _, ok := doc[key]; !ok {
				t.Errorf("%s: no %q", name, key)
			}
		}
		questions := 0
		var check func(node map[string]any)
		check = func(node map[string]any) {
			for _, key := range strings.Fields("score low high level held_back_by weakest target gap gap_sum target_sum percent_to_target final_target final_gap rag provisional answered applicable not_applicable total evidenced reviewed differs") {
				if _, ok := node[key]; !ok {
					t.Fatalf("%s: %v has no %q", name, node["id"], key)
				}
			}
			if node["held_back_by"] == nil {
				t.Fatalf("%s: held_back_by of %v is null, not a list", name, node["id"])
			}
			children, _ := node["children"].([]any)
			if _, isQuestion := node["core"]; isQuestion {
				questions++
				for _, key := range []string{"answer", "not_applicable_reason", "strength"} {
					if _, ok := node[key]; !ok {
						t.Fatalf("%s: %v has no %q", name, node["id"], key)
					}
				}
			}
			for _, c := range children {
				check(c.(map[string]any))
			}
		}
		check(doc["overall"].(map[string]any))
		for _, o := range doc["objectives"].([]any) {
			check(o.(map[string]any))
		}
		if questions != len(r.Assessment.Asked()) {
			t.Errorf("%s: %d questions of %d", name, questions, len(r.Assessment.Asked()))
		}
	}
}

func TestCSVHasARowForEveryNodeAndNumbersInFull(t *testing.T) {
	r := example(t, "trust-acute.yaml")
	r.Detail = true
	var out bytes.Buffer
	if err := CSV(&out, r); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+1+6+31+78 {
		t.Errorf("%d rows", len(rows))
	}
	column := slices.Index(rows[0], "low")
	if rows[1][column] != "1.984305556" {
		t.Errorf("the overall low is %s", rows[1][column])
	}
}

func TestTablesFitTheTerminal(t *testing.T) {
	for _, name := range []string{"trust-acute.yaml", "care-provider.yaml"} {
		for _, detail := range []bool{false, true} {
			for _, width := range []int{50, 64, 80, 100, 132, 200} {
				r := example(t, name)
				r.Width, r.Detail = width, detail
				var out bytes.Buffer
				if err := Table(&out, r); err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(out.String()) {
					if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
						t.Fatalf("%s at %d columns has a line of %d:\n%s", name, width, n, line)
					}
				}
				for _, n := range r.Result.Overall.Children {
					if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), strings.Fields(n.Title)[0]) {
						t.Errorf("%s is missing at %d columns", n.Title, width)
					}
				}
			}
		}
	}
}

// Whatever stands in a cell, it stays in its cell.
func TestCellsStayInTheirCells(t *testing.T) {
	nasty := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"=HYPERLINK(\"http://x\")", "+1", "-cmd|x", "@SUM(A1)", "a|b", "<b>", "\x1b[31mred", "line\nend", "\u202Eturned", "👍🏽 שלום", "\tx"}))
	rapid.Check(t, func(t *rapid.T) {
		g := Grid{Columns: []Column{{Name: "One", Wide: true}, {Name: "Two", Right: true}}}
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			g.Rows = append(g.Rows, []string{nasty.Draw(t, "one"), nasty.Draw(t, "two")})
		}
		var text, comma, mark bytes.Buffer
		for _, err := range []error{g.Text(&text, 60), g.CSV(&comma), g.Markdown(&mark)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if strings.ContainsAny(text.String(), "\x1b\u202E\t\r\x00") {
			t.Fatalf("a control character reaches the terminal: %q", text.String())
		}
		rows, err := csv.NewReader(&comma).ReadAll()
		if err != nil || len(rows) != len(g.Rows)+1 {
			t.Fatalf("%d rows of CSV from %d (%v)", len(rows), len(g.Rows), err)
		}
		for _, row := range rows[1:] {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=@+", rune(cell[0])) && !isNumber(cell) {
					t.Fatalf("a spreadsheet takes %q for a formula", cell)
				}
			}
		}
		if lines := strings.Count(mark.String(), "\n"); lines != len(g.Rows)+2 {
			t.Fatalf("%d lines of Markdown from %d rows:\n%s", lines, len(g.Rows), mark.String())
		}
		for line := range strings.Lines(mark.String()) {
			if n := strings.Count(line, "|") - strings.Count(line, `\|`); n != 3 {
				t.Fatalf("%d cells in %q", n-1, line)
			}
		}
	})
}

func TestMarkdownShowsTheMarks(t *testing.T) {
	r := example(t, "trust-community.yaml")
	var out bytes.Buffer
	if err := Markdown(&out, r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# Quillbury Community Health NHS Trust", "| Prevention and resilience | 3.0 | 1 |", "Held back from the next by PRV-14.",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("missing %q in\n%s", want, out.String())
		}
	}
	if !IsOurMarkdown(out.Bytes()) || IsOurMarkdown(bytes.Replace(out.Bytes(), []byte("3.0"), []byte("4.0"), 1)) || IsOurMarkdown([]byte("# Mine")) {
		t.Error("a report that was edited is not told from one that was not")
	}
}

func TestNothingIsEverCalledCompliant(t *testing.T) {
	for _, name := range []string{"icb.yaml", "trust-acute.yaml"} {
		r := example(t, name)
		r.Detail = true
		var out bytes.Buffer
		for _, format := range Formats() {
			if err := Marks(format)(&out, r); err != nil {
				t.Fatal(err)
			}
		}
		if strings.Contains(strings.ToLower(out.String()), "compliant") {
			t.Errorf("%s: a score is called compliant", name)
		}
	}
}
