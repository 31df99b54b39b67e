package workbook

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// models are the frameworks of the field, by name, with ways of scoring of
// their own: sums, leasts, levels, statuses, and ticks.
func models(t testing.TB) map[string]*frameworks.Framework {
	t.Helper()
	all := make(map[string]*frameworks.Framework)
	files, err := filepath.Glob("../../assessment/testdata/*.yaml")
	must(t, err)
	for _, file := range append(files, "../../frameworks/testdata/good-statuses.yaml") {
		data, err := os.ReadFile(file)
		must(t, err)
		fw, err := frameworks.Parse(file, data, nil)
		must(t, err)
		all[strings.TrimSuffix(filepath.Base(file), ".yaml")] = fw
	}
	if len(all) < 7 {
		t.Fatalf("only %d models", len(all))
	}
	return all
}

// answered are assessments of a model in every state: empty, half answered,
// complete, with questions that do not apply, and none that does.
func answered(t testing.TB, fw *frameworks.Framework) map[string]*assessment.Assessment {
	t.Helper()
	all := make(map[string]*assessment.Assessment)
	for i, state := range []string{"empty", "half", "complete", "some-not-applicable", "none-applicable", "best"} {
		r := rand.New(rand.NewPCG(3, uint64(i)))
		a := blank(t, fw)
		for _, q := range fw.Questions() {
			answer := assessment.Answer{Option: randomOption(r, q), Note: fmt.Sprintf("A note on %s", q.ID), Strength: assessment.Document}
			switch {
			case state == "empty", state == "half" && r.IntN(2) == 0:
				continue
			case state == "none-applicable", state == "some-not-applicable" && r.IntN(4) == 0:
				answer = assessment.Answer{NotApplicable: "None of ours"}
			case state == "best":
				answer.Option = bestOption(q)
			case q.Status != nil && r.IntN(6) == 0:
				answer.Override = &assessment.Override{Status: q.Status.Best(), Reason: "The inspector says so", By: "h.quist", At: theDay}
			case r.IntN(6) == 0:
				answer.Review = &assessment.Review{Of: answer.Option, Answer: randomOption(r, q), By: "h.quist", At: theDay, Note: "Seen"}
			}
			if state == "some-not-applicable" && !q.Many && q.HasNumber() && r.IntN(3) == 0 {
				answer.Target = q.Keys()[r.IntN(len(q.Keys()))]
			}
			must(t, a.Set(q.ID, answer))
		}
		all[state] = a
	}
	return all
}

// oftenTested picks the models and states that slow programs look at each
// time; the others they see with SEXTANT_FULL.
func oftenTested(name string) bool {
	return strings.HasSuffix(name, "-half") && name != "caf-3.2-half" ||
		slices.Contains([]string{"samm-some-not-applicable", "sprs-some-not-applicable", "good-statuses-some-not-applicable"}, name)
}

// randomOption is any answer, more often a good one.
func randomOption(r *rand.Rand, q *frameworks.Question) string {
	keys := q.Keys()
	if !q.Many {
		if r.IntN(2) == 0 {
			return keys[len(keys)-1]
		}
		return keys[r.IntN(len(keys))]
	}
	if r.IntN(2) == 0 {
		return bestOption(q)
	}
	var ticked []string
	for _, key := range keys {
		if r.IntN(2) == 0 {
			ticked = append(ticked, key)
		}
	}
	return q.Ticks(ticked)
}

// bestOption is the greatest option, or all that count for the best status.
func bestOption(q *frameworks.Question) string {
	if !q.Many {
		return q.Keys()[len(q.Options)-1]
	}
	var ticked []string
	for _, o := range q.Options {
		if len(o.Tags) == 0 || !strings.HasPrefix(o.Tags[0], "not") {
			ticked = append(ticked, o.Key)
		}
	}
	return q.Ticks(ticked)
}

