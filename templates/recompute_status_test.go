package templates

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sextant/assessment"
)

var (
	theStatus = regexp.MustCompile(`Status: (.+?)(?:, set by (?:.+?) instead of (.+?), which the rules make|; whatever is answered, it will be (?:.+?)|; (?:with what is not answered )?it can be anything from (?:.+?) to (?:.+?))?\. `)
	theRules  = regexp.MustCompile(`(?:Of the rules, the first that matches counts:|do not count yet\. As it stands:) (1\. .*?(?:it matches|it would match as it stands)\.)(?: |$)`)
	aRule     = regexp.MustCompile(`(\d+)\. (.+?)(?:, if (.+?))?: (it matches|it does not match|it would match as it stands)\.(?: |$)`)
	ofNumber  = regexp.MustCompile(`^the (?:overall score|score of (\S+)) is at least (\S+) \(it (?:is (\S+)|has none(?:, and counts as (\S+))?|does not apply, so this (is left out))\)$`)
	ofItems   = regexp.MustCompile(`^(any|every|no|at least (\d+)) (part|option|answer|answer below|answers below)s? tagged (\S+) (?:is|are) (ticked|given|at least (.+?)) \((.*)\)$`)
	tallied   = regexp.MustCompile(`^(\d+) of (\d+)(?:: (.+?))?(?:; not: (.+))?$`)
	anItem    = regexp.MustCompile(`([^\s,()]+)(?: \(([^()]*)\))?(?:, |$)`)
)

// status goes through the rules that are printed, and sees which is the first
// that holds.
func (s *secretary) status(e *assessment.Explanation) {
	said := theStatus.FindStringSubmatch(s.says + " ")
	switch {
	case s.engine.HighStatus == "":
		return
	case said == nil:
		s.wrong("there is a status, %s, and nothing says so", s.engine.Status)
		return
	}
	if is := strings.Replace(said[1], "open", "", 1); is != s.engine.Status {
		s.wrong("the status is %q, not %q", s.engine.Status, is)
	}
	rules := theRules.FindStringSubmatch(s.says)
	if rules == nil {
		if s.engine.Status != "" {
			s.wrong("it does not say how the status was made")
		}
		return
	}
	made, last := "", ""
	for i, rule := range aRule.FindAllStringSubmatch(rules[1], -1) {
		if rule[1] != fmt.Sprint(i+1) || last == "it matches" {
			s.wrong("rule %s has the place %d", rule[1], i+1)
		}
		holds := true
		if rule[3] == "" {
			rule[2] = strings.TrimPrefix(rule[2], "Otherwise ")
		} else {
			left := false
			for k, c := range strings.Split(rule[3], ", and if ") {
				out := strings.HasSuffix(c, "this is left out)")
				holds = (s.holds(c, e.Verdict.Rules[i].Conditions[k]) || out) && holds
				left = left || !out
			}
			holds = holds && left
		}
		last = strings.Replace(rule[4], "it would match as it stands", "it matches", 1)
		if (last == "it matches") != holds || (last != rule[4]) != (s.engine.Status == "" && holds) {
			s.wrong("rule %s: %s", rule[1], rule[4])
		}
		if holds && made == "" {
			made = rule[2]
		}
	}
	want := s.engine.Status
	if said[2] != "" {
		want = said[2]
	}
	if want != "" && made != want || made != e.Verdict.Made {
		s.wrong("the rules make %q, not %q", made, want)
	}
}

// holds works out a condition from what it says that it looked at.
func (s *secretary) holds(text string, of assessment.Check) bool {
	if is := ofNumber.FindStringSubmatch(text); is != nil {
		number, err := strconv.ParseFloat(is[3]+is[4], 64)
		s.lists(text, of, nil, nil)
		if (is[5] != "") != of.LeftOut {
			s.wrong("%q: left out is %v", text, of.LeftOut)
		}
		if r := s.row(is[1]); r != nil && err == nil {
			if v, has := r.number("Score"); has {
				s.agree("the score of "+is[1], v, number, rounding)
			}
		}
		return err == nil && number >= figure(is[2])
	}
	is := ofItems.FindStringSubmatch(text)
	if is == nil {
		s.wrong("nobody can read %q", text)
		return of.Holds
	}
	var yes, no []string
	if is[7] != "there is none that counts" {
		count := tallied.FindStringSubmatch(is[7])
		if count == nil {
			s.wrong("nobody can read %q", is[7])
			return of.Holds
		}
		yes, no = s.items(count[3], is, true), s.items(count[4], is, false)
		if count[1] != fmt.Sprint(len(yes)) || count[2] != fmt.Sprint(len(yes)+len(no)) {
			s.wrong("%d items fulfil %q, and %d do not", len(yes), text, len(no))
		}
	}
	s.lists(text, of, yes, no)
	if is[3] == "option" {
		s.ticks(is[4], yes, no)
	}
	switch {
	case is[1] == "any":
		return len(yes) > 0
	case is[1] == "every":
		return len(yes) > 0 && len(no) == 0
	case is[1] == "no":
		return len(yes) == 0
	}
	return len(yes) >= int(figure(is[2]))
}

