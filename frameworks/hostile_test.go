package frameworks

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// head begins a framework that is sound so far.
const head = "id: h\nversion: 1.0.0\ntitle: H\nscale: [{key: 0, value: 0, name: A}, {key: 1, value: 1, name: B}]\n"

// blocks nests groups to a depth, a line or more to each.
func blocks(depth int) string {
	var b strings.Builder
	b.WriteString(head + "objectives:\n")
	for i := range depth {
		indent := strings.Repeat(" ", 2*i+2)
		fmt.Fprintf(&b, "%s- id: g%d\n%s  title: t\n%s  groups:\n", indent, i, indent, indent)
	}
	return b.String()
}

// What is far too large, too deep or too clever is refused with its place, in
// less than a second and 200 MB.
func TestHostileFilesAreRefusedQuickly(t *testing.T) {
	questions := func(n int, form string) string {
		var b strings.Builder
		b.WriteString(head + "objectives:\n  - id: g\n    title: t\n    questions:\n")
		for i := range n {
			fmt.Fprintf(&b, form, i, i%7)
		}
		return b.String()
	}
	flow := head + "objectives: " + strings.Repeat("[{id: a, title: b, groups: ", 1000) + "[]" + strings.Repeat("}]", 1000) + "\n"
	manyRules := questions(3000, "      - {id: q%d, title: t, asks: y, tags: [t%d]}\n") + "    status:\n      else: no\n      rules:\n" +
		strings.Repeat("        - {any: t1, at_least: 1, and: [{value_of: nobody, at_least: 1}], is: yes}\n", 3000)
	manyCases := questions(60, "      - {id: q%d, title: t, asks: y, weight: %d.5}\n") + "    status:\n      else: no\n      rules:\n"
	for i := range 40 {
		manyCases += fmt.Sprintf("        - {value_of: q%d, at_least: 1, is: s%d}\n", i, i%9)
	}
	almost := questions(16, "      - {id: q%d, title: t, asks: y, weight: %d.5}\n") + "    status:\n      else: no\n      rules:\n"
	for i := range 16 { // the last rule lowers what all but one of them raise
		almost += fmt.Sprintf("        - {value_of: q%d, at_least: 1, and: [{value_of: q%d, at_least: 1}, {value_of: q%d, at_least: 1}], is: s%d}\n", i, (i+5)%16, (i+9)%16, i%9)
	}
	manyStatuses := head + "objectives:\n"
	for i := range 2000 {
		manyStatuses += fmt.Sprintf("  - id: g%d\n    title: t\n    questions:\n      - {id: q%d, title: t, asks: y, tags: [x]}\n      - {id: r%d, title: t, asks: y, tags: [z]}\n"+
			"    status: {else: no, rules: [{all: x, at_least: 1, is: no}, {all: z, at_least: 1, is: more}]}\n", i, i, i)
	}
	for _, c := range []struct{ name, data, want string }{
		{"100,000 questions", questions(100_000, "      - {id: q%d, title: t, asks: 'y%d'}\n"), "h.yaml:1:1: the file has 4289036 bytes; the most that is read is 1048576"},
		{"22,000 questions", questions(22_000, "      - {id: q%d, title: t, asks: '%d'}\n"), "h.yaml:1:1: the file has 176031 YAML tokens; the most that is read is 150000"},
		{"100 MB", head + strings.Repeat("# a comment that says nothing at all\n", 100<<20/37), "h.yaml:1:1: the file has 104857689 bytes; the most that is read is 1048576"},
		{"groups 60 deep", blocks(60), "h.yaml:156:105: groups lie more than 50 deep here; make the tree flatter"},
		{"groups 1,000 deep", blocks(250) + strings.Repeat(" ", 500) + "- id: z\n", "groups lie more than 50 deep here; make the tree flatter"},
		{"1,000 deep on a line", flow, "h.yaml:5:"},
		{"an alias bomb", "id: &a [x, x, x, x]\nversion: &b [*a, *a, *a, *a]\ntitle: &c [*b, *b, *b, *b]\nscale: [*c, *c, *c]\nobjectives: []\n", "h.yaml:1:5: expected a key, found a list"},
		{"an alias", head + "source: &x [a]\nlicence: *x\nobjectives: []\n", "h.yaml:6:10: an alias (*x) cannot be used here; write text out"},
		{"rules without end", manyRules, "h.yaml:3012:9: there are 3000 rules; the most that a status has is 50"},
		{"more cases than can be checked", manyCases, "h.yaml:70:7: the rules tell more cases apart than can be checked"},
		{"as many cases as are checked", almost, "all else at its least) turns"},
		{"options without end", head + "objectives: [{id: g, title: t, questions: [{id: q, title: t, asks: y, options: [" + strings.Repeat("{key: a, name: b}, ", 10_000) + "]}]}]\n",
			"h.yaml:5:80: there are 10000 options; the most is 100"},
		{"tags without end", head + "objectives: [{id: g, title: t, tags: [" + strings.Repeat("a, ", 100_000) + "], questions: [{id: q, title: t, asks: y}]}]\n",
			"h.yaml:5:38: there are 100000 tags; the most is 100"},
		{"statuses that all have the same fault", manyStatuses, "h.yaml:11:13: raising q0 from 0 to 1 (with r0 is 1) turns \"more\" into \"no\", and raising r0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, err := Parse("h.yaml", []byte(c.data), nil)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "h.yaml:") {
				text := fmt.Sprint(err)
				t.Errorf("got %.300s, not %s", text, c.want)
			}
			mb := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%v, %d MB", took, mb)
			// The aim is a second; machines are shared, and the race detector is slow.
			if took > 5*time.Second && !testing.Short() || mb > 200 {
				t.Errorf("took %v and %d MB", took, mb)
			}
		})
	}
}

