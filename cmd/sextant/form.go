package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/templates/workbook"
)

func formCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "form", Usage: "write the questionnaire as a workbook to fill in", ArgsUsage: "[FILE|FOLDER]",
		Description: "Writes the questions and answers of FILE to a workbook; `sextant import FILE form.xlsx` takes back\n" +
			"what was filled in. Of a FOLDER it writes a form for every assessment in it into the folder that\n" +
			"-o names. --blank needs no file and asks for the organisation too.",
		Flags: append(organisationFlags(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE` to write, or the folder"},
			&cli.StringFlag{Name: "for", Usage: "only the questions for `RESPONDENT`, or part of the name, such as finance"},
			&cli.BoolFlag{Name: "blank", Usage: "a form of no organisation yet"},
			&cli.BoolFlag{Name: "force", Usage: "replace a form that is already there, filled in or not"}),
		Action: func(ctx *cli.Context) error {
			path, out := ctx.Args().First(), ctx.String("output")
			switch {
			case out == "" || out == "-":
				return usagef("such as -o form.xlsx", "say where the form goes with -o")
			case ctx.Bool("blank") && path != "":
				return usagef("leave out one of the two", "--blank and %s do not go together", path)
			case ctx.Bool("blank"):
				return blankForm(ctx, env, out)
			case path == "":
				return usagef("or make one without: sextant form --blank --type TYPE -o form.xlsx", "FILE is missing")
			}
			for _, flag := range []string{"organisation", "type", "code", "system", "region", "date"} {
				if ctx.IsSet(flag) {
					return usagef("leave it out: the file says it", "--%s is for --blank", flag)
				}
			}
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				return formsOf(ctx, env, path, out)
			}
			a, err := read(ctx, env, path)
			if err != nil {
				return err
			}
			return writeForm(ctx, env, a, out)
		},
	}
}

// blankForm writes a form that asks for the organisation.
func blankForm(ctx *cli.Context, env surroundings, out string) error {
	fw, org, day, err := described(ctx, env, ".")
	if err != nil {
		return err
	}
	if len(fw.OrganisationTypes) > 0 && fw.TypeName(org.Type) == "" {
		var keys []string
		for _, t := range fw.OrganisationTypes {
			keys = append(keys, t.Key)
		}
		return usagef("it can be: "+strings.Join(keys, ", "), "say with --type which questions to ask")
	}
	return writeForm(ctx, env, &assessment.Assessment{Framework: fw, Organisation: org, Date: day}, out)
}

// writeForm writes one form, and never over another: it may be filled in.
func writeForm(ctx *cli.Context, env surroundings, a *assessment.Assessment, out string) error {
	if !strings.EqualFold(filepath.Ext(out), ".xlsx") {
		return usagef("name it .xlsx", "a form is a workbook, and %s is not named as one", out)
	}
	if !ctx.Bool("force") && !missing(out) {
		return hinted{fmt.Errorf("%s is already there", out), "choose another name, or replace it, and what was filled in, with --force"}
	}
	var data bytes.Buffer
	if err := workbook.Form(&data, a, workbook.FormOptions{For: ctx.String("for")}); err != nil {
		var none *workbook.NoQuestions
		if errors.As(err, &none) {
			return usagef("they are for: "+strings.Join(none.Respondents, ", "), "no question is for %q", none.For)
		}
		return err
	}
	if err := store.WriteFile(out, data.Bytes()); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return hinted{err, "the folder of " + out + " is not there; create it first"}
		}
		return err
	}
	printf(env.stderr, "wrote %s; `sextant import` takes it back when it is filled in\n", out)
	return nil
}

// isAssessment finds the line that an assessment has and a framework has not.
var isAssessment = regexp.MustCompile(`(?m)^sextant:`)

// formsOf writes a form for every assessment of a folder. One that cannot be
// written keeps none of the others from it.
func formsOf(ctx *cli.Context, env surroundings, dir, out string) error {
	if info, err := os.Stat(out); err != nil || !info.IsDir() {
		return usagef("create it first", "%s is not a folder, and the forms of a folder need one", out)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read folder: %w", err)
	}
	find := remembering(finder(ctx.String("framework"), dir))
	var problems []error
	found := 0
	for _, file := range files {
		ext := filepath.Ext(file.Name())
		if file.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		path := filepath.Join(dir, file.Name())
		data, err := os.ReadFile(path)
		if err == nil && !isAssessment.Match(data) {
			continue // a framework
		}
		found++
		var a *assessment.Assessment
		if err == nil {
			a, err = store.Decode(path, data, find)
		}
		if err == nil {
			err = writeForm(ctx, env, a, filepath.Join(out, strings.TrimSuffix(file.Name(), ext)+".xlsx"))
		}
		problems = append(problems, err)
	}
	if found == 0 {
		return hinted{fmt.Errorf("%s holds no assessment", dir), "`sextant new FILE` creates one"}
	}
	return errors.Join(problems...)
}

// remembering opens each framework once.
func remembering(find func(id, version string) (*frameworks.Framework, error)) func(id, version string) (*frameworks.Framework, error) {
	known := make(map[[2]string]*frameworks.Framework)
	return func(id, version string) (*frameworks.Framework, error) {
		if fw := known[[2]string{id, version}]; fw != nil {
			return fw, nil
		}
		fw, err := find(id, version)
		if err == nil {
			known[[2]string{id, version}] = fw
		}
		return fw, err
	}
}
