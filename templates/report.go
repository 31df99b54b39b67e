// Package templates is what people are shown: a report as a table, JSON, CSV
// or Markdown. A renderer formats what it is handed and calculates nothing.
//
//	err := templates.Marks("json")(os.Stdout, templates.Report{Assessment: a, Result: assessment.Score(a)})
//
// The workbooks are in the package below, templates/workbook.
package templates

import (
	"io"

	"sextant/assessment"
	"sextant/frameworks"
)

// Report is what every renderer is handed.
type Report struct {
	Assessment *assessment.Assessment
	Result     *assessment.Result
	Previous   []Past                  // earlier assessments of the same organisation, oldest first
	Catalogues []*frameworks.Framework // that the questions refer to
	Detail     bool                    // down to the questions
	Sextant    string                  // the version of the program
	Width      int                     // columns of the terminal; 0: 80
}

// Past is an earlier assessment and its marks.
type Past struct {
	Assessment *assessment.Assessment
	Result     *assessment.Result
}

// Before is the marks of the last earlier assessment; nil when there is none.
func (r Report) Before() *assessment.Result {
	if len(r.Previous) == 0 {
		return nil
	}
	return r.Previous[len(r.Previous)-1].Result
}

// Renderer writes a report.
type Renderer func(io.Writer, Report) error

// Formats lists the formats in which commands print results.
func Formats() []string { return []string{"table", "json", "csv", "markdown"} }

// Marks returns the renderer of marks for one of [Formats].
func Marks(format string) Renderer {
	return map[string]Renderer{"table": Table, "json": JSON, "csv": CSV, "markdown": Markdown}[format]
}
