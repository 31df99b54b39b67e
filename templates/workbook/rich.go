package workbook

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// rich remembers that a text, which is in some cell as plain text, is shown
// with every first of these parts of it in bold. (excelize holds each rich
// text against all texts before it: a third of the time that a form took.)
func (f *form) rich(text string, l look, texts ...string) {
	// A bold text takes several elements of the part that holds all texts, and
	// elements of a part have their bound; the largest forms stay plain.
	const most = 2000
	key := xmlText(text)
	if f.bold[key] != "" || len(f.bold) > most {
		return
	}
	var out strings.Builder
	for i, text := range texts {
		if text == "" {
			continue
		}
		bold := ""
		if i%2 == 0 {
			bold = "<b/>"
		}
		fmt.Fprintf(&out, `<r><rPr>%s<sz val="%g"/><color rgb="FF%s"/><rFont val="%s"/><family val="2"/></rPr><t xml:space="preserve">%s</t></r>`,
			bold, l.size, black, fontName, xmlText(text))
	}
	f.bold[key] = out.String()
}

// plainText finds a text that excelize wrote without runs.
var plainText = regexp.MustCompile(`<si><t(?: xml:space="preserve")?>([^<]*)</t></si>`)

// embolden puts the runs in the place of the plain texts.
func (f *form) embolden(p parts) {
	const texts = "xl/sharedStrings.xml"
	p[texts] = bytes.NewBuffer(plainText.ReplaceAllFunc(p[texts].Bytes(), func(si []byte) []byte {
		m := plainText.FindSubmatch(si)
		if runs := f.bold[string(m[1])]; runs != "" {
			return []byte("<si>" + runs + "</si>")
		}
		return si
	}))
}
