package strictyaml

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// MaxText is the longest text of one field, in UTF-16 units: what a cell of
// a workbook holds, with room to spare.
const MaxText = 10_000

// Value is one node of a document. The zero Value stands for a key that is
// not there; every reader of it returns the zero of its type without a
// problem. A reader that meets something else than it expects remembers a
// problem and returns the zero of its type.
type Value struct {
	doc  *Document
	node *yaml.Node
}

// Present reports whether the value is in the file. A key with nothing after
// it is not.
func (v Value) Present() bool {
	return v.node != nil && !(v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!null")
}

// IsMap reports whether the value is keys and values.
func (v Value) IsMap() bool { return v.node != nil && v.node.Kind == yaml.MappingNode }

// IsList reports whether the value is a sequence.
func (v Value) IsList() bool { return v.node != nil && v.node.Kind == yaml.SequenceNode }

// Place is where the value stands in its file, from 1; 0, 0 when it is not
// there.
func (v Value) Place() (line, column int) {
	if v.node == nil {
		return 0, 0
	}
	return max(v.node.Line, 1), max(v.node.Column, 1)
}

// Errorf remembers a problem at the value's place.
func (v Value) Errorf(format string, args ...any) {
	if v.node == nil {
		return
	}
	line, column := v.Place()
	v.doc.problems = append(v.doc.problems, Problem{Line: line, Column: column, Text: fmt.Sprintf(format, args...)})
}

// Unknown remembers that a word is none of those known, and suggests the
// nearest.
func (v Value) Unknown(what, word string, known []string) {
	v.Errorf("there is no %s %q%s", what, word, didYouMean(word, known))
}

// scalar returns the node's text and tag, or a problem that says what was
// expected.
func (v Value) scalar(expected string) (text, tag string, ok bool) {
	if !v.Present() {
		return "", "", false
	}
	switch v.node.Kind {
	case yaml.ScalarNode:
	case yaml.AliasNode:
		v.Errorf("an alias (*%s) cannot be used here; write %s out", v.node.Value, expected)
		return "", "", false
	default:
		v.Errorf("expected %s, found %s", expected, kindName(v.node))
		return "", "", false
	}
	tag = v.node.ShortTag()
	if v.node.Anchor != "" {
		v.Errorf("an anchor (&%s) cannot be used here; write %s plainly", v.node.Anchor, expected)
		return "", "", false
	}
	if v.node.Style&yaml.TaggedStyle != 0 && strings.HasPrefix(tag, "!!") {
		v.Errorf("the tag %s cannot be used here; write %s plainly", tag, expected)
		return "", "", false
	}
	switch tag {
	case "!!str", "!!int", "!!float", "!!bool", "!!timestamp":
		return v.node.Value, tag, true
	}
	v.Errorf("the tag %s cannot be used here; write %s plainly", tag, expected)
	return "", "", false
}

// Text reads any scalar as it is written: 1.10 stays "1.10". Line ends are
// newlines; other control characters and text beyond [MaxText] are problems.
func (v Value) Text() string {
	text, _, ok := v.scalar("text")
	if !ok {
		return ""
	}
	if problem := TextProblem(text); problem != "" {
		v.Errorf("%s", problem)
		return ""
	}
	return text
}

// TextProblem says why a text cannot be kept in a file, or "".
func TextProblem(text string) string {
	if !utf8.ValidString(text) {
		return "the text is not UTF-8; type it again, or save the file it comes from as UTF-8"
	}
	units := 0
	for _, r := range text {
		if r != '\n' && (r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF) {
			return fmt.Sprintf("the text holds the character U+%04X, which cannot be kept; take it out", r)
		}
		units += utf16.RuneLen(r)
	}
	if units > MaxText {
		return fmt.Sprintf("the text is %d characters long; the most is %d", units, MaxText)
	}
	return ""
}

// curly are the quotes that word processors set, and nobody can type.
const curly = "“”„‘’"

// Key reads the short name of something: a whole number or a word, without
// space at its ends and without the quotes of word processors.
func (v Value) Key() string {
	text, tag, ok := v.scalar("a key")
	switch {
	case !ok:
		return ""
	case tag == "!!float" || tag == "!!bool" || tag == "!!timestamp":
		v.Errorf("%s is not a whole number or a word; if it is a word, put it in quotes", text)
		return ""
	case strings.ContainsAny(text, curly):
		v.Errorf("%q holds the quotes of a word processor, which become part of it; use plain quotes (\") or none", text)
		return ""
	}
	return v.word(text)
}

// Name reads a text of one line that is shown as it is, such as a version.
func (v Value) Name() string {
	text, _, ok := v.scalar("a name")
	if !ok {
		return ""
	}
	return v.word(text)
}

// word refuses what cannot be seen for what it is.
func (v Value) word(text string) string {
	hidden := func(r rune) bool { return !unicode.IsPrint(r) }
	if text == "" || strings.TrimSpace(text) != text || len(text) > 100 || strings.ContainsFunc(text, hidden) {
		v.Errorf("%q is not a word of at most 100 letters, digits and signs", text)
		return ""
	}
	return text
}

// Number reads a finite number.
func (v Value) Number() float64 {
	text, tag, ok := v.scalar("a number")
	if !ok {
		return 0
	}
	n, finite := number(text)
	switch {
	case finite && (tag == "!!int" || tag == "!!float"):
		return n
	case finite && v.node.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		v.Errorf("%q is in quotes, which make a text of it; take the quotes off", text)
	default:
		v.Errorf("expected a number, found %q", text)
	}
	return 0
}

func number(text string) (n float64, finite bool) {
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && !math.IsInf(n, 0) && !math.IsNaN(n)
}

// IsNumber reports whether the value is there and Number finds nothing wrong
// with it.
func (v Value) IsNumber() bool {
	if !v.Present() || v.node.Kind != yaml.ScalarNode {
		return false
	}
	_, finite := number(v.node.Value)
	tag := v.node.ShortTag()
	return finite && (tag == "!!int" || tag == "!!float") && v.node.Anchor == "" && v.node.Style&yaml.TaggedStyle == 0
}

// Bool reads true or false.
func (v Value) Bool() bool {
	text, tag, ok := v.scalar("true or false")
	if ok && tag != "!!bool" {
		v.Errorf("expected true or false, found %q", text)
	}
	return ok && tag == "!!bool" && strings.EqualFold(text, "true")
}

// Date reads a day: 2026-11-22.
func (v Value) Date() time.Time { return v.moment(time.DateOnly, "a date such as 2026-11-22") }

// Time reads a moment: 2026-11-22T10:03:00Z.
func (v Value) Time() time.Time {
	return v.moment(time.RFC3339, "a time such as 2026-11-22T10:03:00Z").UTC()
}

func (v Value) moment(layout, expected string) time.Time {
	text, _, ok := v.scalar(expected)
	if !ok {
		return time.Time{}
	}
	t, err := time.Parse(layout, text)
	if err != nil || t.Year() < 1900 {
		v.Errorf("expected %s, found %q", expected, text)
		return time.Time{}
	}
	return t
}

// OneOf reads a word that must be one of those known.
func (v Value) OneOf(what string, known ...string) string {
	word := v.Text()
	empty := v.Present() && v.node.Kind == yaml.ScalarNode && v.node.Value == ""
	if (word != "" || empty) && !slices.Contains(known, word) {
		v.Unknown(what, word, known)
		return ""
	}
	return word
}

// List reads a sequence. An item with nothing in it, a dash alone, is a problem
// and is left out.
func (v Value) List() []Value {
	if !v.Present() {
		return nil
	}
	if v.node.Kind != yaml.SequenceNode {
		v.Errorf("expected a list, found %s", kindName(v.node))
		return nil
	}
	items := make([]Value, 0, len(v.node.Content))
	for _, n := range v.node.Content {
		item := Value{doc: v.doc, node: n}
		if !item.Present() {
			item.Errorf("there is nothing in this item of the list; fill it in, or take it out")
			continue
		}
		items = append(items, item)
	}
	return items
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a group of keys"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias (*" + n.Value + ")"
	}
	if n.Value == "" {
		return "nothing"
	}
	if runes := []rune(n.Value); len(runes) > 40 {
		return strconv.Quote(string(runes[:40]) + "…")
	}
	return strconv.Quote(n.Value)
}
