package frameworks

import (
	"math"

	"sextant/internal/strictyaml"
)

// scoring reads how a group, or the whole, is scored. What the file does not
// say is as in the group around it, but for a status, the start of a sum, and
// bands where the way of scoring is another.
func (p *parser) scoring(f strictyaml.Fields, parent Scoring) Scoring {
	s := parent
	s.Status, s.Start = nil, 0
	if score := f.Get("score"); score.Present() {
		reducer(score, &s)
		if s.Reducer != parent.Reducer || s.Share != parent.Share {
			s.Bands = nil
		}
	}
	if v := f.Get("unanswered"); v.Present() {
		s.unanswered = v.OneOf("way to count what is unanswered", "exclude", "least")
		if s.unanswered == "exclude" && (s.Reducer == Min || s.Reducer == Levels) {
			v.Errorf("only a mean and a sum can leave out what is unanswered; write least, or take it out")
		}
	}
	s.UnansweredLeast = s.unanswered == "least" || s.Reducer == Min || s.Reducer == Levels
	if v := f.Get("not_applicable"); v.Present() {
		s.NotApplicableMet = v.OneOf("way to count what does not apply", "exclude", "met") == "met"
	}
	if v := f.Get("bands"); v.Present() {
		s.Bands = bands(v, s.Reducer)
	}
	return s
}

// reducer reads the way of scoring: a word, or sum and levels with what they
// need.
func reducer(v strictyaml.Value, s *Scoring) {
	s.Start, s.Share = 0, 0
	if !v.IsMap() {
		s.Reducer = Reducer(v.OneOf("score", string(Mean), string(Min), string(Sum), string(Levels), string(None)))
		if s.Reducer == "" { // what is wrong is told; nothing more should come of it
			s.Reducer = Mean
		}
		if s.Reducer == Levels {
			s.Share = 1
		}
		return
	}
	f := v.Fields(string(Sum), string(Levels))
	sum, levels := f.Get(string(Sum)), f.Get(string(Levels))
	s.Reducer = Sum
	switch {
	case sum.Present() == levels.Present():
		v.Errorf("a score is mean, min, none, {sum: {start: 110}} or {levels: {share: 1}}")
	case sum.Present():
		s.Start = sum.Fields("start").Get("start").Number()
		if math.Abs(s.Start) > maxNumber {
			sum.Fields("start").Get("start").Errorf("a sum starts between -%d and %[1]d", maxNumber)
		}
	default:
		s.Reducer, s.Share = Levels, 1
		if share := levels.Fields("share").Get("share"); share.Present() {
			if s.Share = share.Number(); !share.IsNumber() {
				s.Share = 1
			} else if s.Share <= 0 || s.Share > 1 {
				share.Errorf("a share lies above 0 and is at most 1, which asks for all of a level")
			}
		}
	}
}

func bands(v strictyaml.Value, r Reducer) []Band {
	if r == None {
		v.Errorf("there is no number for bands to name; give it a score, or take them out")
	}
	var list []Band
	before := math.Inf(-1)
	for _, item := range v.List() {
		f := item.Fields("from", "name")
		b := Band{From: f.Need("from").Number(), Name: f.Need("name").Name()}
		if from := f.Get("from"); from.IsNumber() && b.From <= before {
			from.Errorf("the band does not begin above the one before; list the bands from the least to the greatest")
		} else if from.IsNumber() {
			before = b.From
		}
		list = append(list, b)
	}
	return list
}

// finish checks a group, or the whole, when everything below it is known, and
// reads its status.
func (p *parser) finish(f strictyaml.Fields, id string, s *Scoring, b below) {
	s.settle(b)
	for _, band := range f.Get("bands").List() {
		p.fw.bandsAt[id] = append(p.fw.bandsAt[id], placeOf(band))
	}
	if score := f.Get("score"); s.Reducer == Levels && score.Present() {
		noGap(score, b)
	}
	if (s.Reducer == Mean || s.Reducer == Min) && len(b.questions) > 0 {
		p.sameRange(b.questions)
	}
	s.Status = p.status(f.Get("status"), owner{id: id, scoring: s, below: b})
}

// noGap sees that every level up to the highest has a question: one that has
// none would be given away.
func noGap(score strictyaml.Value, b below) {
	taken := make(map[int]bool)
	b.each(func(q *Question) {
		for _, level := range q.At {
			taken[level] = true
		}
	})
	for level := 1; level < b.highest(); level++ {
		if !taken[level] {
			score.Errorf("no question below is at level %d, and one is at level %d; give each level a question: one that counts for several carries them all, such as `at: [1, 2]`", level, b.highest())
			return
		}
	}
}
