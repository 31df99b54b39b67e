package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"sextant/templates"
)

// parts are the files inside an .xlsx, which is a zip, by name.
type parts map[string]*bytes.Buffer

const contentTypes = "[Content_Types].xml"

// writer hands the parts to excelize, which writes into them as if they were
// its zip. So they can be put right before they are compressed, once.
func (p parts) writer(io.Writer) excelize.ZipWriter { return p }

// Create begins a part.
func (p parts) Create(name string) (io.Writer, error) {
	part := new(bytes.Buffer)
	p[name] = part
	return part, nil
}

// AddFS is part of excelize's interface, which never calls it.
func (p parts) AddFS(fs.FS) error { return fmt.Errorf("parts take no file system") }

// Close is part of excelize's interface.
func (p parts) Close() error { return nil }

// write compresses the parts: the content types first, where programs that
// read only the beginning look for them, then by name, and all at the first
// moment that a zip can tell, so that the same parts give the same bytes.
func (p parts) write(w io.Writer) error {
	z := zip.NewWriter(w)
	names := slices.SortedFunc(maps.Keys(p), func(a, b string) int {
		if a == contentTypes || b == contentTypes {
			return map[bool]int{true: -1, false: 1}[a == contentTypes]
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		part, err := z.CreateHeader(&zip.FileHeader{
			Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			return err
		}
		if _, err := part.Write(p[name].Bytes()); err != nil {
			return err
		}
	}
	return z.Close()
}

// contentType finds one entry of the content types.
var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*?(?:/>|></(?:Default|Override)>)`)

// sortContentTypes puts the content types in order: excelize writes those of
// drawings and charts in the order of a map, which differs from run to run.
func (p parts) sortContentTypes() error {
	part := p[contentTypes]
	if part == nil {
		return fmt.Errorf("excelize wrote no %s", contentTypes)
	}
	entries := contentType.FindAllString(part.String(), -1)
	slices.Sort(entries)
	p[contentTypes] = bytes.NewBufferString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` + strings.Join(entries, "") + `</Types>`)
	return nil
}

// properties writes what the document says of itself. excelize leaves out
// the prefix cp: of the elements that need it, and exceljs then cannot open
// the workbook. The times are the assessment's day: the time at which a
// report is made is not part of it.
func (p parts) properties(r templates.Report) error {
	const core = "docProps/core.xml"
	if p[core] == nil {
		return fmt.Errorf("excelize wrote no %s", core)
	}
	a := r.Assessment
	day := a.Date.UTC().Format(time.DateOnly) + "T00:00:00Z"
	p[core] = bytes.NewBufferString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + xmlText(a.Framework.Title+": "+a.Organisation.Name) + `</dc:title>` +
		`<dc:subject>` + xmlText("Self-assessment of "+templates.Day(a.Date)) + `</dc:subject>` +
		`<dc:creator>Sextant</dc:creator><cp:lastModifiedBy>Sextant</cp:lastModifiedBy>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + day + `</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">` + day + `</dcterms:modified>` +
		`<dc:language>en-GB</dc:language></cp:coreProperties>`)
	p["docProps/app.xml"] = bytes.NewBufferString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Sextant</Application></Properties>`)
	return nil
}
