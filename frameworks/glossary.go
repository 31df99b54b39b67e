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
// as a whole word or words, alone or with an s; one that begins with a small
// letter also where it begins a sentence.
func (f *Framework) Terms(texts ...string) []Term {
	used := make([]bool, len(f.Glossary))
	for len(texts) > 0 {
		var next []string
		for _, text := range texts {
			f.lexicon.find(text, func(i int) {
				if !used[i] {
					used[i] = true
					next = append(next, f.Glossary[i].Meaning)
				}
			})
		}
		texts = next
	}
	var terms []Term
	for i, t := range f.Glossary {
		if used[i] {
			terms = append(terms, t)
		}
	}
	return terms
}

// lexicon finds the terms of a glossary in a text in one pass over its words.
type lexicon struct {
	words [][]string       // of each term's name
	first map[string][]int // the terms that begin with a word
}

// wordsOf returns the words of a text: its runs of letters and digits.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !letter(r) })
}

func newLexicon(glossary []Term) lexicon {
	l := lexicon{first: make(map[string][]int)}
	for i, t := range glossary {
		words := wordsOf(t.Name)
		l.words = append(l.words, words)
		if len(words) > 0 {
			l.first[words[0]] = append(l.first[words[0]], i)
		}
	}
	return l
}

// find tells each term that a text holds, more than once where it does.
func (l lexicon) find(text string, found func(term int)) {
	if len(l.first) == 0 {
		return
	}
	words := wordsOf(text)
	for at, word := range words {
		try := func(head string) {
			for _, i := range l.first[head] {
				if l.holds(i, words[at:]) {
					found(i)
				}
			}
		}
		one, plural := strings.CutSuffix(word, "s")
		try(word)
		if plural {
			try(one)
		}
		if small := uncapital(word); small != word {
			try(small)
			if plural {
				try(uncapital(one))
			}
		}
	}
}

// holds reports whether words begin with a term's; the first may have a
// capital instead of a small letter, and the last an s.
func (l lexicon) holds(term int, words []string) bool {
	name := l.words[term]
	if len(words) < len(name) {
		return false
	}
	for k, want := range name {
		word := words[k]
		matches := word == want || k == 0 && uncapital(word) == want
		if k == len(name)-1 {
			matches = matches || word == want+"s" || k == 0 && uncapital(word) == want+"s"
		}
		if !matches {
			return false
		}
	}
	return true
}

func uncapital(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToLower(r)) + word[size:]
}

// holdsWord reports whether a text holds a word or words, not as a part of
// others.
func holdsWord(text, word string) bool {
	for at := 0; word != ""; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !letter(before) && !letter(after) {
			return true
		}
		at = end
	}
	return false
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
