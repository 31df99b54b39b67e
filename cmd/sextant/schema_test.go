package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// The schemas tell editors what the program's own readers accept. These tests
// hold the two together: nothing that a reader accepts is refused by its
// schema, and whatever the reader finds wrong with keys and kinds the schema
// finds too.

// format is a schema and the reader that it stands for.
type format struct {
	schema *jsonschema.Schema
	read   func(data []byte) error
}

func frameworkFormat(t *testing.T) format {
	return format{compiled(t, frameworks.Schema()), func(data []byte) error {
		_, err := frameworks.Load("f.yaml", data, frameworks.BuiltIn())
		return err
	}}
}

func assessmentFormat(t *testing.T) format {
	known := make(map[[2]string]*frameworks.Framework)
	for _, file := range globbed(t, "frameworks/swl-cyber.yaml", "frameworks/testdata/good-*.yaml") {
		fw, err := loadFramework(file)
		if err != nil {
			t.Fatal(err)
		}
		known[[2]string{fw.ID, fw.Version}] = fw
	}
	return format{compiled(t, store.Schema()), func(data []byte) error {
		_, err := store.Decode("a.yaml", data, func(id, version string) (*frameworks.Framework, error) {
			if fw := known[[2]string{id, version}]; fw != nil {
				return fw, nil
			}
			return nil, &frameworks.NotFound{ID: id, Version: version}
		})
		return err
	}}
}

func compiled(t *testing.T, schema []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func globbed(t *testing.T, patterns ...string) []string {
	t.Helper()
	var files []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(module, filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			t.Fatalf("no file is called %s: %v", pattern, err)
		}
		files = append(files, found...)
	}
	return files
}

func parsedYAML(t testing.TB, file string) *yaml.Node {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var n yaml.Node
	if err := yaml.Load(data, &n); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return n.Content[0]
}

// seen is what an editor hands to a schema: YAML as JSON. A date is a text
// there, and every key is.
func seen(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := make(map[string]any)
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = seen(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = seen(item)
		}
		return list
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		return json.Number(n.Value)
	}
	return n.Value
}

// everyKey is an assessment with what the examples have no use for.
const everyKey = `
sextant: assessment/1
framework: {id: statuses, version: 1.0.0, digest: %q}
organisation: {name: St Elsewhere, code: ZZX, type: x, system: y, region: z, other: {beds: 450}}
date: 2026-11-22
period: 2026-27 Q3
report: {marking: a, meeting: b, agenda_item: 9.20, author: c, lead: d, purpose: e, recommendation: f, considered_by: g, risk: h, dspt_status: i}
answers:
  O1:
    answer: [a1, a2]
    note: n
    evidence: [{title: Minutes, reference: r, date: 2026-07-01}, {reference: SOD-9}]
    strength: document
    by: j.smith
    at: 2026-11-20T10:23:03Z
    given_to: 0.9.0
    override: {status: not achieved, reason: Not throughout, by: h.quist, at: 2026-11-21T00:00:00Z}
    review: {of: [a1, a2], answer: [], by: h.quist, at: 2026-11-21T00:00:00+01:00, note: weak, given_to: 0.9.0}
  S1: {answer: 'yes', target: 'yes'}
  S2: {not_applicable: No such thing}
earlier:
  X1: {answer: 1, given_to: 0.9.0}
actions:
  - {id: 1, question: S1, title: Do it, to: 'yes', owner: CIO, due: 2027-03-31, cost: 12000.5, funding: revenue, risk: BAF 7, status: planned}
`

