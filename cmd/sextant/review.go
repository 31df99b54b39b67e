package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/interview"
	"sextant/internal/terminal"
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
			if err := ask(ctx, env, s, plainly(env), end); err != nil {
				hint := "every review before this is saved; `sextant review " + path + "` goes on from there"
				return hinted{err, strings.TrimSpace(hintFor(err) + "\n" + hint)}
			}
			printf(env.stdout, "\n%s", end(terminal.Width(env.stdout)))
			return nil
		},
	}
}

// reviewed is what a review made, and what comes next.
func reviewed(a *assessment.Assessment, path string) string {
	n := assessment.Score(a).Overall
	return fmt.Sprintf("Reviewed: %d of %d answers, with another level: %d.\n\nNext: the marks with the reviewers' levels\n  sextant score %s --reviewed\n",
		n.Reviewed, n.Answered, n.Differs, path)
}
