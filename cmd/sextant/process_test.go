package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sextant/assessment"
	"sextant/assessment/store"
)

// program returns the program of TestMain, to be run in dir.
func program(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("sextant", args...)
	cmd.Dir = dir
	return cmd
}

// finish runs a command to its end with the text on standard input.
func finish(t *testing.T, cmd *exec.Cmd, stdin string) (stdout, stderr string, code int) {
	t.Helper()
	var out, talk bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &talk
	err := cmd.Run()
	if code = exitCode(err); code < 0 {
		t.Fatalf("%v: %v", cmd.Args, err)
	}
	return out.String(), talk.String(), code
}

// must runs a command that is expected to end well.
func must(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if _, stderr, code := finish(t, cmd, ""); code != exitDone {
		t.Fatalf("%v: exit code %d: %s", cmd.Args, code, stderr)
	}
}

// created returns a folder with a new assessment a.yaml of swl-cyber.
func created(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	must(t, program(dir, "new", "a.yaml", "--organisation", "St Elsewhere", "--type", "trust"))
	return dir
}

// kept reads the assessment of a folder.
func kept(t *testing.T, dir, name string) *assessment.Assessment {
	t.Helper()
	a, _, err := store.Folder{Dir: dir, Find: finder("", dir)}.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// holds compares the options of an assessment with those wanted.
func holds(t *testing.T, a *assessment.Assessment, want map[string]string) {
	t.Helper()
	for id, option := range want {
		if got := a.Answers[id].Option; got != option {
			t.Errorf("%s is %q, not %q", id, got, option)
		}
	}
}

// onlyFiles sees that a folder holds the files named and nothing else: no
// temporary file and no lock.
func onlyFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the folder holds %q, not %q", got, want)
	}
}

func bytesOf(t *testing.T, path ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// conversation is a program that one talks with.
type conversation struct {
	t      *testing.T
	cmd    *exec.Cmd
	in     io.Writer
	stderr bytes.Buffer

	mu   sync.Mutex
	out  string // all that came so far
	read int    // how much of it expect has passed
	more chan struct{}
	done chan struct{} // closed when the output ended
}

// talk starts a command whose input and output are pipes.
func talk(t *testing.T, cmd *exec.Cmd) *conversation {
	t.Helper()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s := &conversation{t: t, cmd: cmd, in: in, more: make(chan struct{}, 1), done: make(chan struct{})}
	cmd.Stderr = &s.stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.listen(out)
	return s
}

// listen gathers what comes from r until it ends, and ends the program with
// the test.
func (s *conversation) listen(r io.Reader) {
	s.t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		<-s.done
	})
	go func() {
		defer close(s.done)
		buffer := make([]byte, 4096)
		for {
			n, err := r.Read(buffer)
			s.mu.Lock()
			s.out += strings.ReplaceAll(string(buffer[:n]), "\r\n", "\n")
			s.mu.Unlock()
			select {
			case s.more <- struct{}{}:
			default:
			}
			if err != nil { // a terminal ends with EIO
				return
			}
		}
	}()
}

// patience is how long a program may take for anything.
const patience = 30 * time.Second

// expect waits until the text comes, and returns what came up to its end.
func (s *conversation) expect(text string) string {
	s.t.Helper()
	timeout := time.After(patience)
	for ended := false; ; {
		s.mu.Lock()
		if i := strings.Index(s.out[s.read:], text); i >= 0 {
			got := s.out[s.read : s.read+i+len(text)]
			s.read += i + len(text)
			s.mu.Unlock()
			return got
		}
		rest := s.out[s.read:]
		s.mu.Unlock()
		if ended {
			s.t.Fatalf("the program ended without %q; its last words:\n%s%s", text, rest, s.stderr.String())
		}
		select {
		case <-s.more:
		case <-s.done:
			ended = true
		case <-timeout:
			s.t.Fatalf("waited in vain for %q; there is:\n%s", text, rest)
		}
	}
}

// send types a text.
func (s *conversation) send(text string) {
	s.t.Helper()
	if _, err := io.WriteString(s.in, text); err != nil {
		s.t.Fatal(err)
	}
}

// end waits until the program ends by itself.
func (s *conversation) end() (stderr string, code int) {
	s.t.Helper()
	timer := time.AfterFunc(patience, func() { _ = s.cmd.Process.Kill() })
	defer timer.Stop()
	<-s.done
	code = exitCode(s.cmd.Wait())
	return s.stderr.String(), code
}
