package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// zipped makes a zip of parts.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		must(t, err)
		_, err = io.WriteString(w, parts[name])
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// theSheet is the part of the first objective.
const theSheet = "xl/worksheets/sheet2.xml"

// changed is a form with some parts changed or added.
func changed(t testing.TB, form []byte, change func(parts map[string]string)) []byte {
	parts := allParts(t, form)
	change(parts)
	return zipped(t, parts)
}

// hostileForms are files that somebody might send, by what is said of each.
func hostileForms(t testing.TB) map[string][]byte {
	form := formOf(t, sample(t, swl(t)), FormOptions{})
	part := func(name, content string) []byte {
		return changed(t, form, func(parts map[string]string) { parts[name] = content })
	}
	within := func(old, new string) []byte {
		return changed(t, form, func(parts map[string]string) {
			if !strings.Contains(parts[theSheet], old) {
				t.Fatalf("the sheet has no %s", old)
			}
			parts[theSheet] = strings.Replace(parts[theSheet], old, new, 1)
		})
	}
	cells := strings.Repeat("<x/>", 60_000)
	rows := func(n, col int) string {
		var out strings.Builder
		for i := range n {
			name := cellName(col, 1000+i)
			fmt.Fprintf(&out, `<row r="%d"><c r="%s"/></row>`, 1000+i, name)
		}
		return out.String() + "</sheetData>"
	}
	nested := strings.Repeat("<x>", 5000) + strings.Repeat("</x>", 5000)
	many := func(parts map[string]string) {
		for i := range 500 {
			parts[fmt.Sprintf("xl/media/image%d.png", i)] = ""
		}
	}
	lying := bytes.Replace(form, []byte("PK\x01\x02"), []byte("PK\x01\x03"), 1)
	return map[string][]byte{
		"the file is empty":     {},
		"is text (such as CSV)": []byte("\uFEFFId,Answer\r\nGOV-01,3\r\n"),
		"is a web page":         []byte("\n <!DOCTYPE html><html><table></table></html>"),
		"is a PDF":              []byte("%PDF-1.7\n\x00"),
		"protected by a password, or is of the old": append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 4096)...),
		"this is not a workbook; save":              []byte("\x7FELF\x00\x00\x00"),
		"larger than 32 MB":                         append([]byte("PK\x03\x04"), make([]byte, MaxFormBytes)...),
		"begins as a workbook and breaks off":       form[:len(form)/2],
		"a zip without a workbook":                  zipped(t, map[string]string{"readme.txt": "hello"}),
		"breaks off; fetch":                         zipped(t, nil)[:10],
		"without a workbook in it; if":              zipped(t, nil),
		"OpenDocument":                              zipped(t, map[string]string{"content.xml": "", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
		"of the kind .xlsb":                         zipped(t, map[string]string{"xl/workbook.bin": "\x00"}),
		"a Word document":                           zipped(t, map[string]string{"word/document.xml": "<w/>"}),
		"unpacks to more than 16 MB":                part("xl/media/image1.png", strings.Repeat("\x00", 17<<20)),
		"more than 50000 elements":                  within("</sheetData>", "</sheetData><extLst>"+cells+"</extLst>"),
		"styles.xml has more than 50000 elements":   part("xl/styles.xml", "<styleSheet>"+cells+"</styleSheet>"),
		"a cell at XFD1048576":                      within("</sheetData>", `<row><c r="XFD1048576"><v>1</v></c></row></sheetData>`),
		"a row 1048576":                             within("</sheetData>", `<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`),
		"a cell at AAA6; no form":                   within("</sheetData>", `<row r="60"><c r="AAA6"><v>1</v></c></row></sheetData>`),
		"more cells than any form has":              within("</sheetData>", rows(3_000, 700)),
		"sheet2.xml breaks off":                     changed(t, form, func(parts map[string]string) { parts[theSheet] = parts[theSheet][:len(parts[theSheet])/2] }),
		"sheet2.xml is not sound XML":               within("</sheetData>", "</sheet></sheetData>"),
		"nested deeper":                             part("docProps/custom.xml", nested),
		"declares a document type or entities":      within("<worksheet", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet`),
		"app.xml is not written in UTF-8":           part("docProps/app.xml", `<?xml version="1.0" encoding="UTF-16"?><Properties/>`),
		"core.xml is not written in UTF-8":          part("docProps/core.xml", "\xFF\xFE<\x00p\x00/\x00>\x00"),
		"holds macros; save":                        part("xl/vbaProject.bin", "\x00"),
		"holds macros; save the form as": changed(t, form, func(p map[string]string) {
			p[contentTypes] = strings.Replace(p[contentTypes], "spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml", 1)
			p[contentTypes] = strings.Replace(p[contentTypes], "application/vnd.openxmlformats-officedocument.sheet.macro", "application/vnd.ms-excel.sheet.macro", 1)
		}),
		"refers to other workbooks":                part("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
		"refers to other workbooks; copy":          part("xl/worksheets/_rels/sheet3.xml.rels", `<Relationships><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="file:///c:/a.xlsx" TargetMode="External"/></Relationships>`),
		"another document (object1.bin)":           part("xl/embeddings/object1.bin", "\x00"),
		"is not what the workbook says it is":      part("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="media/a.png"/></Relationships>`),
		"more than 400 parts":                      changed(t, form, many),
		"xl/workbook.xml is there twice":           twice(t, form),
		"the file is damaged: its part":            corrupted(form),
		"the file is damaged: it begins as":        lying,
		"not a form of Sextant's: it has no sheet": made(t, report(sample(t, swl(t)))),
		"its sheet Start cannot be read": changed(t, form, func(parts map[string]string) {
			parts["xl/worksheets/sheet1.xml"] = strings.Replace(parts["xl/worksheets/sheet1.xml"], `<cols><col customWidth="true"`, `<cols><col customWidth="maybe"`, 1)
		}),
		"more than 200 merged cells": within("</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B2"/>`, 49_000)+"</mergeCells>"),
		"_meta is lost":              renamed(t, form, metaSheet),
		"_base is lost":              renamed(t, form, baseSheet),
		"the form is not whole: the rows of GOV-01 are gone": changed(t, form, func(parts map[string]string) {
			parts[theSheet] = regexp.MustCompile(`<row r="5".*?</row>`).ReplaceAllString(parts[theSheet], "")
		}),
	}
}

// twice holds the same part two times.
func twice(t testing.TB, form []byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	parts := allParts(t, form)
	for _, name := range append(slices.Sorted(maps.Keys(parts)), "XL\\workbook.xml") {
		w, err := z.Create(name)
		must(t, err)
		_, err = io.WriteString(w, parts["xl/workbook.xml"])
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// corrupted has a wrong byte in the middle of a part.
func corrupted(form []byte) []byte {
	c := slices.Clone(form)
	for i := len(c) / 3; i < len(c)/3+64; i++ {
		c[i] ^= 0x55
	}
	return c
}

// renamed has no sheet of that name any more.
func renamed(t testing.TB, form []byte, sheet string) []byte {
	return changed(t, form, func(parts map[string]string) {
		parts["xl/workbook.xml"] = strings.Replace(parts["xl/workbook.xml"], `name="`+sheet+`"`, `name="gone"`, 1)
	})
}

// Each is refused, and its trouble named.
func TestHostileForms(t *testing.T) {
	fw := swl(t)
	for want, data := range hostileForms(t) {
		start := time.Now()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := ReadForm("form.xlsx", data, finding(fw))
		runtime.ReadMemStats(&after)
		var problems *Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "form.xlsx: ") {
			t.Errorf("want %q, got %v", want, err)
		}
		t.Logf("%6d ms %4d MB  %s", time.Since(start).Milliseconds(), (after.TotalAlloc-before.TotalAlloc)>>20, want)
		if dir := os.Getenv("SEXTANT_SAMPLES"); dir != "" {
			must(t, os.WriteFile(filepath.Join(dir, "hostile-"+strings.Map(func(r rune) rune {
				if r >= 'a' && r <= 'z' {
					return r
				}
				return '-'
			}, want)+".xlsx"), data, 0o644))
		}
	}
}

// A form cut short anywhere is refused, or nothing of it is missing.
func TestTruncatedSheets(t *testing.T) {
	if testing.Short() {
		t.Skip("long; the race detector has nothing to find here")
	}
	fw := swl(t)
	form := formOf(t, sample(t, fw), FormOptions{})
	whole := allParts(t, form)
	for name, content := range whole {
		for i := range 10 {
			at := len(content) * i / 10
			data := changed(t, form, func(parts map[string]string) { parts[name] = content[:at] })
			if _, err := ReadForm("form.xlsx", data, finding(fw)); err == nil && strings.Contains(name, "sheet") {
				t.Errorf("%s of %d bytes cut to %d is read without a word", name, len(content), at)
			}
		}
	}
}

// The largest form there is likely to be is read: every text as long as it
// may be.
func TestLargestForm(t *testing.T) {
	a := sample(t, swl(t))
	for _, q := range a.Asked() {
		answer := a.Answers[q.ID]
		answer.Note = strings.Repeat("Long. ", 1600)
		must(t, a.Set(q.ID, answer))
	}
	data := formOf(t, a, FormOptions{})
	for name, content := range allParts(t, data) {
		if n := strings.Count(content, "<"); n > maxElements {
			t.Logf("%s: %d tags", name, n)
		}
	}
	_, err := ReadForm("form.xlsx", data, finding(a.Framework))
	must(t, err)
}

// FuzzReadForm changes one part of a form, or, where name is "", the file.
func FuzzReadForm(f *testing.F) {
	fw := smallFramework(f)
	form := formOf(f, sample(f, fw), FormOptions{})
	parts := allParts(f, form)
	for name, content := range parts {
		f.Add(name, []byte(content))
	}
	f.Add("", form)
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if _, ok := parts[name]; !ok && name != "" {
			t.Skip("no part of a form")
		}
		data := content
		if name != "" {
			data = changed(t, form, func(parts map[string]string) { parts[name] = string(content) })
		}
		filled, err := ReadForm("form.xlsx", data, finding(fw))
		var problems *Problems
		switch {
		case err == nil:
			for id, answer := range filled.Form.Answers {
				q := fw.Question(id)
				if q == nil {
					t.Fatalf("an answer to %q, which nobody asks", id)
				}
				if !answer.Equal(filled.Base.Answers[id]) && answer.Option != "" && q.Option(answer.Option) == nil {
					t.Errorf("%s has the option %q, which there is not", id, answer.Option)
				}
			}
		case !errors.As(err, &problems):
			t.Errorf("an error without a place: %v", err)
		case len(problems.List) == 0:
			t.Error("refused without a word")
		}
	})
}

// What is just within the bounds costs little too, whatever becomes of it.
func TestNearTheBounds(t *testing.T) {
	fw := swl(t)
	form := formOf(t, sample(t, fw), FormOptions{})
	wide := func(rows, col int) string {
		var out strings.Builder
		for i := range rows {
			fmt.Fprintf(&out, `<row r="%d"><c r="%s"/></row>`, 1000+i, cellName(col, 1000+i))
		}
		return out.String() + "</sheetData>"
	}
	for name, data := range map[string][]byte{
		"area": changed(t, form, func(p map[string]string) {
			p[theSheet] = strings.Replace(p[theSheet], "</sheetData>", wide(550, 700), 1)
		}),
		"rows": changed(t, form, func(p map[string]string) {
			p[theSheet] = strings.Replace(p[theSheet], "</sheetData>", wide(4_000, 90), 1)
		}),
		"merged": changed(t, form, func(p map[string]string) {
			p[theSheet] = strings.Replace(p[theSheet], "</sheetData>", wide(4_000, 2)+"<mergeCells>"+strings.Repeat(`<mergeCell ref="Y1:Z2"/>`, 199)+"</mergeCells>", 1)
		}),
		"texts": changed(t, form, func(p map[string]string) {
			p["xl/sharedStrings.xml"] = strings.Replace(p["xl/sharedStrings.xml"], "</sst>", strings.Repeat("<si><t>"+strings.Repeat("x", 700)+"</t></si>", 20_000)+"</sst>", 1)
		}),
	} {
		start := time.Now()
		_, err := ReadForm("form.xlsx", data, finding(fw))
		t.Logf("%6d ms  %s: %v", time.Since(start).Milliseconds(), name, err)
		writeSample(t, "near-"+name, data)
	}
}
