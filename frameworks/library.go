package frameworks

import (
	"bufio"
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

//go:embed *.yaml
var builtIn embed.FS

// BuiltIn is where the frameworks and catalogues that come with Sextant are.
func BuiltIn() fs.FS { return builtIn }

// NotFound says that no place has the framework, and which versions there are.
type NotFound struct {
	ID, Version string
	Have        []string // "id version" of those with the id
}

func (e *NotFound) Error() string {
	s := strings.TrimSpace("there is no framework " + e.ID + " " + e.Version)
	if len(e.Have) > 0 {
		s += "; there is: " + strings.Join(e.Have, ", ")
	}
	return s
}

// Ambiguous says that two files beside each other have the newest version.
type Ambiguous struct {
	ID, Version string
	Files       []string
}

func (e *Ambiguous) Error() string {
	return fmt.Sprintf("there is more than one %s %s here: %s", e.ID, e.Version, strings.Join(e.Files, ", "))
}

// Open finds a framework or catalogue by id and version in the places given:
// the first that can be read, and [Framework.Alike] gives the others. Without
// a version it is the newest of all places, and of two alike the first place's;
// there it must be the only one. Its references are checked. The error is a
// [NotFound], an [Ambiguous], or tells what is wrong with the file.
func Open(id, version string, places ...fs.FS) (*Framework, error) {
	newest := version == ""
	var have []string
	var found []copied
	for i, p := range places {
		for _, e := range scan(p) {
			switch {
			case e.id != id:
			case !newest && e.version != version:
				have = append(have, e.id+" "+e.version)
			case newest && len(found) > 0 && CompareVersions(e.version, found[0].version) < 0:
			case newest && len(found) > 0 && CompareVersions(e.version, found[0].version) > 0:
				found = []copied{{e, i, places}}
			default:
				found = append(found, copied{e, i, places})
			}
		}
	}
	if len(found) == 0 {
		return nil, &NotFound{ID: id, Version: version, Have: have}
	}
	if newest {
		if files := filesBeside(found); len(files) > 1 {
			return nil, &Ambiguous{ID: id, Version: found[0].version, Files: files}
		}
		return found[0].open()
	}
	var first error
	for i, c := range found {
		fw, err := c.open()
		if err == nil {
			fw.alike = slices.Delete(found, i, i+1)
			return fw, nil
		}
		first = cmp.Or(first, err)
	}
	return nil, first
}

// copied is a file of one of the places that its references are in.
type copied struct {
	entry
	place  int
	places []fs.FS
}

func (c copied) open() (*Framework, error) {
	data, err := read(c.places[c.place], c.file)
	if err != nil {
		return nil, err
	}
	return Load(c.file, data, c.places...)
}

// filesBeside are the files of the place of the first.
func filesBeside(found []copied) []string {
	var files []string
	for _, c := range found {
		if c.place == found[0].place {
			files = append(files, c.file)
		}
	}
	return files
}

// Alike returns the framework of that digest: this one, or another of the same
// id and version in the places where [Open] found this one. It is nil where
// there is none; the error then tells of those that cannot be read.
func (f *Framework) Alike(digest string) (*Framework, error) {
	if f.digest == digest {
		return f, nil
	}
	var problems []error
	for _, c := range f.alike {
		fw, err := c.open()
		if err == nil && fw.digest == digest {
			return fw, nil
		}
		problems = append(problems, err)
	}
	return nil, errors.Join(problems...)
}

// read reads a file of a place, unless it is too large to be a framework.
func read(place fs.FS, file string) ([]byte, error) {
	info, err := fs.Stat(place, file)
	if err != nil {
		return nil, fmt.Errorf("read framework: %w", err)
	}
	if err := TooLarge(file, info.Size()); err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(place, file)
	if err != nil {
		return nil, fmt.Errorf("read framework: %w", err)
	}
	return data, nil
}

// TooLarge refuses a file by its size in bytes, before it is read; nil where
// it may be a framework.
func TooLarge(file string, size int64) error { return bound.TooLarge(file, size) }

// CompareVersions orders versions: below 0 where a is the older. 1.9.0 comes
// before 1.10.0, and 2.0.0-rc1 before 2.0.0: they are compared part by part,
// numbers as numbers, and what follows a dash is not finished yet.
func CompareVersions(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		if c := comparePart(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

func comparePart(a, b string) int {
	number := func(s string) (n int, rest string, ok bool) {
		head, rest, _ := strings.Cut(s, "-")
		n, err := strconv.Atoi(head)
		return n, rest, err == nil
	}
	m, restA, okA := number(a)
	n, restB, okB := number(b)
	switch {
	case !okA || !okB:
		return strings.Compare(a, b)
	case m != n:
		return cmp.Compare(m, n)
	case (restA == "") != (restB == ""):
		if restA == "" {
			return 1
		}
		return -1
	}
	return strings.Compare(restA, restB)
}

// Load is Parse with the catalogues that the file lists looked up in the
// places given.
func Load(file string, data []byte, places ...fs.FS) (*Framework, error) {
	scans := make([][]entry, len(places)) // each folder is looked through once
	return Parse(file, data, func(id string) (*Framework, error) {
		for i, place := range places {
			if scans[i] == nil {
				scans[i] = scan(place)
			}
			for _, e := range scans[i] {
				if e.id != id {
					continue
				}
				found, err := read(place, e.file)
				if err != nil {
					return nil, err
				}
				if isCatalogue(found) {
					return Parse(e.file, found, nil)
				}
			}
		}
		return nil, &NotFound{ID: id}
	})
}

// List opens every framework and catalogue of a place, by file name. Files
// that are not frameworks are passed over; one that is wrong is an error
// beside the others.
func List(place fs.FS) ([]*Framework, error) {
	var list []*Framework
	var problems []error
	for _, e := range scan(place) {
		fw, err := copied{e, 0, []fs.FS{place, builtIn}}.open()
		if err != nil {
			problems = append(problems, err)
			continue
		}
		list = append(list, fw)
	}
	return list, errors.Join(problems...)
}

// entry is a file that says at its top that it is a framework.
type entry struct{ file, id, version string }

// scan reads the id and version of every YAML file of a folder from its
// lines, without parsing it: a folder may hold hundreds of assessments.
func scan(place fs.FS) []entry {
	files, _ := fs.Glob(place, "*.yaml")
	var entries []entry
	for _, file := range files {
		if info, err := fs.Stat(place, file); err != nil || !info.Mode().IsRegular() {
			continue // reading a pipe would never end
		}
		f, err := place.Open(file)
		if err != nil {
			continue
		}
		e := entry{file: file}
		lines := bufio.NewScanner(f)
		for n := 0; n < 200 && (e.id == "" || e.version == "") && lines.Scan(); n++ {
			line := strings.TrimPrefix(lines.Text(), "\uFEFF")
			if v, ok := strings.CutPrefix(line, "id:"); ok {
				e.id = scalar(v)
			} else if v, ok := strings.CutPrefix(line, "version:"); ok {
				e.version = scalar(v)
			} else if strings.HasPrefix(line, "sextant:") {
				break // an assessment
			}
		}
		_ = f.Close()
		hidden := func(r rune) bool { return !unicode.IsPrint(r) }
		if idPattern.MatchString(e.id) && !strings.ContainsFunc(e.version, hidden) {
			entries = append(entries, e)
		}
	}
	return entries
}

func scalar(v string) string {
	v, _, _ = strings.Cut(v, " #")
	return strings.Trim(strings.TrimSpace(v), `"'`)
}

func isCatalogue(data []byte) bool {
	return !bytes.Contains(data, []byte("\nscale:")) && !bytes.Contains(data, []byte("\nscore:"))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
