package workbook

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

// formula writes a formula and remembers the value that it has, which is what
// people see who do not calculate: previews, Excel's protected view,
// LibreOffice. excelize writes no value beside a formula; fillIn does.
func (f *form) formula(p *page, col, row int, formula string, value any, l look) {
	cell := p.look(col, row, l)
	p.keep(p.f.SetCellFormula(p.name, cell, formula))
	if f.cached[p.name] == nil {
		f.cached[p.name] = make(map[string]any)
	}
	f.cached[p.name][cell] = value
}

// formulaCell finds a cell that excelize wrote with a formula.
var formulaCell = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"([^>]*?) t="str"([^>]*)><f>([^<]*)</f>(?:<v></v>)?</c>`)

// fillIn writes the values of formulas into the sheets.
func (f *form) fillIn(p parts) {
	for i, page := range f.pages {
		values := f.cached[page.name]
		if len(values) == 0 {
			continue
		}
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		p[name] = bytes.NewBuffer(formulaCell.ReplaceAllFunc(p[name].Bytes(), func(cell []byte) []byte {
			m := formulaCell.FindSubmatch(cell)
			kind, text := "", ""
			switch v := values[string(m[1])].(type) {
			case float64:
				text = strconv.FormatFloat(v, 'f', -1, 64)
			case int:
				text = strconv.Itoa(v)
			case string:
				kind, text = ` t="str"`, xmlText(v)
			default:
				return cell
			}
			return fmt.Appendf(nil, `<c r="%s"%s%s%s><f>%s</f><v>%s</v></c>`, m[1], m[2], kind, m[3], m[4], text)
		}))
	}
}
