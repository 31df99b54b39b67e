package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
)

// A workbook that comes back came by e-mail from somebody. excelize believes
// what it is given: 18 KB of empty cells once cost 602 MB, and a sheet that
// breaks off is read as a shorter one without an error. So every part is
// unpacked and looked through, once, before excelize sees the file.

// The bounds of a workbook that is read. The largest form of the built-in
// questionnaire unpacks to less than 1 MB with 5,000 elements in a part.
const (
	MaxFormBytes = 32 << 20 // of the file

	maxUnzipped = 16 << 20 // of all parts
	maxParts    = 400
	maxElements = 50_000 // of a part
	maxDepth    = 100
	maxMerged   = 200
	maxRow      = 5_000
	maxColumn   = 702     // ZZ
	maxArea     = 400_000 // cells that excelize makes of all sheets, filled or not
)

// guard refuses what is no workbook that a form could be. It returns the last
// row that any sheet reaches.
func guard(data []byte) (rows int, trouble string) {
	if trouble := notZip(data); trouble != "" {
		return 0, trouble
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0, "the file is damaged: it begins as a workbook and breaks off; fetch it again"
	}
	if trouble := partNames(archive); trouble != "" {
		return 0, trouble
	}
	left := maxUnzipped
	var reach reach
	var part bytes.Buffer
	for _, f := range archive.File {
		if f.UncompressedSize64 > maxUnzipped {
			return 0, tooLarge
		}
		r, err := f.Open()
		if err != nil {
			return 0, unreadable(f.Name)
		}
		part.Reset()
		n, err := part.ReadFrom(io.LimitReader(r, int64(left)+1))
		_ = r.Close()
		switch left -= int(n); {
		case left < 0:
			return 0, tooLarge
		case err != nil: // breaks off, or its check sum is another
			return 0, unreadable(f.Name)
		}
		if trouble := reach.part(f.Name, part.Bytes()); trouble != "" {
			return 0, trouble
		}
	}
	return reach.row, ""
}

const (
	tooLarge    = "it unpacks to more than 16 MB; no form is so large"
	sendAnother = "save the form as an Excel workbook (.xlsx) and send that"
)

func unreadable(part string) string {
	return "the file is damaged: its part " + safe(part) + " cannot be unpacked; fetch it again"
}

// notZip says what a file is that is no zip.
func notZip(data []byte) string {
	start := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\uFEFF")))))
	switch {
	case len(data) == 0:
		return "the file is empty"
	case len(data) > MaxFormBytes:
		return "the file is larger than 32 MB; no form is so large"
	case bytes.HasPrefix(data, []byte("PK")):
		return ""
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return "the workbook is protected by a password, or is of the old kind .xls; " + sendAnother + " without a password"
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"), strings.HasPrefix(start, "<table"):
		return "this is a web page, not a workbook; " + sendAnother
	case strings.HasPrefix(start, "%pdf"):
		return "this is a PDF, not a workbook; " + sendAnother
	case !bytes.Contains(data, []byte{0}):
		return "this is text (such as CSV), not a workbook; " + sendAnother
	}
	return "this is not a workbook; " + sendAnother
}

// partNames looks at what the zip says it holds.
func partNames(archive *zip.Reader) string {
	if len(archive.File) > maxParts {
		return "it holds more than 400 parts; no form has so many"
	}
	seen := make(map[string]bool)
	for _, f := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case seen[name]:
			return "its part " + safe(name) + " is there twice; programs would read different things"
		case f.Flags&1 != 0:
			return "it is protected by a password; " + sendAnother + " without a password"
		case strings.Contains(name, "vbaproject"), strings.HasPrefix(name, "xl/macrosheets/"):
			return "it holds macros; " + sendAnother + ", not as .xlsm"
		case strings.HasPrefix(name, "xl/externallinks/"):
			return "it refers to other workbooks; copy the values in and take the links out (in Excel: Data, Edit links)"
		case strings.HasPrefix(name, "xl/activex/"), strings.HasPrefix(name, "xl/embeddings/"):
			return "it holds a program or another document (" + safe(path.Base(name)) + "); take it out"
		}
		seen[name] = true
	}
	switch {
	case seen["xl/workbook.xml"]:
		return ""
	case seen["xl/workbook.bin"]:
		return "it is of the kind .xlsb; " + sendAnother
	case seen["content.xml"]:
		return "it is an OpenDocument file (.ods); " + sendAnother
	case seen["word/document.xml"]:
		return "it is a Word document, not a workbook; " + sendAnother
	}
	return "it is a zip without a workbook in it; if the form is inside, unpack it first"
}

// safe shortens a name from the file for a message.
func safe(name string) string { return clipped(strings.ToValidUTF8(name, "?")) }
