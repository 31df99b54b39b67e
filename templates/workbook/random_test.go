package workbook

import (
	"os"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

// count is how many random assessments a test takes.
func count() int {
	if os.Getenv("SEXTANT_FULL") != "" {
		return 500
	}
	return 20
}

// randomText is what people might write.
func randomText() *rapid.Generator[string] {
	letters := rapid.StringOf(rapid.RuneFrom([]rune("aZ09 \n_x&<>\"'=+-@|;,:%#é–…🏥م\u200f漢 ")))
	return rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			// openpyxl reads the _xD83D_ of one as half a character, which it cannot save.
			return rapid.SampledFrom(slices.DeleteFunc(slices.Clone(hostileTexts), func(s string) bool { return strings.Contains(s, "_xD83D_") })).Draw(t, "hostile")
		case 1:
			return letters.Draw(t, "letters")
		}
		return rapid.StringMatching(`[A-Z][a-z]{1,8}( [a-z]{1,9}){0,12}\.?`).Draw(t, "words")
	})
}

// filledText is one that holds something.
func filledText() *rapid.Generator[string] {
	return randomText().Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
}

func randomTime() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time { return time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "second"), 0).UTC() })
}

func randomEvidence() *rapid.Generator[assessment.Evidence] {
	return rapid.Custom(func(t *rapid.T) assessment.Evidence {
		e := assessment.Evidence{Title: filledText().Draw(t, "title"), Reference: randomText().Draw(t, "reference")}
		if rapid.Bool().Draw(t, "dated") {
			e.Date = time.Date(1900, 1, 1+rapid.IntRange(0, 80_000).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		}
		return e
	})
}

// randomAnswer is any answer that a question can have.
func randomAnswer(q *frameworks.Question) *rapid.Generator[assessment.Answer] {
	return rapid.Custom(func(t *rapid.T) assessment.Answer {
		var a assessment.Answer
		key := rapid.SampledFrom(q.Keys())
		switch rapid.IntRange(0, 5).Draw(t, "state") {
		case 0:
		case 1:
			a.NotApplicable = filledText().Draw(t, "reason")
		default:
			a.Option = key.Draw(t, "option")
		}
		maybe := func(name string) bool { return rapid.IntRange(0, 2).Draw(t, name) == 0 }
		if maybe("target?") {
			a.Target = key.Draw(t, "target")
		}
		if maybe("note?") {
			a.Note = randomText().Draw(t, "note")
		}
		if maybe("strength?") {
			a.Strength = assessment.Strength(rapid.SampledFrom(assessment.Strengths()).Draw(t, "strength"))
		}
		if maybe("evidence?") {
			a.Evidence = rapid.SliceOfN(randomEvidence(), 1, 3).Draw(t, "evidence")
		}
		if a.State() != assessment.Unanswered {
			a.By, a.At = randomText().Draw(t, "by"), randomTime().Draw(t, "at")
		}
		if maybe("review?") {
			a.Review = &assessment.Review{Of: key.Draw(t, "of"), Answer: key.Draw(t, "gives"), By: randomText().Draw(t, "reviewer"), At: randomTime().Draw(t, "reviewed"), Note: randomText().Draw(t, "view")}
		}
		return a
	})
}

// randomAssessment answers many questions or few.
func randomAssessment(fw *frameworks.Framework) *rapid.Generator[*assessment.Assessment] {
	return rapid.Custom(func(t *rapid.T) *assessment.Assessment {
		org := assessment.Organisation{Name: oneLine(filledText().Draw(t, "name")), Code: oneLine(randomText().Draw(t, "code"))}
		org.Type = rapid.SampledFrom(fw.OrganisationTypes).Draw(t, "type").Key
		a := &assessment.Assessment{Framework: fw, Organisation: org, Date: theDay, Period: "2026-27 Q3", Answers: make(map[string]assessment.Answer)}
		a.Cover.Risk = randomText().Draw(t, "risk")
		for _, q := range fw.Questions() {
			if rapid.IntRange(0, 3).Draw(t, "answered") > 0 {
				if err := a.Set(q.ID, randomAnswer(q).Draw(t, q.ID)); err != nil {
					t.Fatal(err)
				}
			}
		}
		return a
	})
}
