package assessment

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"

	"sextant/frameworks"
)

// vectors are worked examples of one model, each with its source: what is
// answered, and what that is worth. The model is a framework beside them.
type vectors struct {
	Framework  string   `yaml:"framework"`
	RuleSource []string `yaml:"rule_source"`
	Vectors    []vector `yaml:"vectors"`
}

type vector struct {
	ID        string                    `yaml:"id"`
	Origin    string                    `yaml:"origin"` // published or derived
	Source    string                    `yaml:"source"`
	Note      string                    `yaml:"note"`
	Default   any                       `yaml:"default"` // the answer to every question not listed; left out: unanswered
	Answers   map[string]any            `yaml:"answers"` // an option, n/a, unanswered, or what is ticked
	Before    map[string]any            `yaml:"before"`  // the answers of an earlier assessment, for progress
	Targets   map[string]any            `yaml:"targets"`
	Tolerance float64                   `yaml:"tolerance"`
	Error     string                    `yaml:"error"`
	Expect    map[string]map[string]any `yaml:"expect"` // by node
}

func TestVectors(t *testing.T) {
	files, _ := filepath.Glob("testdata/vectors/*.yaml")
	if len(files) < 8 {
		t.Fatalf("only %d files of vectors", len(files))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var set vectors
		if err := yaml.Load(data, &set, yaml.WithKnownFields()); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		source, err := os.ReadFile(filepath.Join("testdata", set.Framework))
		if err != nil {
			t.Fatal(err)
		}
		fw, err := frameworks.Parse(set.Framework, source, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range set.Vectors {
			t.Run(v.ID, func(t *testing.T) { v.run(t, fw) })
		}
	}
}

func (v vector) run(t *testing.T, fw *frameworks.Framework) {
	if v.Source == "" || len(v.Expect) == 0 && v.Error == "" {
		t.Fatal("a vector needs its source and what it expects")
	}
	a, err := v.assessment(t, fw, v.Answers)
	if v.Error != "" {
		if err == nil || err.Error() != v.Error {
			t.Errorf("got %v, not %s", err, v.Error)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	r := Score(a)
	var then *Result
	if v.Before != nil {
		before, err := v.assessment(t, fw, v.Before)
		if err != nil {
			t.Fatal(err)
		}
		then = Score(before)
	}
	for id, figures := range v.Expect {
		n := r.Find(id)
		if n == nil {
			t.Fatalf("there is no %s", id)
		}
		for name, want := range figures {
			got := figure(t, r, n, then, name, want)
			if !v.same(got, want) {
				t.Errorf("%s %s is %v, not %v", id, name, got, want)
			}
		}
	}
}

// assessment answers the framework as the vector says.
func (v vector) assessment(t *testing.T, fw *frameworks.Framework, answers map[string]any) (*Assessment, error) {
	a := begin(t, fw, "")
	for id := range answers {
		if fw.Question(id) == nil {
			t.Fatalf("there is no question %s", id)
		}
	}
	for _, q := range fw.Questions() {
		given, listed := answers[q.ID]
		if !listed {
			given = v.Default
		}
		var answer Answer
		switch given := given.(type) {
		case nil:
		case []any:
			keys := make([]string, len(given))
			for i := range given {
				keys[i] = fmt.Sprint(given[i])
			}
			answer.Option = q.Ticks(keys)
		default:
			switch key := fmt.Sprint(given); {
			case key == "n/a":
				answer.NotApplicable = "none here"
			case key == "unanswered":
			case !listed && q.Option(key) == nil:
				t.Fatalf("%s has no option %s", q.ID, key)
			default:
				answer.Option = key
			}
		}
		if target, ok := v.Targets[q.ID]; ok {
			answer.Target = fmt.Sprint(target)
		}
		if err := a.Set(q.ID, answer); err != nil {
			var faults Faults
			if !errors.As(err, &faults) {
				t.Fatalf("a refusal without its faults: %v", err)
			}
			return nil, err
		}
	}
	return a, nil
}

// figure reads one figure of a mark.
func figure(t *testing.T, r *Result, n *Node, then *Result, name string, want any) any {
	number := func(v Number) any {
		if x, ok := v.Get(); ok {
			return x
		}
		return nil
	}
	text := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	switch name {
	case "score":
		return number(n.Score)
	case "low":
		return number(n.Low)
	case "high":
		return number(n.High)
	case "level":
		return number(n.Level)
	case "target":
		return number(n.Target)
	case "gap":
		return number(n.Gap)
	case "gap_sum":
		return n.GapSum
	case "target_sum":
		return n.TargetSum
	case "percent_to_target":
		return number(n.PercentToTarget)
	case "progress":
		return number(Progress(n, then))
	case "weakest": // the score of the weakest child
		return number(n.find(n.Weakest).Score)
	case "held_back": // how many questions hold it back
		return len(n.HeldBackBy)
	case "answered":
		return n.Answered
	case "applicable":
		return n.Applicable
	case "provisional":
		return n.Provisional
	case "rag":
		return text(string(n.RAG))
	case "status":
		return text(n.Status)
	case "low_status":
		return text(n.LowStatus)
	case "high_status":
		return text(n.HighStatus)
	case "rule": // by status: how many items fulfil the conditions of its rule, and how many do not
		counts := make(map[string]any)
		for _, rule := range Explain(r, n.ID).Verdict.Rules {
			yes, no := 0, 0
			for _, c := range rule.Conditions {
				for _, item := range c.Items {
					if item.Fulfils {
						yes++
					} else {
						no++
					}
				}
			}
			if _, asked := want.(map[string]any)[rule.Is]; asked {
				counts[rule.Is] = []any{yes, no}
			}
		}
		return counts
	}
	t.Fatalf("there is no figure %q", name)
	return nil
}

// same compares numbers within the tolerance, everything else exactly.
func (v vector) same(got, want any) bool {
	float := func(x any) (float64, bool) {
		switch x := x.(type) {
		case int:
			return float64(x), true
		case float64:
			return x, true
		}
		return 0, false
	}
	x, ok1 := float(got)
	y, ok2 := float(want)
	if ok1 && ok2 {
		return math.Abs(x-y) <= max(v.Tolerance, 1e-9)
	}
	if list, ok := got.(map[string]any); ok {
		for key, counts := range want.(map[string]any) {
			if !slices.Equal(list[key].([]any), counts.([]any)) {
				return false
			}
		}
		return true
	}
	return got == want
}
