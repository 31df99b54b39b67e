package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the top of the source tree, seen from here.
const module = "../.."

// edges reach files, the terminal or what people are shown. The packages of
// one edge may import each other; no edge may import another.
var edges = [][]string{
	{"assessment/store"},
	{"assessment/interview", "assessment/interview/screen"},
	{"templates", "templates/workbook"},
}

// reaches are the packages that get at files, the network, the terminal or
// the system.
var reaches = []string{"os", "os/exec", "os/signal", "os/user", "net", "net/http", "syscall", "path/filepath", "golang.org/x/term", "golang.org/x/sys"}

// only lists libraries and the one package that may import them; "" is for
// tests alone.
var only = map[string]string{
	"go.yaml.in/yaml":            "internal/strictyaml",
	"github.com/xuri/excelize":   "templates/workbook",
	"github.com/urfave/cli":      "cmd/sextant",
	"charm.land":                 "assessment/interview/screen",
	"github.com/rogpeppe":        "",
	"github.com/creack/pty":      "",
	"github.com/santhosh-tekuri": "",
	"pgregory.net/rapid":         "",
}

// TestHouseRules holds the rules of docs/design.md that a reader of one file
// cannot see.
func TestHouseRules(t *testing.T) {
	t.Parallel()
	files := sources(t)
	if len(files) < 30 {
		t.Fatalf("only %d source files were found", len(files))
	}
	for _, f := range files {
		for _, spec := range f.syntax.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why := forbidden(f.folder, imported); why != "" {
				t.Errorf("%s imports %s: %s", f.name, imported, why)
			}
		}
		for _, name := range []string{f.syntax.Name.Name, path.Base(f.folder), strings.TrimSuffix(path.Base(f.name), ".go")} {
			if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc", "shared"}, name) {
				t.Errorf("%s: the name %s says nothing; name it for what it holds", f.name, name)
			}
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s has an init function; say what happens where it happens", f.name)
				}
			case *ast.SelectorExpr:
				called := selector(n)
				ends := called == "os.Exit" || strings.HasPrefix(called, "log.Fatal") || strings.HasPrefix(called, "log.Panic")
				if ends && !(called == "os.Exit" && f.name == "cmd/sextant/main.go") {
					t.Errorf("%s calls %s; only main.go ends the program", f.name, called)
				}
			}
			return true
		})
	}
}

// forbidden says why a package in a folder may not import another; "" when
// it may.
func forbidden(folder, imported string) string {
	for library, home := range only {
		if (imported == library || strings.HasPrefix(imported, library+"/")) && folder != home {
			if home == "" {
				return "it is for tests alone"
			}
			return "only " + home + " does"
		}
	}
	inside, ours := strings.CutPrefix(imported, "sextant/")
	switch {
	case folder == "frameworks" || folder == "assessment":
		if slices.Contains(reaches, imported) || strings.HasPrefix(imported, "net/") {
			return folder + " touches no file, network or terminal"
		}
		if ours && inside != "frameworks" && !strings.HasPrefix(inside, "internal/") || folder == "frameworks" && inside == "frameworks" {
			return folder + " imports no edge"
		}
	case strings.HasPrefix(folder, "internal/") && ours && !strings.HasPrefix(inside, "internal/"):
		return "what is internal serves the others and knows none of them"
	case ours && strings.HasPrefix(inside, "cmd/"):
		return "commands are not imported"
	}
	mine, theirs := edgeOf(folder), edgeOf(inside)
	if ours && mine >= 0 && theirs >= 0 && mine != theirs {
		return "the edges never import each other"
	}
	return ""
}

func edgeOf(folder string) int {
	return slices.IndexFunc(edges, func(packages []string) bool { return slices.Contains(packages, folder) })
}

// selector writes pkg.Name.
func selector(n *ast.SelectorExpr) string {
	if x, ok := n.X.(*ast.Ident); ok {
		return x.Name + "." + n.Sel.Name
	}
	return ""
}

// source is a file that is no test.
type source struct {
	name, folder string // from the top of the module, with slashes
	syntax       *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	var files []source
	err := fs.WalkDir(os.DirFS(module), ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), filepath.Join(module, filepath.FromSlash(name)), nil, 0)
		files = append(files, source{name: name, folder: path.Dir(name), syntax: syntax})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// The rules forbid what they are meant to forbid, and no more.
func TestHouseRulesBite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		folder, imported string
		want             bool
	}{
		{"assessment", "os", true},
		{"assessment", "path/filepath", true},
		{"assessment", "net/url", true},
		{"assessment", "golang.org/x/term", true},
		{"assessment", "sextant/assessment/store", true},
		{"assessment", "sextant/templates", true},
		{"assessment", "sextant/frameworks", false},
		{"assessment", "io/fs", false},
		{"frameworks", "sextant/assessment", true},
		{"frameworks", "embed", false},
		{"frameworks", "sextant/internal/strictyaml", false},
		{"frameworks", "go.yaml.in/yaml/v4", true},
		{"internal/strictyaml", "go.yaml.in/yaml/v4", false},
		{"internal/terminal", "sextant/assessment", true},
		{"templates", "github.com/xuri/excelize/v2", true},
		{"templates/workbook", "github.com/xuri/excelize/v2", false},
		{"templates/workbook", "sextant/templates", false},
		{"templates/workbook", "sextant/assessment/store", true},
		{"assessment/interview", "sextant/assessment/store", true},
		{"assessment/interview", "sextant/templates", true},
		{"assessment/store", "sextant/assessment/interview", true},
		{"assessment/store", "os", false},
		{"cmd/sextant", "sextant/templates/workbook", false},
		{"cmd/sextant", "github.com/rogpeppe/go-internal/testscript", true},
	} {
		if why := forbidden(c.folder, c.imported); (why != "") != c.want {
			t.Errorf("%s imports %s: %q", c.folder, c.imported, why)
		}
	}
}
