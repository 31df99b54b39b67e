package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Change is a file that is to be carried to another version of its framework.
type Change struct {
	assessment.Migration
	From, To *frameworks.Framework // From is nil where the version answered is not at hand
	Was      string                // the version answered

	folder   Folder
	name     string
	revision Revision
	out      []byte // what Save writes; nil: there is nothing to change
}

// Migrate works out what becomes of a file when its answers are carried to
// another version of its framework, which to gives by its id. Nothing is
// written before Save. A file that answers that version already is left as
// it is.
func (f Folder) Migrate(name string, to func(id string) (*frameworks.Framework, error)) (*Change, error) {
	path := filepath.Join(f.Dir, name)
	data, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("read assessment: %w", err)
	}
	doc, err := strictyaml.Parse(path, data, bound)
	if err != nil {
		return nil, err
	}
	top, named, err := header(doc)
	if err != nil {
		return nil, err
	}
	c := &Change{Was: named.version, folder: f, name: name, revision: sha256.Sum256(data)}
	if c.To, err = to(named.id); err != nil {
		return nil, err
	}
	if c.To.ID != named.id || c.To.IsCatalogue() {
		return nil, fmt.Errorf("%s answers %s, and cannot be carried to %s", path, named.id, c.To.ID)
	}
	if named.version == c.To.Version && named.digest == c.To.Digest() {
		_, err := Decode(path, data, f.Find) // and what is wrong with it is told all the same
		return c, err
	}
	if from, err := f.Find(named.id, named.version); err == nil {
		c.From, _ = from.Alike(named.digest)
	}
	was := named.version
	if was == c.To.Version {
		was += " before it was changed"
	}
	d := newDecoder(c.To, true)
	d.assessment(top)
	if err := doc.Err(); err != nil {
		return nil, err
	}
	c.Migration = assessment.Migrate(d.a, c.From, was, c.To)
	c.out, err = Encode(c.Assessment, doc)
	return c, err
}

// Needed reports whether there is anything to change.
func (c *Change) Needed() bool { return c.out != nil }

// Save writes the file, unless somebody has changed it since it was read.
func (c *Change) Save() error {
	return c.folder.locked(c.name, func(path string) error {
		data, err := readFile(path)
		if err != nil {
			return fmt.Errorf("save assessment: %w", err)
		}
		if sha256.Sum256(data) != c.revision {
			return fmt.Errorf("someone else changed %s in this moment; nothing was written, so migrate again", path)
		}
		return replace(path, c.out)
	})
}
