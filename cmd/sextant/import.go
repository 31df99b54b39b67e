package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/internal/strictyaml"
	"sextant/internal/terminal"
	"sextant/templates/workbook"
)

func importCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "import", Usage: "take the answers of filled-in forms into an assessment", ArgsUsage: "FILE FORM...",
		Description: "What was changed in a form since it was made is taken, what was changed in FILE is kept. What both\n" +
			"changed is listed, and nothing is written until --take says whose stands. FILE is created when it\n" +
			"is not there. All forms are taken, or none.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "take", Usage: "where both changed the same: `form` or file"},
			&cli.BoolFlag{Name: "clear", Usage: "take out of FILE what was cleared in a form"},
			&cli.BoolFlag{Name: "dry-run", Usage: "show what would change, and write nothing"},
			byFlag(), frameworkFlag(),
		},
		Action: func(ctx *cli.Context) error {
			path := ctx.Args().First()
			if take := ctx.String("take"); take != "" && take != "form" && take != "file" {
				return usagef("it can be: form, file", "--take cannot be %q", take)
			}
			if path == "-" {
				return usagef("name the assessment's file", "standard input cannot be changed")
			}
			if strings.EqualFold(filepath.Ext(path), ".xlsx") {
				return usagef("it is used so: sextant import FILE FORM...", "the assessment comes first, then the forms: %s is a workbook", path)
			}
			if problem := strictyaml.TextProblem(who(ctx, env)); problem != "" {
				return usagef("", "--by: %s", problem)
			}
			forms, err := readForms(ctx, path)
			if err != nil {
				return err
			}
			i := &incoming{ctx: ctx, env: env, path: path, taken: make(map[[2]string]string)}
			return i.run(forms)
		},
	}
}

// readForms reads all forms and tells everything that is wrong with any.
func readForms(ctx *cli.Context, path string) ([]*workbook.Filled, error) {
	find := remembering(finder(ctx.String("framework"), filepath.Dir(path)))
	var forms []*workbook.Filled
	var problems []error
	for _, name := range ctx.Args().Tail() {
		data, err := readForm(name)
		if err == nil {
			var form *workbook.Filled
			form, err = workbook.ReadForm(name, data, find)
			forms = append(forms, form)
		}
		problems = append(problems, err)
	}
	return forms, errors.Join(problems...)
}

// readForm reads a form's file, as far as a form can be long.
func readForm(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, hinted{fmt.Errorf("read form: %w", err), "check the name of the form"}
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, workbook.MaxFormBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	return data, nil
}

// incoming is one import.
type incoming struct {
	ctx   *cli.Context
	env   surroundings
	path  string
	taken map[[2]string]string // the form that each change came from, by id and field

	conflicts []string
	between   bool // two forms are in conflict, not a form and the file
	clears    []string
}

func (i *incoming) run(forms []*workbook.Filled) error {
	var e *store.Edit
	file := forms[0].Base
	isNew := missing(i.path)
	if !isNew {
		var err error
		if e, err = edit(i.ctx, i.path); err != nil {
			return err
		}
		file = e.Assessment
	}
	merged := file
	for _, form := range forms {
		if err := i.belongs(form, file); err != nil {
			return err
		}
		merged = i.merge(form, merged)
	}
	changes := differences(file, merged)
	if i.ctx.Bool("dry-run") {
		for _, c := range changes {
			printf(i.env.stdout, "%s\n", c.line(i.taken))
		}
	}
	if len(i.conflicts) > 0 && (i.between || i.ctx.String("take") == "") {
		hint := "nothing was written; --take form takes what the form says, --take file keeps what the file says"
		if i.between {
			hint = "nothing was written; import the forms one after the other, and say --take form or --take file where they differ"
		}
		return hinted{errors.New(strings.Join(i.conflicts, "\n")), hint}
	}
	for _, line := range i.clears {
		printf(i.env.stderr, "%s\n", line)
	}
	switch {
	case i.ctx.Bool("dry-run"):
		printf(i.env.stderr, "%s; nothing was written\n", plural(len(changes), "change"))
		return nil
	case isNew:
		f, name := folder(i.ctx, i.path)
		if err := create(f, name, merged, false); err != nil {
			return err
		}
		printf(i.env.stderr, "created %s from %s", i.path, plural(len(forms), "form"))
	case len(changes) == 0:
		printf(i.env.stderr, "%s already says all that the %s: nothing was written", i.path, map[bool]string{true: "form does", false: "forms do"}[len(forms) == 1])
	default:
		*e.Assessment = *merged
		if err := e.SaveWhole(); err != nil {
			return err
		}
		printf(i.env.stderr, "took %s from %s into %s", plural(len(changes), "change"), plural(len(forms), "form"), i.path)
	}
	n := assessment.Score(merged).Overall
	printf(i.env.stderr, "; %d of %d questions answered\n", n.Answered, n.Applicable)
	return nil
}

