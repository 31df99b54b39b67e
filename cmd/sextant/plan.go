package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
	"sextant/internal/terminal"
	"sextant/templates"
)

func planCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "plan", Usage: "the actions in an assessment: who does what by when", ArgsUsage: "FILE",
		Flags: []cli.Flag{formatFlag(), frameworkFlag()},
		Action: func(ctx *cli.Context) error {
			if err := checkFormat(ctx); err != nil {
				return err
			}
			a, err := read(ctx, env, ctx.Args().First())
			if err != nil {
				return err
			}
			grid := templates.Plan(a, today(env))
			if format := ctx.String("format"); format == "csv" || format == "json" {
				grid = templates.PlanData(a, today(env))
			}
			if err := templates.Print(env.stdout, ctx.String("format"), grid, terminal.Width(env.stdout)); err != nil {
				return err
			}
			if ctx.String("format") == "table" {
				line := strings.Join(terminal.Wrap(templates.PlanLine(a.Plan(today(env))), terminal.Width(env.stdout)), "\n")
				printf(env.stdout, "\n%s\n", line)
			}
			return nil
		},
		Subcommands: []*cli.Command{
			{Name: "add", Usage: "add an action", ArgsUsage: "FILE", Flags: actionFlags(), Action: func(ctx *cli.Context) error {
				return changePlan(ctx, func(e *store.Edit) (string, error) {
					var action assessment.Action
					if err := describe(ctx, e.Assessment.Framework, &action); err != nil {
						return "", err
					}
					if action.Title == "" {
						return "", usagef("say it with --title", "the action says nothing")
					}
					_, err := e.Assessment.SetAction(action)
					return "added " + action.Title, err
				}, env)
			}},
			{Name: "set", Usage: "change an action", ArgsUsage: "FILE ID", Flags: actionFlags(), Action: func(ctx *cli.Context) error {
				return changePlan(ctx, func(e *store.Edit) (string, error) {
					return changeAction(ctx, e, ctx.Args().Get(1), func(a *assessment.Action) error { return describe(ctx, e.Assessment.Framework, a) })
				}, env)
			}},
			{Name: "done", Usage: "mark actions as done", ArgsUsage: "FILE ID...", Flags: []cli.Flag{frameworkFlag()}, Action: func(ctx *cli.Context) error {
				return changePlan(ctx, func(e *store.Edit) (string, error) {
					for _, id := range ctx.Args().Tail() {
						if said, err := changeAction(ctx, e, id, func(a *assessment.Action) error { a.Status = assessment.Done; return nil }); err != nil {
							return said, err
						}
					}
					return "done: " + strings.Join(ctx.Args().Tail(), ", "), nil
				}, env)
			}},
			{Name: "remove", Usage: "take actions out of the file", ArgsUsage: "FILE ID...", Flags: []cli.Flag{frameworkFlag()}, Action: func(ctx *cli.Context) error {
				return changePlan(ctx, func(e *store.Edit) (string, error) {
					for _, id := range ctx.Args().Tail() {
						if !e.Assessment.RemoveAction(id) {
							return "", noSuchAction(e.Assessment, id)
						}
					}
					return "removed " + strings.Join(ctx.Args().Tail(), ", "), nil
				}, env)
			}},
		},
	}
}

func actionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "title", Usage: "what will be done"},
		&cli.StringFlag{Name: "question", Usage: "the `ID` of the question it is about"},
		&cli.StringFlag{Name: "to", Usage: "the `KEY` of the option it should reach; where many can be ticked, such as a1,a2"},
		&cli.StringFlag{Name: "owner", Usage: "who sees to it"},
		&cli.StringFlag{Name: "due", Usage: "by when, such as 2027-03-31"},
		&cli.StringFlag{Name: "cost", Usage: "in pounds, such as 12000"},
		&cli.StringFlag{Name: "funding", Usage: "where the money comes from"},
		&cli.StringFlag{Name: "risk", Usage: "the risk it treats, as the risk register names it"},
		&cli.StringFlag{Name: "status", Usage: strings.Join(assessment.ActionStatuses(), ", ")},
		frameworkFlag(),
	}
}

// describe puts into an action what the flags say; a flag given empty takes
// its field away.
func describe(ctx *cli.Context, fw *frameworks.Framework, a *assessment.Action) error {
	for name, text := range map[string]*string{"title": &a.Title, "question": &a.Question, "to": &a.To, "owner": &a.Owner, "funding": &a.Funding, "risk": &a.Risk} {
		if ctx.IsSet(name) {
			*text = ctx.String(name)
		}
	}
	if q := fw.Question(a.Question); q != nil {
		a.To = q.Typed(a.To)
	}
	if ctx.IsSet("status") {
		a.Status = assessment.ActionStatus(ctx.String("status"))
	}
	if ctx.IsSet("due") {
		a.Due = time.Time{}
		if text := ctx.String("due"); text != "" {
			due, err := time.Parse(time.DateOnly, text)
			if err != nil {
				return usagef("write it as 2027-03-31", "--due %q is not a date", text)
			}
			a.Due = due
		}
	}
	if ctx.IsSet("cost") {
		a.Cost = nil
		if text := ctx.String("cost"); text != "" {
			cost, err := strconv.ParseFloat(strings.NewReplacer("£", "", ",", "").Replace(text), 64)
			if err != nil {
				return usagef("write it in pounds, such as 12000", "--cost %q is not a sum of money", text)
			}
			a.Cost = &cost
		}
	}
	return nil
}

// changePlan opens the assessment, makes one change, and saves all of it or
// nothing.
func changePlan(ctx *cli.Context, change func(*store.Edit) (said string, err error), env surroundings) error {
	path := ctx.Args().First()
	e, err := edit(ctx, path)
	if err != nil {
		return err
	}
	said, err := change(e)
	if err != nil {
		return err
	}
	if err := e.SaveWhole(); err != nil {
		return unchanged(err)
	}
	if title, added := strings.CutPrefix(said, "added "); added {
		// Its id is known only now: somebody else may have taken the next one.
		for _, action := range e.Assessment.Actions {
			if action.Title == title {
				said = "added " + action.ID
			}
		}
	}
	printf(env.stderr, "%s in %s; %s\n", said, path, templates.PlanLine(e.Assessment.Plan(today(env))))
	return nil
}

func changeAction(ctx *cli.Context, e *store.Edit, id string, change func(*assessment.Action) error) (string, error) {
	was := e.Assessment.Action(id)
	if was == nil {
		return "", noSuchAction(e.Assessment, id)
	}
	action := *was
	if err := change(&action); err != nil {
		return "", err
	}
	_, err := e.Assessment.SetAction(action)
	return "changed " + action.ID, err
}

func noSuchAction(a *assessment.Assessment, id string) error {
	var ids []string
	for _, action := range a.Actions {
		ids = append(ids, action.ID)
	}
	hint := "`sextant plan FILE` lists them"
	if near := strictyaml.Nearest(id, ids); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "there is no action %q", id)
}

// today is the day at the person's desk.
func today(env surroundings) time.Time {
	now := env.now()
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
}
