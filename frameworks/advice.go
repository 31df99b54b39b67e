package frameworks

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sextant/internal/strictyaml"
)

// usualAvoid are words that two people read differently; a framework's own
// list (`avoid`) takes their place.
var usualAvoid = []string{
	"robust", "effective", "effectively", "mature", "comprehensive", "appropriate", "appropriately",
	"adequate", "adequately", "good", "strong", "suitable", "timely", "regular", "regularly",
}

// A statement holds from fewest to most words: fewer say nothing that can be
// checked, more are not read.
const (
	fewest = 8
	most   = 60
)

// Advice lists what makes a sound framework hard to answer alike, in the
// order of its file: an option without a statement, a statement that uses a
// word of [Framework.Avoid], that holds nothing to count, that is too short
// or too long, or that says again what the one before says; an abbreviation
// that the glossary lacks; a question named that there is not; an objective
// with a level and without a core question; a status under `else` that no
// answers lead to; a band that no score lies in; targets that ask less of core
// questions than of all. A catalogue needs none.
func (f *Framework) Advice() []strictyaml.Problem {
	if f.IsCatalogue() {
		return nil
	}
	a := adviser{fw: f, explained: make(map[string]bool)}
	for _, t := range f.Glossary {
		for _, word := range wordsOf(t.Name) {
			a.explained[word] = true
		}
	}
	for _, rule := range f.Rules {
		a.words(f.place, "the rules", rule)
	}
	for _, o := range f.Scale {
		a.words(f.place, "the scale", o.Means, o.Test)
	}
	for _, t := range f.Glossary {
		a.words(t.place, "the glossary", t.Meaning)
	}
	a.status(f.Status)
	a.bands(overall, &f.Scoring)
	a.targets()
	for _, g := range f.Objectives {
		gated := g.Whole() && g.anyQuestion(func(q *Question) bool { return len(q.At) == 0 })
		if gated && !g.anyQuestion(func(q *Question) bool { return q.Core }) {
			a.say(g.place, "%s has no core question, so no failed control holds its level back; mark at least one `core: true`", g.ID)
		}
		a.group(g)
	}
	slices.SortStableFunc(a.list, func(x, y strictyaml.Problem) int {
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
	return a.list
}

type adviser struct {
	fw        *Framework
	explained map[string]bool // the words that the glossary explains
	list      []strictyaml.Problem
}

func (a *adviser) say(at place, format string, args ...any) {
	a.list = append(a.list, strictyaml.Problem{Line: at.line, Column: at.column, Text: fmt.Sprintf(format, args...)})
}

func (a *adviser) group(g *Group) {
	a.words(g.place, g.ID, g.Title, g.Intent)
	a.status(g.Status)
	a.bands(g.ID, &g.Scoring)
	for _, q := range g.Questions {
		a.status(q.Status)
		a.words(q.place, q.ID, append([]string{q.Title, q.Asks, q.Guidance, q.Respondent}, q.Evidence...)...)
		for i := range q.Options {
			if !q.Many { // what is ticked is a statement itself
				a.option(q, i)
			}
		}
	}
	for _, child := range g.Groups {
		a.group(child)
	}
}

// status looks for a status that nobody can get.
func (a *adviser) status(s *Status) {
	if s != nil && s.elseLost {
		a.say(s.elsePlace, "no answers lead to the status %q under `else`, since one of the rules always matches; take the last rule out and put its status here, or mend the rules", s.Else)
	}
}

// bands looks for those that no score lies in, where they are listed.
func (a *adviser) bands(id string, s *Scoring) {
	plain := func(v float64) string { return strconv.FormatFloat(math.Round(v*1e9)/1e9, 'f', -1, 64) }
	const hair = 1e-9 // which adding up in binary may cost
	for i, at := range a.fw.bandsAt[id] {
		switch {
		case !s.reach.is:
		case s.Bands[i].From > s.Top()+hair:
			a.say(at, "the band %q begins at %s, and the score is at most %s", s.Bands[i].Name, plain(s.Bands[i].From), plain(s.Top()))
		case i+1 < len(s.Bands) && s.Bands[i+1].From <= s.Bottom()+hair:
			a.say(at, "the band %q ends at %s, and the score is at least %s", s.Bands[i].Name, plain(s.Bands[i+1].From), plain(s.Bottom()))
		}
	}
}

// targets looks for lines that turn core questions into lesser ones.
func (a *adviser) targets() {
	index := (&Question{Options: a.fw.Scale}).Index
	for _, t := range a.fw.Targets {
		if t.Core != "" && index(t.Core) < index(t.All) {
			a.say(t.place, "the target by %s asks for %s of core questions, which is less than the %s that it asks of all", t.By.Format(time.DateOnly), t.Core, t.All)
		}
	}
}

// option looks at one statement; the least option needs none.
func (a *adviser) option(q *Question, i int) {
	o := q.Options[i]
	name := fmt.Sprintf("%s level %s", q.ID, o.Key)
	if o.Statement == "" {
		if i > 0 && !(q.own && o.Means != "") {
			a.say(o.place, "%s has no statement; say under `levels` what must be true for it", name)
		}
		return
	}
	a.words(o.place, name, o.Statement)
	if n := len(strings.Fields(o.Statement)); n < fewest {
		a.say(o.place, "%s is %d words long; below %d it can hardly say what to check", name, n, fewest)
	} else if n > most {
		a.say(o.place, "%s is %d words long; say it in at most %d, or move the rest to the guidance", name, n, most)
	}
	lower := strings.ToLower(o.Statement)
	for _, word := range a.fw.Avoid {
		if holdsWord(lower, word) {
			a.say(o.place, "%s says %q, which two people read differently; say what would be counted or seen instead", name, word)
		}
	}
	if !countable.MatchString(lower) {
		a.say(o.place, "%s holds nothing to count or to look at; name a record, a date, a number or a test", name)
	}
	if i > 0 && alike(q.Options[i-1].Statement, o.Statement) {
		a.say(o.place, "%s says again what level %s says; it stands on top of it, so say only what is new", name, q.Options[i-1].Key)
	}
}

// countable finds a number or the name of something that can be looked at.
var countable = regexp.MustCompile(`[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|every|each|all|no|nobody|none|both|half|twice|once` +
	`|records?|recorded|lists?|listed|registers?|minutes|minuted|logs?|logged|reports?|dates?|dated|names?|named|signed|written|documents?|approved` +
	`|counts?|counted|measured|percentage|share|tests?|tested|certificates?|reviews?|reviewed|contracts?|plans?|tickets?|exercises?)\b`)

// alike reports whether a statement repeats the one before it: eight words
// in a row, or four of five words in all.
func alike(before, after string) bool {
	x, y := plainWords(before), plainWords(after)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	const run = 8
	joined := " " + strings.Join(x, " ") + " "
	for i := 0; i+run <= len(y); i++ {
		if strings.Contains(joined, " "+strings.Join(y[i:i+run], " ")+" ") {
			return true
		}
	}
	shared := 0
	for _, word := range y {
		if slices.Contains(x, word) {
			shared++
		}
	}
	return shared*5 >= len(y)*4
}

func plainWords(s string) []string { return wordsOf(strings.ToLower(s)) }

var (
	abbreviation = regexp.MustCompile(`\p{L}[\p{L}\p{N}]*`)
	questionID   = regexp.MustCompile(`\b[A-Z]{2,}-[0-9]+\b`)
)

// words looks for abbreviations that are not explained and for questions that
// there are not.
func (a *adviser) words(at place, name string, texts ...string) {
	text := strings.Join(texts, "\n")
	for _, id := range slices.Compact(slices.Sorted(slices.Values(questionID.FindAllString(text, -1)))) {
		if a.fw.Question(id) == nil && a.isPrefix(id) {
			a.say(at, "%s names %s, which there is not%s", name, id, nearest(id, a.fw))
		}
	}
	text = questionID.ReplaceAllString(text, " ")
	said := make(map[string]bool)
	for _, word := range abbreviation.FindAllString(text, -1) {
		plain := strings.TrimSuffix(word, "s")
		capitals := strings.Count(strings.Map(upperOnly, plain), "A")
		if capitals < 2 || said[plain] || a.explained[word] || a.explained[plain] {
			continue
		}
		said[plain] = true
		a.say(at, "%s uses %s, which the glossary does not explain; add it under `glossary`, or write it out", name, plain)
	}
}

func upperOnly(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return 'A'
	}
	return -1
}

// isPrefix reports whether the letters of an id are those of a question here:
// DCB-0129 is somebody else's.
func (a *adviser) isPrefix(id string) bool {
	letters, _, _ := strings.Cut(id, "-")
	return slices.ContainsFunc(a.fw.questions, func(q *Question) bool { return strings.HasPrefix(q.ID, letters+"-") })
}

// anyQuestion reports whether a question below the group is such a one.
func (g *Group) anyQuestion(such func(*Question) bool) bool {
	return slices.ContainsFunc(g.Questions, such) ||
		slices.ContainsFunc(g.Groups, func(child *Group) bool { return child.anyQuestion(such) })
}
