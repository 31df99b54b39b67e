package templates

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"sextant/assessment"
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
	if n.Provisional {
		return fmt.Sprintf("%s (%s–%s)", Score(n.Score), Score(n.Low), Score(n.High))
	}
	return Score(n.Score)
}

// Coverage says how much of a node is answered.
func Coverage(n *assessment.Node) string {
	if n.Applicable == 0 {
		return "none applies"
	}
	return fmt.Sprintf("%d of %d", n.Answered, n.Applicable)
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
		o := n.Question.Option(n.Answer.Option)
		return o.Key + " " + o.Name
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