// belongs refuses the form of another organisation or questionnaire.
func (i *incoming) belongs(form *workbook.Filled, file *assessment.Assessment) error {
	a, b := form.Base.Organisation, file.Organisation
	if fw := form.Base.Framework; fw.Digest() != file.Framework.Digest() || fw.Version != file.Framework.Version {
		err := fmt.Errorf("%s asks %s %s, and %s answers %s %s", form.File, fw.ID, fw.Version, i.path, file.Framework.ID, file.Framework.Version)
		if fw.ID == file.Framework.ID && fw.Version == file.Framework.Version {
			err = fmt.Errorf("%s and %s have two questionnaires that both call themselves %s %s", form.File, i.path, fw.ID, fw.Version)
		}
		return hinted{err, "import it into a file of its own, or make a fresh form of " + i.path}
	}
	switch {
	case a.Name == "" && a.Type != b.Type:
		return hinted{fmt.Errorf("%s asks the questions for the type %s, and %s is of a %s", form.File, a.Type, i.path, b.Type), "import it into a file of its own"}
	case a.Name == "" || a.SameAs(b):
		return nil
	}
	return hinted{
		fmt.Errorf("%s is the form of %q, and %s is of %q", form.File, a.Name, i.path, b.Name),
		"import it into the file of its own organisation; if only the name was changed, make a fresh form",
	}
}

// merge takes one form into what there is.
func (i *incoming) merge(form *workbook.Filled, file *assessment.Assessment) *assessment.Assessment {
	for _, c := range form.Cleared {
		if !i.ctx.Bool("clear") {
			i.clears = append(i.clears, fmt.Sprintf("%s: %s: the %s of %s was cleared, and stays %q; --clear takes it out",
				form.File, c.Cell, fieldName(c.Field), c.ID, short(c.Was)))
		}
	}
	if i.ctx.Bool("clear") {
		form.Clear()
	}
	form.Sign(file, who(i.ctx, i.env), i.env.now())
	merged, conflicts := assessment.Merge(form.Base, form.Form, file)
	for _, c := range conflicts {
		other, place := i.path, form.Place(c.ID, c.Field)
		if earlier := i.taken[[2]string{c.ID, c.Field}]; earlier != "" {
			other, i.between = earlier, true
		}
		if place != "" {
			place = " (" + place + ")"
		}
		i.conflicts = append(i.conflicts, fmt.Sprintf("%s: %s%s says %q, %s says %q, and it was %q",
			strings.TrimSpace(c.ID+" "+fieldName(c.Field)), form.File, place, short(c.Mine), other, short(c.Theirs), short(c.Base)))
	}
	if i.ctx.String("take") == "form" {
		// The same with the sides changed: what is in conflict stands as the second's.
		merged, _ = assessment.Merge(form.Base, file, form.Form)
	}
	for _, d := range differences(file, merged) {
		i.taken[[2]string{d.id, d.field}] = form.File
	}
	return merged
}

// short fits a text into a message.
func short(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return terminal.Safe(s)
}
