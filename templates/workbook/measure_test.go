package workbook

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	f := face{size: 10}
	for _, c := range []struct {
		s     string
		width float64
		want  string
	}{
		{"", 100, ""},
		{"one two three", 200, "one two three"},
		{"one two three", 60, "one two|three"},
		{"a\n\nb", 100, "a||b"},
		{"WWWWWWWWWW", 60, "WWWWW|WWWWW"},
		{"x WWWWWWWWWW", 60, "x|WWWWW|WWWWW"},
		{"日本語日本語", 40, "日本語|日本語"},
	} {
		if got := strings.Join(f.wrap(c.s, c.width), "|"); got != c.want {
			t.Errorf("%q in %v points is %q, want %q", c.s, c.width, got, c.want)
		}
	}
}

// A clipped text fits, and is the beginning of the text and the mark.
func TestClip(t *testing.T) {
	f := face{size: 9}
	s := "First line\n" + strings.Repeat("and more words ", 40)
	for most := 1; most < 12; most++ {
		got := f.clip(s, 200, most, "… (more)")
		if n := f.lines(got, 200); n > most {
			t.Errorf("clipped to %d lines it has %d", most, n)
		}
		beginning, marked := strings.CutSuffix(got, "… (more)")
		if marked && !strings.HasPrefix(s, beginning) || !marked && got != s {
			t.Errorf("clipped to %d lines it is %q", most, got)
		}
	}
}

func TestPieces(t *testing.T) {
	s := strings.Repeat("Words of a recommendation that has no end. ", 200)
	all := pieces(s, 600)
	if len(all) < 2 || strings.Join(all, " ") != s {
		t.Errorf("%d pieces do not make the text again", len(all))
	}
}
