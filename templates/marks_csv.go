package templates

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"sextant/assessment"
)

// CSV writes the whole marks, a row per node: objectives, and with Detail
// everything below. Numbers are as the engine made them. Where there are
// statuses or bands, columns for them come last.
func CSV(w io.Writer, r Report) error {
	g := Grid{}
	for _, name := range []string{"organisation", "code", "date", "id", "title", "kind", "weight", "score", "low", "high", "level",
		"held_back_by", "weakest", "target", "gap", "gap_sum", "target_sum", "percent_to_target", "final_target", "final_gap",
		"rag", "provisional", "answered", "applicable", "not_applicable", "total", "evidenced", "reviewed", "differs",
		"answer", "not_applicable_reason", "strength", "given_to"} {
		g.Columns = append(g.Columns, Column{Name: name})
	}
	standing := hasStanding(&r.Result.Overall)
	for _, name := range []string{"status", "low_status", "high_status", "band", "override_reason"} {
		if standing {
			g.Columns = append(g.Columns, Column{Name: name})
		}
	}
	var walk func(n *assessment.Node, kind string, deep bool)
	walk = func(n *assessment.Node, kind string, deep bool) {
		o := r.Assessment.Organisation
		row := []string{o.Name, o.Code, r.Assessment.Date.Format(time.DateOnly), n.ID, n.Title, kind, exact(n.Weight),
			number(n.Score), number(n.Low), number(n.High), number(n.Level),
			strings.Join(n.HeldBackBy, " "), n.Weakest, number(n.Target), number(n.Gap), exact(n.GapSum), exact(n.TargetSum),
			number(n.PercentToTarget), number(n.FinalTarget), number(n.FinalGap), string(n.RAG), strconv.FormatBool(n.Provisional),
			strconv.Itoa(n.Answered), strconv.Itoa(n.Applicable), strconv.Itoa(n.NotApplicable), strconv.Itoa(n.Total),
			strconv.Itoa(n.Evidenced), strconv.Itoa(n.Reviewed), strconv.Itoa(n.Differs),
			n.Answer.Option, n.Answer.NotApplicable, string(n.Answer.Strength), n.Answer.GivenTo}
		if standing {
			reason := ""
			if n.Answer.Override != nil {
				reason = n.Answer.Override.Reason
			}
			row = append(row, n.Status, n.LowStatus, n.HighStatus, n.Band(), reason)
		}
		g.Rows = append(g.Rows, row)
		if !deep {
			return
		}
		for i := range n.Children {
			c := &n.Children[i]
			walk(c, kindOf(c), true)
		}
	}
	walk(&r.Result.Overall, "overall", false)
	for i := range r.Result.Overall.Children {
		walk(&r.Result.Overall.Children[i], "objective", r.Detail)
	}
	return g.CSV(w)
}

// hasStanding reports whether anything here can have a status or a band.
func hasStanding(n *assessment.Node) bool {
	return n.Rules() != nil || n.Scoring != nil && len(n.Scoring.Bands) > 0 ||
		slices.ContainsFunc(n.Children, func(c assessment.Node) bool { return hasStanding(&c) })
}

func kindOf(n *assessment.Node) string {
	if n.Question != nil {
		return "question"
	}
	return "group"
}
