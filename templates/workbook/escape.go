package workbook

import (
	"bytes"
	"regexp"
	"strings"
)

// A workbook writes a character that XML cannot hold as _xHHHH_, and programs
// that read one turn each _x0041_ into an A. A text that holds these letters
// needs _x005F_ in the place of their first underscore. excelize 2.11.1
// writes plain text without that, and in rich text overlooks the second of
// two that share an underscore. So texts go through excelize with a mark in
// the underscore's place, and the marks are replaced in the part.

// escapable finds the underscores that begin something like an escape; the
// rest of it stays, for its last underscore may begin another.
var escapable = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// The mark is from a plane for private use. Where a text holds the character
// itself it is followed by another letter.
const (
	mark           = "\U000F5E75"
	markUnderscore = mark + "u"
	markItself     = mark + "m"
)

// escape marks a text for unescape.
func (b *book) escape(s string) string {
	if !strings.Contains(s, "_x") && !strings.Contains(s, mark) {
		return s
	}
	b.escaped = true
	s = strings.ReplaceAll(s, mark, markItself)
	var out strings.Builder
	for {
		at := escapable.FindStringIndex(s)
		if at == nil {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:at[0]] + markUnderscore)
		s = s[at[0]+1:]
	}
}

// unescape replaces the marks in the part that holds the texts.
func (p parts) unescape() {
	const texts = "xl/sharedStrings.xml"
	s := bytes.ReplaceAll(p[texts].Bytes(), []byte(markUnderscore), []byte("_x005F_"))
	p[texts] = bytes.NewBuffer(bytes.ReplaceAll(s, []byte(markItself), []byte(mark)))
}
