package workbook

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// decode reads a text of a workbook as the standard says (ECMA-376 22.4.2.4):
// each _xHHHH_ from the left is one character.
func decode(s string) string {
	return regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`).ReplaceAllStringFunc(s, func(found string) string {
		n, _ := strconv.ParseUint(found[2:6], 16, 32)
		return string(rune(n))
	})
}

func TestEscape(t *testing.T) {
	for _, s := range []string{
		"", "plain", "_x0041_", "_x0041_x0042_", "_x005F_x0041_", "__x0041__", "_x004_", "_X0041_", "_x00e9_x00E9_", "_xD800_",
		mark, mark + "u", mark + mark + "_x0041_" + mark + "m", "a_b_x_y",
	} {
		b := &book{}
		p := parts{"xl/sharedStrings.xml": nil}
		_, _ = p.Create("xl/sharedStrings.xml")
		p["xl/sharedStrings.xml"].WriteString(b.escape(s))
		if b.escaped {
			p.unescape()
		}
		if got := decode(p["xl/sharedStrings.xml"].String()); got != s {
			t.Errorf("%q comes back as %q", s, got)
		}
	}
}

// When this fails, excelize escapes plain and rich text in full, and
// escape.go may be let go.
func TestExcelizeEscapes(t *testing.T) {
	texts := excelizeParts(t, func(f *excelize.File) error {
		if err := f.SetCellStr("Sheet1", "A1", "_x0041_"); err != nil {
			return err
		}
		return f.SetCellRichText("Sheet1", "A2", []excelize.RichTextRun{{Text: "_x0041_x0042_"}})
	})["xl/sharedStrings.xml"].String()
	if strings.Contains(texts, ">_x005F_x0041_<") && strings.Contains(texts, ">_x005F_x0041_x005F_x0042_<") {
		t.Errorf("excelize now escapes texts: %s", texts)
	}
}
