package strictyaml

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var bound = Bound{Bytes: 1 << 20, Tokens: 100_000}

// readAll reads a small file of every kind of value and returns its problems.
func readAll(data string) error {
	doc, err := Parse("f.yaml", []byte(data), bound)
	if err != nil {
		return err
	}
	top := doc.Root().Fields("id", "weight", "core", "by", "at", "list", "kind", "text")
	top.Need("id").Key()
	top.Get("weight").Number()
	top.Get("core").Bool()
	top.Get("by").Date()
	top.Get("at").Time()
	top.Get("text").Text()
	top.Get("kind").OneOf("kind", "mean", "sum")
	for _, item := range top.Get("list").List() {
		item.Text()
	}
	return doc.Err()
}

func TestProblemsNameTheirPlaceAndTheWayOut(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"good", "id: a\nweight: 2.5\ncore: true\nby: 2026-11-22\nat: 2026-11-22T10:03:00Z\nlist: [1.10, yes]\n", ""},
		{"byte order mark", "\uFEFFid: a\n", ""},
		{"windows line ends", "id: a\r\nweight: 1\r\n", ""},
		{"misspelt key", "id: a\nwieght: 1\n", `f.yaml:2:1: there is no key "wieght"; did you mean "weight"?`},
		{"missing key", "weight: 1\n", `f.yaml:1:1: "id" is missing here`},
		{"repeated key", "id: a\nid: b\n", `f.yaml:2:1: the key "id" is already on line 1; keep one of the two`},
		{"all at once", "id: a\nweight: x\ncore: yes\nby: soon\n", "f.yaml:2:9: expected a number, found \"x\"\n" +
			"f.yaml:3:7: expected true or false, found \"yes\"\nf.yaml:4:5: expected a date such as 2026-11-22, found \"soon\""},
		{"number too clever", "id: a\nweight: .inf\n", `f.yaml:2:9: expected a number, found ".inf"`},
		{"number in quotes", "id: a\nweight: '2.5'\n", `f.yaml:2:9: "2.5" is in quotes, which make a text of it; take the quotes off`},
		{"fraction as key", "id: 2.9\n", `f.yaml:1:5: 2.9 is not a whole number or a word; if it is a word, put it in quotes`},
		{"quotes of a word processor", "id: “0”\n", `f.yaml:1:5: "“0”" holds the quotes of a word processor, which become part of it; use plain quotes (") or none`},
		{"quotes of a word processor in a text", "id: a\ntext: “0” is ‘none’\n", ""},
		{"unknown word", "id: a\nkind: meen\n", `f.yaml:2:7: there is no kind "meen"; did you mean "mean"?`},
		{"alias", "id: &x a\ntext: *x\n", "f.yaml:1:5: an anchor (&x) cannot be used here; write a key plainly\nf.yaml:2:7: an alias (*x) cannot be used here; write text out"},
		{"merge", "id: a\n<<: {weight: 1}\n", `f.yaml:2:1: merging (<<) cannot be used here; write the keys out`},
		{"tag", "id: !secret a\n", `f.yaml:1:5: the tag !secret cannot be used here; write a key plainly`},
		{"needless tag", "id: !!str 2\n", `f.yaml:1:5: the tag !!str cannot be used here; write a key plainly`},
		{"nothing for a needed text", "id: ''\n", `f.yaml:1:5: "id" is missing here`},
		{"colon in a text", "id: a\ntext: see: here\n", `f.yaml:2:10: there is a colon in a text here, or this line is not indented as the one above; put a text that holds a colon in quotes`},
		{"open quote", "id: \"a\n", `f.yaml:2:1: a quotation mark is opened and never closed before here`},
		{"list for text", "id: a\ntext: [a]\n", `f.yaml:2:7: expected text, found a list`},
		{"control character", "id: a\ntext: \"\\e[31m\"\n", `f.yaml:2:7: the text holds the character U+001B, which cannot be kept; take it out`},
		{"two documents", "id: a\n---\nid: b\n", `f.yaml:2:1: a second document starts here; keep one document to a file`},
		{"empty", "", `f.yaml:1:1: the file is empty`},
		{"only a comment", "# hello\n", `f.yaml:1:1: the file is empty`},
		{"tab", "id: a\nlist:\n\t- b\n", `f.yaml:3:1: this line is indented with a tab; use spaces`},
		{"not UTF-8", "id: a\ntext: \xff\n", `f.yaml:2:7: this is not UTF-8 text; save the file as UTF-8`},
		{"not YAML", "id: [a\n", `f.yaml:2:1: a [ or { is opened here or above and not closed, or a comma is missing between two items`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if err := readAll(c.data); err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What a message quotes is cut, and its own words are not.
func TestMessagesQuoteLittle(t *testing.T) {
	long, words := strings.Repeat("é", 200_000), strings.Repeat(`two "words `, 20_000)
	for name, data := range map[string]string{
		"key": "id: " + long, "unknown key": "id: a\n" + long[:20_000] + ": b", "number": "id: a\nweight: '" + words + "'", "word": "id: a\nkind: '" + words + "'",
		"date": "id: a\nby: '" + words + "'", "float": "id: 1." + strings.Repeat("0", 200_000), "tag": "id: !" + long[:20_000] + " a",
		"alias": "id: &x" + strings.Repeat("y", 5_000) + " a", "merge": "id: a\n? [a]\n: b", "core": "id: a\ncore: " + long,
	} {
		err := readAll(data)
		if err == nil || len(err.Error()) > 400 {
			t.Errorf("%s: %d bytes: %.500v", name, len(fmt.Sprint(err)), err)
		}
	}
	own := strings.Repeat("our own words are never cut, however many; ", 10) + `such as "these" and ` + strconv.Quote("a \"quoted\" one")
	if got := shortened(own); got != own {
		t.Errorf("cut to %s", got)
	}
	err := readAll("id: '" + strings.Repeat("a b ", 100) + "'")
	if want := `f.yaml:1:5: "` + strings.Repeat("a b ", 25) + `…" is not a word of at most 100 letters, digits and signs`; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestBoundsAreCheckedBeforeParsing(t *testing.T) {
	for data, want := range map[string]string{
		strings.Repeat("a", 1<<20+1):   "the file has 1048577 bytes; the most that is read is 1048576",
		strings.Repeat("[", 200_000):   "the file has 200000 YAML tokens; the most that is read is 100000",
		strings.Repeat("[", 50_000):    "this is not YAML that can be read",
		"a: " + strings.Repeat("?", 9): "",
	} {
		_, err := Parse("f.yaml", []byte(data), bound)
		if (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%.10s: got %v, want %q", data, err, want)
		}
	}
}

// A file keeps every comment and every value when it is written again, and
// a second writing changes nothing.
func TestCommentsSurviveEncoding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var file strings.Builder
		n := 0
		comment := func(indent string) {
			for range rapid.IntRange(0, 2).Draw(t, "comments") {
				n++
				fmt.Fprintf(&file, "%s# comment %d.\n", indent, n)
			}
			if rapid.Bool().Draw(t, "blank") {
				file.WriteString("\n")
			}
		}
		tail := func() {
			if rapid.Bool().Draw(t, "tail") {
				n++
				fmt.Fprintf(&file, " # comment %d.", n)
			}
			file.WriteString("\n")
		}
		keys := []string{"a", "b", "c"}
		for _, k := range keys {
			comment("")
			file.WriteString(k + ":")
			tail()
			for _, l := range []string{"note", "list"} {
				comment("  ")
				if l == "note" {
					file.WriteString("  note: some text")
					tail()
					continue
				}
				file.WriteString("  list:")
				tail()
				for range 2 {
					comment("    ")
					file.WriteString("    - {id: x, title: y}")
					tail()
				}
			}
		}
		comment("")
		previous, err := Parse("f", []byte(file.String()), bound)
		if err != nil {
			t.Fatalf("%v in\n%s", err, file.String())
		}
		build := func() Map {
			m := NewMap()
			for _, k := range keys {
				inner, item, item2 := NewMap(), NewFlowMap(), NewFlowMap()
				inner.AddText("note", "some text")
				item.AddText("id", "x")
				item2.AddText("id", "y")
				inner.Add("list", List(item.Node(), item2.Node()))
				m.Add(k, inner.Node())
			}
			return m
		}
		out, _, err := Encode("made.yaml", build(), previous, Bound{1 << 20, 100_000})
		if err != nil {
			t.Fatalf("%v in\n%s", err, file.String())
		}
		for i := 1; i <= n; i++ {
			if c := strings.Count(string(out), fmt.Sprintf("# comment %d.\n", i)); c != 1 {
				t.Fatalf("comment %d stands %d times in\n%s\nfrom\n%s", i, c, out, file.String())
			}
		}
		again, err := Parse("f", out, bound)
		if err != nil {
			t.Fatal(err)
		}
		if twice, _, err := Encode("made.yaml", build(), again, Bound{1 << 20, 100_000}); err != nil || string(twice) != string(out) {
			t.Fatalf("writing again changed the file: %v\n%s\nwas\n%s", err, twice, out)
		}
	})
}

func TestAnyTextIsWrittenAndReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`[ \n#:'"|>{}\[\]&*!%@a-c0-9~=-]{0,40}`),
			rapid.SampledFrom([]string{"yes", "null", "1.10", "012", "2026-11-22", "<<", "...", "---", "_x0041_", "👍🏽\nשלום", "\u2028", "\u0085x", " \n \n"}),
		).Draw(t, "text")
		if TextProblem(text) != "" {
			t.Skip()
		}
		m, flow := NewMap(), NewFlowMap()
		flow.AddText("title", text)
		m.AddText("note", text)
		m.Add("flow", flow.Node())
		out, _, err := Encode("made.yaml", m, nil, Bound{1 << 20, 100_000})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Parse("f", out, bound)
		if err != nil {
			t.Fatalf("%v in %q", err, out)
		}
		top := doc.Root().Fields("note", "flow")
		inner := top.Get("flow").Fields("title")
		if got, got2 := top.Get("note").Text(), inner.Get("title").Text(); got != text || got2 != text || doc.Err() != nil {
			t.Fatalf("wrote %q, read %q and %q (%v) from %q", text, got, got2, doc.Err(), out)
		}
	})
}

func TestEveryKindOfValueIsWrittenAndReadBack(t *testing.T) {
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	moment := day.Add(10*time.Hour + 3*time.Minute)
	m := NewMap()
	m.Add("id", Key("2"))
	m.Add("weight", Number(2.5))
	m.Add("by", Date(day))
	m.Add("at", Time(moment))
	out, _, err := Encode("made.yaml", m, nil, Bound{1 << 20, 100_000})
	if err != nil {
		t.Fatal(err)
	}
	want := "id: 2\nweight: 2.5\nby: 2026-11-22\nat: 2026-11-22T10:03:00Z\n"
	if string(out) != want {
		t.Errorf("got %s", out)
	}
	if err := readAll(string(out)); err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("id: a\nlist: [1, 2]\n# c\ntext: |\n  x\n")
	f.Add("\"\\xe2\": *x\n? [a]\n: b\n--- \n")
	f.Fuzz(func(t *testing.T, data string) {
		_ = readAll(data)
	})
}
