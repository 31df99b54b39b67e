package workbook

import (
	"slices"
	"strings"
	"testing"

	"sextant/assessment"
)

// rowsOf joins the cells of a sheet, a row a line.
func rowsOf(t *testing.T, data []byte, sheet string) string {
	t.Helper()
	rows, err := opened(t, data).GetRows(sheet)
	must(t, err)
	var lines []string
	for _, row := range rows {
		lines = append(lines, strings.Join(row, "|"))
	}
	return strings.Join(lines, "\n")
}

// Whoever fills a form in has the rules, the guidance and the words of its
// questions at hand, and no words of others.
func TestFormSaysWhatItsWordsMean(t *testing.T) {
	a := blank(t, parse(t, strings.Replace(guided, "WORDS", "rules: [All of it must be true.]\nglossary: {pot: what tea is made in, kettle: never named, KPI: a count}\n", 1)))
	data := formOf(t, a, FormOptions{})
	words := rowsOf(t, data, wordsSheet)
	for _, want := range []string{"Rule 1|All of it must be true.", "pot|what tea is made in", "KPI|a count"} {
		if !strings.Contains(words, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, words)
		}
	}
	if strings.Contains(words, "kettle") {
		t.Errorf("the sheet explains what no question says:\n%s", words)
	}
	if sheet := rowsOf(t, data, "1 Pots"); !strings.Contains(sheet, "Warming\nIs the pot warm?\n\nLook at: the KPI.") {
		t.Errorf("the question lacks its guidance:\n%s", sheet)
	}
	if start := rowsOf(t, data, startSheet); !strings.Contains(start, "tab Words says") {
		t.Errorf("the first sheet does not point to the words:\n%s", start)
	}
	bare := formOf(t, blank(t, parse(t, strings.Replace(guided, "WORDS", "", 1))), FormOptions{})
	if slices.Contains(opened(t, bare).GetSheetList(), wordsSheet) || strings.Contains(rowsOf(t, bare, startSheet), wordsSheet) {
		t.Error("a framework without rules and glossary has a sheet of them")
	}
}

const guided = `id: tea
version: 1.0.0
title: Tea
scale: [{key: 0, value: 0, name: No}, {key: 1, value: 1, name: 'Yes'}]
WORDSobjectives:
  - id: pots
    title: Pots
    questions:
      - {id: T1, title: Warming, asks: Is the pot warm?, guidance: "Look at: the KPI."}
`

// The board is told which answers were given to another wording, and by which
// rules answers are chosen.
func TestMethodTellsWhatIsToBeReadAgain(t *testing.T) {
	a := blank(t, parse(t, strings.Replace(guided, "WORDS", "rules: [All of it must be true.]\n", 1)))
	must(t, a.Set("T1", assessment.Answer{Option: "1"}))
	if method := rowsOf(t, made(t, report(a)), "Method"); strings.Contains(method, "earlier wording") || !strings.Contains(method, "Rule 1|All of it must be true.") {
		t.Errorf("the method says\n%s", method)
	}
	must(t, a.Set("T1", assessment.Answer{Option: "1", GivenTo: "0.9.0"}))
	if method := rowsOf(t, made(t, report(a)), "Method"); !strings.Contains(method, "Answered to an earlier wording") || !strings.Contains(method, ": T1") {
		t.Errorf("the method says\n%s", method)
	}
}
