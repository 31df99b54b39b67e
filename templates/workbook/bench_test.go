package workbook

import (
	"io"
	"testing"
)

// BenchmarkBoard makes the board workbook of 78 questions.
func BenchmarkBoard(b *testing.B) {
	r := report(sample(b, swl(b)))
	b.SetBytes(int64(len(made(b, r))))
	b.ReportAllocs()
	for b.Loop() {
		must(b, Board(io.Discard, r))
	}
}

// BenchmarkFloor only compresses the same parts into a zip, which nobody can
// do without: the ratio of the two is what making the workbook costs.
func BenchmarkFloor(b *testing.B) {
	r := report(sample(b, swl(b)))
	parts, err := boardParts(r)
	must(b, err)
	b.SetBytes(int64(len(made(b, r))))
	b.ReportAllocs()
	for b.Loop() {
		must(b, parts.write(io.Discard))
	}
}
