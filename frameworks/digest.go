package frameworks

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Digest identifies what gives the answers to this framework their meaning:
// "sha256:" and 64 hexadecimal digits. It changes with an id, the nesting, an
// option's key, value or statement, a rule, what the glossary says of a term in
// a rule or statement, a weight, a way of scoring, `core` or `for`; not with
// titles, guidance, evidence, references or targets.
func (f *Framework) Digest() string { return f.digest }

func digest(f *Framework) string {
	h := sha256.New()
	line(h, "framework", f.ID, string(f.Score))
	for _, g := range f.Objectives {
		digestGroup(h, g)
	}
	meant := slices.Clone(f.Rules)
	for _, q := range f.questions {
		for _, o := range q.Options {
			meant = append(meant, o.Says())
		}
	}
	for _, rule := range f.Rules {
		line(h, "rule", rule)
	}
	for _, t := range f.Terms(meant...) {
		line(h, "term", t.Name, t.Meaning)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

func digestGroup(w io.Writer, g *Group) {
	line(w, "group", g.ID, number(g.Weight), string(g.Score))
	for _, q := range g.Questions {
		line(w, "question", q.ID, number(q.Weight), strconv.FormatBool(q.Core))
		line(w, append([]string{"for"}, slices.Sorted(slices.Values(q.For))...)...)
		for _, o := range q.Options {
			line(w, "option", o.Key, number(o.Value), o.Means, o.Statement)
		}
	}
	for _, child := range g.Groups {
		digestGroup(w, child)
	}
	line(w, "end", g.ID)
}

// line writes words so that no two lists of words give the same bytes.
func line(w io.Writer, words ...string) {
	for i, word := range words {
		words[i] = strconv.Quote(word)
	}
	fmt.Fprintln(w, strings.Join(words, " "))
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
