package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// evil turns a line around (U+202E) and hides it (U+2066); YAML files write it
// as an escape.
const evil = "\u202e\u2066"

// bidiFramework has the evil in every text that a person reads.
const bidiFramework = `id: bidi
version: 1.0.0
title: "Title EVIL"
source: "Source EVIL"
licence: "Licence EVIL"
organisation_types: {trust: "Trust EVIL", practice: "Practice EVIL"}
scale:
  - {key: 0, value: 0, name: "None EVIL", means: "Nothing EVIL", test: "Look EVIL"}
  - {key: 1, value: 1, name: "Some EVIL"}
targets: [{by: 2030-03-31, all: 1}]
objectives:
  - id: part
    title: "Part EVIL"
    intent: "Intent EVIL"
    questions:
      - id: Q1
        title: "Question EVIL"
        asks: "Is it EVIL?"
        guidance: "Guidance EVIL"
        levels: {1: "Statement EVIL"}
        respondent: "Respondent EVIL"
        evidence: ["Evidence EVIL"]
        core: true
      - id: Q2
        title: "Another EVIL"
        asks: "Is it?"
`

const bidiAssessment = `sextant: assessment/1
framework: {id: bidi, version: 1.0.0, digest: "%s"}
organisation:
  name: "Organisation EVIL"
  code: "CODE EVIL"
  type: trust
  system: "System EVIL"
  region: "Region EVIL"
  other: {more: "More EVIL"}
date: 2026-11-01
period: "Period EVIL"
report: {marking: "Marking EVIL", author: "Author EVIL"}
answers:
  Q1:
    answer: 1
    note: "Note EVIL"
    evidence: [{title: "Log EVIL", reference: "R EVIL"}]
    strength: document
    by: "sam EVIL"
    at: 2026-11-01T10:00:00Z
    review: {of: 1, answer: 0, by: "kim EVIL", at: 2026-11-02T10:00:00Z, note: "No EVIL"}
  Q2: {not_applicable: "Reason EVIL", by: "sam EVIL"}
actions:
  - {id: ACT-1, question: Q1, title: "Act EVIL", owner: "Owner EVIL"}
`

// untrusted returns a folder with the framework bidi.yaml and the assessment
// a.yaml.
func untrusted(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write(t, dir, "bidi.yaml", strings.ReplaceAll(bidiFramework, "EVIL", `\u202e\u2066`))
	stdout, stderr, code := finish(t, program(dir, "framework", "check", "bidi.yaml"), "")
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	write(t, dir, "a.yaml", strings.ReplaceAll(fmt.Sprintf(bidiAssessment, lastLine(stdout)), "EVIL", `\u202e\u2066`))
	return dir
}

// lastLine is where `framework check` tells the digest.
func lastLine(s string) string {
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	return lines[len(lines)-1]
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// tame sees that a text cannot steer a terminal.
func tame(t *testing.T, what, text string) {
	t.Helper()
	for i, r := range text {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			t.Errorf("%s holds %U: %q", what, r, text[max(0, i-40):min(len(text), i+20)])
			return
		}
	}
}

// What people wrote into files never steers the terminal of who reads them.
// (CSV, JSON and workbooks keep it: they are data.)
func TestUntrustedTextIsTamed(t *testing.T) {
	t.Parallel()
	dir := untrusted(t)
	finished := string(bytesOf(t, dir, "a.yaml"))
	for _, c := range []struct {
		args  string
		stdin string
	}{
		{"score a.yaml", ""},
		{"score a.yaml --detail --reviewed", ""},
		{"explain a.yaml overall", ""},
		{"explain a.yaml part", ""},
		{"explain a.yaml Q1", ""},
		{"explain a.yaml Q2", ""},
		{"report a.yaml -o board.md", ""},
		{"framework list", ""},
		{"framework show bidi", ""},
		{"answer a.yaml --plain", "b\nb\ng Q2\nq\n"},
		{"answer b.yaml --framework bidi --organisation X", "2\nq\n"},
		{"set a.yaml Q1=0 --note plain", ""},
	} {
		write(t, dir, "a.yaml", finished)
		stdout, stderr, _ := finish(t, program(dir, strings.Fields(c.args)...), c.stdin)
		tame(t, c.args+": stdout", stdout)
		tame(t, c.args+": stderr", stderr)
		if !strings.Contains(stdout+stderr, " ") {
			t.Errorf("%s printed nothing", c.args)
		}
	}

	// Messages repeat what they found, in quotes.
	for name, change := range map[string][2]string{
		"key": {"period:", `"per\u202eiod":`}, "option": {"answer: 1\n", `answer: "\u202e"` + "\n"},
		"question": {"  Q1:\n", `  "Q1\u202e":` + "\n"}, "type": {"type: trust", `type: "\u202e"`},
		"format": {"assessment/1", `"\u202e"`}, "date": {"2026-11-01\n", `"\u202e"` + "\n"},
		"strength": {"strength: document", `strength: "\u202e"`},
	} {
		text := strings.Replace(finished, change[0], change[1], 1)
		write(t, dir, "a.yaml", text)
		_, stderr, code := finish(t, program(dir, "score", "a.yaml"), "")
		if code != exitFailed || text == finished {
			t.Errorf("%s: exit code %d", name, code)
		}
		tame(t, name, stderr)
	}
}

// Names come from strangers too: of files, and of frameworks that happen to
// lie in the folder.
func TestUntrustedNamesAreTamed(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"a file's name":                        {"score", "a" + evil + ".yaml"},
		"the version of a framework":           {"framework", "check", "version.yaml"},
		"the id of a framework in the folder":  {"framework", "show", "nothing"},
		"the key of an option":                 {"answer", "c.yaml", "--framework", "key.yaml", "--organisation", "X", "--type", "trust"},
		"the id of a framework that is needed": {"score", "framework.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			sound := strings.ReplaceAll(bidiFramework, "EVIL", "")
			write(t, dir, "version.yaml", strings.Replace(sound, "version: 1.0.0", `version: "1\u202e0"`, 1))
			write(t, dir, "key.yaml", strings.NewReplacer("key: 1", `key: "1\u202e"`, "all: 1", `all: "1\u202e"`, "{1:", `{"1\u202e":`).Replace(sound))
			write(t, dir, "framework.yaml", `{sextant: assessment/1, framework: {id: "bi\u202edi", version: 1, digest: x}}`)
			write(t, dir, "raw.yaml", "id: \x1b]0;title\x07\nversion: 1\n")
			stdout, stderr, _ := finish(t, program(dir, args...), "")
			tame(t, "stdout", stdout)
			tame(t, "stderr", stderr)
		})
	}
}
