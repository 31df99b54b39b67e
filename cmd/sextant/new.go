package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
)

func newCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "new", Usage: "create an assessment without answering it", ArgsUsage: "FILE",
		Flags: append(organisationFlags(), &cli.BoolFlag{Name: "force", Usage: "replace a file that is already there"}),
		Action: func(ctx *cli.Context) error {
			path := ctx.Args().First()
			if err := creatable(path); err != nil {
				return err
			}
			f, name := folder(ctx, path)
			fw, org, day, err := described(ctx, env, f.Dir)
			if err != nil {
				return err
			}
			a, err := assessment.New(fw, org, day)
			if err != nil {
				return namedFlags(err)
			}
			if err := create(f, name, a, ctx.Bool("force")); err != nil {
				return err
			}
			printf(env.stderr, "created %s with %d questions of %s %s; `sextant answer %s` asks them\n", path, len(a.Asked()), fw.ID, fw.Version, path)
			return nil
		},
	}
}

// organisationFlags describe a new assessment.
func organisationFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "organisation", Usage: "`NAME` of the organisation"},
		&cli.StringFlag{Name: "type", Usage: "its type: for swl-cyber icb, trust, provider or practice"},
		&cli.StringFlag{Name: "code", Usage: "its ODS code"},
		&cli.StringFlag{Name: "system", Usage: "its integrated care system"},
		&cli.StringFlag{Name: "region", Usage: "its region"},
		&cli.StringFlag{Name: "date", Usage: "the date of the assessment, such as 2026-11-22", DefaultText: "today"},
		frameworkFlag(),
	}
}

// defaultFramework is the one this program was made for.
const defaultFramework = "swl-cyber"

// described reads what the flags say of a new assessment.
func described(ctx *cli.Context, env surroundings, dir string) (*frameworks.Framework, assessment.Organisation, time.Time, error) {
	org := assessment.Organisation{
		Name: ctx.String("organisation"), Code: ctx.String("code"), Type: ctx.String("type"),
		System: ctx.String("system"), Region: ctx.String("region"),
	}
	day := today(env)
	if text := ctx.String("date"); text != "" {
		var err error
		if day, err = time.Parse(time.DateOnly, text); err != nil {
			return nil, org, day, usagef("write it as 2026-11-22", "--date %q is not a date", text)
		}
	}
	named := ctx.String("framework")
	if named == "" {
		named = defaultFramework
	}
	fw, err := chosenFramework(named, dir)
	return fw, org, day, err
}

// namedFlags says which flag would mend a fault.
func namedFlags(err error) error {
	var faults assessment.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		return err
	}
	var flags []string
	for _, fault := range faults {
		flag := "--" + fault.Field
		if fault.Field == "name" {
			flag = "--organisation"
		}
		if !slices.Contains(flags, flag) {
			flags = append(flags, flag)
		}
	}
	return usagef("say it with "+strings.Join(flags, " and "), "%s", err)
}

// creatable refuses what is no name for a new file.
func creatable(path string) error {
	if path == "-" {
		return usagef("name a file, such as my-organisation.yaml", "an assessment cannot be created on standard output")
	}
	return notAFolder(path)
}

// create writes a new file, and replaces one only on request.
func create(f store.Folder, name string, a *assessment.Assessment, force bool) error {
	err := f.Create(name, a)
	if !errors.Is(err, store.ErrExists) {
		return err
	}
	if force {
		return f.Replace(name, a)
	}
	return hinted{err, "`sextant answer` goes on with it; --force replaces it and every answer in it"}
}
