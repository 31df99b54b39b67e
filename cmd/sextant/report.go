package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/internal/terminal"
	"sextant/templates"
	"sextant/templates/workbook"
)

func reportCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "report", Usage: "print the marks and write the board's workbook", ArgsUsage: "FILE",
		Description: "The report's form follows the name given to -o: .xlsx, .md, .csv or .json. `-o -` writes it to\n" +
			"standard output alone, in the form that --format names.",
		Flags: append(coverFlags(), []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE` to write; - is standard output"},
			&cli.StringFlag{Name: "format", Value: "xlsx", Usage: "with -o -: xlsx, md, csv or json"},
			&cli.StringSliceFlag{Name: "previous", Usage: "an earlier assessment's `FILE`, to show what has changed; may be given again"},
			&cli.BoolFlag{Name: "force", Usage: "replace a file that Sextant did not write"},
			reviewedFlag(), frameworkFlag(),
		}...),
		Action: func(ctx *cli.Context) error {
			out := ctx.String("output")
			if out == "" {
				return usagef("such as -o board.xlsx", "say where the report goes with -o")
			}
			extension := strings.ToLower(filepath.Ext(out))
			if out == "-" {
				extension = "." + strings.Replace(ctx.String("format"), "markdown", "md", 1)
			}
			write, ok := reports[extension]
			if !ok {
				return usagef("name it .xlsx, .md, .csv or .json", "there is no report of the kind %q", extension)
			}
			a, err := read(ctx, env, ctx.Args().First())
			if err != nil {
				return err
			}
			for _, f := range a.Cover.Fields() {
				if name := coverFlag(f); ctx.IsSet(name) {
					*f.Text = ctx.String(name)
				}
			}
			r := templates.Report{Assessment: a, Result: score(a, ctx.Bool("reviewed")), Sextant: version, Width: terminal.Width(env.stdout)}
			if r.Previous, err = previous(ctx, env, a); err != nil {
				return err
			}
			if r.Catalogues, err = catalogues(ctx, a); err != nil {
				return err
			}
			full := r
			full.Detail = true
			var data bytes.Buffer
			if err := write(&data, full); err != nil {
				return fmt.Errorf("make report: %w", err)
			}
			if out == "-" && extension == ".xlsx" && terminal.Is(env.stdout) {
				return usagef("send it to a file or a program, or give -o a name", "a workbook is nothing for a terminal to show")
			}
			if out == "-" {
				_, err := env.stdout.Write(data.Bytes())
				return err
			}
			if info, err := os.Stat(out); err == nil && info.IsDir() {
				return usagef("name a file in it", "%s is a folder", out)
			}
			if sameFile(out, ctx.Args().First()) {
				return usagef("give -o another name", "%s is the assessment itself", out)
			}
			if !ctx.Bool("force") && !replaceable(out, extension) {
				return hinted{fmt.Errorf("%s is already there, and Sextant did not write it", out), "choose another name, or replace it with --force"}
			}
			if err := store.WriteFile(out, data.Bytes()); err != nil {
				if extension == ".xlsx" && !errors.Is(err, store.ErrNoFolder) {
					return hinted{err, strings.TrimSpace(hintFor(err) + "\nif it is open in Excel, close it there and run the command again")}
				}
				return err
			}
			if err := templates.Table(env.stdout, r); err != nil {
				return err
			}
			printf(env.stderr, "\nwrote %s\n", out)
			return nil
		},
	}
}

// coverFlags set the fields of the cover sheet for one report; the assessment
// keeps its own.
func coverFlags() []cli.Flag {
	var flags []cli.Flag
	for _, f := range (&assessment.Cover{}).Fields() {
		flags = append(flags, &cli.StringFlag{Name: coverFlag(f), Usage: "on the cover sheet of this report: " + withinSentence(f.Title)})
	}
	return flags
}

func coverFlag(f assessment.CoverField) string { return strings.ReplaceAll(f.Name, "_", "-") }

// previous opens the earlier assessments, oldest first. They must be older
// and of the same framework, or else a change would not be one.
func previous(ctx *cli.Context, env surroundings, a *assessment.Assessment) ([]templates.Past, error) {
	var past []templates.Past
	for _, path := range ctx.StringSlice("previous") {
		then, err := read(ctx, env, path)
		if err != nil {
			return nil, err
		}
		if then.Framework.ID != a.Framework.ID {
			return nil, usagef("compare assessments of one framework", "%s answers %s, not %s", path, then.Framework.ID, a.Framework.ID)
		}
		if !then.Organisation.SameAs(a.Organisation) {
			return nil, usagef("compare assessments of one organisation, the same by code or by name", "%s is of %s, not of %s", path, then.Organisation.Name, a.Organisation.Name)
		}
		if !then.Date.Before(a.Date) {
			return nil, usagef("give --previous the older file", "%s is of %s, which is not before %s", path, templates.Day(then.Date), templates.Day(a.Date))
		}
		past = append(past, templates.Past{Assessment: then, Result: score(then, ctx.Bool("reviewed"))})
	}
	slices.SortStableFunc(past, func(x, y templates.Past) int { return x.Assessment.Date.Compare(y.Assessment.Date) })
	return past, nil
}

// catalogues opens those that the framework refers to.
func catalogues(ctx *cli.Context, a *assessment.Assessment) ([]*frameworks.Framework, error) {
	var all []*frameworks.Framework
	for _, id := range a.Framework.Catalogues {
		c, err := frameworks.Open(id, "", os.DirFS(filepath.Dir(ctx.Args().First())), frameworks.BuiltIn())
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// reports are the kinds of report, by the ending of their file's name.
var reports = map[string]templates.Renderer{
	".xlsx": workbook.Board, ".md": templates.Markdown, ".csv": templates.CSV, ".json": templates.JSON,
}

// replaceable reports whether a file is not there, or is a report of ours
// that nobody has worked on since, so far as the file tells: a workbook tells
// who saved it last, Markdown holds a checksum, CSV and JSON tell nothing.
func replaceable(path, extension string) bool {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(data) == 0 {
		return true
	}
	switch extension {
	case ".xlsx":
		return err == nil && workbookIsOurs(data)
	case ".md":
		return templates.IsOurMarkdown(data)
	case ".csv":
		return bytes.HasPrefix(data, []byte("organisation,code,date,id,"))
	case ".json":
		return bytes.HasPrefix(data, []byte("{\n  \"organisation\": {"))
	}
	return false
}

func workbookIsOurs(data []byte) bool {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	part, err := archive.Open("docProps/core.xml")
	if err != nil {
		return false
	}
	defer func() { _ = part.Close() }()
	text, err := io.ReadAll(io.LimitReader(part, 1<<16))
	return err == nil && bytes.Contains(text, []byte("<dc:creator>Sextant<")) && bytes.Contains(text, []byte("<cp:lastModifiedBy>Sextant<"))
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	two, err := os.Stat(b)
	return err == nil && os.SameFile(one, two)
}

// withinSentence is a title without its capital, unless that begins an
// abbreviation.
func withinSentence(title string) string {
	if len(title) > 1 && title[1] >= 'A' && title[1] <= 'Z' {
		return title
	}
	return strings.ToLower(title[:1]) + title[1:]
}
