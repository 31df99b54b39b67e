package main

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// window is a program in a terminal that one looks at: tmux draws what the
// program writes, and types for the person.
type window struct {
	t    testing.TB
	home string // tmux keeps its socket there
}

// show starts a command in a window.
func show(t testing.TB, dir string, columns, rows int, command ...string) *window {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("tmux is missing; .ci/clients/install installs it")
		}
		t.Skip("tmux is missing")
	}
	home, err := os.MkdirTemp("", "sextant") // short: the name of a socket is at most some 100 bytes
	if err != nil {
		t.Fatal(err)
	}
	w := &window{t: t, home: home}
	t.Cleanup(w.close)
	if err := os.WriteFile(home+"/tmux.conf", []byte("set -g remain-on-exit on\nset -g escape-time 0\nset -g status off\nset -g history-limit 5000\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.must(append([]string{"new-session", "-d", "-x", strconv.Itoa(columns), "-y", strconv.Itoa(rows), "-c", dir, "-e", "LANG=C.UTF-8"}, command...)...)
	return w
}

func (w *window) tmux(args ...string) (string, error) {
	cmd := exec.Command("tmux", append([]string{"-u", "-f", w.home + "/tmux.conf", "-S", w.home + "/socket"}, args...)...)
	cmd.Env = append(os.Environ(), "TMUX=")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (w *window) must(args ...string) string {
	w.t.Helper()
	out, err := w.tmux(args...)
	if err != nil {
		w.t.Fatalf("tmux %v: %v: %s", args, err, out)
	}
	return out
}

// close ends the program and the window.
func (w *window) close() {
	_, _ = w.tmux("kill-server")
	_ = os.RemoveAll(w.home)
}

// screen is what the window shows.
func (w *window) screen() string { return w.must("capture-pane", "-p") }

// sees waits until the window shows a text, and returns all that it shows.
func (w *window) sees(text string) string {
	w.t.Helper()
	shown := ""
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		if shown = w.screen(); strings.Contains(shown, text) {
			return shown
		}
	}
	w.t.Fatalf("waited in vain for %q; the window shows:\n%s", text, shown)
	return ""
}

// types types a text as it is.
func (w *window) types(text string) { w.t.Helper(); w.must("send-keys", "-l", "--", text) }

// press presses keys by their names in tmux: Enter, Escape, C-s, Down.
func (w *window) press(keys ...string) {
	w.t.Helper()
	w.must(append([]string{"send-keys", "--"}, keys...)...)
}

// resize makes the window another size.
func (w *window) resize(columns, rows int) {
	w.t.Helper()
	w.must("resize-window", "-x", strconv.Itoa(columns), "-y", strconv.Itoa(rows))
}

// process is the program's.
func (w *window) process() *os.Process {
	w.t.Helper()
	pid, err := strconv.Atoi(strings.TrimSpace(w.must("display-message", "-p", "#{pane_pid}")))
	if err != nil {
		w.t.Fatal(err)
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// end waits until the program has ended by itself; code is its exit code.
func (w *window) end() (shown string, code int) {
	w.t.Helper()
	w.sees(endedWith)
	shown, status, _ := strings.Cut(w.must("capture-pane", "-p", "-S", "-"), endedWith)
	code, err := strconv.Atoi(strings.TrimSpace(status))
	if err != nil {
		w.t.Fatal(err)
	}
	return shown, code
}

// endedWith is what the shell says around the program, before its exit code.
const endedWith = "The program ended with exit code "

// opened starts the program of TestMain in a window. A shell around it tells
// its exit code: tmux itself misses it now and then.
func opened(t testing.TB, dir string, columns, rows int, program string, args ...string) *window {
	t.Helper()
	script := `"$@"; printf '\n` + endedWith + `%s\n' $?; exec cat`
	return show(t, dir, columns, rows, append([]string{"sh", "-c", script, "sh", program}, args...)...)
}
