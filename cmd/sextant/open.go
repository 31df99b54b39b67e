package main

import (
	"context"
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
	"sextant/assessment/interview"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/templates"
)

// The flags that several commands share.
func frameworkFlag() cli.Flag {
	return &cli.StringFlag{Name: "framework", Usage: "a framework's `FILE`, or the id of one that is built in"}
}

func byFlag() cli.Flag {
	return &cli.StringFlag{Name: "by", Usage: "the `NAME` put beside each answer", DefaultText: "your user name"}
}

func formatFlag() cli.Flag {
	return &cli.StringFlag{Name: "format", Value: "table", Usage: "table, json, csv or markdown"}
}

// checkFormat refuses a format that there is not.
func checkFormat(ctx *cli.Context) error {
	if !slices.Contains(templates.Formats(), ctx.String("format")) {
		return usagef("it can be: "+strings.Join(templates.Formats(), ", "), "there is no format %q", ctx.String("format"))
	}
	return nil
}

func reviewedFlag() cli.Flag {
	return &cli.BoolFlag{Name: "reviewed", Usage: "score with the reviewers' answers"}
}

// finder looks frameworks up: the file named by --framework, then the folder
// of the assessment, then those built in.
func finder(named, dir string) func(id, version string) (*frameworks.Framework, error) {
	return func(id, version string) (*frameworks.Framework, error) {
		if isFile(named) {
			fw, err := loadFramework(named)
			if err != nil {
				return nil, err
			}
			if fw.ID != id || fw.Version != version {
				return nil, usagef("leave --framework out, or name the right file", "the assessment answers %s %s, and %s is %s %s", id, version, named, fw.ID, fw.Version)
			}
			return fw, nil
		}
		if named != "" && named != id {
			return nil, usagef("leave --framework out", "the assessment answers %s, not %s", id, named)
		}
		return frameworks.Open(id, version, os.DirFS(dir), frameworks.BuiltIn())
	}
}

// isFile tells a framework's file from its id.
func isFile(named string) bool {
	return strings.ContainsAny(named, `/\`) || strings.HasSuffix(named, ".yaml") || strings.HasSuffix(named, ".yml")
}

func loadFramework(path string) (*frameworks.Framework, error) {
	if info, err := os.Stat(path); err == nil {
		if err := frameworks.TooLarge(path, info.Size()); err != nil {
			return nil, err
		}
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hinted{fmt.Errorf("read framework: %w", err), "check the name; `sextant framework list` shows what is built in"}
	}
	if err != nil {
		return nil, fmt.Errorf("read framework: %w", err)
	}
	return frameworks.Load(path, data, os.DirFS(filepath.Dir(path)), frameworks.BuiltIn())
}

// namedFramework opens a framework by its file, or by its id: from a folder,
// or built in.
func namedFramework(named, dir string) (*frameworks.Framework, error) {
	if isFile(named) {
		return loadFramework(named)
	}
	return frameworks.Open(named, "", os.DirFS(dir), frameworks.BuiltIn())
}

// chosenFramework is the one a new assessment in dir is given.
func chosenFramework(named, dir string) (*frameworks.Framework, error) {
	fw, err := namedFramework(named, dir)
	if err == nil && fw.IsCatalogue() {
		return nil, usagef("`sextant framework list` shows which are frameworks", "%s is a catalogue: it has no questions to answer", named)
	}
	return fw, err
}

// folder returns the store and the name in it that a path stands for.
func folder(ctx *cli.Context, path string) (store.Folder, string) {
	dir := filepath.Dir(path)
	return store.Folder{Dir: dir, Find: finder(ctx.String("framework"), dir)}, filepath.Base(path)
}

// read opens an assessment to look at; "-" is standard input.
func read(ctx *cli.Context, env surroundings, path string) (*assessment.Assessment, error) {
	if path == "-" {
		data, err := readAll(ctx.Context, env.stdin)
		if err != nil {
			return nil, err
		}
		return store.Decode("standard input", data, finder(ctx.String("framework"), "."))
	}
	if err := notAFolder(path); err != nil {
		return nil, err
	}
	f, name := folder(ctx, path)
	a, _, err := f.Get(name)
	return a, err
}

// readAll reads standard input until it ends, or until Ctrl-C.
func readAll(ctx context.Context, stdin io.Reader) ([]byte, error) {
	var data []byte
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		data, err = io.ReadAll(io.LimitReader(stdin, store.MaxBytes+1))
	}()
	select {
	case <-ctx.Done(): // the reader keeps data and err; nobody looks at them
		return nil, interview.ErrInterrupted
	case <-done:
	}
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	return data, nil
}

// edit opens an assessment to change it.
func edit(ctx *cli.Context, path string) (*store.Edit, error) {
	if path == "-" {
		return nil, usagef("name the assessment's file", "standard input cannot be changed")
	}
	if err := notAFolder(path); err != nil {
		return nil, err
	}
	f, name := folder(ctx, path)
	return f.Edit(name)
}

func notAFolder(path string) error {
	if path == "" {
		return usagef("name the assessment's file", "the name of the file is empty")
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usagef("name a file in it", "%s is a folder", path)
	}
	return nil
}

// missing reports whether there is no file of that name.
func missing(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

func score(a *assessment.Assessment, reviewed bool) *assessment.Result {
	if reviewed {
		return assessment.ScoreReviewed(a)
	}
	return assessment.Score(a)
}
