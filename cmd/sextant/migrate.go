package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/assessment/store"
	"sextant/frameworks"
	"sextant/internal/terminal"
)

func migrateCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "migrate", Usage: "carry the answers to the newest version of their framework at hand; nothing is dropped",
		ArgsUsage: "FILE...", Flags: []cli.Flag{
			&cli.BoolFlag{Name: "dry-run", Usage: "say what would become of each answer, and write nothing"},
			&cli.StringFlag{Name: "framework", Usage: "the `FILE` of the version to carry them to", DefaultText: "the newest, beside the assessment or built in"},
		},
		Action: func(ctx *cli.Context) error { return migrate(ctx, env.stdout, ctx.Args().Slice()) },
	}
}

// migrate works everything out before it writes anything: either all files can
// be carried, or none is touched.
func migrate(ctx *cli.Context, w io.Writer, paths []string) error {
	var changes []*store.Change
	for _, path := range paths {
		change, err := migration(ctx.String("framework"), path)
		if err != nil {
			return err
		}
		changes = append(changes, change)
	}
	for i, change := range changes {
		if !change.Needed() {
			printf(w, "%s answers %s %s already; nothing to change\n", paths[i], change.To.ID, change.To.Version)
			continue
		}
		printf(w, "%s: from %s %s to %s\n", paths[i], change.To.ID, change.Was, change.To.Version)
		showMigration(w, change)
		if ctx.Bool("dry-run") {
			printf(w, "nothing was written\n")
			continue
		}
		if err := change.Save(); err != nil {
			return err
		}
		printf(w, "saved\n")
		if len(change.ReadAgain) > 0 {
			printf(w, "next: `sextant answer %s` asks what is to be read again\n", paths[i])
		}
	}
	return nil
}

// migration is what becomes of one file.
func migration(named, path string) (*store.Change, error) {
	if err := notAFolder(path); err != nil {
		return nil, err
	}
	if named != "" && !isFile(named) {
		return nil, usagef("leave --framework out to take the newest version at hand", "%s is no framework's file", named)
	}
	dir := filepath.Dir(path)
	f := store.Folder{Dir: dir, Find: finder("", dir)}
	change, err := f.Migrate(filepath.Base(path), func(id string) (*frameworks.Framework, error) {
		if named != "" {
			return loadFramework(named)
		}
		return chosenFramework(id, dir)
	})
	if err == nil && named == "" && frameworks.CompareVersions(change.To.Version, change.Was) < 0 {
		err = usagef("use a newer Sextant, put the framework's file beside the assessment, or name the one to go back to with --framework FILE",
			"%s answers %s %s, and the newest at hand is %s", path, change.To.ID, change.Was, change.To.Version)
	}
	return change, err
}

// showMigration says what becomes of every answer, and lists what needs a
// person.
func showMigration(w io.Writer, c *store.Change) {
	printf(w, "answers that stand: %d\n", c.Stand)
	moves := func(title string, list []assessment.Move) {
		if len(list) == 0 {
			return
		}
		printf(w, "%s: %d\n", title, len(list))
		var reasons []string
		ids := make(map[string][]string) // by the reason, which is often one for many
		for _, m := range list {
			if ids[m.Why] == nil {
				reasons = append(reasons, m.Why)
			}
			name := m.From
			if m.To != "" && m.To != m.From {
				name = fmt.Sprintf("%s to %s", m.From, m.To)
			}
			ids[m.Why] = append(ids[m.Why], name)
		}
		for _, why := range reasons {
			for i, line := range terminal.Wrap(strings.Join(ids[why], ", ")+": "+why, terminal.Width(w)-4) {
				printf(w, "%s%s\n", []string{"  ", "    "}[min(i, 1)], line)
			}
		}
	}
	moves("carried, and to be read again", c.ReadAgain)
	moves("open again, with the old answer in the note", c.Noted)
	moves("set aside, kept in the file under `earlier`", c.Aside)
	moves("actions that lost their question, which their title names now", c.Unasked)
	if n := assessment.Score(c.Assessment).Overall; n.Unanswered() > 0 {
		printf(w, "not answered: %d\n", n.Unanswered())
	}
}
