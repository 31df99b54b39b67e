package workbook

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
)

// formOf is the form of an assessment, as bytes.
func formOf(t testing.TB, a *assessment.Assessment, o FormOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, Form(&out, a, o))
	return out.Bytes()
}

// written are parts as bytes.
func written(t testing.TB, p parts) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, p.write(&out))
	return out.Bytes()
}

// finding finds one framework, whatever is asked for.
func finding(fw *frameworks.Framework) func(id, version string) (*frameworks.Framework, error) {
	return func(string, string) (*frameworks.Framework, error) { return fw, nil }
}

// fileOf is the file of an assessment.
func fileOf(t testing.TB, a *assessment.Assessment) string {
	t.Helper()
	data, err := store.Encode(a, nil)
	must(t, err)
	return string(data)
}

// A form that comes back as it went changes nothing.
func TestFormAsItWent(t *testing.T) {
	a := sample(t, swl(t))
	data := formOf(t, a, FormOptions{})
	writeSample(t, "form", data)
	filled, err := ReadForm("form.xlsx", data, finding(a.Framework))
	must(t, err)
	if len(filled.Cleared) > 0 {
		t.Errorf("cleared: %v", filled.Cleared)
	}
	merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
	if len(conflicts) > 0 {
		t.Errorf("conflicts: %v", conflicts)
	}
	if fileOf(t, merged) != fileOf(t, a) {
		t.Error("the file is another")
	}
}

// The same assessment gives the same bytes.
func TestFormSameBytes(t *testing.T) {
	a := sample(t, swl(t))
	first := formOf(t, a, FormOptions{})
	for range 5 {
		if !bytes.Equal(first, formOf(t, a, FormOptions{})) {
			t.Fatal("the same assessment gave another form")
		}
	}
}

// A form for one role holds its questions and no others, and does not touch
// the answers to those.
func TestFormFor(t *testing.T) {
	a := sample(t, swl(t))
	filled, err := ReadForm("form.xlsx", formOf(t, a, FormOptions{For: "FINANCE"}), finding(a.Framework))
	must(t, err)
	if n := len(filled.Base.Answers); n == 0 || n > 10 {
		t.Errorf("%d answers are in it", n)
	}
	merged, _ := assessment.Merge(filled.Base, filled.Form, a)
	if fileOf(t, merged) != fileOf(t, a) {
		t.Error("the file is another")
	}
	var none *NoQuestions
	if err := Form(io.Discard, a, FormOptions{For: "nobody"}); !errors.As(err, &none) || len(none.Respondents) < 10 {
		t.Errorf("for nobody: %v", err)
	}
}

// Only what people fill in is unlocked, and free text stays text.
func TestFormLocked(t *testing.T) {
	a := sample(t, swl(t))
	data := formOf(t, a, FormOptions{})
	f := opened(t, data)
	filled, err := ReadForm("form.xlsx", data, finding(a.Framework))
	must(t, err)
	style := func(place string) *excelize.Style {
		sheet, cell, _ := strings.Cut(strings.ReplaceAll(place, "'", ""), "!")
		id, err := f.GetCellStyle(sheet, cell)
		must(t, err)
		s, err := f.GetStyle(id)
		must(t, err)
		return s
	}
	for _, q := range a.Asked() {
		for field := range fieldHeads {
			if s := style(filled.Place(q.ID, field)); s.Protection == nil || s.Protection.Locked || s.NumFmt != 49 {
				t.Errorf("%s %s is locked, or not text", q.ID, field)
			}
		}
	}
	for _, sheet := range f.GetSheetList() {
		for _, cell := range []string{"A1", "B5", "D5"} {
			if s := style(sheet + "!" + cell); sheet != evidenceSheet && s.Protection != nil && !s.Protection.Locked {
				t.Errorf("%s!%s is unlocked", sheet, cell)
			}
		}
	}
}

// Names of sheets are what Excel takes, and differ.
func TestSheetNames(t *testing.T) {
	taken := []string{startSheet}
	for _, title := range []string{
		"1 a/b:c*d?e[f]g\\h", "'quoted'", strings.Repeat("long ", 20), strings.Repeat("long ", 20), strings.Repeat("LONG ", 20), strings.Repeat("🏥", 40), "start", "1 Tab\tand\nline",
	} {
		name := sheetName(title, taken)
		if units := len(utf16.Encode([]rune(name))); units > 31 || units == 0 || strings.ContainsAny(name, ":\\/?*[]'\t\n") {
			t.Errorf("%q is no name for a sheet", name)
		}
		for _, other := range taken {
			if strings.EqualFold(name, other) {
				t.Errorf("%q is taken", name)
			}
		}
		taken = append(taken, name)
	}
}
