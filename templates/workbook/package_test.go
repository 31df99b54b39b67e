package workbook

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// The parts are in order, with fixed times, and the document says whose and
// of when it is.
func TestPackage(t *testing.T) {
	a := sample(t, swl(t))
	a.Organisation.Name = "A & B <Trust>"
	data := made(t, report(a))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	if z.File[0].Name != contentTypes {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	var names []string
	for _, f := range z.File[1:] {
		names = append(names, f.Name)
		if !f.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("the parts are in the order %v", names)
	}
	parts := allParts(t, data)
	for name := range parts {
		kind := `Extension="rels"`
		if !strings.HasSuffix(name, ".rels") && name != contentTypes {
			kind = `PartName="/` + name + `"`
		}
		if strings.Count(parts[contentTypes], kind) != 1 {
			t.Errorf("the content types have %s not once", kind)
		}
	}
	for _, want := range []string{
		"<cp:coreProperties ", "<dc:title>South West London cyber objectives: A &amp; B &lt;Trust&gt;</dc:title>",
		"<dc:creator>Sextant</dc:creator>", ">2026-11-22T00:00:00Z</dcterms:created>", ">2026-11-22T00:00:00Z</dcterms:modified>",
	} {
		if !strings.Contains(parts["docProps/core.xml"], want) {
			t.Errorf("the document properties lack %s", want)
		}
	}
}

// When this fails, excelize writes document properties that exceljs can read.
func TestExcelizeProperties(t *testing.T) {
	core := excelizeParts(t, func(f *excelize.File) error {
		return f.SetDocProps(&excelize.DocProperties{Title: "t", Category: "c"})
	})["docProps/core.xml"].String()
	if strings.Contains(core, "<cp:coreProperties") {
		t.Errorf("excelize now writes the prefix cp: %s", core)
	}
}

// When this fails, excelize writes the content types in one order.
func TestExcelizeContentTypes(t *testing.T) {
	seen := make(map[string]bool)
	for range 200 {
		seen[excelizeParts(t, func(f *excelize.File) error {
			for range 2 {
				if err := f.AddChart("Sheet1", "A1", &excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{{Values: "Sheet1!$A$1:$C$1"}}}); err != nil {
					return err
				}
			}
			return nil
		})[contentTypes].String()] = true
		if len(seen) > 1 {
			return
		}
	}
	t.Error("excelize wrote the content types in the same order 200 times")
}