// Rules through which answers can only rise need no going through of cases: a
// profile may ask something of each of forty groups.
func TestManyConditionsThatOnlyRise(t *testing.T) {
	var b strings.Builder
	b.WriteString("id: p\nversion: 1.0.0\ntitle: P\nscale: [{key: 0, value: 0, name: None}, {key: 1, value: 1, name: Some}, {key: 2, value: 2, name: All}]\n")
	for _, tier := range []struct {
		least int
		is    string
	}{{2, "advanced"}, {1, "basic"}} {
		if tier.least == 2 {
			b.WriteString("status:\n  rules:\n")
		}
		fmt.Fprintf(&b, "    - {value_of: g0, at_least: %d, is: %s, and: [", tier.least, tier.is)
		for i := range 19 {
			fmt.Fprintf(&b, "{value_of: g%d, at_least: %d}, ", i+1, tier.least)
		}
		b.WriteString("]}\n")
	}
	b.WriteString("  else: below\nobjectives:\n")
	for i := range 20 {
		fmt.Fprintf(&b, "  - {id: g%d, title: t, questions: [{id: q%d, title: t, asks: y?}]}\n", i, i)
	}
	fw, err := Parse("p.yaml", []byte(strings.ReplaceAll(b.String(), ", ]}", "]}")), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(fw.Status.Order, " < "); got != "below < basic < advanced" || fw.Status.Worst() != "below" || fw.Status.Best() != "advanced" {
		t.Errorf("order %s, from %s to %s", got, fw.Status.Worst(), fw.Status.Best())
	}
}

// What is asked is part of what an answer means wherever no option says so, and
// so is the name of an option that says nothing else.
func TestTheDigestHasWhatAnswersMean(t *testing.T) {
	const text = "id: p\nversion: 1.0.0\ntitle: P\nscale: [{key: 0, value: 0, name: None}, {key: 1, value: 1, name: Some}]\n" +
		"objectives: [{id: o, title: O, questions: [{id: q, title: T, asks: In 30 days?}]}]\n"
	digest := func(text string) string {
		fw, err := Parse("p.yaml", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		return fw.Digest()
	}
	was := digest(text)
	for _, change := range [][2]string{{"In 30 days?", "In 24 hours?"}, {"name: Some", "name: Wholly"}} {
		if digest(strings.Replace(text, change[0], change[1], 1)) == was {
			t.Errorf("%q may become %q without a word", change[0], change[1])
		}
	}
	if digest(strings.Replace(text, "title: T", "title: Another", 1)) != was {
		t.Error("a title is not what an answer means")
	}
}

// A file that is too large is refused by its size, without being read.
func TestAFileTooLargeIsNotRead(t *testing.T) {
	place := fstest.MapFS{"big.yaml": {Data: []byte("id: big\nversion: 1\n" + strings.Repeat("#\n", 1<<20))}}
	_, err := Open("big", "", place)
	if want := "big.yaml:1:1: the file has 2097171 bytes; the most that is read is 1048576"; err == nil || err.Error() != want {
		t.Errorf("got %v, not %s", err, want)
	}
}
