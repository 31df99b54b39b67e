package workbook

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// reach is how far the sheets of a workbook reach.
type reach struct {
	row  int // the last of any sheet
	area int // rows times columns
	last int // the row that was named last in this part
	cols int // how far it reaches
}

// part looks through one part of a workbook.
func (r *reach) part(name string, data []byte) string {
	name = strings.ToLower(name)
	if !isXML(name) || strings.HasSuffix(name, "/") { // or a folder
		return ""
	}
	r.last, r.cols = 0, 0
	var trouble string
	merged := 0
	err := elements(data, func(local, attributes []byte) bool {
		switch string(local) {
		case "row", "c":
			trouble = r.cell(string(local), attribute(attributes, "r"))
		case "mergeCell": // excelize goes through all of them for each cell it reads
			if merged++; merged > maxMerged {
				trouble = "it has more than 200 merged cells; no form has so many"
			}
		case "Relationship":
			trouble = relationship(attributes)
		case "Override", "Default":
			if bytes.Contains(attribute(attributes, "ContentType"), []byte("macroEnabled")) {
				trouble = "it holds macros; " + sendAnother + ", not as .xlsm"
			}
		}
		return trouble == ""
	})
	switch {
	case trouble != "":
		return trouble
	case err != nil:
		return fmt.Sprintf("its part %s %v", safe(name), err)
	}
	r.area += r.cols
	if r.area > maxArea {
		return "its sheets reach over more cells than any form has"
	}
	return ""
}

// isXML tells by its name whether a part is read as XML; relationship sees to
// it that excelize does not read another as such.
func isXML(name string) bool {
	switch path.Ext(name) {
	case ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svg", ".bin":
		return false
	}
	return true
}

// relationship looks at what one part says of another.
func relationship(attributes []byte) string {
	kind, target := path.Base(string(attribute(attributes, "Type"))), strings.ToLower(string(attribute(attributes, "Target")))
	switch kind {
	case "externalLink", "externalLinkPath":
		return "it refers to other workbooks; copy the values in and take the links out (in Excel: Data, Edit links)"
	case "vbaProject":
		return "it holds macros; " + sendAnother + ", not as .xlsm"
	case "hyperlink", "image", "printerSettings", "thumbnail":
		return ""
	}
	if !isXML(target) {
		return "its part " + safe(target) + " is not what the workbook says it is"
	}
	return ""
}

// cell takes in the address of a row or a cell. A cell without one stands
// after the cell before it.
func (r *reach) cell(element string, ref []byte) string {
	row, col := r.last, 0
	if element == "row" {
		row, col = r.last+1, 0
		if len(ref) > 0 {
			row, _ = strconv.Atoi(string(ref))
		}
	} else {
		col = r.cols + 1
		if len(ref) > 0 {
			col = 0
			i := 0
			for ; i < len(ref) && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z' && col <= maxColumn; i++ {
				col = col*26 + int(ref[i]|0x20-'a') + 1
			}
			row, _ = strconv.Atoi(string(ref[i:]))
		}
	}
	if row < 1 || row > maxRow || col > maxColumn || element == "c" && col < 1 {
		if len(ref) == 0 {
			return "its sheets reach over more cells than any form has"
		}
		if element == "row" {
			return fmt.Sprintf("it has a row %s; no form reaches beyond %d: delete what is out there, or fill in a fresh form", safe(string(ref)), maxRow)
		}
		return fmt.Sprintf("it has a cell at %s; no form reaches beyond ZZ%d: delete what is out there, or fill in a fresh form", safe(string(ref)), maxRow)
	}
	if row != r.last {
		r.area += r.cols
		r.last, r.cols = row, 0
	}
	r.cols, r.row = max(r.cols, col), max(r.row, row)
	return ""
}

