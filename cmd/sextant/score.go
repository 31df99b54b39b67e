package main

import (
	"math"
	"strconv"

	"github.com/urfave/cli/v2"

	"sextant/internal/terminal"
	"sextant/templates"
)

func scoreCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "score", Usage: "the marks, per objective", ArgsUsage: "FILE",
		Flags: []cli.Flag{
			formatFlag(), &cli.BoolFlag{Name: "detail", Usage: "down to the questions (JSON always goes there)"}, reviewedFlag(),
			&cli.StringFlag{Name: "fail-under", Usage: "exit with 3 when the overall low is below `N`"}, frameworkFlag(),
		},
		Action: func(ctx *cli.Context) error {
			if err := checkFormat(ctx); err != nil {
				return err
			}
			least, err := strconv.ParseFloat(ctx.String("fail-under"), 64)
			if ctx.IsSet("fail-under") && (err != nil || math.IsNaN(least)) {
				return usagef("give a number on the framework's scale", "--fail-under %q is not a number", ctx.String("fail-under"))
			}
			a, err := read(ctx, env, ctx.Args().First())
			if err != nil {
				return err
			}
			if ctx.IsSet("fail-under") && !a.Framework.HasNumber() {
				return usagef("`sextant score` tells the status of each part", "%s makes no overall score that --fail-under could compare", a.Framework.ID)
			}
			result := score(a, ctx.Bool("reviewed"))
			err = templates.Marks(ctx.String("format"))(env.stdout, templates.Report{
				Assessment: a, Result: result, Detail: ctx.Bool("detail"), Sextant: version, Width: terminal.Width(env.stdout),
			})
			if err != nil || !ctx.IsSet("fail-under") {
				return err
			}
			if low, ok := result.Overall.Low.Get(); !ok || low < least {
				return below{low, ok, ctx.String("fail-under")}
			}
			return nil
		},
	}
}
