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

func answerCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "answer", Usage: "answer the questions that are open; the main job", ArgsUsage: "FILE",
		Description: "Creates FILE when it is not there, asks what is unanswered, and saves each answer before the\n" +
			"next question shows. End whenever you like: the same command goes on where you left.",
		Flags: append(append(organisationFlags(), selectionFlags()...), byFlag(),
			plainFlag(), noColorFlag()),
		Action: func(ctx *cli.Context) error {
			path := ctx.Args().First()
			plain := plainly(env)
			if missing(path) {
				if err := creatable(path); err != nil {
					return err
				}
				if err := begin(ctx, env, path, plain); err != nil {
					return err
				}
			} else if anySet(ctx, "organisation", "type", "code", "system", "region", "date") {
				printf(env.stderr, "%s is there already: the flags that describe an organisation are for a new file, and change nothing in it\n", terminal.Safe(path))
			}
			e, err := edit(ctx, path)
			if err != nil {
				return err
			}
			s, err := interview.Start(e.Assessment, selection(ctx), sitting(ctx, env, e))
			if errors.Is(err, interview.ErrNoQuestion) {
				printf(env.stdout, "No question of this organisation is so chosen; there is nothing to ask.\n")
				return nil
			}
			if err != nil {
				return usagef("", "%v", err)
			}
			end := func(width int) string { return closing(e.Assessment, path, width) }
			return ask(ctx, env, s, plain, end)
		},
	}
}

// selectionFlags choose the questions of a session.
func selectionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "only", Usage: "`WHICH` questions: core, unanswered, below-target, or the id of an objective or theme", DefaultText: "those that are open"},
		&cli.StringFlag{Name: "for", Usage: "the questions of one `RESPONDENT`, such as SIRO"},
	}
}

func selection(ctx *cli.Context) interview.Selection {
	return interview.Selection{Only: ctx.String("only"), For: ctx.String("for")}
}

// begin creates the file, asking for what the flags do not say.
func begin(ctx *cli.Context, env surroundings, path string, plain *interview.Plain) error {
	f, name := folder(ctx, path)
	fw, org, day, err := described(ctx, env, f.Dir)
	if err != nil {
		return err
	}
	if org, err = plain.Setup(ctx.Context, fw, org); err != nil {
		return hinted{err, "nothing was created; --organisation and --type say it without a question"}
	}
	a, err := assessment.New(fw, org, day)
	if err != nil {
		return namedFlags(err)
	}
	if err := selection(ctx).Check(a); err != nil { // before there is a file
		return usagef("", "%v", err)
	}
	if err := create(f, name, a, false); err != nil {
		return err
	}
	printf(env.stdout, "Created %s.\n", path)
	return nil
}

// closing is what the answers make, what is open, and what comes next.
func closing(a *assessment.Assessment, path string, width int) string {
	var w strings.Builder
	report := templates.Report{Assessment: a, Result: assessment.Score(a), Width: width}
	if err := templates.Table(&w, report); err != nil {
		return err.Error()
	}
	if report.Result.Overall.Provisional {
		printf(&w, "\nNext: the questions that are open\n  sextant answer %s\n", path)
	}
	printf(&w, "\nNext: every answer, and the board's workbook\n")
	printf(&w, "  sextant score %s --detail\n", path)
	printf(&w, "  sextant report %s -o board.xlsx\n", path)
	return w.String()
}
