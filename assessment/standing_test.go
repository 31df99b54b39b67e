package assessment_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
)

func modelOf(t *testing.T, file string, answers map[string]string) *assessment.Result {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fw, err := frameworks.Parse(file, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return resultOf(t, fw, answers)
}

func resultOf(t *testing.T, fw *frameworks.Framework, answers map[string]string) *assessment.Result {
	t.Helper()
	a, err := assessment.New(fw, assessment.Organisation{Name: "X"}, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for id, option := range answers {
		if err := a.Set(id, assessment.Answer{Option: option}); err != nil {
			t.Fatal(err)
		}
	}
	return assessment.Score(a)
}

// What is asked about is what the model can tell: statuses where there is no
// number, points where the whole is a sum, a part's level where the whole has
// none, and the lowest parts where there is nothing but scores.
func TestAsksOfModels(t *testing.T) {
	for file, c := range map[string]struct {
		answers map[string]string
		want    string
	}{
		"testdata/caf-4.0.yaml": {map[string]string{"A1.a": "[a1, a2, a3]", "A1.b": "[na1]", "A2.b": "[pa1, pa2]"}, "[short A1.b, short A2.b, A1.c is one of 40 that keep overall from enhanced profile met]"},
		"testdata/sprs.yaml":    {map[string]string{"3.1.1": "met", "3.1.3": "not_met", "3.1.5": "not_met"}, "[costly 3.1.2 5, costly 3.1.12 5, costly 3.1.13 5]"},
		"testdata/c2m2.yaml":    {map[string]string{"ASSET-1a": "FI"}, "[holds back ASSET-1b of ASSET, holds back THREAT-1a of THREAT, holds back ASSET-2a of ASSET]"},
		"testdata/cmmc-1.yaml":  {map[string]string{"R1": "met", "R4": "not_met"}, "[holds back R2 of overall, holds back R3 of overall, holds back R4 of overall]"},
		"testdata/samm.yaml":    {map[string]string{"D-TA-A-1": "3", "G-PC-A-1": "1", "G-SM-A-1": "2", "I-SB-A-1": "3"}, "[lowest V-AA of V, lowest O-IM of O, lowest G-EG of G]"},
	} {
		r := modelOf(t, file, c.answers)
		var got []string
		for _, ask := range assessment.Asks(&assessment.Assessment{}, r) {
			switch points, _ := ask.Points.Get(); ask.Why {
			case assessment.Short:
				got = append(got, "short "+ask.Node.ID)
			case assessment.Costly:
				got = append(got, fmt.Sprintf("costly %s %v", ask.Node.ID, points))
			case assessment.HoldsBack:
				got = append(got, "holds back "+ask.Node.ID+" of "+ask.Of.ID)
			case assessment.LowestPart:
				got = append(got, "lowest "+ask.Node.ID+" of "+ask.Of.ID)
			case assessment.Decides, assessment.KeepsFrom:
				got = append(got, decided(ask))
			default:
				got = append(got, ask.Node.ID)
			}
		}
		if s := "[" + strings.Join(got, ", ") + "]"; s != c.want {
			t.Errorf("%s: asks %s, want %s", file, s, c.want)
		}
	}
}

// decided says what decides a status.
func decided(ask assessment.Ask) string {
	does := "make"
	if ask.Why == assessment.KeepsFrom {
		does = "keep"
	}
	is := fmt.Sprintf("is one of %d that %s", ask.Among, does)
	if ask.Among == 1 {
		is = does + "s"
	}
	from := ""
	if ask.Why == assessment.KeepsFrom {
		from = "from "
	}
	return fmt.Sprintf("%s %s %s %s%s", ask.Node.ID, is, ask.Of.ID, from, ask.Status)
}

// Where a status comes from plain answers, what decides it is asked about: the
// answers that make it, or those that keep the best away.
func TestAsksWhatDecides(t *testing.T) {
	const faults = "status: {rules: [{any: fault, count: 3, is: fail}, {any: fault, is: pass with action plan}], else: pass}\n"
	const must = "status: {rules: [{all: heavy, at_least: 'yes', and: [{none: fault}], is: pass}, {any: heavy, at_least: 'yes', is: nearly}], else: fail}\n"
	const parts = "status: {rules: [{all: part, at_least: good, is: pass}], else: fail}\n"
	const good = "    tags: [part]\n    status: {rules: [{any: fault, is: bad}], else: good}\n"
	for _, c := range []struct{ rules, of, answers, want string }{
		{faults, "", "Q1=no Q2=yes Q3=no", "[Q3 is one of 2 that make overall pass with action plan, Q1 is one of 2 that make overall pass with action plan]"},
		{faults, "", "Q1=no Q2=no Q3=no Q4=no", "[Q3 is one of 4 that make overall fail, Q1 is one of 4 that make overall fail, Q2 is one of 4 that make overall fail]"},
		{faults, "", "Q2=no", "[Q2 makes overall pass with action plan]"},
		{faults, "", "Q1=yes Q2=yes Q3=yes Q4=yes", "[]"},
		{faults, "", "", "[]"},
		{must, "", "Q1=yes Q4=no Q2=yes Q3=yes", "[Q4 keeps overall from pass]"},
		{must, "", "Q1=no Q4=yes Q2=no", "[Q1 is one of 3 that keep overall from pass, Q2 is one of 3 that keep overall from pass, Q3 is one of 3 that keep overall from pass]"},
		{parts, good, "Q1=yes Q2=no Q3=yes Q4=yes", "[Q2 makes o1 bad]"},
		{"", good, "Q1=no Q2=no Q3=no Q4=yes", "[Q1 is one of 2 that make o1 bad, Q3 makes o2 bad, Q2 is one of 2 that make o1 bad]"},
	} {
		text := "id: f\nversion: 1.0.0\ntitle: F\nscore: none\nscale:\n  - {key: 'no', value: 0, name: 'No', tags: [fault]}\n  - {key: 'yes', value: 1, name: 'Yes'}\n" + c.rules + "objectives:\n"
		for i, questions := range []string{"Q1 Q2", "Q3 Q4"} {
			text += fmt.Sprintf("  - id: o%d\n    title: O\n%s    questions:\n", i+1, c.of)
			for _, id := range strings.Fields(questions) {
				text += fmt.Sprintf("      - {id: %s, title: T, asks: Is it?, core: %t, tags: [%s]}\n", id, id == "Q3", map[bool]string{true: "heavy", false: "light"}[id == "Q1" || id == "Q2" || id == "Q3"])
			}
		}
		fw, err := frameworks.Parse("f.yaml", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		answers := make(map[string]string)
		for _, a := range strings.Fields(c.answers) {
			id, option, _ := strings.Cut(a, "=")
			answers[id] = option
		}
		got := []string{}
		for _, ask := range assessment.Asks(&assessment.Assessment{}, resultOf(t, fw, answers)) {
			got = append(got, decided(ask))
		}
		if s := "[" + strings.Join(got, ", ") + "]"; s != c.want {
			t.Errorf("%swith %s: asks\n%s, want\n%s", c.rules+c.of, c.answers, s, c.want)
		}
	}
}

// The statuses of questions that differ stand in one order.
func TestStatusNames(t *testing.T) {
	r := modelOf(t, "testdata/caf-4.0.yaml", map[string]string{"A1.a": "[a1, a2, a3]", "A1.b": "[na1]"})
	if got := fmt.Sprintf("%q", r.Overall.StatusNames()); got != `["not achieved" "partially achieved" "achieved"]` {
		t.Errorf("the statuses are %s", got)
	}
	if n, open := r.Overall.WithStatus("achieved"), len(r.Overall.Open()); n != 1 || open != 39 {
		t.Errorf("%d achieved, %d open", n, open)
	}
}
