package templates

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
)

// NoNumber stands where there is no number.
const NoNumber = "–"

// Score prints a number to one decimal, half away from zero.
func Score(n assessment.Number) string {
	v, ok := n.Get()
	if !ok {
		return NoNumber
	}
	return decimal(v)
}

// Gap prints a gap; one above 0 that would print 0.0 prints <0.1.
func Gap(n assessment.Number) string {
	v, ok := n.Get()
	if ok && v > 0 && decimal(v) == "0.0" {
		return "<0.1"
	}
	return Score(n)
}

// Change prints how far a score has moved, with its sign.
func Change(n assessment.Number) string {
	v, ok := n.Get()
	switch s := Score(n); {
	case !ok:
		return NoNumber
	case s == "0.0":
		return "0.0"
	case v > 0:
		return "+" + s
	default:
		return s
	}
}

// Whole prints a whole number.
func Whole(n assessment.Number) string {
	v, ok := n.Get()
	if !ok {
		return NoNumber
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

// Percent prints a share as a percentage to one decimal.
func Percent(n assessment.Number) string {
	v, ok := n.Get()
	if !ok {
		return NoNumber
	}
	return decimal(v*100) + "%"
}

// decimal rounds once, on the decimal digits that a person sees: 2.25 is 2.3.
func decimal(v float64) string {
	tenths := math.Round(math.Abs(v)*10 + 1e-9)
	s := strconv.FormatFloat(tenths/10, 'f', 1, 64)
	if v < 0 && tenths > 0 {
		s = "-" + s
	}
	return s
}

// ScoreOf prints a node's score, and its range while it is provisional.
func ScoreOf(n *assessment.Node) string {
	if n.Provisional && !n.Low.IsNone() {
		to := "–"
		if strings.HasPrefix(Score(n.High), "-") { // a dash and a minus are hard to tell apart
			to = " to "
		}
		return fmt.Sprintf("%s (%s%s%s)", Score(n.Score), Score(n.Low), to, Score(n.High))
	}
	return Score(n.Score)
}

// Status prints a status, or that there is none yet.
func Status(status string) string {
	if status == "" {
		return NoNumber
	}
	return status
}

// Standing prints a node's status, what it can still be while that is open,
// and whether somebody set it; of a group without one, how many of its parts
// have which.
func Standing(n *assessment.Node) string {
	if below := n.Statuses(); len(below) > 0 {
		parts := make([]string, len(below))
		for i, c := range below {
			parts[i] = fmt.Sprintf("%d %s", c.Count, cmp.Or(c.Status, "open"))
		}
		return strings.Join(parts, ", ")
	}
	switch {
	case n.Answer.Override != nil && n.Status != "":
		return n.Status + " (set by hand)"
	case n.LowStatus != n.HighStatus:
		return fmt.Sprintf("%s (%s–%s)", Status(n.Status), n.LowStatus, n.HighStatus)
	}
	return Status(n.Status)
}

// Mark prints what a node is worth on one line: its score, its status, or both.
func Mark(n *assessment.Node) string {
	var parts []string
	if !n.Low.IsNone() {
		parts = append(parts, ScoreOf(n))
	}
	if n.HighStatus != "" || len(n.Statuses()) > 0 {
		parts = append(parts, Standing(n))
	}
	if len(parts) == 0 {
		return NoNumber
	}
	return strings.Join(parts, ", ")
}

// Coverage says how much of a node is answered.
func Coverage(n *assessment.Node) string {
	if n.Applicable == 0 {
		return "none applies"
	}
	return fmt.Sprintf("%d of %d", n.Answered, n.Applicable)
}

// LaterTargets reports whether there is a later line of targets than the one
// in force: where there is none, its figures would stand twice.
func LaterTargets(r *assessment.Result) bool {
	return !r.FinalTargetBy.IsZero() && !r.FinalTargetBy.Equal(r.TargetBy)
}

// RAG prints the colour as a word.
func RAG(c assessment.RAG) string {
	if c == "" {
		return NoNumber
	}
	return strings.ToUpper(string(c[:1])) + string(c[1:])
}

// AnswerOf prints what a question was answered, as a person would say it.
func AnswerOf(n *assessment.Node) string {
	switch n.State {
	case assessment.Answered:
		if n.Question.Many {
			return fmt.Sprintf("%d of %d ticked", len(frameworks.Ticked(n.Answer.Option)), len(n.Question.Options))
		}
		return n.Question.Label(n.Answer.Option)
	case assessment.NotApplicable:
		return "Not applicable"
	}
	return "Not answered"
}

// Strength prints the strength of evidence.
func Strength(s assessment.Strength) string {
	switch s {
	case "":
		return "not recorded"
	case assessment.None:
		return "none"
	case assessment.Stated:
		return "stated only"
	case assessment.Document:
		return "document"
	case assessment.Sampled:
		return "sample checked"
	case assessment.Independent:
		return "independently assessed"
	}
	return string(s)
}

// Day prints a date as people in Britain write it.
func Day(t time.Time) string {
	if t.IsZero() {
		return NoNumber
	}
	return t.Format("2 January 2006")
}
