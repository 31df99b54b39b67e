package workbook

import (
	"io"
	"os"
	"testing"

	"sextant/assessment/store"
	"sextant/templates"
)

// example is the report of the largest example.
func example(b *testing.B) templates.Report {
	b.Helper()
	const file = "../../examples/trust-acute.yaml"
	data, err := os.ReadFile(file)
	must(b, err)
	a, err := store.Decode(file, data, finding(swl(b)))
	must(b, err)
	return report(a)
}

// BenchmarkBoard makes the board workbook of the largest example.
func BenchmarkBoard(b *testing.B) {
	r := example(b)
	b.SetBytes(int64(len(made(b, r))))
	b.ReportAllocs()
	for b.Loop() {
		must(b, Board(io.Discard, r))
	}
}

// BenchmarkFloor only compresses the same parts into a zip, which nobody can
// do without: the ratio of the two is what making the workbook costs.
func BenchmarkFloor(b *testing.B) {
	r := example(b)
	parts, err := boardParts(r)
	must(b, err)
	b.SetBytes(int64(len(made(b, r))))
	b.ReportAllocs()
	for b.Loop() {
		must(b, parts.write(io.Discard))
	}
}

// BenchmarkForm writes the form of an assessment of 78 answers.
func BenchmarkForm(b *testing.B) {
	a := sample(b, swl(b))
	b.ReportAllocs()
	for b.Loop() {
		must(b, Form(io.Discard, a, FormOptions{}))
	}
}

// BenchmarkReadForm reads one form back; BenchmarkRead200Forms reads 200 of
// different content, as a region's import does.
func BenchmarkReadForm(b *testing.B) {
	a := sample(b, swl(b))
	data := formOf(b, a, FormOptions{})
	b.ReportAllocs()
	for b.Loop() {
		_, err := ReadForm("form.xlsx", data, finding(a.Framework))
		must(b, err)
	}
}

func BenchmarkRead200Forms(b *testing.B) {
	fw := swl(b)
	var forms [][]byte
	for i := range 200 {
		forms = append(forms, formOf(b, randomAssessment(fw).Example(i), FormOptions{}))
	}
	for b.Loop() {
		for _, data := range forms {
			_, err := ReadForm("form.xlsx", data, finding(fw))
			must(b, err)
		}
	}
}

// BenchmarkGuard is the part of reading that looks for trouble.
func BenchmarkGuard(b *testing.B) {
	data := formOf(b, sample(b, swl(b)), FormOptions{})
	b.ReportAllocs()
	for b.Loop() {
		if _, trouble := guard(data); trouble != "" {
			b.Fatal(trouble)
		}
	}
}
