//go:build linux

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a file system of so many pages of memory.
func smallDisk(t *testing.T, size string) (dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can mount a disk small enough to fill")
	}
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "mode=0700,size="+size); err != nil {
		t.Skipf("a disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill takes all that is left of the disk, and returns how to give it back.
func fill(t *testing.T, dir string) (free func()) {
	t.Helper()
	path := filepath.Join(dir, "filler")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

const diskFull = "no space left on device\nhint: the disk is full; make room and run the command again: the file is as it was after the last saved answer\n"

func TestAFullDisk(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t, "64k")
	must(t, program(dir, "new", "a.yaml", "--organisation", "St Elsewhere", "--type", "trust"))
	s := talk(t, program(dir, "answer", "a.yaml"))
	s.expect("? q]> ")
	s.send("2\n")
	s.expect("GOV-01 = 2 Defined. Saved;")
	s.expect("? q]> ")
	free := fill(t, dir)
	before := bytesOf(t, dir, "a.yaml")
	s.send("3\n")
	stderr, code := s.end()
	if code != exitFailed || !strings.HasPrefix(stderr, "sextant: save a.yaml: ") || !strings.Contains(stderr, diskFull) ||
		!strings.Contains(stderr, "`sextant answer a.yaml` goes on from there\n") {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	for _, args := range [][]string{
		{"set", "a.yaml", "GOV-02=3"}, {"new", "b.yaml", "--organisation", "X", "--type", "trust"}, {"report", "a.yaml", "-o", "board.md"},
	} {
		_, stderr, code := finish(t, program(dir, args...), "")
		if code != exitFailed || !strings.Contains(stderr, diskFull) {
			t.Errorf("%v: exit code %d, stderr:\n%s", args, code, stderr)
		}
	}
	if string(bytesOf(t, dir, "a.yaml")) != string(before) {
		t.Error("the file has changed")
	}
	onlyFiles(t, dir, "a.yaml", "filler")

	free()
	must(t, program(dir, "set", "a.yaml", "GOV-02=3"))
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "2", "GOV-02": "3"})
}

// At a terminal the change waits until there is room.
func TestAFullDiskIsMended(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t, "64k")
	must(t, program(dir, "new", "a.yaml", "--organisation", "St Elsewhere", "--type", "trust"))
	s := atTerminal(t, program(dir, "answer", "a.yaml", "--plain"), 80)
	s.expect("? q]> ")
	free := fill(t, dir)
	s.send("2\n")
	s.expect("! NOT SAVED: ")
	const again = "Enter tries again, q ends without this change> "
	if told := words(s.expect(again)); !strings.Contains(told, "no space left on device") {
		t.Errorf("told: %s", told)
	}
	free()
	s.send("\n")
	s.expect("Saved; ")
	s.expect("? q]> ")
	s.send("q\n")
	if stderr, code := s.end(); code != exitDone {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "2"})
	onlyFiles(t, dir, "a.yaml")
}

// The screen says at once that an answer is not saved, and saves it when there
// is room.
func TestAFullDiskOnTheScreen(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t, "64k")
	must(t, program(dir, "new", "a.yaml", "--organisation", "St Elsewhere", "--type", "trust"))
	w := opened(t, dir, 80, 24, "sextant", "answer", "a.yaml")
	w.sees("GOV-01  ")
	w.types("2")
	w.sees("GOV-01 = 2 Defined. Saved;")
	free := fill(t, dir)
	before := bytesOf(t, dir, "a.yaml")
	w.types("3")
	shown := w.sees("NOT SAVED")
	if !strings.Contains(shown, "no space left on device") || !strings.Contains(shown, "GOV-02  ") {
		t.Errorf("the screen of what is not saved:\n%s", shown)
	}
	w.press("Enter")
	w.sees("(tries: 2)")
	if string(bytesOf(t, dir, "a.yaml")) != string(before) {
		t.Error("the file has changed")
	}
	free()
	w.sees("GOV-02 = 3 Operating. Saved; 2 of 78 settled.") // by itself
	w.types("q")
	if shown, code := w.end(); code != exitDone {
		t.Errorf("exit code %d:\n%s", code, shown)
	}
	holds(t, kept(t, dir, "a.yaml"), map[string]string{"GOV-01": "2", "GOV-02": "3"})
	onlyFiles(t, dir, "a.yaml")
}
