package frameworks

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Term is a word or abbreviation of the questions, and what it means there.
type Term struct {
	Name, Meaning string

	place place
}

// Terms returns the terms of the glossary that the texts use, and those that
// their meanings use in turn, in the order of the glossary. A term is found
// as a whole word, alone or with an s; one that begins with a small letter
// also where it begins a sentence.
func (f *Framework) Terms(texts ...string) []Term {
	used := make([]bool, len(f.Glossary))
	for text := strings.Join(texts, "\n"); text != ""; {
		var next []string
		for i, t := range f.Glossary {
			if !used[i] && t.in(text) {
				used[i] = true
				next = append(next, t.Meaning)
			}
		}
		text = strings.Join(next, "\n")
	}
	var terms []Term
	for i, t := range f.Glossary {
		if used[i] {
			terms = append(terms, t)
		}
	}
	return terms
}

func (t Term) in(text string) bool {
	if t.Name == "" {
		return false
	}
	return holdsWord(text, t.Name) || holdsWord(text, capital(t.Name))
}

// holdsWord reports whether a text holds a word or words, not as a part of
// others.
func holdsWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		rest := strings.TrimPrefix(text[end:], "s")
		after, _ := utf8.DecodeRuneInString(rest)
		if !letter(before) && !letter(after) {
			return true
		}
		at = end
	}
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func capital(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}