// elements looks through a part's XML and hands over the name, without its
// prefix, and the attributes of each element, until visit returns false. It
// is stricter than excelize, which takes a part that breaks off for its end.
// (It is not encoding/xml, which takes 20 times as long.)
func elements(data []byte, visit func(local, attributes []byte) bool) error {
	if bytes.IndexByte(data, 0) >= 0 || bytes.HasPrefix(data, []byte("\xFE\xFF")) || bytes.HasPrefix(data, []byte("\xFF\xFE")) {
		return fmt.Errorf("is not written in UTF-8, as workbooks are")
	}
	breaksOff := fmt.Errorf("breaks off: the file was cut short; fetch it again")
	var open [][]byte
	n := 0
	for {
		at := bytes.IndexByte(data, '<')
		if at < 0 {
			break
		}
		data = data[at:]
		var end int
		switch {
		case bytes.HasPrefix(data, []byte("<!--")):
			end = after(data, 4, "-->")
		case bytes.HasPrefix(data, []byte("<![CDATA[")):
			end = after(data, 9, "]]>")
		case bytes.HasPrefix(data, []byte("<!")):
			return fmt.Errorf("declares a document type or entities, as no workbook does")
		case bytes.HasPrefix(data, []byte("<?")):
			end = after(data, 2, "?>")
			if end > 0 && !inUTF8(data[:end]) {
				return fmt.Errorf("is not written in UTF-8, as workbooks are")
			}
		case bytes.HasPrefix(data, []byte("</")):
			end = after(data, 2, ">")
			if end > 0 {
				name := bytes.TrimSpace(data[2 : end-1])
				if len(open) == 0 || !bytes.Equal(open[len(open)-1], name) {
					return fmt.Errorf("is not sound XML: </%s> ends nothing", safe(string(name)))
				}
				open = open[:len(open)-1]
			}
		default:
			end = endOfTag(data)
			if end == 0 {
				break
			}
			if n++; n > maxElements {
				return fmt.Errorf("has more than %d elements; no form has so many", maxElements)
			}
			tag := data[1 : end-1]
			closed := len(tag) > 0 && tag[len(tag)-1] == '/'
			name := tag[:nameLength(tag)]
			if !closed {
				if open = append(open, name); len(open) > maxDepth {
					return fmt.Errorf("is nested deeper than %d elements; no form is", maxDepth)
				}
			}
			if !visit(name[bytes.IndexByte(name, ':')+1:], tag[len(name):]) {
				return nil
			}
		}
		if end == 0 {
			return breaksOff
		}
		data = data[end:]
	}
	if len(open) > 0 || n == 0 {
		return breaksOff
	}
	return nil
}

// after is where a text ends that is looked for from an offset on, or 0.
func after(data []byte, from int, text string) int {
	at := bytes.Index(data[min(from, len(data)):], []byte(text))
	if at < 0 {
		return 0
	}
	return from + at + len(text)
}

// endOfTag is where the tag ends that data begins with, or 0. A > in quotes
// does not end it.
func endOfTag(data []byte) int {
	for i := 1; i < len(data); i++ {
		switch c := data[i]; c {
		case '>':
			return i + 1
		case '"', '\'':
			end := bytes.IndexByte(data[i+1:], c)
			if end < 0 {
				return 0
			}
			i += 1 + end
		}
	}
	return 0
}

func nameLength(tag []byte) int {
	for i, c := range tag {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/' {
			return i
		}
	}
	return len(tag)
}

// inUTF8 reports whether an instruction leaves the encoding as it is.
func inUTF8(instruction []byte) bool {
	at := bytes.Index(instruction, []byte("encoding"))
	if at < 0 {
		return true
	}
	name := strings.ToLower(string(bytes.TrimLeft(instruction[at+len("encoding"):], " \t\r\n=\"'")))
	return strings.HasPrefix(name, "utf-8") || strings.HasPrefix(name, "us-ascii")
}

// attribute finds the value of an attribute without a prefix; nil if there is
// none.
func attribute(attributes []byte, name string) []byte {
	for {
		attributes = bytes.TrimLeft(attributes, " \t\r\n/")
		equals := bytes.IndexByte(attributes, '=')
		if equals < 0 {
			return nil
		}
		key := bytes.TrimSpace(attributes[:equals])
		attributes = bytes.TrimLeft(attributes[equals+1:], " \t\r\n")
		if len(attributes) == 0 {
			return nil
		}
		end := bytes.IndexByte(attributes[1:], attributes[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return attributes[1 : end+1]
		}
		attributes = attributes[end+2:]
	}
}
