package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment/interview"
	"sextant/assessment/interview/screen"
	"sextant/assessment/store"
	"sextant/internal/terminal"
	"sextant/templates"
)

func plainFlag() cli.Flag {
	return &cli.BoolFlag{Name: "plain", Usage: "a line at a time, for screen readers and scripts; by itself where there is no terminal"}
}

func noColorFlag() cli.Flag {
	return &cli.BoolFlag{Name: "no-color", Usage: "no colours on the full screen; NO_COLOR says the same"}
}

// fullScreen reports whether the questions can have the whole screen.
func fullScreen(ctx *cli.Context, env surroundings) bool {
	return !ctx.Bool("plain") && terminal.Is(env.stdin) && terminal.Is(env.stdout) && os.Getenv("TERM") != "dumb"
}

// ask asks the questions of a session, on the full screen or a line at a
// time; end is what shows after the last. Whoever stops early is told how to
// go on.
func ask(ctx *cli.Context, env surroundings, s *interview.Session, plain *interview.Plain, end func(width int) string) error {
	if err := converse(ctx, env, s, plain, end); err != nil {
		name := ctx.Command.Name // of the command, and of what it keeps
		hint := fmt.Sprintf("every %s before this is saved; `sextant %[1]s %s` goes on from there", name, ctx.Args().First())
		return hinted{err, strings.TrimSpace(hintFor(err) + "\n" + hint)}
	}
	printf(env.stdout, "\n%s", end(terminal.Width(env.stdout)))
	return nil
}

// converse shows the session in the way that the terminal can.
func converse(ctx *cli.Context, env surroundings, s *interview.Session, plain *interview.Plain, end func(width int) string) error {
	if fullScreen(ctx, env) {
		return screen.Screen{In: env.stdin, Out: env.stdout, NoColor: ctx.Bool("no-color"), End: end}.Run(ctx.Context, s)
	}
	a := s.Assessment()
	printf(env.stdout, "%s, %s %s, %s\n", terminal.Safe(a.Organisation.Name), a.Framework.ID, a.Framework.Version, templates.Day(a.Date))
	return plain.Run(ctx.Context, s)
}

// sitting is what a session needs: where it saves, and who answers.
func sitting(ctx *cli.Context, env surroundings, e *store.Edit) interview.Sitting {
	return interview.Sitting{Save: e.Save, By: who(ctx, env), Now: env.now, Mark: templates.Mark}
}

// plainly asks a line at a time.
func plainly(env surroundings) *interview.Plain {
	return &interview.Plain{
		Lines: interview.NewLines(env.stdin), Out: env.stdout,
		Width: min(terminal.Width(env.stdout), 100), Script: !terminal.Is(env.stdin),
	}
}

// who answers: --by, else the user's name.
func who(ctx *cli.Context, env surroundings) string {
	if by := ctx.String("by"); by != "" {
		return by
	}
	return env.user
}
