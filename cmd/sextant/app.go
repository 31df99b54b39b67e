package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/internal/strictyaml"
)

const welcome = `Sextant scores an organisation against a cyber framework and writes the
workbook that its board reads. To begin:

  sextant answer my-organisation.yaml
      answer the questions, in as many sittings as you like
  sextant score my-organisation.yaml
      see the marks
  sextant report my-organisation.yaml -o board.xlsx
      print the marks and write the board's workbook

` + "`sextant --help` lists every command, `sextant COMMAND --help` explains one.\n"

// run carries out one command line and returns the exit code. It is the whole
// program: only main knows more, the real world and os.Exit.
func run(ctx context.Context, env surroundings, args []string) int {
	if len(args) <= 1 {
		fmt.Fprint(env.stdout, welcome)
		return exitDone
	}
	app := newApp(env)
	args, err := arrange(app, args)
	if err == nil {
		err = app.RunContext(ctx, args)
	}
	return report(env.stderr, err)
}

func newApp(env surroundings) *cli.App {
	app := &cli.App{
		Name:  "sextant",
		Usage: "scores an organisation against a cyber framework, and tells its board",
		Commands: []*cli.Command{
			answerCommand(env), reviewCommand(env), newCommand(env), setCommand(env), scoreCommand(env), explainCommand(env), reportCommand(env),
			formCommand(env), importCommand(env),
			planCommand(env), migrateCommand(env), frameworkCommand(env),
		},
		Version:                   version,
		Reader:                    env.stdin,
		Writer:                    env.stdout,
		ErrWriter:                 env.stderr,
		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {}, // report decides, run returns
		CustomAppHelpTemplate:     cli.AppHelpTemplate + "\n" + exitHelp + "\n",
	}
	guard(app.Commands)
	return app
}

// guard cures what cli/v2 does by itself: usage errors on standard output,
// help commands inside commands, and surplus arguments passed over in
// silence.
func guard(commands []*cli.Command) {
	for _, c := range commands {
		c.HideHelpCommand = true
		c.OnUsageError = func(ctx *cli.Context, err error, _ bool) error {
			return usagef(fmt.Sprintf("`%s --help` lists its flags", ctx.Command.HelpName), "%s", err)
		}
		if action := c.Action; action != nil {
			want := strings.Fields(c.ArgsUsage)
			c.Action = func(ctx *cli.Context) error {
				if err := checkArgs(ctx, want); err != nil {
					return err
				}
				return action(ctx)
			}
		}
		guard(c.Subcommands)
	}
}

// checkArgs holds the arguments against the command's ArgsUsage: NAME is
// needed, [NAME] may be left out, and ... may repeat.
func checkArgs(ctx *cli.Context, want []string) error {
	least, most := 0, len(want)
	for _, w := range want {
		if strings.HasSuffix(w, "...") {
			most = 1 << 20
		}
		if !strings.HasPrefix(w, "[") {
			least++
		}
	}
	hint := strings.TrimSpace(fmt.Sprintf("usage: %s %s", ctx.Command.HelpName, ctx.Command.ArgsUsage))
	switch n := ctx.NArg(); {
	case n < least:
		return usagef(hint, "%s is missing", want[n])
	case n > most:
		return usagef(hint, "%q is one argument too many", ctx.Args().Get(most))
	}
	return nil
}

// arrange puts flags before arguments, because cli/v2 takes whatever stands
// after the first argument for another argument; and it refuses a command
// that there is not.
func arrange(app *cli.App, args []string) ([]string, error) {
	out, rest := []string{args[0]}, args[1:]
	if len(rest) > 0 {
		switch rest[0] {
		case "help":
			rest = append(rest[1:], "--help")
		case "version":
			rest = []string{"--version"}
		}
	}
	commands := app.Commands
	var command *cli.Command
	var early []string // flags before the command, which are meant for it
	for len(rest) > 0 && len(commands) > 0 {
		word := rest[0]
		if strings.HasPrefix(word, "-") && word != "-" {
			if command == nil && slices.Contains([]string{"-h", "--help", "-v", "--version"}, word) {
				return append(out, rest...), nil
			}
			early, rest = append(early, word), rest[1:]
			continue
		}
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(word) })
		if i < 0 && command != nil && command.Action != nil {
			break // the word is an argument of a command that also has commands of its own
		}
		if i < 0 {
			return nil, unknownCommand(out[1:], word, commands)
		}
		command, commands = commands[i], commands[i].Subcommands
		out, rest = append(out, word), rest[1:]
	}
	if command == nil {
		return nil, usagef("`sextant --help` lists the commands", "there is no flag %q here", early[0])
	}
	if command.Action == nil && len(command.Subcommands) > 0 && !slices.Contains(early, "--help") && !slices.Contains(early, "-h") {
		return nil, usagef("usage: sextant "+command.Name+" "+strings.Join(names(command.Subcommands), "|"), "say which: %s", strings.Join(names(command.Subcommands), ", "))
	}
	rest = append(early, rest...)
	var flags, positional []string
	for len(rest) > 0 {
		word := rest[0]
		rest = rest[1:]
		switch {
		case word == "--":
			positional = append(positional, rest...)
			rest = nil
		case len(word) < 2 || word[0] != '-':
			positional = append(positional, word)
		default:
			f, err := flagOf(command, strings.Join(out, " "), word)
			if err != nil {
				return nil, err
			}
			flags = append(flags, word)
			if _, isBool := f.(*cli.BoolFlag); isBool || strings.Contains(word, "=") {
				break
			}
			if len(rest) == 0 {
				return nil, usagef(fmt.Sprintf("`%s --help` says what it takes", strings.Join(out, " ")), "%s needs a value", word)
			}
			flags, rest = append(flags, rest[0]), rest[1:]
		}
	}
	if slices.Contains(flags, "--help") || slices.Contains(flags, "-h") {
		return append(out, "--help"), nil // with an argument cli/v2 looks for a topic of that name
	}
	out = append(out, flags...)
	if len(positional) > 0 {
		out = append(append(out, "--"), positional...)
	}
	return out, nil
}

func unknownCommand(path []string, word string, commands []*cli.Command) error {
	all := names(commands)
	hint := "there are: " + strings.Join(all, ", ")
	if near := strictyaml.Nearest(word, all); near != "" {
		hint = fmt.Sprintf("did you mean `sextant %s`?", strings.Join(append(path, near), " "))
	}
	return usagef(hint, "there is no command %q", strings.Join(append(path, word), " "))
}

func names(commands []*cli.Command) []string {
	var all []string
	for _, c := range commands {
		all = append(all, c.Name)
	}
	return all
}

// flagOf finds the flag that a word names.
func flagOf(command *cli.Command, called, word string) (cli.Flag, error) {
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	all := []string{"help"}
	for _, f := range command.Flags {
		if slices.Contains(f.Names(), name) {
			return f, nil
		}
		all = append(all, f.Names()[0])
	}
	if name == "help" || name == "h" {
		return cli.HelpFlag, nil
	}
	hint := fmt.Sprintf("`%s --help` lists its flags", called)
	if near := strictyaml.Nearest(name, all); near != "" {
		hint = "did you mean --" + near + "?"
	}
	return nil, usagef(hint, "there is no flag %s here", word)
}

// printf writes to a stream; what cannot be written to a terminal or pipe
// that is gone is nobody's to know.
func printf(w io.Writer, format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
