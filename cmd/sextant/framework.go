package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
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
			{Name: "show", Usage: "the objectives, themes and questions of one; with the id of one of these, all that is said of it",
				ArgsUsage:   "ID-OR-FILE [QUESTION-OR-GROUP]",
				Description: "Of an objective or another group it tells how its score and its status are made and what it holds, and so of the\nwhole with " + assessment.OverallID + " for the id.",
				Flags:       []cli.Flag{formatFlag(), &cli.BoolFlag{Name: "glossary", Usage: "the words and abbreviations it uses"}},
				Action:      func(ctx *cli.Context) error { return frameworkShow(ctx, env.stdout) }},
			{Name: "check", Usage: "whether a file is sound, everything that is wrong with it, and advice on its wording", ArgsUsage: "ID-OR-FILE",
				Flags:  []cli.Flag{&cli.BoolFlag{Name: "strict", Usage: "fail where there is advice too"}},
				Action: func(ctx *cli.Context) error { return frameworkCheck(ctx, env.stdout) }},
			{Name: "coverage", Usage: "which identifiers of its catalogues the questions touch", ArgsUsage: "ID-OR-FILE [CATALOGUE]", Flags: []cli.Flag{formatFlag()},
				Action: func(ctx *cli.Context) error { return frameworkCoverage(ctx, env.stdout) }},
			frameworkNewCommand(env),
			frameworkSchemaCommand(env),
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
	fw, err := namedFramework(ctx.Args().First(), ".")
	if err != nil {
		return err
	}
	format, id := ctx.String("format"), ctx.Args().Get(1)
	switch {
	case id != "" && fw.Question(id) == nil && fw.Group(id) == nil && (id != assessment.OverallID || fw.IsCatalogue()):
		return noSuchPart(fw, id)
	case ctx.Bool("glossary") && len(fw.Glossary) == 0:
		return usagef("", "%s has no glossary", fw.ID)
	case ctx.Bool("glossary") && fw.Question(id) != nil:
		return templates.Print(w, format, templates.Glossary(fw.Words(fw.Question(id))), terminal.Width(w))
	case ctx.Bool("glossary") && fw.Group(id) != nil:
		return templates.Print(w, format, templates.Glossary(fw.WordsBelow(fw.Group(id))), terminal.Width(w))
	case ctx.Bool("glossary"):
		return templates.Print(w, format, templates.Glossary(fw.Glossary), terminal.Width(w))
	case fw.Question(id) != nil:
		return templates.Print(w, format, templates.Question(fw, fw.Question(id)), terminal.Width(w))
	case fw.Group(id) != nil:
		return templates.Print(w, format, templates.Group(fw, fw.Group(id)), terminal.Width(w))
	case id != "":
		return templates.Print(w, format, templates.Overall(fw), terminal.Width(w))
	case format == "markdown":
		return templates.Booklet(w, fw)
	}
	return templates.Print(w, format, templates.Questionnaire(fw), terminal.Width(w))
}

func noSuchPart(fw *frameworks.Framework, id string) error {
	hint := fmt.Sprintf("`sextant framework show %s` lists them", fw.ID)
	if near := strictyaml.Nearest(id, fw.AllIDs()); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "%s has no question and no group %q", fw.ID, id)
}

func frameworkCheck(ctx *cli.Context, w io.Writer) error {
	path := ctx.Args().First()
	fw, err := namedFramework(path, ".")
	if err != nil {
		return err
	}
	if fw.IsCatalogue() {
		printf(w, "%s is sound: catalogue %s %s, %d identifiers\n", path, fw.ID, fw.Version, len(fw.AllIDs()))
		return nil
	}
	advice := fw.Advice()
	for _, p := range advice {
		printf(w, "%s:%d:%d: advice: %s\n", path, p.Line, p.Column, p.Text)
	}
	printf(w, "%s is sound: framework %s %s, objectives: %d, questions: %d, advice: %d\n%s\n", path, fw.ID, fw.Version, len(fw.Objectives), len(fw.Questions()), len(advice), fw.Digest())
	if len(advice) > 0 && ctx.Bool("strict") {
		return fmt.Errorf("%s is sound, and there is advice on it: %d", path, len(advice))
	}
	return nil
}

// frameworkCoverage tells what a framework touches of its catalogues, or of
// those named.
func frameworkCoverage(ctx *cli.Context, w io.Writer) error {
	if err := checkFormat(ctx); err != nil {
		return err
	}
	fw, err := namedFramework(ctx.Args().First(), ".")
	if err != nil {
		return err
	}
	names := fw.Catalogues
	if named := ctx.Args().Get(1); named != "" {
		names = []string{named}
	}
	if len(names) == 0 {
		return usagef("a framework names them under `catalogues`, and its questions under `refs`", "%s refers to no catalogue", fw.ID)
	}
	var list []frameworks.Coverage
	for _, name := range names {
		if !slices.Contains(fw.Catalogues, name) {
			return usagef("it can be: "+strings.Join(fw.Catalogues, ", "), "%s refers to no catalogue %q", fw.ID, name)
		}
		catalogue, err := frameworks.Open(name, "", os.DirFS("."), frameworks.BuiltIn())
		if err != nil {
			return err
		}
		list = append(list, fw.Coverage(catalogue))
	}
	return templates.Touches(w, ctx.String("format"), list, terminal.Width(w))
}
