package strictyaml

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// Node is something to write: made by [Text], [Key], [Number], [Date],
// [Time], [List], [FlowList] or a [Map].
type Node struct{ node *yaml.Node }

// Map is keys and values to write, in the order they are added.
type Map struct{ node *yaml.Node }

// NewMap returns an empty map, a key to a line.
func NewMap() Map { return Map{&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}} }

// NewFlowMap returns an empty map, all on one line: {title: Minutes, date: 2026-07-01}.
func NewFlowMap() Map {
	return Map{&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Style: yaml.FlowStyle}}
}

// Add writes a key and its value.
func (m Map) Add(key string, value Node) {
	m.node.Content = append(m.node.Content, Text(key).node, value.node)
}

// AddText writes a key and its text, unless the text is empty.
func (m Map) AddText(key, text string) {
	if text == "" {
		return
	}
	value := Text(text)
	if m.node.Style != yaml.FlowStyle && strings.Contains(text, "\n") {
		value.node.Style = yaml.LiteralStyle
	}
	m.Add(key, value)
}

// Len is the number of keys.
func (m Map) Len() int { return len(m.node.Content) / 2 }

// Node makes a map a value of another.
func (m Map) Node() Node { return Node(m) }

// Text is a string; it is put in quotes where YAML would read it as
// something else.
func Text(s string) Node {
	return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}}
}

// Key is the short name of something, written as a whole number when it is
// one; see [Value.Key].
func Key(s string) Node {
	if n, err := strconv.Atoi(s); err == nil && strconv.Itoa(n) == s {
		return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: s}}
	}
	return Text(s)
}

// Number is a finite number, as short as reads back the same.
func Number(n float64) Node {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	tag := "!!int"
	if strings.Contains(s, ".") {
		tag = "!!float"
	}
	return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: s}}
}

// Date is a day.
func Date(t time.Time) Node {
	return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: t.Format(time.DateOnly)}}
}

// Time is a moment, in UTC, to the second.
func Time(t time.Time) Node {
	return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: t.UTC().Format(time.RFC3339)}}
}

// List is a sequence, an item to a line.
func List(items ...Node) Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	for _, item := range items {
		n.Content = append(n.Content, item.node)
	}
	return Node{n}
}

// FlowList is a sequence all on one line: [a, b].
func FlowList(items ...Node) Node {
	list := List(items...)
	list.node.Style = yaml.FlowStyle
	return list
}

// Encode writes a map as a YAML document. The comments of previous, the
// file as it was, stay with their keys; the comment of a key that is gone
// moves to the key that held it. What Encode returns reads back as the map:
// that is checked before it is returned, and back is what was read. file is
// what messages call it.
func Encode(file string, m Map, previous *Document, bound Bound) (out []byte, back *Document, err error) {
	made := contents(m.node, nil) // before the encoder takes the tags away
	doc := &yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{m.node}}
	if previous != nil {
		carryComments(previous, doc)
	}
	out, err = yaml.Dump(doc, yaml.WithIndent(2), yaml.WithCompactSeqIndent(false), yaml.WithQuotePreference(yaml.QuoteDouble), yaml.WithLineWidth(-1))
	if err != nil {
		return nil, nil, fmt.Errorf("write YAML: %w", err)
	}
	if len(out) > bound.Bytes {
		return nil, nil, &TooLong{len(out), bound.Bytes}
	}
	if back, err = Parse(file, out, bound); err != nil {
		return nil, nil, err
	}
	if !slices.Equal(made, contents(back.root, nil)) {
		return nil, nil, fmt.Errorf("%s reads back differently", file)
	}
	return out, back, nil
}

// TooLong says that a map makes more text than may be written.
type TooLong struct{ Bytes, Most int }

func (e *TooLong) Error() string {
	return fmt.Sprintf("it would be %d bytes long; the most is %d", e.Bytes, e.Most)
}

// contents lists the kinds, tags and values of a tree: two trees with the
// same list hold the same data.
func contents(n *yaml.Node, list []string) []string {
	list = append(list, fmt.Sprint(n.Kind, len(n.Content)), n.ShortTag(), n.Value)
	for _, child := range n.Content {
		list = contents(child, list)
	}
	return list
}
