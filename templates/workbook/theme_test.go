package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestTheme(t *testing.T) {
	theme := allParts(t, made(t, report(sample(t, swl(t)))))["xl/theme/theme1.xml"]
	for _, colour := range accents {
		if !strings.Contains(theme, colour) {
			t.Errorf("the theme lacks the colour %s", colour)
		}
	}
	if strings.Count(theme, `<a:latin typeface="Arial"`) != 2 || strings.Contains(theme, "Calibri") {
		t.Error("the theme's fonts are not Arial")
	}
}

// When this fails, excelize's default font reaches the theme.
func TestExcelizeTheme(t *testing.T) {
	theme := excelizeParts(t, func(f *excelize.File) error { return f.SetDefaultFont("Arial") })["xl/theme/theme1.xml"].String()
	if !strings.Contains(theme, `<a:latin typeface="Calibri"`) {
		t.Error("excelize now puts the default font in the theme")
	}
}
