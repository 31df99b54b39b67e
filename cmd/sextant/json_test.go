package main

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"testing"
)

// The keys of `score --format json`, the stable interface for scripts.
var (
	reportKeys       = []string{"organisation", "framework", "date", "target_by", "final_target_by", "overall", "objectives"}
	organisationKeys = []string{"name", "code", "type", "system", "region"}
	frameworkKeys    = []string{"id", "version", "digest"}
	markKeys         = []string{"score", "low", "high", "level", "held_back_by", "weakest", "target", "gap", "gap_sum", "target_sum",
		"percent_to_target", "final_target", "final_gap", "rag", "provisional", "answered", "applicable", "not_applicable", "total",
		"evidenced", "reviewed", "differs"}
	groupKeys    = append([]string{"id", "title", "children"}, markKeys...)
	questionKeys = append([]string{"id", "title", "answer", "not_applicable_reason", "strength", "core"}, markKeys...)
)

func TestJSONHasEveryKeyForEveryExample(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("../../examples/*.yaml")
	if len(files) == 0 {
		t.Fatal("there are no examples")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			path, err := filepath.Abs(file)
			if err != nil {
				t.Fatal(err)
			}
			stdout, stderr, code := finish(t, program(t.TempDir(), "score", "--format", "json", path), "")
			if code != exitDone || stderr != "" {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			var doc map[string]any
			if err := json.Unmarshal([]byte(stdout), &doc); err != nil {
				t.Fatal(err)
			}
			has(t, "report", doc, reportKeys)
			has(t, "organisation", doc["organisation"], organisationKeys)
			has(t, "framework", doc["framework"], frameworkKeys)
			has(t, "overall", doc["overall"], markKeys)
			questions := 0
			for _, objective := range list(t, doc["objectives"]) {
				questions += walk(t, objective)
			}
			if total := doc["overall"].(map[string]any)["total"]; total != float64(questions) {
				t.Errorf("the tree has %d questions, and the overall mark %v", questions, total)
			}
		})
	}
}

// walk checks a node and those below it, and counts the questions.
func walk(t *testing.T, node any) int {
	t.Helper()
	keys, _ := node.(map[string]any)
	name, _ := keys["id"].(string)
	if _, isQuestion := keys["answer"]; isQuestion {
		has(t, name, node, questionKeys)
		return 1
	}
	if keys["total"] != 0.0 { // a theme of which nothing is asked has no children
		has(t, name, node, groupKeys)
	}
	questions := 0
	for _, child := range list(t, keys["children"]) {
		questions += walk(t, child)
	}
	return questions
}

func has(t *testing.T, name string, node any, want []string) {
	t.Helper()
	keys, _ := node.(map[string]any)
	for _, key := range want {
		if _, ok := keys[key]; !ok {
			t.Errorf("%s lacks %q; it has %v", name, key, slices.Sorted(maps.Keys(keys)))
		}
	}
	for _, key := range []string{"held_back_by", "children"} {
		if value, ok := keys[key]; ok && value == nil {
			t.Errorf("%s: %q is null, not a list", name, key)
		}
	}
}

func list(t *testing.T, value any) []any {
	t.Helper()
	items, ok := value.([]any)
	if !ok && value != nil {
		t.Errorf("%v is no list", value)
	}
	return items
}
