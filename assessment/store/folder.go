// Package store keeps assessments: a folder of YAML files (docs/design.md).
//
// A file is read whole and checked whole. It is written to a temporary file
// in the same folder, flushed, and renamed over the old one under a lock, so
// that at every moment the file is either as it was or as it was to be. A
// file that somebody else changed since it was read is merged question by
// question, never overwritten:
//
//	folder := store.Folder{Dir: "returns", Find: find}
//	edit, err := folder.Edit("st-elsewhere.yaml")
//	err = edit.Assessment.Set("GOV-01", assessment.Answer{Option: "2"})
//	err = edit.Save()
package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Folder is a folder of assessments, each a file.
type Folder struct {
	Dir  string
	Find func(id, version string) (*frameworks.Framework, error) // the framework an assessment names
}

// Revision identifies what a file held when it was read; its zero stands for
// a file that was not there.
type Revision [sha256.Size]byte

// ErrExists says that a file is in the way of a new one.
var ErrExists = errors.New("the file is already there")

// Get reads an assessment. The error is a [strictyaml.Errors] when the
// file's text is at fault, a [*Digest] when the framework has changed, and
// wraps fs.ErrNotExist when there is no file.
func (f Folder) Get(name string) (*assessment.Assessment, Revision, error) {
	data, err := readFile(filepath.Join(f.Dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Revision{}, noFile(filepath.Join(f.Dir, name))
	}
	if err != nil {
		return nil, Revision{}, fmt.Errorf("read assessment: %w", err)
	}
	a, err := Decode(filepath.Join(f.Dir, name), data, f.Find)
	return a, sha256.Sum256(data), err
}

// noFile is the path of a file that is not there; as an error it is
// fs.ErrNotExist in words that are the same on every system.
type noFile string

func (path noFile) Error() string { return "there is no file " + string(path) }
func (path noFile) Unwrap() error { return fs.ErrNotExist }

// readFile reads at most one byte more than Decode accepts, so that a file
// of any size is refused at once.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, MaxBytes+1))
}

// Create writes an assessment to a new file; the error wraps [ErrExists] when
// there is one.
func (f Folder) Create(name string, a *assessment.Assessment) error {
	return f.locked(name, func(path string) error {
		if _, err := os.Lstat(path); err == nil {
			return fmt.Errorf("create %s: %w", path, ErrExists)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("create assessment: %w", err)
		}
		data, err := Encode(a, nil)
		if err != nil {
			return err
		}
		return replace(path, data)
	})
}

// Replace writes an assessment over whatever file is there.
func (f Folder) Replace(name string, a *assessment.Assessment) error {
	return f.locked(name, func(path string) error {
		data, err := Encode(a, nil)
		if err != nil {
			return err
		}
		return replace(path, data)
	})
}

// Edit is an assessment that is being changed: change Assessment, then Save.
type Edit struct {
	Assessment *assessment.Assessment

	folder   Folder
	name     string
	base     *assessment.Assessment // as it was last read or saved
	revision Revision
	file     *strictyaml.Document // as it was at that revision, for its comments; nil before the first save
}

// Edit opens an assessment to change it.
func (f Folder) Edit(name string) (*Edit, error) {
	a, revision, err := f.Get(name)
	if err != nil {
		return nil, err
	}
	return &Edit{Assessment: a, folder: f, name: name, base: a.Clone(), revision: revision}, nil
}

// Save writes the assessment. When somebody else has saved since it was read,
// their changes are taken in question by question and Assessment then holds
// both; where both changed the same, the error is an [assessment.Conflicts]. After any
// other error the file is as it was and Assessment still holds every change,
// so that Save can be tried again. A file that is gone is written anew.
func (e *Edit) Save() error { return e.save(true) }

// SaveWhole is Save for a change that must be made whole: when somebody else
// changed the same, nothing is written, and the error is an [assessment.Conflicts].
func (e *Edit) SaveWhole() error { return e.save(false) }

func (e *Edit) save(inPart bool) error {
	var conflicts assessment.Conflicts
	err := e.folder.locked(e.name, func(path string) error {
		merged := e.Assessment
		data, err := readFile(path)
		var previous *strictyaml.Document
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fmt.Errorf("save assessment: %w", err)
		default:
			if sha256.Sum256(data) != e.revision {
				theirs, err := Decode(path, data, e.folder.Find)
				if err != nil {
					return fmt.Errorf("someone else changed the file, and it cannot be read now: %w", err)
				}
				if theirs.Framework.Digest() != e.base.Framework.Digest() {
					return fmt.Errorf("someone else changed the file: it answers %s %s now; open it again", theirs.Framework.ID, theirs.Framework.Version)
				}
				if !theirs.Organisation.SameAs(e.base.Organisation) {
					return fmt.Errorf("someone else put the assessment of %q in this file's place; open it again", theirs.Organisation.Name)
				}
				theirs.Framework = e.base.Framework // the same; callers hold its questions
				merged, conflicts = assessment.Merge(e.base, e.Assessment, theirs)
				if len(conflicts) > 0 && !inPart {
					return conflicts
				}
			}
			if previous = e.file; previous == nil || sha256.Sum256(data) != e.revision {
				if previous, err = strictyaml.Parse(path, data, bound); err != nil {
					return err
				}
			}
		}
		out, read, err := encode(merged, previous)
		if err != nil {
			return err
		}
		if err := replace(path, out); err != nil {
			return err
		}
		*e.Assessment, e.base, e.revision, e.file = *merged, merged.Clone(), sha256.Sum256(out), read
		return nil
	})
	if err == nil && len(conflicts) > 0 {
		return conflicts
	}
	return err
}
