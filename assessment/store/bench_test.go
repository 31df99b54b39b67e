package store

import (
	"os"
	"path/filepath"
	"testing"

	"go.yaml.in/yaml/v4"

	"sextant/assessment"
	"sextant/frameworks"
)

const example = "../../examples/trust-acute.yaml"

func builtIn(id, version string) (*frameworks.Framework, error) {
	return frameworks.Open(id, version, frameworks.BuiltIn())
}

// trust reads the largest example with a framework that is opened once.
func trust(b *testing.B) ([]byte, *assessment.Assessment, Folder) {
	b.Helper()
	data, err := os.ReadFile(example)
	if err != nil {
		b.Fatal(err)
	}
	a, err := Decode(example, data, builtIn)
	if err != nil {
		b.Fatal(err)
	}
	return data, a, Folder{Dir: b.TempDir(), Find: func(string, string) (*frameworks.Framework, error) { return a.Framework, nil }}
}

// BenchmarkDecode reads and checks an assessment of 78 questions.
func BenchmarkDecode(b *testing.B) {
	data, _, f := trust(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(example, data, f.Find); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecodeFloor is the YAML library alone on the same text.
func BenchmarkDecodeFloor(b *testing.B) {
	data, _, _ := trust(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var v any
		if err := yaml.Load(data, &v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSave changes one answer and saves: lock, read, carry the comments,
// write, read back, flush, rename.
func BenchmarkSave(b *testing.B) {
	_, a, f := trust(b)
	if err := f.Create("a.yaml", a); err != nil {
		b.Fatal(err)
	}
	e, err := f.Edit("a.yaml")
	if err != nil {
		b.Fatal(err)
	}
	options := []string{"1", "2"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := e.Assessment.Set("GOV-01", assessment.Answer{Option: options[i%2]}); err != nil {
			b.Fatal(err)
		}
		if err := e.Save(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSaveFloor writes the same bytes, flushes and renames.
func BenchmarkSaveFloor(b *testing.B) {
	data, _, f := trust(b)
	for b.Loop() {
		if err := replace(filepath.Join(f.Dir, "a.yaml"), data); err != nil {
			b.Fatal(err)
		}
	}
}
