package strictyaml

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xrash/smetrics"
)

// Problem is one thing wrong at one place of a file.
type Problem struct {
	Line, Column int // from 1
	Text         string
}

// Errors is everything wrong in one file, in the order of the file.
type Errors struct {
	File     string
	Problems []Problem
}

func newErrors(file string, problems []Problem) *Errors {
	sorted := slices.Clone(problems)
	for i := range sorted {
		sorted[i].Text = shortened(sorted[i].Text)
	}
	slices.SortStableFunc(sorted, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return &Errors{File: file, Problems: slices.Compact(sorted)} // one place may be read twice
}

// Error prints a line for each problem: FILE:LINE:COLUMN: text.
func (e *Errors) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s", e.File, p.Line, p.Column, p.Text)
	}
	return strings.Join(lines, "\n")
}

// mostQuoted is how many characters a message shows of what stands in a file.
const mostQuoted = 100

var (
	quoted   = regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"`)
	unbroken = regexp.MustCompile(`\S+`)
)

// hasLong reports whether a text may hold something to cut. Files can have
// thousands of problems, and few of them have.
func hasLong(text string) bool {
	word, inside, escaped := 0, -1, false // inside: bytes since a quote began; below 0 outside of one
	for i := range len(text) {
		c := text[i]
		word++
		if inside >= 0 {
			inside++
		}
		switch {
		case escaped:
			escaped = false
		case c == '\\' && inside >= 0:
			escaped = true
		case c == '"' && inside >= 0:
			inside = -1
		case c == '"':
			inside = 0
		case c == ' ' || c == '\n':
			word = 0
		}
		if word > mostQuoted || inside > mostQuoted {
			return true
		}
	}
	return false
}

// shortened cuts what a message quotes of a file: what stands in quotes, and
// a word longer than any of ours.
func shortened(text string) string {
	if !hasLong(text) {
		return text
	}
	text = quoted.ReplaceAllStringFunc(text, func(q string) string {
		plain, err := strconv.Unquote(q)
		if err != nil {
			plain = q[1 : len(q)-1]
		}
		if short := cut(plain); short != plain {
			return strconv.Quote(short)
		}
		return q
	})
	quotes := quoted.FindAllStringIndex(text, -1)
	var b strings.Builder
	end := 0
	for _, at := range append(quotes, []int{len(text), len(text)}) {
		b.WriteString(unbroken.ReplaceAllStringFunc(text[end:at[0]], cut))
		b.WriteString(text[at[0]:at[1]])
		end = at[1]
	}
	return b.String()
}

func cut(s string) string {
	if utf8.RuneCountInString(s) <= mostQuoted {
		return s
	}
	return string([]rune(s)[:mostQuoted]) + "…"
}

// mostCandidates bounds how many words are compared with a misspelt one.
const mostCandidates = 5_000

// Nearest returns the candidate that a person most likely meant by word, or
// "" when none is near: at most two slips, and fewer than half its letters.
func Nearest(word string, candidates []string) string {
	best, least := "", 3
	if len(candidates) > mostCandidates {
		return ""
	}
	for _, c := range candidates {
		d := smetrics.WagnerFischer(strings.ToLower(word), strings.ToLower(c), 1, 1, 1)
		if d < least && d*2 <= len(c) {
			best, least = c, d
		}
	}
	return best
}

// didYouMean ends a message about an unknown word.
func didYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	if len(candidates) > 12 || len(candidates) == 0 {
		return ""
	}
	return "; it can be: " + strings.Join(candidates, ", ")
}
