package frameworks

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// asked is a framework whose only question has the levels given; other lines
// go before its objectives.
func asked(levels, lines string) string {
	return "id: t\nversion: 1.0.0\ntitle: T\nscale:\n  - {key: 0, value: 0, name: A}\n  - {key: 1, value: 1, name: B}\n  - {key: 2, value: 2, name: C}\n" +
		lines + "objectives:\n  - id: o\n    title: O\n    questions:\n      - id: TEA-01\n        title: Q\n        asks: Why?\n        core: true\n" + levels
}

const sound = `        levels:
          1: A named person boiled the kettle once in the last 12 months.
          2: The log shows it boiling on each of the last 5 working days.
`

func TestAdvice(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", asked(sound, ""), ""},
		{"missing level", asked("        levels: {1: A named person boiled the kettle once in the last 12 months.}\n", ""),
			"12:9: TEA-01 level 2 has no statement; say under `levels` what must be true for it"},
		{"adjective", asked(strings.Replace(sound, "The log", "A Robust log", 1), ""),
			"18:14: TEA-01 level 2 says \"robust\", which two people read differently; say what would be counted or seen instead"},
		{"part of a word", asked(strings.Replace(sound, "The log", "The goodwill log", 1), ""), ""},
		{"own list", asked(strings.Replace(sound, "The log", "A robust kettle log", 1), "avoid: [kettle]\n"),
			"18:14: TEA-01 level 1 says \"kettle\", which two people read differently; say what would be counted or seen instead\n" +
				"19:14: TEA-01 level 2 says \"kettle\", which two people read differently; say what would be counted or seen instead"},
		{"nothing to count", asked(strings.Replace(sound, "A named person boiled the kettle once in the last 12 months", "The people who work here are always very fond of tea", 1), ""),
			"17:14: TEA-01 level 1 holds nothing to count or to look at; name a record, a date, a number or a test"},
		{"too short", asked(strings.Replace(sound, "The log shows it boiling on each of the last 5 working days", "It boiled 5 times", 1), ""),
			"18:14: TEA-01 level 2 is 4 words long; below 8 it can hardly say what to check"},
		{"too long", asked(strings.Replace(sound, "The log", strings.TrimSpace(strings.Repeat("far and ", 30))+" log", 1), ""),
			"18:14: TEA-01 level 2 is 72 words long; say it in at most 60, or move the rest to the guidance"},
		{"alike", asked(strings.Replace(sound, "The log", "A named person boiled the kettle once in the last 12 months, and the log", 1), ""),
			"18:14: TEA-01 level 2 says again what level 1 says; it stands on top of it, so say only what is new"},
		{"abbreviation", asked(strings.Replace(sound, "The log", "The KPIs of the log", 1), ""),
			"18:14: TEA-01 level 2 uses KPI, which the glossary does not explain; add it under `glossary`, or write it out"},
		{"explained", asked(strings.Replace(sound, "The log", "The KPIs of the log", 1), "glossary: {KPI: something counted}\n"), ""},
		{"explained by another", asked(sound, "glossary: {KPI: what the CEO counts}\n"),
			"8:17: the glossary uses CEO, which the glossary does not explain; add it under `glossary`, or write it out"},
		{"question named", asked(strings.Replace(sound, "The log", "The log of TEA-01", 1), ""), ""},
		{"no such question", asked(strings.Replace(sound, "The log", "The log of TEA-02", 1), ""),
			"18:14: TEA-01 level 2 names TEA-02, which there is not; did you mean TEA-01?"},
		{"somebody else's id", asked(strings.Replace(sound, "The log", "The log of DCB-0129", 1), "glossary: {DCB: a standard}\n"), ""},
		{"no core", strings.Replace(asked(sound, ""), "core: true", "core: false", 1),
			"9:5: o has no core question, so no failed control holds its level back; mark at least one `core: true`"},
		{"bands", asked(sound, "bands: [{from: 0, name: Red}, {from: 1.5, name: Amber}, {from: 2, name: Green}]\n"), ""},
		{"bands out of reach", asked(sound, "bands:\n  - {from: -9, name: Deep red}\n  - {from: -1, name: Red}\n  - {from: 0, name: Amber}\n  - {from: 2.5, name: Green}\n"),
			"9:5: the band \"Deep red\" ends at -1, and the score is at least 0\n10:5: the band \"Red\" ends at 0, and the score is at least 0\n12:5: the band \"Green\" begins at 2.5, and the score is at most 2"},
		{"bands of a sum", asked(sound, "score: sum\nbands:\n  - {from: 0, name: Red}\n  - {from: 55, name: Green zone}\n"),
			"11:5: the band \"Green zone\" begins at 55, and the score is at most 2"},
		{"targets", asked(sound, "targets: [{by: 2027-03-31, all: 1, core: 1}, {by: 2028-03-31, all: 1, core: 2}, {by: 2029-03-31, all: 2}]\n"), ""},
		{"less of core questions", asked(sound, "targets:\n  - {by: 2027-03-31, all: 2, core: 1}\n"),
			"9:5: the target by 2027-03-31 asks for 1 of core questions, which is less than the 2 that it asks of all"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fw, err := Parse("t.yaml", []byte(c.text), nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range fw.Advice() {
				got = append(got, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Text))
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

func TestAQuestionReplacesOnlyWhatIsGone(t *testing.T) {
	text := asked(sound+"        replaces: [OLD-1, o]\n", "")
	_, err := Parse("t.yaml", []byte(text), nil)
	if want := "t.yaml:19:27: o is still here; a question replaces one that this version no longer has"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestTerms(t *testing.T) {
	fw, err := Parse("t.yaml", []byte(asked(sound, "glossary:\n  SIRO: the owner of the board's risk\n  board: who decides\n  MFA: two proofs\n  critical system: one of the list\n")), nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":                                 "",
		"The SIRO signs":                   "SIRO board", // its meaning names the board
		"SIROs":                            "SIRO board",
		"a blackboard":                     "",
		"Critical systems are listed":      "critical system",
		"the critical path of a system":    "",
		"Boards (and no others) use MFA":   "board MFA",
		"MFAX, XMFA and mfa are no matter": "",
	} {
		var got []string
		for _, term := range fw.Terms(text) {
			got = append(got, term.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q uses %v, not %s", text, got, want)
		}
	}
}

// The digest moves with what gives answers their meaning, and with nothing
// else.
func TestTheDigestHoldsRulesAndTermsInUse(t *testing.T) {
	digestOf := func(lines string) string {
		fw, err := Parse("t.yaml", []byte(asked(sound, lines)), nil)
		if err != nil {
			t.Fatal(err)
		}
		return fw.Digest()
	}
	plain := digestOf("")
	for lines, moves := range map[string]bool{
		"rules: [Read twice.]\n":                            true,
		"glossary: {kettle: what boils water}\n":            true,
		"glossary: {teapot: what no statement speaks of}\n": false,
		"avoid: [cosy]\n":                                   false,
	} {
		if (digestOf(lines) != plain) != moves {
			t.Errorf("%q: moves the digest: %v", lines, !moves)
		}
	}
}

func TestCoverage(t *testing.T) {
	catalogue, err := Parse("c.yaml", []byte("id: c\nversion: 1\ntitle: C\nobjectives:\n  - id: G\n    title: G\n    questions: [{id: a, title: A}, {id: b, title: B}]\n  - id: H\n    title: H\n    questions: [{id: c1, title: C}]\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	find := func(string) (*Framework, error) { return catalogue, nil }
	for refs, want := range map[string]string{
		"[a]":    "3 1 1 2; 2 1",
		"[a, b]": "3 2 2 1; 2 1",
		"[H]":    "2 1 1 1; 2 1", // groups alone: they are its identifiers
		"[H, a]": "3 1 1 2; 2 2",
	} {
		fw, err := Parse("t.yaml", []byte(asked(sound+"        refs: {c: "+refs+"}\n", "catalogues: [c]\n")), find)
		if err != nil {
			t.Fatal(err)
		}
		c := fw.Coverage(catalogue)
		got := fmt.Sprintf("%d %d %d %d; %d %d", len(c.Identifiers), len(Touched(c.Identifiers)), len(Once(c.Identifiers)), len(Untouched(c.Identifiers)), len(c.Groups), len(Touched(c.Groups)))
		if got != want {
			t.Errorf("%s: %s, want %s", refs, got, want)
		}
	}
}

func TestTheNewestVersionIsTaken(t *testing.T) {
	for _, c := range []struct{ a, b string }{{"1.9.0", "1.10.0"}, {"0.1.0", "1.0.0"}, {"1.0", "1.0.0"}, {"2024-25", "2025-26"}, {"2.0.0-rc1", "2.0.0"}, {"2.0.0-rc1", "2.0.0-rc2"}, {"1.9.0", "2.0.0-rc1"}} {
		if CompareVersions(c.a, c.b) >= 0 || CompareVersions(c.b, c.a) <= 0 || CompareVersions(c.a, c.a) != 0 {
			t.Errorf("%s does not come before %s", c.a, c.b)
		}
	}
	place := make(fstest.MapFS)
	for _, v := range []string{"1.10.0", "1.2.0", "1.9.0"} {
		place[v+".yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(asked(sound, ""), "version: 1.0.0", "version: "+v, 1))}
	}
	fw, err := Open("t", "", place)
	if err != nil || fw.Version != "1.10.0" {
		t.Errorf("opened %v, %v", fw, err)
	}
	if fw, err := Open("t", "1.2.0", place); err != nil || fw.Version != "1.2.0" {
		t.Errorf("opened %v, %v", fw, err)
	}
}

// What is empty or impossible in the new keys is told.
func TestWordingThatSaysNothing(t *testing.T) {
	for lines, want := range map[string]string{
		"rules: ['']\n":             "t.yaml:8:9: the rule is empty; say it, or take it out",
		"glossary: {SIRO: }\n":      "t.yaml:8:18: the meaning is empty; say it, or take it out",
		"avoid: [null]\n":           "t.yaml:8:9: there is nothing in this item of the list; fill it in, or take it out",
		"rules: {a: b}\n":           "t.yaml:8:8: expected a list, found a group of keys",
		"glossary: {A: x, A: y}\n":  `t.yaml:8:18: the key "A" is already on line 8; keep one of the two`,
		"avoid: [Robust, robust]\n": "",
	} {
		fw, err := Parse("t.yaml", []byte(asked(sound, lines)), nil)
		got := ""
		if err != nil {
			got = err.Error()
		} else if strings.HasPrefix(lines, "avoid") && len(fw.Avoid) != 1 {
			t.Errorf("avoid: %v", fw.Avoid)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", lines, got, want)
		}
	}
	for replaces, want := range map[string]string{
		"[tea-01]":   "TEA-01 is still here; a question replaces one that this version no longer has",
		"['x y']":    `an id is made of letters, digits, dots, dashes and underscores, not "x y"`,
		"[OLD, OLD]": "OLD is in the list already",
		"[OLD, NEW]": "",
	} {
		_, err := Parse("t.yaml", []byte(asked(sound+"        replaces: "+replaces+"\n", "")), nil)
		if err == nil != (want == "") || err != nil && !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: %v, want %q", replaces, err, want)
		}
	}
}
