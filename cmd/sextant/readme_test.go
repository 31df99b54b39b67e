package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write anew what the README and the scripts show")

var session = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadme runs each command of the README's sessions and compares what it
// prints with what stands there.
func TestReadme(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	was := strings.ReplaceAll(string(data), "\r\n", "\n")
	commands := 0
	now := session.ReplaceAllStringFunc(was, func(block string) string {
		lines := strings.Split(strings.Trim(block, "`"), "\n")
		command, ok := strings.CutPrefix(lines[1], "$ ")
		if !ok {
			t.Fatalf("a session begins with a command, not with %q", lines[1])
		}
		commands++
		var stdout, stderr bytes.Buffer
		env := surroundings{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, now: time.Now, user: "j.smith"}
		if code := run(context.Background(), env, strings.Fields(command)); code != 0 {
			t.Errorf("%s: exit code %d\n%s", command, code, stderr.String())
		}
		return "```console\n$ " + command + "\n" + stdout.String() + "```"
	})
	if commands == 0 {
		t.Fatal("the README shows no session")
	}
	if now == was {
		return
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("the README shows other output than Sextant prints; `go test ./cmd/sextant -run TestReadme -update` mends it\n%s", now)
}
