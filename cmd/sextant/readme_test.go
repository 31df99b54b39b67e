package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write anew what the README and the scripts show")

const readme = "../../README.md"

// TestReadme runs each command of the README's sessions and compares what it
// prints with what stands there.
func TestReadme(t *testing.T) {
	shows(t, regexp.MustCompile("(?s)```console\n(.*?)```"), func(block string) string {
		t.Chdir("../..")
		defer t.Chdir("cmd/sextant")
		lines := strings.Split(strings.Trim(block, "`"), "\n")
		command, ok := strings.CutPrefix(lines[1], "$ ")
		if !ok {
			t.Fatalf("a session begins with a command, not with %q", lines[1])
		}
		var stdout, stderr bytes.Buffer
		env := surroundings{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, now: time.Now, user: "j.smith"}
		if code := run(context.Background(), env, strings.Fields(command)); code != 0 {
			t.Errorf("%s: exit code %d\n%s", command, code, stderr.String())
		}
		return "```console\n$ " + command + "\n" + stdout.String() + "```"
	})
}

// TestReadmeScreen compares the screen that the README shows with that of the
// example after one answer.
func TestReadmeScreen(t *testing.T) {
	shows(t, regexp.MustCompile("(?s)```screen\n(.*?)```"), func(string) string {
		dir := t.TempDir()
		write(t, dir, "trust-acute.yaml", string(bytesOf(t, "../../examples/trust-acute.yaml")))
		w := opened(t, dir, 112, 40, "sextant", "answer", "trust-acute.yaml")
		w.sees("RSK-08  ")
		w.types("2")
		w.sees("RSK-08 = 2 Defined. Saved;")
		w.types("b")
		shown := w.sees("● 2")
		w.types("q")
		w.end()
		return "```screen\n" + shown + "```"
	})
}

// shows compares the blocks of the README with what they are now; with
// -update it writes them.
func shows(t *testing.T, block *regexp.Regexp, now func(block string) string) {
	was := strings.ReplaceAll(string(bytesOf(t, readme)), "\r\n", "\n")
	if !block.MatchString(was) {
		t.Fatalf("the README has nothing like %s", block)
	}
	is := block.ReplaceAllStringFunc(was, now)
	if is == was {
		return
	}
	if *update {
		if err := os.WriteFile(readme, []byte(is), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("the README shows other output than Sextant prints; `go test ./cmd/sextant -run %s -update` mends it\n%s", t.Name(), is)
}