// items reads a list of items, and sees for each whether what it has fulfils
// the condition.
func (s *secretary) items(list string, condition []string, fulfil bool) []string {
	var ids, waiting []string
	for _, item := range anItem.FindAllStringSubmatch(list, -1) {
		ids, waiting = append(ids, item[1]), append(waiting, item[1])
		if item[2] == "" {
			continue
		}
		for _, id := range waiting {
			if s.fulfils(id, item[2], condition) != fulfil {
				s.wrong("%s has %s, and fulfils: %v", id, item[2], fulfil)
			}
			s.inTable(id, item[2])
		}
		waiting = nil
	}
	if len(waiting) > 0 && condition[3] != "option" {
		s.wrong("nobody can tell what %v have", waiting)
	}
	return ids
}

// fulfils takes from the questionnaire, which a secretary has, which options
// have a tag, and which of two statuses or options is the better one.
func (s *secretary) fulfils(id, has string, condition []string) bool {
	_, instead, stands := strings.Cut(has, ", so ")
	if stands {
		has = instead
	}
	n := s.result.Find(id)
	switch {
	case has == "not answered" || has == "open" || has == "no score":
		return false
	case has == "met":
		return true
	case condition[5] == "given":
		return slices.Contains(n.Question.Option(has).Tags, condition[4])
	case n.Rules() != nil:
		return n.Rules().Rank(has) >= n.Rules().Rank(condition[6])
	case n.Question != nil:
		return n.Question.Index(has) >= n.Question.Index(condition[6])
	}
	return figure(has) >= figure(condition[6])
}

// inTable compares what an item has with its row, where it has one.
func (s *secretary) inTable(id, has string) {
	r := s.row(id)
	if r == nil || s.engine.Question != nil {
		return
	}
	in := func(column string, starts string) bool {
		return strings.HasPrefix(strings.ToLower(r[column])+" ", starts+" ")
	}
	has, _, _ = strings.Cut(strings.ToLower(has), ", so ")
	if n := s.result.Find(id); n.State == assessment.Answered { // the row has its name alone where the key says no more
		if o := n.Question.Option(n.Answer.Option); o != nil && strings.EqualFold(o.Key, has) && r["Answered"] == o.Label() {
			return
		}
	}
	switch {
	case has == "open" && in("Status", NoNumber), has == "no score", in("Status", has), in("Answered", has):
		return
	}
	if v, ok := r.number("Score"); ok {
		if number, err := strconv.ParseFloat(has, 64); err == nil {
			s.agree(id, number, v, rounding)
			return
		}
	}
	s.wrong("%s has %q, which its row does not say", id, has)
}

// lists sees whether a condition names all that it looks at.
func (s *secretary) lists(text string, of assessment.Check, yes, no []string) {
	if of.Condition.Of != "" {
		return
	}
	var fulfil, fail []string
	for _, item := range of.Items {
		id := item.Node.ID
		if item.Option != nil {
			id = item.Option.Key
		}
		if item.Fulfils {
			fulfil = append(fulfil, id)
		} else {
			fail = append(fail, id)
		}
	}
	for _, ids := range []*[]string{&fulfil, &fail, &yes, &no} {
		slices.Sort(*ids)
	}
	if !slices.Equal(fulfil, yes) || !slices.Equal(fail, no) {
		s.wrong("%q lists %v and %v, not %v and %v", text, yes, no, fulfil, fail)
	}
}

// ticks compares the options that a condition names with the table.
func (s *secretary) ticks(tag string, yes, no []string) {
	for _, r := range s.rows {
		key := s.key(r["Option"])
		tagged := slices.Contains(strings.Split(r["Tagged"], ", "), tag)
		if slices.Contains(yes, key) != (tagged && r[""] == ">") || slices.Contains(no, key) != (tagged && r[""] != ">") {
			s.wrong("the table says otherwise of option %s", key)
		}
	}
}
