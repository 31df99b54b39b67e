package frameworks

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"
)

func TestEveryBuiltInFileIsSound(t *testing.T) {
	list, err := List(BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 7 {
		t.Errorf("%d files are built in, not 7", len(list))
	}
}

// swl opens the questionnaire that comes with the program.
func swl(t testing.TB) *Framework {
	t.Helper()
	fw, err := Open("swl-cyber", "1.0.0", BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

func TestTheQuestionnaireIsWhole(t *testing.T) {
	fw := swl(t)
	groups, core, practice := 0, 0, 0
	for _, o := range fw.Objectives {
		groups += len(o.Groups)
	}
	for _, q := range fw.Questions() {
		if q.Core {
			core++
		}
		if q.IsFor("practice") {
			practice++
		}
		if q.Respondent == "" || len(q.Evidence) == 0 {
			t.Errorf("%s lacks a respondent or evidence", q.ID)
		}
		for _, key := range []string{"1", "2", "3", "4"} {
			if q.Option(key).Statement == "" {
				t.Errorf("%s lacks a statement for level %s", q.ID, key)
			}
		}
		for _, part := range []string{"Look at: ", "\nDoes not count: ", "\nOften over-scored: ", "\nDiffers by organisation: "} {
			if !strings.Contains(q.Guidance, part) {
				t.Errorf("the guidance of %s lacks %q", q.ID, part)
			}
		}
	}
	for _, p := range fw.Advice() {
		t.Errorf("swl-cyber.yaml:%d:%d: %s", p.Line, p.Column, p.Text)
	}
	if avoid := strings.Join(fw.Avoid, " "); avoid != strings.Join(usualAvoid, " ") {
		t.Errorf("the questionnaire sets a list of its own: %s", avoid)
	}
	if got := [...]int{len(fw.Objectives), groups, len(fw.Questions()), core, practice}; got != [...]int{6, 31, 78, 40, 55} {
		t.Errorf("objectives, themes, questions, core, for a practice: %v", got)
	}
	for id, want := range map[string]string{
		"caf-4.0": "41/41 14/14", "nist-csf-2.0": "106/106 22/22", "dspt-caf": "47/47 18/18", "iso-27001-2022": "93/93 4/4", "cyber-essentials": "5/5 5/5",
	} {
		catalogue, err := Open(id, "", BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		c := fw.Coverage(catalogue)
		if got := fmt.Sprintf("%d/%d %d/%d", len(Touched(c.Identifiers)), len(c.Identifiers), len(Touched(c.Groups)), len(c.Groups)); got != want {
			t.Errorf("%s: identifiers and groups touched: %s, not %s", id, got, want)
		}
	}
	// Times that a law or a scheme sets stand in the glossary alone.
	for _, q := range fw.Questions() {
		for _, text := range q.Texts() {
			if strings.Contains(text, "72 hours") || strings.Contains(text, "14 days") || strings.Contains(text, "24 hours") {
				t.Errorf("%s: %q sets a time that the glossary should", q.ID, text)
			}
		}
	}
}

// Each bad- file holds its expected problems in its last comment lines.
func TestBadFilesAreRefusedWithAllTheirProblems(t *testing.T) {
	catalogues := func(id string) (*Framework, error) { return Open(id, "", BuiltIn()) }
	files, _ := filepath.Glob("testdata/*.yaml")
	if len(files) < 4 {
		t.Fatalf("only %d files in testdata", len(files))
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(string(data), "\r\n", "\n")
			_, err = Parse(name, []byte(text), catalogues)
			if strings.HasPrefix(name, "good-") {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			_, want, _ := strings.Cut(text, "\n# expect\n")
			want = strings.ReplaceAll(strings.TrimSpace(want), "# ", "")
			if err == nil || err.Error() != want {
				t.Errorf("got\n%v\nwant\n%s", err, want)
			}
		})
	}
}

func TestDigestChangesWithMeaningAlone(t *testing.T) {
	source, err := os.ReadFile("testdata/good-small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	parse := func(text string) string {
		fw, err := Parse("small.yaml", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		return fw.Digest()
	}
	was := parse(string(source))
	for old, now := range map[string]string{
		"title: Leaders": "title: Leadership", "version: 1.0.0": "version: 1.0.1",
		"by: 2030-03-31, all: 1": "by: 2031-03-31, all: 1", "evidence: [Minutes]": "evidence: [Papers]",
		"name: 'Yes'": "name: Aye",
	} {
		text := strings.Replace(string(source), old, now, 1)
		if text == string(source) || parse(text) != was {
			t.Errorf("%q to %q changed the digest, or is not in the file", old, now)
		}
	}
	for old, now := range map[string]string{
		"id: Q1": "id: Q9", "value: 1,": "value: 2,", "weight: 2": "weight: 3", "core: true": "core: false",
		"for: [trust]": "for: [trust, icb]", "The board discussed it": "The board saw it",
	} {
		text := strings.Replace(string(source), old, now, 1)
		if text == string(source) || parse(text) == was {
			t.Errorf("%q to %q did not change the digest, or is not in the file", old, now)
		}
	}
}

func TestTheFirstPlaceThatHasAFrameworkWins(t *testing.T) {
	source, err := os.ReadFile("testdata/good-small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	beside := fstest.MapFS{
		"mine.yaml":       {Data: []byte(strings.NewReplacer("id: small", "id: swl-cyber", "version: 1.0.0", "version: 7.0.0").Replace(string(source)))},
		"assessment.yaml": {Data: []byte("sextant: assessment/1\nid: swl-cyber\n")},
		"junk.yaml":       {Data: []byte("\x00\x01")},
	}
	fw, err := Open("swl-cyber", "", beside, BuiltIn())
	if err != nil || len(fw.Questions()) != 2 {
		t.Errorf("the framework beside was not found: %v", err)
	}
	if fw, err := Open("swl-cyber", "1.0.0", beside, BuiltIn()); err != nil || len(fw.Questions()) != 78 {
		t.Errorf("the built-in framework was not found: %v", err)
	}
	_, err = Open("swl-cyber", "7.7.7", beside, BuiltIn())
	if err == nil || !strings.Contains(err.Error(), "there is no framework swl-cyber 7.7.7; there is: swl-cyber 7.0.0, swl-cyber 1.0.0") {
		t.Errorf("got %v", err)
	}
}

// What else lies in a folder is no business of a framework in it.
func TestStrayFilesBesideAreLeftAlone(t *testing.T) {
	beside := fstest.MapFS{
		"x.yaml":    {Data: []byte("name: iso\nid: A\n")},
		"pipe.yaml": {Mode: fs.ModeNamedPipe},
	}
	if _, err := Open("swl-cyber", "1.0.0", beside, BuiltIn()); err != nil {
		t.Error(err)
	}
}

func TestTargetsComeIntoForceByDate(t *testing.T) {
	fw := swl(t)
	core, other := fw.Question("GOV-01"), fw.Question("GOV-02")
	for _, c := range []struct{ day, core, other string }{
		{"2026-11-22", "2", "1"}, {"2027-03-31", "2", "1"}, {"2027-04-01", "3", "2"},
		{"2030-03-31", "3", "3"}, {"2035-01-01", "3", "3"},
	} {
		line := fw.TargetOn(day(c.day))
		if line.TargetKey(core) != c.core || line.TargetKey(other) != c.other {
			t.Errorf("%s: core %s, other %s", c.day, line.TargetKey(core), line.TargetKey(other))
		}
	}
}

// BenchmarkOpen finds, parses and checks swl-cyber with its catalogues.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		swl(b)
	}
}

// BenchmarkParse parses and checks the text of swl-cyber alone.
func BenchmarkParse(b *testing.B) {
	data, catalogues := source(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("swl-cyber.yaml", data, catalogues); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseFloor is the YAML library alone on the same text.
func BenchmarkParseFloor(b *testing.B) {
	data, _ := source(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var v any
		if err := yaml.Load(data, &v); err != nil {
			b.Fatal(err)
		}
	}
}

func source(b *testing.B) ([]byte, func(string) (*Framework, error)) {
	b.Helper()
	data, err := fs.ReadFile(BuiltIn(), "swl-cyber.yaml")
	if err != nil {
		b.Fatal(err)
	}
	catalogues := make(map[string]*Framework)
	for _, id := range swl(b).Catalogues {
		if catalogues[id], err = Open(id, "", BuiltIn()); err != nil {
			b.Fatal(err)
		}
	}
	return data, func(id string) (*Framework, error) { return catalogues[id], nil }
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.yaml")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fw, err := Parse("f.yaml", data, nil)
		if err != nil {
			if strings.Contains(err.Error(), "frameworks.") || strings.Contains(err.Error(), "strictyaml.") {
				t.Errorf("a Go name reaches the user: %v", err)
			}
			return
		}
		for _, q := range fw.Questions() {
			if fw.Question(q.ID) == nil || !fw.IsCatalogue() && len(q.Options) < 2 {
				t.Errorf("%q was accepted without its options", q.ID)
			}
		}
	})
}

// What YAML calls a number and is none is told once, too.
func TestInfiniteNumbersAreToldOnce(t *testing.T) {
	const text = `
id: t
version: 1.0.0
title: T
scale: [{key: 0, value: .nan, name: A}, {key: 1, value: -.inf, name: B}]
score: {levels: {share: .nan}}
bands: [{from: .inf, name: A}, {from: -.inf, name: B}]
objectives: [{id: o, title: O, weight: .inf, questions: [{id: Q, title: T, asks: W, at: [1], weight: .nan}]}]
`
	_, err := Parse("t.yaml", []byte(text), nil)
	if n := strings.Count(fmt.Sprint(err), "\n") + 1; err == nil || n != 7 || strings.Count(err.Error(), "expected a number") != n {
		t.Errorf("%v", err)
	}
}
