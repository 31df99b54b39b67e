package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

func frameworkNewCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "new", Usage: "a small questionnaire with notes, to make your own of", ArgsUsage: "FILE",
		Description: "Writes FILE and beside it " + frameworks.SchemaFile + ", by which an editor completes and checks FILE\n" +
			"while you type. docs/frameworks.md shows the way from there to a board's workbook.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "id", Usage: "its short `NAME`", DefaultText: "the name of the file"},
			&cli.StringFlag{Name: "title", Usage: "its `TITLE` in reports", Value: "My questionnaire"},
			&cli.BoolFlag{Name: "force", Usage: "replace files that are already there"},
		},
		Action: func(ctx *cli.Context) error { return frameworkNew(ctx, env) },
	}
}

func frameworkNew(ctx *cli.Context, env surroundings) error {
	path := ctx.Args().First()
	if filepath.Ext(path) != ".yaml" {
		return usagef("name it .yaml, such as my-framework.yaml", "a framework is looked for in files named .yaml, and %q is not", path)
	}
	if err := notAFolder(path); err != nil {
		return err
	}
	id := ctx.String("id")
	if id == "" {
		id = strings.ReplaceAll(strings.TrimSuffix(filepath.Base(path), ".yaml"), " ", "-")
	}
	if _, err := frameworks.Open(id, "", frameworks.BuiltIn()); err == nil {
		return usagef("say another with --id, or name the file otherwise", "%s is built in", id)
	}
	data, err := frameworks.Skeleton(id, ctx.String("title"))
	if err != nil {
		return err
	}
	fw, err := frameworks.Parse(path, data, nil)
	var problems *strictyaml.Errors
	if errors.As(err, &problems) {
		return usagef("say it with --id and --title", "%s", problems.Problems[0].Text)
	} else if err != nil {
		return err
	}
	if err := writeNew(path, data, ctx.Bool("force")); err != nil {
		return err
	}
	schema := filepath.Join(filepath.Dir(path), frameworks.SchemaFile)
	if was, err := os.ReadFile(schema); err == nil && !ctx.Bool("force") {
		if !bytes.Equal(was, frameworks.Schema()) {
			printf(env.stderr, "left %s as it was; `sextant framework schema -o %s --force` writes the one of this Sextant\n", schema, schema)
		}
	} else if err := store.WriteFile(schema, frameworks.Schema()); err != nil {
		return err
	}
	printf(env.stderr, "created %s with %d questions, to make your own of; `sextant framework check %s` checks it after each change\n", path, len(fw.Questions()), path)
	return nil
}

// writeNew writes a file, and replaces one only on request.
func writeNew(path string, data []byte, force bool) error {
	if !force && !missing(path) {
		return hinted{fmt.Errorf("%s is already there", path), "choose another name, or replace it with --force"}
	}
	return store.WriteFile(path, data)
}

func frameworkSchemaCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "schema", Usage: "the JSON Schema of frameworks, for editors; with --assessment that of assessments",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "assessment", Usage: "the schema of assessments"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE` to write", DefaultText: "standard output"},
			&cli.BoolFlag{Name: "force", Usage: "replace a file that is already there"},
		},
		Action: func(ctx *cli.Context) error {
			schema := frameworks.Schema()
			if ctx.Bool("assessment") {
				schema = store.Schema()
			}
			out := ctx.String("output")
			if out == "" || out == "-" {
				_, err := env.stdout.Write(schema)
				return err
			}
			if err := notAFolder(out); err != nil {
				return err
			}
			if err := writeNew(out, schema, ctx.Bool("force")); err != nil {
				return err
			}
			printf(env.stderr, "wrote %s\n", out)
			return nil
		},
	}
}
