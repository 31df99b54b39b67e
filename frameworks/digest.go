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
// a rule or statement, a weight, a way of scoring, a status, a tag, `core` or
// `for`; not with titles, guidance, evidence, references, targets or bands.
//
// What a framework does not use adds nothing, so that its digest stays as it
// was when the program learns to do more.
func (f *Framework) Digest() string { return f.digest }

func digest(f *Framework) string {
	h := sha256.New()
	line(h, "framework", f.ID, string(f.Reducer))
	digestScoring(h, &f.Scoring)
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
	line(w, "group", g.ID, number(g.Weight), string(g.Reducer))
	digestScoring(w, &g.Scoring)
	digestTags(w, g.Tags)
	for _, q := range g.Questions {
		digestQuestion(w, q)
	}
	for _, child := range g.Groups {
		digestGroup(w, child)
	}
	line(w, "end", g.ID)
}

func digestScoring(w io.Writer, s *Scoring) {
	if s.Reducer == Sum || s.Reducer == Levels {
		line(w, "score", number(s.Start), number(s.Share))
	}
	if s.UnansweredLeast && s.Reducer != Min && s.Reducer != Levels {
		line(w, "unanswered", "least")
	}
	if s.NotApplicableMet {
		line(w, "not applicable", "met")
	}
	digestStatus(w, s.Status)
}

func digestQuestion(w io.Writer, q *Question) {
	line(w, "question", q.ID, number(q.Weight), strconv.FormatBool(q.Core))
	line(w, append([]string{"for"}, slices.Sorted(slices.Values(q.For))...)...)
	for _, o := range q.Options {
		value := number(o.Value)
		if o.NoValue {
			value = "none"
		}
		means := o.Means
		if o.Says() == "" { // then its name is all that it says
			means = o.Name
		}
		line(w, "option", o.Key, value, means, o.Statement)
		digestTags(w, o.Tags)
	}
	if q.AsksAlone() {
		line(w, "asks", q.Asks)
	}
	if q.Many {
		line(w, "pick", "many")
	}
	digestTags(w, q.Tags)
	if len(q.At) > 0 {
		at := []string{"at"}
		for _, level := range slices.Sorted(slices.Values(q.At)) {
			at = append(at, strconv.Itoa(level))
		}
		line(w, at...)
	}
	digestStatus(w, q.Status)
}

func digestTags(w io.Writer, tags []string) {
	if len(tags) > 0 {
		line(w, append([]string{"tags"}, slices.Sorted(slices.Values(tags))...)...)
	}
}

func digestStatus(w io.Writer, s *Status) {
	if s == nil {
		return
	}
	for _, rule := range s.Rules {
		is := []string{"is", rule.Is}
		for _, c := range rule.When {
			is = append(is, c.String())
		}
		line(w, is...)
	}
	line(w, "else", s.Else)
	if s.said {
		line(w, append([]string{"order"}, s.Order...)...)
	}
}

// line writes words so that no two lists of words give the same bytes.
func line(w io.Writer, words ...string) {
	for i, word := range words {
		words[i] = strconv.Quote(word)
	}
	fmt.Fprintln(w, strings.Join(words, " "))
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
