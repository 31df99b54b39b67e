package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// theDay is the date of the samples.
var theDay = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func swl(t testing.TB) *frameworks.Framework {
	fw, err := frameworks.Open("swl-cyber", "1.0.0", frameworks.BuiltIn())
	must(t, err)
	return fw
}

// parse makes a framework of a text.
func parse(t testing.TB, text string) *frameworks.Framework {
	fw, err := frameworks.Parse("test.yaml", []byte(text), nil)
	must(t, err)
	return fw
}

func smallFramework(t testing.TB) *frameworks.Framework {
	data, err := os.ReadFile("testdata/small.yaml")
	must(t, err)
	return parse(t, string(data))
}

// generated is a framework of so many objectives of three questions each.
func generated(t testing.TB, objectives int, more string) *frameworks.Framework {
	var out strings.Builder
	fmt.Fprintf(&out, "id: generated\nversion: 1.0.0\ntitle: Generated\nscale:\n")
	for i := range 5 {
		fmt.Fprintf(&out, "  - {key: %d, value: %d, name: Option %d}\n", i, i, i)
	}
	out.WriteString(more + "objectives:\n")
	for i := range objectives {
		fmt.Fprintf(&out, "  - id: o%d\n    title: Objective number %d with quite a long title\n    questions:\n", i, i+1)
		for j := range 3 {
			fmt.Fprintf(&out, "      - {id: Q%d-%d, title: Question %d, asks: Is it so?, core: %t}\n", i, j, j, j == 0)
		}
	}
	return parse(t, out.String())
}

const someTargets = "targets:\n  - {by: 2027-03-31, all: 1, core: 2}\n  - {by: 2030-03-31, all: 3}\n"

// blank is an assessment without answers.
func blank(t testing.TB, fw *frameworks.Framework) *assessment.Assessment {
	org := assessment.Organisation{Name: "St Elsewhere NHS Trust", Code: "ZZX01", System: "Barchester", Region: "Loamshire"}
	if len(fw.OrganisationTypes) > 0 {
		org.Type = "trust"
	}
	a, err := assessment.New(fw, org, theDay)
	must(t, err)
	return a
}

// sample answers most questions, so that every state, strength and kind of
// review is there.
func sample(t testing.TB, fw *frameworks.Framework) *assessment.Assessment {
	a := blank(t, fw)
	a.Period = "2026-27 Q3"
	a.Cover = assessment.Cover{
		Meeting: "Trust Board, 3 December 2026", AgendaItem: "9.2", Author: "M Tregarth", Lead: "A Finch, SIRO",
		Purpose: "Assurance", Recommendation: "The board is asked to:\n- note the scores\n- agree the plan",
		ConsideredBy: "Audit Committee", Risk: "BAF 7, scored 20 (4 x 5)", DSPTStatus: "Approaching standards",
	}
	strengths := append(assessment.Strengths(), "")
	at := time.Date(2026, 10, 26, 23, 30, 18, 0, time.UTC)
	for i, q := range fw.Questions() {
		keys := q.Keys()
		key := keys[(i*7+i/5)%len(keys)]
		answer := assessment.Answer{Option: key, By: "j.smith", At: at, Note: fmt.Sprintf("A note on %s: what there is, and what is still to do.", q.Title),
			Strength: assessment.Strength(strengths[i%len(strengths)])}
		for j := range i % 4 {
			answer.Evidence = append(answer.Evidence, assessment.Evidence{Title: fmt.Sprintf("Minutes %d", j+1), Reference: "REF-" + q.ID, Date: theDay.AddDate(0, -j, 0)})
		}
		switch {
		case i%26 == 4:
			answer = assessment.Answer{Target: keys[len(keys)-1], Note: "Waiting for estates"}
		case i%19 == 5:
			answer = assessment.Answer{NotApplicable: "The ICS answers for it", By: "j.smith", At: at}
		case i%5 == 1:
			answer.Review = &assessment.Review{Of: key, Answer: key, By: "h.quist", At: at, Note: "Agree"}
		case i%5 == 3:
			answer.Review = &assessment.Review{Of: key, Answer: keys[0], By: "h.quist", At: at, Note: "Not shown"}
		case i%13 == 7:
			answer.Review = &assessment.Review{Of: keys[len(keys)-1], Answer: keys[1], By: "h.quist", At: at}
		case i%11 == 2:
			answer.Target = keys[1]
		}
		if answer.Review != nil && answer.Review.Of == keys[len(keys)-1] && key == keys[len(keys)-1] {
			answer.Review.Of = keys[0]
		}
		if err := a.Set(q.ID, answer); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func report(a *assessment.Assessment) templates.Report {
	return templates.Report{Assessment: a, Result: assessment.Score(a), Sextant: "0.1.0"}
}

// made is the workbook of a report, as bytes.
func made(t testing.TB, r templates.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, Board(&out, r))
	return out.Bytes()
}

// opened reads a workbook back.
func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	must(t, err)
	t.Cleanup(func() { must(t, f.Close()) })
	return f
}

// allParts reads the parts of a workbook by name.
func allParts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	all := make(map[string]string)
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		all[f.Name] = string(content)
	}
	return all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
