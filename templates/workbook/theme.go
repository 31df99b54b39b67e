package workbook

import (
	"bytes"
	"fmt"
	"regexp"
)

// accents are the theme's colours, which people are offered when they draw
// in the workbook.
var accents = [...]string{blue, darkBlue, "00A9CE", "006747", "ED8B00", slate}

// theme puts Arial and our colours in the theme. excelize's default font does
// not reach it, so that charts and new cells would be in Calibri.
func (p parts) theme() error {
	const name = "xl/theme/theme1.xml"
	part := p[name]
	if part == nil {
		return fmt.Errorf("excelize wrote no %s", name)
	}
	s := accent.ReplaceAllFunc(part.Bytes(), func(found []byte) []byte {
		n := found[len("<a:accent")] - '1'
		return fmt.Appendf(nil, `<a:accent%d><a:srgbClr val="%s"`, n+1, accents[n])
	})
	p[name] = bytes.NewBuffer(latin.ReplaceAll(s, []byte(`<a:latin typeface="`+fontName+`"$1>`)))
	return nil
}

var (
	accent = regexp.MustCompile(`<a:accent[1-6]><a:srgbClr val="[0-9A-F]{6}"`)
	latin  = regexp.MustCompile(`<a:latin typeface="Calibri[^"]*"[^>]*?(/?)>`)
)
