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
		"testdata/caf-4.0.yaml": {map[string]string{"A1.a": "[a1, a2, a3]", "A1.b": "[na1]", "A2.b": "[pa1, pa2]"}, "[short A1.b, short A2.b]"},
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
			default:
				got = append(got, ask.Node.ID)
			}
		}
		if s := "[" + strings.Join(got, ", ") + "]"; s != c.want {
			t.Errorf("%s: asks %s, want %s", file, s, c.want)
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
