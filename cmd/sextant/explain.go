package main

import (
	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/internal/strictyaml"
	"sextant/internal/terminal"
	"sextant/templates"
)

func explainCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "explain", Usage: "how a number came about: of the whole (overall), an objective, a theme or a question",
		ArgsUsage: "FILE ID", Flags: []cli.Flag{formatFlag(), reviewedFlag(), frameworkFlag()},
		Action: func(ctx *cli.Context) error {
			if err := checkFormat(ctx); err != nil {
				return err
			}
			a, err := read(ctx, env, ctx.Args().First())
			if err != nil {
				return err
			}
			id := ctx.Args().Get(1)
			result := score(a, ctx.Bool("reviewed"))
			e := assessment.Explain(result, id)
			if e == nil {
				return noSuchNode(a, id)
			}
			return templates.Explanation(env.stdout, ctx.String("format"),
				templates.Report{Assessment: a, Result: result, Sextant: version, Width: terminal.Width(env.stdout)}, e)
		},
	}
}

func noSuchNode(a *assessment.Assessment, id string) error {
	hint := "`sextant score FILE --format json` lists every id"
	if near := strictyaml.Nearest(id, append(a.Framework.AllIDs(), assessment.OverallID)); near != "" {
		hint = "did you mean " + near + "?"
	}
	if q := a.Framework.Question(id); q != nil {
		return usagef("", "%s is not asked of this type of organisation", id)
	}
	return usagef(hint, "%s has no objective, theme or question %q", a.Framework.ID, id)
}
