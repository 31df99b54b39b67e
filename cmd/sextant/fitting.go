package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/frameworks"
)

// fitting looks frameworks up as finder does, and refuses in one place what
// the command that runs cannot show or ask yet.
func fitting(ctx *cli.Context, dir string) func(id, version string) (*frameworks.Framework, error) {
	find := finder(ctx.String("framework"), dir)
	return func(id, version string) (*frameworks.Framework, error) {
		fw, err := find(id, version)
		if err == nil {
			err = fits(ctx, fw)
		}
		return fw, err
	}
}

// fits says why a command cannot work with a framework.
func fits(ctx *cli.Context, fw *frameworks.Framework) error {
	switch ctx.Command.Name {
	case "answer", "review":
		id := unaskable(fw)
		if id == "" {
			return nil
		}
		hint := fmt.Sprintf("create the file with `sextant new`, and answer it with `sextant set FILE %s=KEY`, or KEY,KEY where many can be ticked", id)
		if ctx.Command.Name == "review" {
			hint = fmt.Sprintf("keep a second person's view in the note: `sextant set FILE %s --note TEXT`", id)
		}
		return hinted{fmt.Errorf("`sextant %s` cannot ask %s of %s: it knows one answer of a scale to a question", ctx.Command.Name, id, fw.ID), hint}
	case "form", "import":
		if !fw.OnlyMeans() {
			return hinted{fmt.Errorf("a form cannot hold %s: it works out means over one scale alone", fw.ID), "answer it with `sextant set`"}
		}
	case "report":
		out, format := ctx.String("output"), ctx.String("format")
		xlsx := strings.EqualFold(filepath.Ext(out), ".xlsx") || out == "-" && format == "xlsx"
		if xlsx && !fw.OnlyMeans() {
			return hinted{fmt.Errorf("the workbook cannot show %s: it works out means over one scale alone", fw.ID), "name the report .md, .csv or .json"}
		}
	}
	return nil
}

// unaskable is the first question that the questionnaire cannot ask: one that
// picks many, or whose own options are not those that the targets name; ""
// where there is none.
func unaskable(fw *frameworks.Framework) string {
	for _, q := range fw.Questions() {
		if q.Many {
			return q.ID
		}
		for i := range fw.Targets {
			if fw.Targets[i].TargetKey(q) == "" {
				return q.ID
			}
		}
	}
	return ""
}
