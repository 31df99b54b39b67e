//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user without rights; root may write anywhere.
const nobody = 65534

// unprivileged returns a folder that an unprivileged user owns, and a way to
// run the program in it as that user: the present one, unless that is root.
func unprivileged(t *testing.T) (dir string, program func(args ...string) *exec.Cmd) {
	t.Helper()
	top, err := os.MkdirTemp("", "sextant-unwritable") // t.TempDir lies in a folder that only its owner enters
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = os.Chmod(filepath.Join(top, "work"), 0o700)
		if err := os.RemoveAll(top); err != nil {
			t.Error(err)
		}
	})
	dir, binary := filepath.Join(top, "work"), filepath.Join(top, "sextant")
	if err := errors.Join(os.Chmod(top, 0o755), os.Mkdir(dir, 0o700), copyProgram(binary)); err != nil {
		t.Fatal(err)
	}
	var attributes *syscall.SysProcAttr
	if os.Getuid() == 0 {
		if err := os.Chown(dir, nobody, nobody); err != nil {
			t.Fatal(err)
		}
		attributes = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	program = func(args ...string) *exec.Cmd {
		cmd := exec.Command(binary, args...)
		cmd.Dir, cmd.SysProcAttr = dir, attributes
		return cmd
	}
	if err := program("--version").Run(); err != nil {
		t.Skipf("the program cannot be run as user %d: %v", nobody, err)
	}
	return dir, program
}

func copyProgram(to string) (err error) {
	path, err := exec.LookPath("sextant")
	if err != nil {
		return err
	}
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, from)
	return errors.Join(err, out.Close())
}

// notWritable is the hint for whoever may not write.
const notWritable = "hint: the file or its folder cannot be written by you; ask for access, or work on a copy in a folder of your own"

// refusedToWrite runs a command that must fail with the hint and leave the
// file as it is.
func refusedToWrite(t *testing.T, cmd *exec.Cmd, stdin, file string) {
	t.Helper()
	before := bytesOf(t, file)
	_, stderr, code := finish(t, cmd, stdin)
	if code != exitFailed || !strings.HasPrefix(stderr, "sextant: ") || !strings.Contains(stderr, "permission denied\n"+notWritable+"\n") {
		t.Errorf("%v: exit code %d, stderr:\n%s", cmd.Args[1:], code, stderr)
	}
	if string(bytesOf(t, file)) != string(before) {
		t.Errorf("%v changed the file", cmd.Args[1:])
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir, program := unprivileged(t)
	must(t, program("new", "a.yaml", "--organisation", "St Elsewhere", "--type", "trust"))
	must(t, program("set", "a.yaml", "GOV-01=2"))
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "a.yaml")
	refusedToWrite(t, program("set", "a.yaml", "GOV-01=3"), "", file)
	refusedToWrite(t, program("answer", "a.yaml"), "3\n", file)
	refusedToWrite(t, program("new", "b.yaml", "--organisation", "X", "--type", "trust"), "", file)
	refusedToWrite(t, program("answer", "b.yaml", "--organisation", "X", "--type", "trust"), "3\n", file)
	refusedToWrite(t, program("report", "a.yaml", "-o", "board.md"), "", file)
	onlyFiles(t, dir, "a.yaml")

	// It can be read all the same.
	must(t, program("score", "a.yaml"))
	must(t, program("explain", "a.yaml", "GOV-01"))
	must(t, program("report", "a.yaml", "-o", "-", "--format", "md"))
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "2"})
}

func TestAFileThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir, program := unprivileged(t)
	must(t, program("new", "a.yaml", "--organisation", "St Elsewhere", "--type", "trust"))
	must(t, program("report", "a.yaml", "-o", "board.md"))
	file, report := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "board.md")
	if err := errors.Join(os.Chmod(file, 0o400), os.Chmod(report, 0o400)); err != nil {
		t.Fatal(err)
	}
	refusedToWrite(t, program("set", "a.yaml", "GOV-01=3"), "", file)
	refusedToWrite(t, program("answer", "a.yaml"), "3\n", file)
	refusedToWrite(t, program("report", "a.yaml", "-o", "board.md"), "", report)
	onlyFiles(t, dir, "a.yaml", "board.md")
	must(t, program("score", "a.yaml"))
}

func TestAFileThatCannotBeRead(t *testing.T) {
	t.Parallel()
	dir, program := unprivileged(t)
	must(t, program("new", "a.yaml", "--organisation", "St Elsewhere", "--type", "trust"))
	if err := os.Chmod(filepath.Join(dir, "a.yaml"), 0); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"score", "a.yaml"}, {"set", "a.yaml", "GOV-01=1"}, {"answer", "a.yaml"}, {"report", "a.yaml", "-o", "b.md"}} {
		stdout, stderr, code := finish(t, program(args...), "")
		if code != exitFailed || stdout != "" || !strings.Contains(stderr, "permission denied\nhint: ") {
			t.Errorf("%v: exit code %d, stderr:\n%s", args, code, stderr)
		}
	}
	onlyFiles(t, dir, "a.yaml")
}
