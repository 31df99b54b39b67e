package templates

import (
	"io"

	"sextant/assessment"
	"sextant/frameworks"
)

type jsonExplanation struct {
	Node      jsonNode     `json:"node"`
	How       *jsonHow     `json:"how,omitempty"` // of a group that is no plain mean
	Terms     []jsonTerm   `json:"terms"`
	Sum       float64      `json:"sum"`
	WeightSum float64      `json:"weight_sum"`
	LowFloor  *float64     `json:"low_floor"`
	CoreFloor *float64     `json:"core_floor"`
	Levels    []jsonStep   `json:"levels,omitempty"`
	Verdict   *jsonVerdict `json:"verdict,omitempty"`
}

// jsonHow is how a group is scored.
type jsonHow struct {
	Score         string  `json:"score"`
	Start         float64 `json:"start"`
	Share         float64 `json:"share"`
	Unanswered    string  `json:"unanswered"`
	NotApplicable string  `json:"not_applicable"`
}

// jsonTerm is a part of a group's number; counts is what stands for its score,
// where that is something else.
type jsonTerm struct {
	ID      string   `json:"id"`
	Weight  float64  `json:"weight"`
	Score   *float64 `json:"score"`
	Counts  *float64 `json:"counts,omitempty"`
	Product *float64 `json:"product"`
}

type jsonStep struct {
	Level     int        `json:"level"`
	Terms     []jsonTerm `json:"terms"`
	Sum       float64    `json:"sum"`
	WeightSum float64    `json:"weight_sum"`
	Share     *float64   `json:"share"`
	Reached   bool       `json:"reached"`
}

type jsonVerdict struct {
	Rules   []jsonRule `json:"rules"`
	Matched int        `json:"matched"` // from 0; as many as there are rules: none
	Made    string     `json:"made"`
}

type jsonRule struct {
	Is         string      `json:"is"`
	Holds      bool        `json:"holds"`
	Conditions []jsonCheck `json:"conditions"`
}

type jsonCheck struct {
	Condition string     `json:"condition"`
	Holds     bool       `json:"holds"`
	LeftOut   bool       `json:"left_out,omitempty"`
	Items     []jsonItem `json:"items"`
}

type jsonItem struct {
	ID      string   `json:"id"` // of a question or group, or the key of an option
	Number  *float64 `json:"number,omitempty"`
	Fulfils bool     `json:"fulfils"`
}

func explainJSON(w io.Writer, e *assessment.Explanation) error {
	doc := jsonExplanation{
		Node: jsonNodes([]assessment.Node{*e.Node}, nil)[0], Terms: jsonTerms(e.Terms), Sum: e.Sum, WeightSum: e.WeightSum,
		LowFloor: e.LowFloor.Pointer(), CoreFloor: e.CoreFloor.Pointer(), Verdict: jsonVerdictOf(e.Verdict),
	}
	if how := e.Node.Scoring; how != nil && (how.Reducer != frameworks.Mean || how.UnansweredLeast || how.NotApplicableMet) {
		doc.How = &jsonHow{string(how.Reducer), how.Start, how.Share, "exclude", "exclude"}
		if how.UnansweredLeast {
			doc.How.Unanswered = "least"
		}
		if how.NotApplicableMet {
			doc.How.NotApplicable = "met"
		}
	}
	for _, s := range e.Steps {
		doc.Levels = append(doc.Levels, jsonStep{s.Level, jsonTerms(s.Terms), s.Sum, s.WeightSum, s.Share.Pointer(), s.Reached})
	}
	return writeJSON(w, doc)
}

func jsonTerms(terms []assessment.Term) []jsonTerm {
	list := make([]jsonTerm, len(terms))
	for i, t := range terms {
		list[i] = jsonTerm{ID: t.Node.ID, Weight: t.Node.Weight, Score: t.Node.Score.Pointer(), Product: t.Product.Pointer()}
		if t.Counts != t.Node.Score {
			list[i].Counts = t.Counts.Pointer()
		}
	}
	return list
}

func jsonVerdictOf(v *assessment.Verdict) *jsonVerdict {
	if v == nil {
		return nil
	}
	doc := &jsonVerdict{Matched: v.Matched, Made: v.Made}
	for _, rule := range v.Rules {
		r := jsonRule{Is: rule.Is, Holds: rule.Holds}
		for _, c := range rule.Conditions {
			check := jsonCheck{Condition: c.Condition.String(), Holds: c.Holds, LeftOut: c.LeftOut, Items: []jsonItem{}}
			for _, item := range c.Items {
				check.Items = append(check.Items, jsonItem{itemID(item), item.Number.Pointer(), item.Fulfils})
			}
			r.Conditions = append(r.Conditions, check)
		}
		doc.Rules = append(doc.Rules, r)
	}
	return doc
}
