package workbook

import (
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

var (
	tableParts    = regexp.MustCompile(`<tableParts.*?</tableParts>`)
	tableRelation = regexp.MustCompile(`<Relationship [^>]*/relationships/table"[^>]*?(/>|></Relationship>)`)
	tableType     = regexp.MustCompile(`<Override [^>]*spreadsheetml\.table\+xml"[^>]*?(/>|></Override>)`)
)

// withoutTables is a form as a program saves it that knows no tables, such as
// SheetJS: the cells are there, and no more.
func withoutTables(t *testing.T, form []byte) []byte {
	return changed(t, form, func(parts map[string]string) {
		parts[contentTypes] = tableType.ReplaceAllString(parts[contentTypes], "")
		for name, content := range parts {
			switch {
			case strings.HasPrefix(name, "xl/tables/"):
				delete(parts, name)
			case strings.HasSuffix(name, ".rels"):
				parts[name] = tableRelation.ReplaceAllString(content, "")
			case strings.HasPrefix(name, "xl/worksheets/"):
				parts[name] = tableParts.ReplaceAllString(content, "")
			}
		}
	})
}

// withDeadTables is a form whose tables are gone and still referred to.
func withDeadTables(t *testing.T, form []byte) []byte {
	return changed(t, form, func(parts map[string]string) {
		for name := range parts {
			if strings.HasPrefix(name, "xl/tables/") {
				delete(parts, name)
			}
		}
	})
}

// The tests below test what they say.
func TestWithoutTables(t *testing.T) {
	form := formOf(t, sample(t, swl(t)), FormOptions{})
	tables := func(data []byte) int {
		f, n := opened(t, data), 0
		for _, sheet := range f.GetSheetList() {
			found, _ := f.GetTables(sheet) // of a dead one this is an error
			n += len(found)
		}
		return n
	}
	if n := tables(form); n < 7 {
		t.Errorf("a form has %d tables", n)
	}
	if n := tables(withoutTables(t, form)) + tables(withDeadTables(t, form)); n > 0 {
		t.Errorf("%d tables are left", n)
	}
	for name, content := range allParts(t, withoutTables(t, form)) {
		if strings.Contains(name, "table") || strings.Contains(content, "tables/") || strings.Contains(content, "tablePart") {
			t.Errorf("%s is left, or speaks of tables", name)
		}
	}
}

// A form whose tables are lost is read by its headings: it changes nothing as
// it went, and gives what was edited in it.
func TestTablesLost(t *testing.T) {
	fw := swl(t)
	for name, lose := range map[string]func(*testing.T, []byte) []byte{"without": withoutTables, "dead": withDeadTables} {
		for i := range 2 {
			a := randomAssessment(fw).Example(i)
			filled, err := ReadForm(name, lose(t, formOf(t, a, FormOptions{})), finding(fw))
			must(t, err)
			merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
			if len(conflicts)+len(filled.Cleared) > 0 || fileOf(t, merged) != fileOf(t, a) {
				t.Errorf("%s: the file is another: %s", name, firstDifference(fileOf(t, merged), fileOf(t, a)))
			}
			e := randomEdits(t, fw).Example(i)
			filled, err = ReadForm(name, lose(t, e.data), finding(fw))
			must(t, err)
			e.check(t, name, filled)
		}
	}
}

// Rows and columns that somebody put in move the headings too.
func TestTablesLostAndMoved(t *testing.T) {
	a := sample(t, swl(t))
	data := withoutTables(t, formOf(t, a, FormOptions{}))
	f, err := excelize.OpenReader(strings.NewReader(string(data)))
	must(t, err)
	defer func() { must(t, f.Close()) }()
	for _, sheet := range f.GetSheetList() {
		if strings.HasPrefix(sheet, "_") || sheet == startSheet {
			continue
		}
		must(t, f.InsertRows(sheet, 1, 3))
		must(t, f.InsertCols(sheet, "B", 2))
	}
	out, err := f.WriteToBuffer()
	must(t, err)
	filled, err := ReadForm("form.xlsx", out.Bytes(), finding(a.Framework))
	must(t, err)
	merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
	if len(conflicts)+len(filled.Cleared) > 0 || fileOf(t, merged) != fileOf(t, a) {
		t.Errorf("the file is another: %s", firstDifference(fileOf(t, merged), fileOf(t, a)))
	}
}

// Without its table and its headings a sheet is not whole.
func TestHeadingsLostToo(t *testing.T) {
	a := sample(t, swl(t))
	data := changed(t, withoutTables(t, formOf(t, a, FormOptions{})), func(parts map[string]string) {
		parts["xl/sharedStrings.xml"] = strings.Replace(parts["xl/sharedStrings.xml"], ">"+headReference+"<", ">Link<", 1)
	})
	_, err := ReadForm("form.xlsx", data, finding(a.Framework))
	if err == nil || !strings.Contains(err.Error(), "its sheet Evidence is gone, or the headings on it") {
		t.Errorf("got %v", err)
	}
}
