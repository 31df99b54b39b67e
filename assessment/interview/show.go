package interview

import (
	"fmt"
	"strconv"
	"strings"

	"sextant/frameworks"
	"sextant/internal/terminal"
)

// show prints the question with all that is needed to answer it.
func (p *Plain) show(s *Session) {
	page := s.Page()
	fmt.Fprintln(p.Out)
	if page.Question == nil {
		p.say(page.Asks)
		return
	}
	p.say(fmt.Sprintf("%s (%d of %d %s)", page.Where, page.Settled, page.Total, page.Done))
	p.say(page.Title)
	fmt.Fprintln(p.Out)
	p.say(page.Asks)
	if page.Guidance != "" {
		fmt.Fprintln(p.Out)
		p.say(page.Guidance)
	}
	fmt.Fprintln(p.Out)
	for _, o := range page.Options {
		tick := ""
		switch {
		case page.Many && o.IsAnswer:
			tick = "[x] "
		case page.Many:
			tick = "[ ] "
		}
		p.indent("  "+tick+o.Key+"  ", strings.TrimSuffix(o.Name+": "+o.Says, ": "))
	}
	fmt.Fprintln(p.Out)
	for _, line := range append(page.About, page.SoFar...) {
		p.say(line)
	}
	q := page.Question
	p.say(q.ID + " " + q.Title) // once more: its first lines may have left the screen
}

// showObjectives prints how far the session is with each.
func (p *Plain) showObjectives(s *Session) {
	fmt.Fprintln(p.Out)
	for _, o := range s.Objectives() {
		id := ""
		if o.ID != "" {
			id = " (" + o.ID + ")"
		}
		p.say(fmt.Sprintf("%s%s: %d of %d %s, %s", o.Title, id, o.Settled, o.Total, s.done(), o.Mark))
	}
}

func (p *Plain) prompt(s *Session) {
	if q := s.Question(); q != nil {
		more := " n e m t"
		switch {
		case s.review:
			more = ""
		case q.Many: // they have no target
			more = " n e m"
		}
		fmt.Fprintf(p.Out, "%s [%s%s b s g o u ? q]> ", q.ID, keysOf(q), more)
		return
	}
	what := "an answer"
	if s.review {
		what = "a review"
	}
	fmt.Fprintf(p.Out, "Enter ends; g ID or b changes %s> ", what)
}

// keysOf are the keys of a question's options, for a prompt: a range of
// numbers, all where they are few, or the first and the last of numbers.
func keysOf(q *frameworks.Question) string {
	keys := q.Keys()
	numbers, inARow := Numbers(keys)
	all := strings.Join(keys, " ")
	if inARow && !q.Many || len(all) > 30 {
		all = "KEY"
		if ends := keys[0] + "-" + keys[len(keys)-1]; numbers && len(ends) <= 9 {
			all = ends
		}
	}
	if q.Many {
		all += ", - for none,"
	}
	return all
}

// Numbers reports whether keys are whole numbers, and whether each is the one
// after that before it, so that the first and the last say all of them.
func Numbers(keys []string) (numbers, inARow bool) {
	inARow = true
	var before uint64
	for i, key := range keys {
		n, err := strconv.ParseUint(key, 10, 32)
		if err != nil {
			return false, false
		}
		inARow = inARow && (i == 0 || n == before+1)
		before = n
	}
	return true, inARow
}

// say prints a text, wrapped, its further lines below the spaces that it
// begins with; nothing for an empty one.
func (p *Plain) say(text string) {
	words := strings.TrimLeft(text, " ")
	p.indent(text[:len(text)-len(words)], words)
}

// indent prints a text behind a label, its further lines below its first.
func (p *Plain) indent(label, text string) {
	width := p.Width
	if width <= 0 {
		width = 80
	}
	for i, line := range terminal.Wrap(text, width-len(label)) {
		if i > 0 {
			label = strings.Repeat(" ", len(label))
		}
		fmt.Fprintln(p.Out, label+line)
	}
}
