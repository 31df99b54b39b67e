package templates

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sextant/assessment"
)

// page is a printed explanation, read as a person reads it: what it says, and
// its table. Nothing but the text comes in.
type page struct {
	lines []string // what stands above the table
	says  string   // the same in one line
	rows  []row
}

// row is one line of the table, by the names of the columns.
type row map[string]string

// printed prints the explanation of a node and reads it.
func printed(t failing, r Report, id string, width int) page {
	t.Helper()
	r.Width = width
	var b bytes.Buffer
	if err := Explanation(&b, "table", r, assessment.Explain(r.Result, id)); err != nil {
		t.Fatal(err)
	}
	return readPage(b.String())
}

func readPage(text string) page {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	rule := slices.IndexFunc(lines, func(s string) bool { return len(s) > 3 && strings.Trim(s, "-") == "" })
	p := page{lines: lines}
	if rule > 0 {
		p.lines, p.rows = lines[:rule-1], readRows(lines[rule-1], lines[rule+1:])
	}
	p.says = strings.Join(strings.Fields(strings.Join(p.lines, " ")), " ")
	return p
}

var rightAligned = []string{"Weight", "Score", "Weight × score", "Target", "Gap", "Counts", "Value"}

// readRows finds each cell by where it begins or, of figures, ends. What has
// found no room stands below its row, with the name of the column.
func readRows(head string, lines []string) []row {
	starts, ends := map[int]string{0: ""}, make(map[int]string)
	second := ""
	for i, c := range cells(head) {
		if slices.Contains(rightAligned, c.text) {
			ends[c.to] = c.text
		} else {
			starts[c.from] = c.text
		}
		if c.from > 0 && i < 2 && second == "" {
			second = c.text // a row begins where it has one
		}
	}
	var rows []row
	rest := ""
	finish := func() {
		for _, part := range strings.Split(rest, "; ") {
			if name, value, ok := strings.Cut(strings.TrimSpace(part), ": "); ok {
				rows[len(rows)-1][name] = value
			}
		}
		rest = ""
	}
	for _, line := range lines {
		found := cells(line)
		if len(found) > 0 && found[0].from == 4 && starts[4] == "" {
			rest += " " + strings.TrimSpace(line)
			continue
		}
		here := row{}
		for _, c := range found {
			name, ok := ends[c.to]
			if !ok {
				name = starts[c.from]
			}
			here[name] = c.text
		}
		if here[second] != "" || len(rows) == 0 {
			if rest != "" {
				finish()
			}
			rows = append(rows, here)
			continue
		}
		for name, text := range here {
			last := rows[len(rows)-1]
			last[name] = strings.TrimSpace(last[name] + " " + text)
		}
	}
	if rest != "" {
		finish()
	}
	return rows
}

type cell struct {
	text     string
	from, to int
}

// cells are the parts of a line with two spaces or more between them.
func cells(line string) []cell {
	var all []cell
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		if runes[i] == ' ' {
			continue
		}
		from := i
		for i < len(runes) && (runes[i] != ' ' || i+1 < len(runes) && runes[i+1] != ' ') {
			i++
		}
		all = append(all, cell{string(runes[from:i]), from, i})
	}
	return all
}

// number reads a figure of the table; ok is false where there is none.
func (r row) number(name string) (v float64, ok bool) {
	v, err := strconv.ParseFloat(r[name], 64)
	return v, err == nil
}

// weight is 1 where the table has no weights.
func (r row) weight() float64 {
	if w, ok := r.number("Weight"); ok {
		return w
	}
	return 1
}

// row finds the part of that id.
func (p page) row(id string) row {
	for _, r := range p.rows {
		if r["Id"] == id {
			return r
		}
	}
	return nil
}

// find looks for a sentence, in which # stands for a figure and nothing else
// is special, and returns what its groups and figures are.
func (p page) find(sentence string) []string {
	found := pattern(sentence).FindStringSubmatch(p.says)
	if found == nil {
		return nil
	}
	return found[1:]
}

var patterns = make(map[string]*regexp.Regexp)

func pattern(sentence string) *regexp.Regexp {
	if patterns[sentence] == nil {
		patterns[sentence] = regexp.MustCompile(strings.ReplaceAll(sentence, "#", `(-?\d+(?:\.\d+)?)`))
	}
	return patterns[sentence]
}

// figure reads a figure of a sentence.
func figure(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return v
}
