package main

import (
	"os"
	"strings"
	"testing"
)

// TestSlips holds what a person gets for a slip: the right exit code, words
// that help, and nothing left behind.
func TestSlips(t *testing.T) {
	t.Parallel()
	const tea = "id: tea\nversion: 1.0.0\ntitle: Tea\nscale: [{key: 0, value: 0, name: No}, {key: 1, value: 1, name: Aye}]\n" +
		"objectives: [{id: pot, title: Pot, questions: [{id: Q1, title: One, asks: Is it?}]}]\n"
	const list = "id: list\nversion: 1.0.0\ntitle: List\nobjectives: [{id: pot, title: Pot, questions: [{id: Q1, title: One}]}]\n"
	const head = "sextant: assessment/1\nframework: {id: tea, version: 1.0.0, digest: \"DIGEST\"}\norganisation: {name: X}\n"
	for name, c := range map[string]struct {
		args     string // @ is an argument without a character
		code     int
		says     string // in standard error
		not      string // nor this
		prints   string // in standard output
		leaves   string // a file that must not be there afterwards
		assessed string // the text of a.yaml, after head
	}{
		"a flag without its value takes -- for one":     {args: "new n.yaml --organisation", code: 2, says: "--organisation", leaves: "n.yaml"},
		"no number passes --fail-under":                 {args: "score a.yaml --fail-under NaN", code: 2, says: "is not a number"},
		"the low is printed as large as it should be":   {args: "score third.yaml --fail-under 0.34", code: 3, not: "low of 0.3 is"},
		"--help with an argument":                       {args: "score --help a.yaml", code: 0, not: "help topic"},
		"the standard output is no file to create":      {args: "new - --framework tea --organisation X", code: 2, leaves: "-"},
		"a name without a character":                    {args: "new @ --framework tea --organisation X", code: 2, not: "already there"},
		"a folder cannot be created over":               {args: "new . --framework tea --organisation X --force", code: 2, says: "folder", not: "sextant-tmp"},
		"the folder of a new file is missing":           {args: "new no/n.yaml --organisation X --type trust", code: 1, not: ".lock"},
		"the folder of a report is missing":             {args: "report a.yaml -o no/board.md", code: 1, not: "sextant-tmp"},
		"a date that cannot be read back is written":    {args: "new n.yaml --framework tea --organisation X --date 1899-12-31", code: 2, leaves: "n.yaml"},
		"a catalogue's file is given an assessment":     {args: "new n.yaml --framework list.yaml --organisation X", code: 2, says: "is a catalogue", leaves: "n.yaml"},
		"a missing framework is hinted at as a slip":    {args: "score other.yaml", code: 1, says: "--framework"},
		"a missing framework's file is called missing":  {args: "score a.yaml --framework no.yaml", code: 1, says: "no.yaml", not: "begins a new assessment"},
		"a key twice is told twice":                     {args: "score a.yaml", assessed: "date: 2026-11-01\ndate: 2026-11-01\n", code: 1, says: "date", not: "keep one of the two\nsextant: "},
		"a slip at the top hides those below":           {args: "score a.yaml", assessed: "date: 2026-11-01\ndaet: 1\nanswers: {Q1: {anwser: 1}}\n", code: 1, says: "anwser"},
		"a file of a newer Sextant is called a mistake": {args: "score newer.yaml", code: 1, not: "mend the place"},
		"a flag's name in the parser's words":           {args: "score a.yaml --formt json", code: 2, says: "--format", not: "provided but not defined"},
		"a hint that leads to a command there is not":   {args: "framework list --colour", code: 2, says: "sextant framework list --help"},
		"the whole is not suggested":                    {args: "explain a.yaml overal", code: 2, says: "did you mean overall?"},
		"a plan for scripts has words for numbers":      {args: "plan planned.yaml --format json", code: 0, prints: `"due": "2027-01-31"`},
		"a stranger's past is taken for one's own":      {args: "report a.yaml -o board.md --previous stranger.yaml", code: 2, says: "organisation", leaves: "board.md"},
		"two faults and the flag of one":                {args: "new n.yaml --framework swl-cyber", code: 2, says: "--type"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, dir, "tea.yaml", tea)
			write(t, dir, "list.yaml", list)
			checked, _, _ := finish(t, program(dir, "framework", "check", "tea.yaml"), "")
			digest := lastLine(checked)
			whole := strings.Replace(head, "DIGEST", digest, 1)
			if c.assessed == "" {
				c.assessed = "date: 2026-11-01\nanswers: {Q1: {answer: 1}}\n"
			}
			write(t, dir, "a.yaml", whole+c.assessed)
			write(t, dir, "other.yaml", strings.Replace(whole, "1.0.0", "2.0.0", 1)+c.assessed)
			write(t, dir, "newer.yaml", strings.Replace(whole, "assessment/1", "assessment/2", 1)+c.assessed)
			write(t, dir, "planned.yaml", whole+c.assessed+"actions: [{id: ACT-1, title: Buy, due: 2027-01-31, cost: 1200}]\n")
			write(t, dir, "stranger.yaml", strings.Replace(whole, "name: X", "name: Somebody else", 1)+"date: 2025-11-01\n")
			thirds := strings.Replace(tea, "id: tea", "id: thirds", 1)
			thirds = strings.Replace(thirds, "asks: Is it?}", "asks: Is it?}, {id: Q2, title: Two, asks: Is it?, weight: 2}", 1)
			write(t, dir, "thirds.yaml", thirds)
			must(t, program(dir, "new", "third.yaml", "--framework", "thirds", "--organisation", "X"))
			must(t, program(dir, "set", "third.yaml", "Q1=1", "Q2=0"))
			if err := os.Mkdir(dir+"/sub", 0o700); err != nil {
				t.Fatal(err)
			}
			args := strings.Fields(c.args)
			for i := range args {
				args[i] = strings.ReplaceAll(args[i], "@", "")
			}
			stdout, stderr, code := finish(t, program(dir, args...), "")
			if code != c.code || !strings.Contains(stderr, c.says) || c.not != "" && strings.Contains(stderr, c.not) {
				t.Errorf("exit code %d, not %d; stderr (should have %q, not %q):\n%s", code, c.code, c.says, c.not, stderr)
			}
			if !strings.Contains(stdout, c.prints) {
				t.Errorf("stdout lacks %q:\n%s", c.prints, stdout)
			}
			if _, err := os.Stat(dir + "/" + c.leaves); c.leaves != "" && err == nil {
				t.Errorf("%s was created", c.leaves)
			}
		})
	}
}
