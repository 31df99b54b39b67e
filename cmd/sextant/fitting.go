package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"sextant/frameworks"
)

// fitting looks frameworks up as finder does, and refuses in one place what
// the command that runs cannot show or ask yet.
func fitting(ctx *cli.Context, dir string) func(id, version string) (*frameworks.Framework, error) {
	find := finder(ctx.String("framework"), dir)
	return func(id, version string) (*frameworks.Framework, error) {
		fw, err := find(id, version)
		if err == nil {
			err = fits(ctx, fw)
		}
		return fw, err
	}
}

// fits says why a command cannot work with a framework.
func fits(ctx *cli.Context, fw *frameworks.Framework) error {
	switch ctx.Command.Name {
	case "form", "import":
		if !fw.OnlyMeans() {
			return hinted{fmt.Errorf("a form cannot hold %s: it works out means over one scale alone", fw.ID), "answer it with `sextant set`"}
		}
	}
	return nil
}
