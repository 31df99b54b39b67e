package main

import (
	"os"
	"testing"

	"sextant/assessment"
	"sextant/frameworks"
)

// What an import says of an answer reads as the form shows it: the name alone
// where the key says no more.
func TestSaid(t *testing.T) {
	for file, want := range map[string]string{"sprs.yaml": "Met", "samm.yaml": "3 Most or all of it"} {
		data, err := os.ReadFile("../../assessment/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		fw, err := frameworks.Parse(file, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		q := fw.Questions()[0]
		keys := q.Keys()
		if got := said(q, assessment.Answer{Option: keys[len(keys)-1]}); got != want {
			t.Errorf("%s: said %q, want %q", file, got, want)
		}
	}
}