// modelReports are the reports of all models in all states; the half answered
// have an earlier year.
func modelReports(t testing.TB) map[string]templates.Report {
	t.Helper()
	all := make(map[string]templates.Report)
	for name, fw := range models(t) {
		states := answered(t, fw)
		for state, a := range states {
			r := report(a)
			if state == "half" {
				for years, before := range []string{"empty", "complete"} {
					then := states[before].Clone()
					then.Date = theDay.AddDate(years-2, 0, 0)
					r.Previous = append(r.Previous, templates.Past{Assessment: then, Result: assessment.Score(then)})
				}
			}
			all[name+"-"+state] = r
		}
	}
	return all
}

// Every model has a workbook in every state, in which Microsoft's validator
// finds nothing.
func TestModels(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for name, r := range modelReports(t) {
		data := made(t, r)
		writeSample(t, name, data)
		files = append(files, filepath.Join(dir, name+".xlsx"))
		must(t, os.WriteFile(files[len(files)-1], data, 0o600))
	}
	if os.Getenv("SEXTANT_FULL") != "" { // TestFormulas looks at some of them each time
		client(t, "validate", files...)
	}
}

// The cells and the charts of the workbooks and forms of two models are as
// they were: one with levels, and one with a little of everything.
func TestModelGolden(t *testing.T) {
	all := modelReports(t)
	for _, name := range []string{"c2m2-half", "good-statuses-half"} {
		t.Run(name, func(t *testing.T) {
			r := all[name]
			golden(t, filepath.Join("testdata", name+".golden"), dump(t, made(t, r))+dump(t, formOf(t, r.Assessment, FormOptions{})))
		})
	}
}

// What a model does not have is nowhere in its workbook, and what it has is.
func TestModelsShow(t *testing.T) {
	all := modelReports(t)
	for name, c := range map[string]struct {
		charts   int
		has, not []string
	}{
		"samm-half":            {3, []string{"Score", "Band", "Counts as", "Overall score"}, []string{"Level", "Target", "RAG", "Status", "Core"}},
		"sprs-half":            {2, []string{"Score", "Status", "Weight", "On a scale from -203 to 110"}, []string{"Level", "RAG", "Core", "Balance of the objectives"}},
		"c2m2-half":            {2, []string{"Level", "At level", "No overall figure"}, []string{"Score", "Status", "Theme score", "RAG", "Core"}},
		"essential-eight-half": {3, []string{"Level", "At level", "Level secured"}, []string{"Score", "Status", "RAG", "Core"}},
		"caf-4.0-half":         {0, []string{"Status", "Achieved", "Partially achieved", "Not achieved"}, []string{"Score", "Level", "RAG", "Core", "Overall score"}},
		"cmmc-1-half":          {1, []string{"Level secured", "Status"}, []string{"RAG", "Core", "Balance of the objectives"}},
		"caf-4.0-empty":        {0, []string{"Not answered"}, []string{"Score", "No score"}},
		"samm-empty":           {2, []string{"0 of 90"}, nil},

		"caf-4.0-some-not-applicable": {0, []string{"Short of their best status", "Not applicable"}, []string{"Not answered"}},
		"profile-some-not-applicable": {0, []string{"Target", "Gap", "RAG"}, []string{"Last target", "Gap to last target", "Target of the last line", "Core"}},
	} {
		data := made(t, all[name])
		texts := allTexts(t, opened(t, data))
		for _, word := range c.has {
			if !slices.ContainsFunc(texts, func(s string) bool { return s == word || strings.HasPrefix(s, word+"\n") }) {
				t.Errorf("%s: nothing says %q", name, word)
			}
		}
		for _, word := range c.not {
			if slices.Contains(texts, word) {
				t.Errorf("%s: something says %q", name, word)
			}
		}
		charts := 0
		for part := range allParts(t, data) {
			if strings.HasPrefix(part, "xl/charts/") {
				charts++
			}
		}
		if charts != c.charts {
			t.Errorf("%s has %d charts, want %d", name, charts, c.charts)
		}
	}
}
