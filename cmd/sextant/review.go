package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/interview"
)

func reviewCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "review", Usage: "look at somebody else's answers: agree, or give another level and say why", ArgsUsage: "FILE",
		Description: "Shows each answer that nobody has reviewed, with its note and evidence. The answer stays; both\n" +
			"show in the marks and the workbook, and `sextant score --reviewed` scores with yours.",
		Flags: append(selectionFlags(), byFlag(), frameworkFlag(),
			plainFlag(), noColorFlag()),
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
			end := func(int) string { return reviewed(e.Assessment, path) }
			return ask(ctx, env, s, plainly(env), end)
		},
	}
}

// reviewed is what a review made, and what comes next.
func reviewed(a *assessment.Assessment, path string) string {
	n := assessment.Score(a).Overall
	return fmt.Sprintf("Reviewed: %d of %d answers, with another level: %d.\n\nNext: the marks with the reviewers' levels\n  sextant score %s --reviewed\n",
		n.Reviewed, n.Answered, n.Differs, path)
}
