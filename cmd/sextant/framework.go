package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"sextant/frameworks"
	"sextant/internal/terminal"
	"sextant/templates"
)

func frameworkCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "framework", Usage: "the questionnaires and the catalogues they refer to",
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "what is built in, and what is in this folder", Flags: []cli.Flag{formatFlag()}, Action: func(ctx *cli.Context) error {
				return frameworkList(ctx, env.stdout)
			}},
			{Name: "show", Usage: "the objectives, themes and questions of one", ArgsUsage: "ID-OR-FILE", Flags: []cli.Flag{formatFlag()}, Action: func(ctx *cli.Context) error {
				return frameworkShow(ctx, env.stdout)
			}},
			{Name: "check", Usage: "whether a file is sound, and everything that is wrong with it", ArgsUsage: "FILE", Action: func(ctx *cli.Context) error {
				return frameworkCheck(env.stdout, ctx.Args().First())
			}},
		},
	}
}

func frameworkList(ctx *cli.Context, w io.Writer) error {
	if err := checkFormat(ctx); err != nil {
		return err
	}
	g := templates.Grid{Columns: []templates.Column{{Name: "Id"}, {Name: "Version"}, {Name: "Kind"}, {Name: "Where"}, {Name: "Title", Wide: true}}}
	builtIn, err := frameworks.List(frameworks.BuiltIn())
	if err != nil {
		return err
	}
	here, problems := frameworks.List(os.DirFS("."))
	addFrameworks(&g, "this folder", here)
	addFrameworks(&g, "built in", builtIn)
	if err := templates.Print(w, ctx.String("format"), g, terminal.Width(w)); err != nil {
		return err
	}
	return problems
}

func addFrameworks(g *templates.Grid, where string, list []*frameworks.Framework) {
	for _, fw := range list {
		kind := fmt.Sprintf("%d questions", len(fw.Questions()))
		if fw.IsCatalogue() {
			kind = "catalogue"
		}
		g.Rows = append(g.Rows, []string{fw.ID, fw.Version, kind, where, fw.Title})
	}
}

func frameworkShow(ctx *cli.Context, w io.Writer) error {
	if err := checkFormat(ctx); err != nil {
		return err
	}
	named := ctx.Args().First()
	var fw *frameworks.Framework
	var err error
	if isFile(named) {
		fw, err = loadFramework(named)
	} else {
		fw, err = frameworks.Open(named, "", os.DirFS("."), frameworks.BuiltIn())
	}
	if err != nil {
		return err
	}
	return templates.Print(w, ctx.String("format"), templates.Questionnaire(fw), terminal.Width(w))
}

func frameworkCheck(w io.Writer, path string) error {
	fw, err := loadFramework(path)
	if errors.Is(err, os.ErrNotExist) && !isFile(path) {
		return usagef("name its file, such as "+filepath.Join(".", path+".yaml"), "there is no file %s", path)
	}
	if err != nil {
		return err
	}
	if fw.IsCatalogue() {
		printf(w, "%s is sound: catalogue %s %s, %d identifiers\n", path, fw.ID, fw.Version, len(fw.AllIDs()))
		return nil
	}
	printf(w, "%s is sound: framework %s %s, objectives: %d, questions: %d\n%s\n", path, fw.ID, fw.Version, len(fw.Objectives), len(fw.Questions()), fw.Digest())
	return nil
}
