package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"sextant/frameworks"
)

var (
	block    = regexp.MustCompile("(?s)```(console|yaml)\n(.*?)```")
	fileName = regexp.MustCompile(`^# ([a-z0-9-]+\.yaml)\n`)
)

// TestFrameworksPage does what docs/frameworks.md tells its readers to do, in
// one folder from top to bottom. YAML that begins with the name of a file is
// saved and must be sound, unless it is called slip; other YAML is a piece of
// what `framework new` writes. Commands must print what stands below them.
func TestFrameworksPage(t *testing.T) {
	page, err := filepath.Abs(filepath.Join(module, "docs", "frameworks.md"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	skeleton, err := frameworks.Skeleton("records", "My questionnaire")
	if err != nil {
		t.Fatal(err)
	}
	schema := frameworkFormat(t).schema
	t.Chdir(t.TempDir())
	was := strings.ReplaceAll(string(data), "\r\n", "\n")
	now := block.ReplaceAllStringFunc(was, func(whole string) string {
		parts := block.FindStringSubmatch(whole)
		if parts[1] == "console" {
			return "```console\n" + runSession(t, parts[2]) + "```"
		}
		name := fileName.FindStringSubmatch(parts[2])
		switch {
		case name == nil && !strings.Contains(string(skeleton), parts[2]):
			t.Errorf("`framework new` does not write this:\n%s", parts[2])
		case name == nil:
		default:
			if err := os.WriteFile(name[1], []byte(parts[2]), 0o644); err != nil {
				t.Fatal(err)
			}
			slip := strings.HasPrefix(name[1], "slip")
			if _, err := loadFramework(name[1]); (err != nil) != slip {
				t.Errorf("%s: %v", name[1], err)
			}
			var n yaml.Node
			if slip {
				break
			} else if err := yaml.Load([]byte(parts[2]), &n); err != nil {
				t.Error(err)
			} else if err := schema.Validate(seen(n.Content[0])); err != nil {
				t.Errorf("%s: %#v", name[1], err)
			}
		}
		return whole
	})
	if now == was {
		return
	}
	if *update {
		if err := os.WriteFile(page, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("docs/frameworks.md shows other output than Sextant prints; `go test ./cmd/sextant -run TestFrameworksPage -update` mends it\n%s", now)
}

// runSession runs each line that begins with a dollar and returns the lines
// with what the commands print. Only a slip may fail.
func runSession(t *testing.T, text string) string {
	var out bytes.Buffer
	for line := range strings.Lines(text) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		out.WriteString(line)
		env := surroundings{stdin: strings.NewReader(""), stdout: &out, stderr: &out, user: "j.smith",
			now: func() time.Time { return time.Date(2026, 11, 22, 10, 3, 0, 0, time.UTC) }}
		code := run(context.Background(), env, typed(strings.TrimSpace(command)))
		if slip := strings.Contains(command, "slip"); (code != exitDone) != slip {
			t.Errorf("%s: exit code %d", command, code)
		}
	}
	return out.String()
}

// typed splits a command as a shell does: at spaces, but not within quotes.
func typed(command string) []string {
	quoted := false
	list := strings.FieldsFunc(command, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], `"`, "")
	}
	return list
}
