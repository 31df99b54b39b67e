package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/gofrs/flock"
)

// lockWait is how long a save waits for another one to finish.
const lockWait = 10 * time.Second

// locked runs do while no other Sextant writes the file. It is given the
// file's real path: a link stays a link.
func (f Folder) locked(name string, do func(path string) error) error {
	path := filepath.Join(f.Dir, name)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if err := folderOf(path); err != nil {
		return err
	}
	lockPath := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	for {
		lock := flock.New(lockPath, flock.SetPermissions(0o666))
		if ok, err := lock.TryLockContext(ctx, 5*time.Millisecond); errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("someone else has been saving %s for %v; nothing was saved, so try again", path, lockWait)
		} else if err != nil || !ok {
			return fmt.Errorf("lock the folder to save: %w", err)
		}
		if !current(lock) {
			_ = lock.Unlock()
			continue
		}
		sweep(path)
		err := do(path)
		// Unix removes the file while it is held, and whoever waits for it
		// sees that it is not current. Windows cannot remove what is open,
		// and so only removes it when nobody waits.
		gone := os.Remove(lockPath) == nil
		_ = lock.Unlock()
		if !gone {
			_ = os.Remove(lockPath)
		}
		return err
	}
}

// sweep removes what a save left that was killed in the middle. Whoever holds
// the lock is the only one who writes.
func sweep(path string) {
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".*"+tempEnding))
	for _, file := range left {
		_ = os.Remove(file)
	}
}

const tempEnding = ".sextant-tmp"

// ErrNoFolder says that the folder of a file is not there.
var ErrNoFolder = errors.New("there is no such folder")

func folderOf(path string) error {
	if info, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return fmt.Errorf("save %s: %w", path, ErrNoFolder)
	}
	return nil
}

// current reports whether the file that is locked is still the one at its
// path: its last holder may have removed it while we waited.
func current(lock *flock.Flock) bool {
	held, err := lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(lock.Path())
	return err == nil && os.SameFile(held, there)
}

// replace puts data at path in one step: whoever reads the file, and whenever
// the power goes, finds either the old bytes or the new.
func replace(path string, data []byte) (err error) {
	mode := fs.FileMode(0o600) // an assessment is a list of weaknesses
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
		if mode&0o200 == 0 {
			return fmt.Errorf("save %s: %w", path, fs.ErrPermission)
		}
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*"+tempEnding)
	if err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
		}
	}()
	if _, err := temp.Write(data); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	if err := temp.Chmod(mode); err != nil && runtime.GOOS != "windows" {
		return fmt.Errorf("save %s: %w", path, err)
	}
	if err := temp.Sync(); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	if err := temp.Close(); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	if err := rename(temp.Name(), path); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		_ = dir.Sync() // not every system has it; the rename is done either way
		_ = dir.Close()
	}
	return nil
}

// WriteFile writes a file in one step, as assessments are: nobody ever finds
// half of it.
func WriteFile(path string, data []byte) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // a link stays a link
	}
	if err := folderOf(path); err != nil {
		return err
	}
	return replace(path, data)
}

// rename tries for a second on Windows, where a virus scanner or a sync
// client may hold the file for a moment.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for wait := 10 * time.Millisecond; err != nil && runtime.GOOS == "windows" && wait < time.Second; wait *= 2 {
		time.Sleep(wait)
		err = os.Rename(from, to)
	}
	return err
}
