package templates

import (
	"encoding/json"
	"io"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
)

// JSON writes every mark down to the questions, the stable form for scripts
// (docs/design.md). Numbers are as the engine made them; null is none.
func JSON(w io.Writer, r Report) error {
	a := r.Assessment
	doc := jsonReport{
		Organisation: jsonOrganisation{a.Organisation.Name, a.Organisation.Code, a.Organisation.Type, a.Organisation.System, a.Organisation.Region},
		Framework:    jsonFramework{a.Framework.ID, a.Framework.Version, a.Framework.Digest()},
		Date:         a.Date.Format(time.DateOnly),
		TargetBy:     jsonDay(r.Result.TargetBy), FinalTargetBy: jsonDay(r.Result.FinalTargetBy),
		Overall: jsonMarkOf(&r.Result.Overall, r.Before()), Objectives: jsonNodes(r.Result.Overall.Children, r.Before()),
		Reviewed: r.Result.Reviewed, NotAsked: some(r.Result.NotAsked), ReadAgain: some(r.Result.ReadAgain),
	}
	return writeJSON(w, doc)
}

func writeJSON(w io.Writer, doc any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

type jsonReport struct {
	Organisation  jsonOrganisation `json:"organisation"`
	Framework     jsonFramework    `json:"framework"`
	Date          string           `json:"date"`
	TargetBy      *string          `json:"target_by"`
	FinalTargetBy *string          `json:"final_target_by"`
	Reviewed      bool             `json:"with_reviews"`
	NotAsked      []string         `json:"not_asked"`
	ReadAgain     []string         `json:"read_again"`
	Overall       jsonMark         `json:"overall"`
	Objectives    []jsonNode       `json:"objectives"`
}

type jsonOrganisation struct {
	Name   string `json:"name"`
	Code   string `json:"code"`
	Type   string `json:"type"`
	System string `json:"system"`
	Region string `json:"region"`
}

type jsonFramework struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
}

type jsonMark struct {
	Score           *float64 `json:"score"`
	Low             *float64 `json:"low"`
	High            *float64 `json:"high"`
	Level           *float64 `json:"level"`
	HeldBackBy      []string `json:"held_back_by"`
	Weakest         *string  `json:"weakest"`
	Target          *float64 `json:"target"`
	Gap             *float64 `json:"gap"`
	GapSum          float64  `json:"gap_sum"`
	TargetSum       float64  `json:"target_sum"`
	PercentToTarget *float64 `json:"percent_to_target"`
	FinalTarget     *float64 `json:"final_target"`
	FinalGap        *float64 `json:"final_gap"`
	RAG             *string  `json:"rag"`
	Provisional     bool     `json:"provisional"`
	Answered        int      `json:"answered"`
	Applicable      int      `json:"applicable"`
	NotApplicable   int      `json:"not_applicable"`
	Total           int      `json:"total"`
	Evidenced       int      `json:"evidenced"`
	Reviewed        int      `json:"reviewed"`
	Differs         int      `json:"differs"`
	*jsonStatus              // where there are rules
	Band            string   `json:"band,omitempty"`
	// Statuses counts those of the parts, where a group has none of its own.
	Statuses []jsonCount `json:"statuses,omitempty"`
	Progress *float64    `json:"progress,omitempty"` // from an earlier assessment towards the target
}

// jsonCount is how many parts have a status; null is open.
type jsonCount struct {
	Status *string `json:"status"`
	Count  int     `json:"count"`
}

// jsonStatus is what rules make of the answers; null is open.
type jsonStatus struct {
	Status     *string `json:"status"`
	LowStatus  *string `json:"low_status"`
	HighStatus *string `json:"high_status"`
}

type jsonNode struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Weight float64 `json:"weight"`
	jsonMark
	*jsonAnswer
	Children []jsonNode `json:"children,omitempty"`
}

// jsonAnswer is what a question's node has beyond its mark.
type jsonAnswer struct {
	Answer              any           `json:"answer"` // the key of an option, a list of those ticked, or null
	NotApplicableReason *string       `json:"not_applicable_reason"`
	Strength            *string       `json:"strength"`
	Core                bool          `json:"core"`
	Override            *jsonOverride `json:"override,omitempty"`
}

// jsonOverride is a status that somebody set.
type jsonOverride struct {
	Status string `json:"status"`
	Reason string `json:"reason"`
	By     string `json:"by"`
	At     string `json:"at,omitempty"`
}

// jsonNodes lists nodes; then is an earlier result, or nil.
func jsonNodes(nodes []assessment.Node, then *assessment.Result) []jsonNode {
	out := make([]jsonNode, len(nodes))
	for i := range nodes {
		n := &nodes[i]
		out[i] = jsonNode{ID: n.ID, Title: n.Title, Weight: n.Weight, jsonMark: jsonMarkOf(n, then), Children: jsonNodes(n.Children, then)}
		if n.Question != nil {
			out[i].jsonAnswer = &jsonAnswer{
				Answer: jsonChoice(n), NotApplicableReason: filled(n.Answer.NotApplicable),
				Strength: filled(string(n.Answer.Strength)), Core: n.Question.Core, Override: jsonOverrideOf(n.Answer.Override),
			}
		}
	}
	return out
}

// jsonChoice is an answer: null, an option, or a list.
func jsonChoice(n *assessment.Node) any {
	switch {
	case n.Answer.Option == "":
		return nil
	case n.Question.Many:
		return some(frameworks.Ticked(n.Answer.Option))
	}
	return n.Answer.Option
}

func jsonOverrideOf(o *assessment.Override) *jsonOverride {
	if o == nil {
		return nil
	}
	at := ""
	if !o.At.IsZero() {
		at = o.At.Format(time.RFC3339)
	}
	return &jsonOverride{o.Status, o.Reason, o.By, at}
}

// jsonStatusOf is nil where there are no rules.
func jsonStatusOf(n *assessment.Node) *jsonStatus {
	if n.Rules() == nil {
		return nil
	}
	return &jsonStatus{filled(n.Status), filled(n.LowStatus), filled(n.HighStatus)}
}

func jsonMarkOf(n *assessment.Node, then *assessment.Result) jsonMark {
	var statuses []jsonCount
	for _, c := range n.Statuses() {
		statuses = append(statuses, jsonCount{filled(c.Status), c.Count})
	}
	return jsonMark{
		jsonStatus: jsonStatusOf(n), Band: n.Band(), Statuses: statuses, Progress: assessment.Progress(n, then).Pointer(),
		Score: n.Score.Pointer(), Low: n.Low.Pointer(), High: n.High.Pointer(), Level: n.Level.Pointer(),
		HeldBackBy: some(n.HeldBackBy), Weakest: filled(n.Weakest), Target: n.Target.Pointer(), Gap: n.Gap.Pointer(),
		GapSum: n.GapSum, TargetSum: n.TargetSum, PercentToTarget: n.PercentToTarget.Pointer(),
		FinalTarget: n.FinalTarget.Pointer(), FinalGap: n.FinalGap.Pointer(), RAG: filled(string(n.RAG)), Provisional: n.Provisional,
		Answered: n.Answered, Applicable: n.Applicable, NotApplicable: n.NotApplicable, Total: n.Total,
		Evidenced: n.Evidenced, Reviewed: n.Reviewed, Differs: n.Differs,
	}
}

// filled is nil, and so null, for an empty text.
func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// some is an empty list rather than null.
func some(ids []string) []string {
	if ids == nil {
		return []string{}
	}
	return ids
}

func jsonDay(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return filled(t.Format(time.DateOnly))
}
