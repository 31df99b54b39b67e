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
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment/store"
	"sextant/internal/terminal"
	"sextant/templates"
	"sextant/templates/workbook"
)

func reportCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "report", Usage: "print the marks and write the board's workbook", ArgsUsage: "FILE",
		Description: "The report's form follows the name given to -o: .xlsx, .md, .csv or .json. `-o -` writes it to\n" +
			"standard output alone, in the form that --format names.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE` to write; - is standard output"},
			&cli.StringFlag{Name: "format", Value: "xlsx", Usage: "with -o -: xlsx, md, csv or json"},
			&cli.BoolFlag{Name: "force", Usage: "replace a file that Sextant did not write"},
			reviewedFlag(), frameworkFlag(),
		},
		Action: func(ctx *cli.Context) error {
			out := ctx.String("output")
			if out == "" {
				return usagef("such as -o board.xlsx", "say where the report goes with -o")
			}
			extension := strings.ToLower(filepath.Ext(out))
			if out == "-" {
				extension = "." + ctx.String("format")
			}
			write, ok := reports[extension]
			if !ok {
				return usagef("name it .xlsx, .md, .csv or .json", "there is no report of the kind %q", extension)
			}
			a, err := read(ctx, env, ctx.Args().First())
			if err != nil {
				return err
			}
			r := templates.Report{Assessment: a, Result: score(a, ctx.Bool("reviewed")), Sextant: version, Width: terminal.Width(env.stdout)}
			full := r
			full.Detail = true
			var data bytes.Buffer
			if err := write(&data, full); err != nil {
				return fmt.Errorf("make report: %w", err)
			}
			if out == "-" {
				_, err := env.stdout.Write(data.Bytes())
				return err
			}
			if !ctx.Bool("force") && !replaceable(out, extension) {
				return hinted{fmt.Errorf("%s is already there, and Sextant did not write it", out), "choose another name, or replace it with --force"}
			}
			if err := store.WriteFile(out, data.Bytes()); err != nil {
				if errors.Is(err, fs.ErrNotExist) {
					return hinted{err, "the folder of " + out + " is not there; create it first"}
				}
				return hinted{err, strings.TrimSpace(hintFor(err) + "\nif it is open in Excel, close it there and run the command again")}
			}
			if err := templates.Table(env.stdout, r); err != nil {
				return err
			}
			printf(env.stderr, "\nwrote %s\n", out)
			return nil
		},
	}
}

// reports are the kinds of report, by the ending of their file's name.
var reports = map[string]templates.Renderer{
	".xlsx": workbook.Board, ".md": templates.Markdown, ".csv": templates.CSV, ".json": templates.JSON,
}

// replaceable reports whether a file is not there, or is a report of ours:
// nobody's own work is overwritten by a slip of the name.
func replaceable(path, extension string) bool {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(data) == 0 {
		return true
	}
	switch extension {
	case ".xlsx":
		return err == nil && workbookIsOurs(data)
	case ".md":
		return bytes.Contains(data, []byte(templates.MarkdownSign))
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
	return err == nil && bytes.Contains(text, []byte(">Sextant<"))
}