func everyKeyAssessment(t *testing.T) *yaml.Node {
	fw, err := loadFramework(filepath.Join(module, "frameworks", "testdata", "good-statuses.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var n yaml.Node
	if err := yaml.Load(fmt.Appendf(nil, everyKey, fw.Digest()), &n); err != nil {
		t.Fatal(err)
	}
	return n.Content[0]
}

// Editors show the description of a key where the mouse rests on it.
func TestEveryKeyIsDescribed(t *testing.T) {
	t.Parallel()
	for name, schema := range map[string][]byte{"frameworks": frameworks.Schema(), "assessments": store.Schema()} {
		var document map[string]any
		if err := json.Unmarshal(schema, &document); err != nil {
			t.Fatal(err)
		}
		defs := document["$defs"].(map[string]any)
		keys := 0
		var walk func(node any)
		walk = func(node any) {
			switch node := node.(type) {
			case []any:
				for _, item := range node {
					walk(item)
				}
			case map[string]any:
				properties, ok := node["properties"].(map[string]any)
				for key, value := range properties {
					property := value.(map[string]any)
					if ref, has := property["$ref"].(string); has && property["description"] == nil {
						property = defs[filepath.Base(ref)].(map[string]any)
					}
					// Without the list of all keys beside it, it only narrows one that is described elsewhere.
					if text, _ := property["description"].(string); ok && node["additionalProperties"] != nil && len(properties) > 1 && text == "" && property["type"] != "null" {
						t.Errorf("%s: the key %s has no description", name, key)
					}
					keys++
				}
				for _, child := range node {
					walk(child)
				}
			}
		}
		walk(document)
		if keys < 40 {
			t.Errorf("%s: only %d keys were found", name, keys)
		}
	}
}

// An editor finds the schema by the first line of the file.
func TestEveryFrameworkNamesItsSchema(t *testing.T) {
	t.Parallel()
	for _, file := range globbed(t, goodFrameworks...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(data), "\n")
		name, ok := strings.CutPrefix(strings.TrimSpace(first), "# yaml-language-server: $schema=")
		schema, err := os.ReadFile(filepath.Join(filepath.Dir(file), filepath.FromSlash(name)))
		if !ok || err != nil || !bytes.Equal(schema, frameworks.Schema()) {
			t.Errorf("%s does not begin with the place of the schema: %q %v", file, first, err)
		}
	}
}

// goodFrameworks are those of the repository.
var goodFrameworks = []string{
	"frameworks/*.yaml", "frameworks/skeleton/*.yaml", "frameworks/testdata/good-*.yaml",
	"assessment/testdata/*.yaml", "templates/workbook/testdata/*.yaml",
}

// beyondTheSchema are wrong in a way that takes more than one place to see.
var beyondTheSchema = []string{"bad-range.yaml", "bad-scale-range.yaml"}

func TestTheSchemaAcceptsGoodFrameworksAndRefusesBadOnes(t *testing.T) {
	t.Parallel()
	f := frameworkFormat(t)
	files := globbed(t, append(goodFrameworks, "frameworks/testdata/bad-*.yaml")...)
	for _, file := range files {
		name := filepath.Base(file)
		refused := f.schema.Validate(seen(parsedYAML(t, file)))
		switch beyond := slices.Contains(beyondTheSchema, name); {
		case !strings.HasPrefix(name, "bad-") && refused != nil:
			t.Errorf("%s is refused: %#v", file, refused)
		case strings.HasPrefix(name, "bad-") && refused == nil && !beyond:
			t.Errorf("%s is accepted; can no schema refuse it?", file)
		case refused != nil && beyond:
			t.Errorf("%s is refused now; take it from the list", file)
		}
	}
	for _, name := range beyondTheSchema {
		if !slices.ContainsFunc(files, func(file string) bool { return filepath.Base(file) == name }) {
			t.Errorf("there is no %s", name)
		}
	}
}

func TestTheSchemaAcceptsEveryExample(t *testing.T) {
	t.Parallel()
	f := assessmentFormat(t)
	all := everyKeyAssessment(t)
	if err := f.schema.Validate(seen(all)); err != nil {
		t.Errorf("%#v", err)
	}
	data, err := yaml.Dump(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.read(data); err != nil {
		t.Error(err)
	}
	for _, file := range globbed(t, "examples/*.yaml", "assessment/store/testdata/*.yaml") {
		if err := f.schema.Validate(seen(parsedYAML(t, file))); err != nil {
			t.Errorf("%s: %#v", file, err)
		}
	}
}

// kinds finds the problems that a schema must find too. (That a date is no
// key it cannot find: to it, a date is a text.)
var kinds = regexp.MustCompile(`^there is no key |^expected |is missing here$|^[a-z0-9.]+ is not a whole number or a word; |^there is nothing in this item`)

func TestSchemaAndReaderAgreeOnFrameworks(t *testing.T) {
	t.Parallel()
	var trees []*yaml.Node
	for _, file := range globbed(t, "frameworks/caf-4.0.yaml", "frameworks/testdata/good-*.yaml", "frameworks/skeleton/*.yaml",
		"assessment/testdata/c2m2.yaml", "assessment/testdata/profile.yaml") {
		trees = append(trees, parsedYAML(t, file))
	}
	everyKeyIsUsed(t, frameworks.Schema(), trees)
	agree(t, frameworkFormat(t), trees)
}

func TestSchemaAndReaderAgreeOnAssessments(t *testing.T) {
	t.Parallel()
	trees := []*yaml.Node{everyKeyAssessment(t)}
	for _, file := range globbed(t, "examples/trust-acute.yaml", "examples/practice.yaml") {
		trees = append(trees, parsedYAML(t, file))
	}
	everyKeyIsUsed(t, store.Schema(), trees)
	agree(t, assessmentFormat(t), trees)
}

// everyKeyIsUsed sees that the files have each key of the schema: what is not
// there cannot be broken.
func everyKeyIsUsed(t *testing.T, schema []byte, trees []*yaml.Node) {
	t.Helper()
	var document any
	if err := json.Unmarshal(schema, &document); err != nil {
		t.Fatal(err)
	}
	used := make(map[string]bool)
	var use func(*yaml.Node)
	use = func(n *yaml.Node) {
		for i, child := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 0 {
				used[child.Value] = true
			}
			use(child)
		}
	}
	for _, tree := range trees {
		use(tree)
	}
	var walk func(any)
	walk = func(node any) {
		switch node := node.(type) {
		case []any:
			for _, item := range node {
				walk(item)
			}
		case map[string]any:
			properties, _ := node["properties"].(map[string]any)
			for key := range properties {
				if !used[key] {
					t.Errorf("no file has the key %s", key)
					used[key] = true
				}
			}
			for _, child := range node {
				walk(child)
			}
		}
	}
	walk(document)
}

// agree breaks good files in one or two places each and compares what schema
// and reader say.
func agree(t *testing.T, f format, good []*yaml.Node) {
	rapid.Check(t, func(t *rapid.T) {
		tree := copied(rapid.SampledFrom(good).Draw(t, "file"))
		what := ""
		for range rapid.IntRange(1, 2).Draw(t, "times") {
			what += breakOnePlace(t, tree)
		}
		refused := f.schema.Validate(seen(tree)) // Dump takes the tags away
		data, err := yaml.Dump(tree)
		if err != nil {
			t.Fatal(err)
		}
		wrong := f.read(data)
		if refused != nil && wrong == nil {
			t.Fatalf("%s: the reader accepts what the schema refuses: %#v\n%s", what, refused, data)
		}
		var problems *strictyaml.Errors
		if refused != nil || !errors.As(wrong, &problems) {
			return
		}
		for _, p := range problems.Problems {
			if kinds.MatchString(p.Text) {
				t.Fatalf("%s: the schema accepts what the reader refuses: %s\n%s", what, p.Text, data)
			}
		}
	})
}

func copied(n *yaml.Node) *yaml.Node {
	c := *n
	c.Content = make([]*yaml.Node, len(n.Content))
	for i := range n.Content {
		c.Content[i] = copied(n.Content[i])
	}
	return &c
}

// breakOnePlace drops, renames, doubles or changes the kind of something.
func breakOnePlace(t *rapid.T, tree *yaml.Node) string {
	var holders []*yaml.Node // what has something in it
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		if len(n.Content) > 0 {
			holders = append(holders, n)
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	walk(tree)
	if len(holders) == 0 {
		return ""
	}
	holder := rapid.SampledFrom(holders).Draw(t, "holder")
	step := 1
	if holder.Kind == yaml.MappingNode {
		step = 2
	}
	at := step * rapid.IntRange(0, len(holder.Content)/step-1).Draw(t, "at")
	name, value := holder.Content[at].Value, holder.Content[at+step-1]
	switch how := rapid.SampledFrom([]string{"drop", "rename", "change", "change", "change"}).Draw(t, "how"); {
	case how == "rename" && step == 2:
		holder.Content[at].Value += "x"
		return "rename " + name + "; "
	case how == "drop":
		holder.Content = slices.Delete(holder.Content, at, at+step)
		return "drop " + name + "; "
	default:
		text := rapid.SampledFrom([]string{"word", "' '", "''", "7", "-1", "1.5", "true", "null", "2026-11-22", "[]", "[word]", "[null]", "{}", "{word: x}"}).Draw(t, "to")
		var to yaml.Node
		if err := yaml.Load([]byte(text), &to); err != nil {
			t.Fatal(err)
		}
		*value = *to.Content[0]
		return "change " + name + " to " + text + "; "
	}
}

// What is typed in the questionnaire for something else is nobody's key.
func TestCommandsAreNoKeys(t *testing.T) {
	t.Parallel()
	f := frameworkFormat(t)
	for _, key := range append(slices.Clone(frameworks.CommandKeys), "0") {
		text := fmt.Sprintf("id: a\nversion: 1.0.0\ntitle: A\nscale:\n  - {key: 0a, value: 0, name: None}\n  - {key: %q, value: 1, name: All}\nscore: mean\n"+
			"objectives: [{id: o, title: O, questions: [{id: Q, title: Q, asks: 'Is it?'}]}]\n", key)
		file := filepath.Join(t.TempDir(), "a.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		refused := f.read([]byte(text)) != nil
		if shown := f.schema.Validate(seen(parsedYAML(t, file))) != nil; refused != shown || refused != (key != "0") {
			t.Errorf("%q: refused by the reader: %v, by the schema: %v", key, refused, shown)
		}
	}
}
