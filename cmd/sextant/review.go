package main

import (
	"errors"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/interview"
	"sextant/internal/terminal"
	"sextant/templates"
)

func reviewCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "review", Usage: "look at somebody else's answers: agree, or give another level and say why", ArgsUsage: "FILE",
		Description: "Shows each answer that nobody has reviewed, with its note and evidence. The answer stays; both\n" +
			"show in the marks and the workbook, and `sextant score --reviewed` scores with yours.",
		Flags: append(selectionFlags(), byFlag(), frameworkFlag(),
			&cli.BoolFlag{Name: "plain", Usage: "a line at a time, for screen readers and scripts (so far the only way)"}),
		Action: func(ctx *cli.Context) error {
			path := ctx.Args().First()
			e, err := edit(ctx, path)
			if err != nil {
				return err
			}
			s, err := interview.StartReview(e.Assessment, selection(ctx), sitting(ctx, env, e))
			if errors.Is(err, interview.ErrNoQuestion) {
				printf(env.stdout, "There is no answer to review.\n")
				return nil
			}
			if err != nil {
				return usagef("", "%v", err)
			}
			a := e.Assessment
			printf(env.stdout, "%s, %s %s, %s\n", terminal.Safe(a.Organisation.Name), a.Framework.ID, a.Framework.Version, templates.Day(a.Date))
			if err := plainly(env).Run(ctx.Context, s); err != nil {
				hint := "every review before this is saved; `sextant review " + path + "` goes on from there"
				return hinted{err, strings.TrimSpace(hintFor(err) + "\n" + hint)}
			}
			n := assessment.Score(e.Assessment).Overall
			printf(env.stdout, "\nReviewed: %d of %d answers, with another level: %d.\n", n.Reviewed, n.Answered, n.Differs)
			printf(env.stdout, "\nNext: the marks with the reviewers' levels\n  sextant score %s --reviewed\n", path)
			return nil
		},
	}
}
