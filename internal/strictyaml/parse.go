// Package strictyaml reads YAML that people write by hand, and writes YAML
// that people read.
//
// Reading keeps the place of everything: a caller walks a [Value] and says
// what it expects, each disappointment is remembered with its line and
// column, and [Document.Err] returns all of them at once:
//
//	doc, err := strictyaml.Parse("swl.yaml", data, strictyaml.Bound{Bytes: 1 << 20, Tokens: 200_000})
//	top := doc.Root().Fields("id", "title")
//	id := top.Need("id").Text()
//	title := top.Get("title").Text()
//	return doc.Err() // swl.yaml:3:1: there is no key "titel" here; did you mean "title"?
//
// It is stricter than YAML: one document, no aliases, no tags, no repeated
// or unknown keys, no control characters, and a number is never cut to fit.
//
// Writing builds a [Map] in the order wanted and keeps the comments that the
// file had before; see [Encode].
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Bound limits what Parse accepts, so that a hostile or mistaken file is
// refused before it costs time or memory.
type Bound struct {
	Bytes  int // size of the file
	Tokens int // characters that can start a YAML token: a bound on the nodes it can hold
}

// Document is a parsed file and the problems found in it so far.
type Document struct {
	file     string
	root     *yaml.Node
	head     string // comments above the first key
	foot     string // and below the last
	problems []Problem
}

// TooLarge refuses a file by its size, before it is read; nil where it is
// within the bound.
func (b Bound) TooLarge(file string, size int64) error {
	if size <= int64(b.Bytes) {
		return nil
	}
	return (&Document{file: file}).refuse(1, 1, "the file has %d bytes; the most that is read is %d", size, b.Bytes)
}

// Parse reads one YAML document. The error is an [Errors] when the file can
// be named and placed as wrong: too large, not UTF-8, not YAML, empty, or more
// than one document.
func Parse(file string, data []byte, bound Bound) (*Document, error) {
	doc := &Document{file: file}
	if err := bound.TooLarge(file, int64(len(data))); err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // Notepad writes one
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, doc.refuse(1, 1, "this is a workbook or a zip file, not YAML")
	}
	if at := firstInvalid(data); at >= 0 {
		line, column := place(data, at)
		return nil, doc.refuse(line, column, "this is not UTF-8 text; save the file as UTF-8")
	}
	if n := tokens(data); n > bound.Tokens {
		return nil, doc.refuse(1, 1, "the file has %d YAML tokens; the most that is read is %d", n, bound.Tokens)
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read YAML: %w", err)
	}
	var root, second yaml.Node
	if err := loader.Load(&root); errors.Is(err, io.EOF) || (err == nil && len(root.Content) == 0) {
		return nil, doc.refuse(1, 1, "the file is empty")
	} else if err != nil {
		return nil, doc.syntax(data, err)
	}
	if err := loader.Load(&second); err == nil {
		return nil, doc.refuse(max(second.Line, 1), 1, "a second document starts here; keep one document to a file")
	} else if !errors.Is(err, io.EOF) {
		return nil, doc.syntax(data, err)
	}
	doc.root, doc.head, doc.foot = root.Content[0], root.HeadComment, root.FootComment
	return doc, nil
}

// Root is the outermost value of the file.
func (d *Document) Root() Value { return Value{doc: d, node: d.root} }

// File is what messages call it.
func (d *Document) File() string { return d.file }

// Problems is how many problems were found so far.
func (d *Document) Problems() int { return len(d.problems) }

// Err returns every problem found so far as an [Errors], in the order of the
// file, or nil.
func (d *Document) Err() error {
	if len(d.problems) == 0 {
		return nil
	}
	return newErrors(d.file, d.problems)
}

func (d *Document) refuse(line, column int, format string, args ...any) error {
	return newErrors(d.file, []Problem{{Line: line, Column: column, Text: fmt.Sprintf(format, args...)}})
}

// syntax turns the library's error into one with our place and wording.
func (d *Document) syntax(data []byte, err error) error {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		var many *yaml.LoadErrors
		if errors.As(err, &many) && len(many.Errors) > 0 {
			load = many.Errors[0]
		}
	}
	if load == nil {
		return d.refuse(1, 1, "this is not YAML that can be read: %v", err)
	}
	line, column := max(load.Mark.Line, 1), max(load.Mark.Column, 1)
	lines := bytes.Split(data, []byte("\n"))
	if line <= len(lines) && bytes.HasPrefix(bytes.TrimLeft(lines[line-1], " "), []byte("\t")) {
		return d.refuse(line, column, "this line is indented with a tab; use spaces")
	}
	text := load.Message
	if text == "" {
		text = err.Error()
	}
	for _, slip := range slips {
		if strings.Contains(text, slip.said) {
			return d.refuse(line, column, "%s", slip.means)
		}
	}
	return d.refuse(line, column, "this is not YAML that can be read: %s", strings.TrimPrefix(text, "yaml: "))
}

// slips are what the library says of the commonest mistakes, and what a
// person can do about them.
var slips = []struct{ said, means string }{
	{"mapping values are not allowed", "there is a colon in a text here, or this line is not indented as the one above; put a text that holds a colon in quotes"},
	{"cannot start any token", "a text cannot begin with this character; put the text in quotes"},
	{"while scanning a quoted scalar", "a quotation mark is opened and never closed before here"},
	{"unexpected end of stream", "a quotation mark is opened and never closed before here"},
	{"did not find expected key", "this line does not line up with those above, or a quotation mark ended a text too early; check both"},
	{"did not find expected '-' indicator", "this line does not line up with the list above; check its indentation"},
	{"could not find expected ':'", "there is a key without a colon here, or a text goes on that is not indented"},
	{"did not find expected ',' or", "a [ or { is opened here or above and not closed, or a comma is missing between two items"},
	{"did not find expected node content", "a [ or { is opened here or above and not closed, or a comma is missing between two items"},
	{"control characters are not allowed", "the file holds a control character; is it a text file?"},
}

// tokens counts the characters that can start a YAML token. The count is
// never below the number of nodes, so a bound on it bounds memory.
func tokens(data []byte) int {
	n := 0
	for _, c := range data {
		switch c {
		case '\n', ',', ':', '[', '{', '-', '?', '&', '*':
			n++
		}
	}
	return n
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

func place(data []byte, at int) (line, column int) {
	before := data[:at]
	line = bytes.Count(before, []byte("\n")) + 1
	return line, at - (bytes.LastIndexByte(before, '\n') + 1) + 1
}
