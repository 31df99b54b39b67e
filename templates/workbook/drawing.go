package workbook

import (
	"bytes"
	"fmt"
)

// emuPerPoint: drawings measure in English metric units.
const emuPerPoint = 12_700

// place is a point on a page: a cell, counted from 0, and how far into it in
// EMU.
type place struct{ col, row, dx, dy int }

// area is where a chart lies.
type area struct{ from, to place }

// across finds the place so many points right of the page's edge, at the top
// of a row counted from 1.
func (p *page) across(points float64, row int) place {
	for i, chars := range p.widths {
		w := chars * pointsPerChar
		if points < w {
			return place{col: i, row: row - 1, dx: int(points * emuPerPoint)}
		}
		points -= w
	}
	return place{col: len(p.widths), row: row - 1}
}

// drawing is the part that lays charts on a page: each from a place to a
// place, with its alternative text. excelize works the far corner out from a
// size in pixels, and is out by a tenth where rows have heights of their own.
func drawing(charts []chart) *bytes.Buffer {
	part := new(bytes.Buffer)
	part.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">`)
	for i, c := range charts {
		fmt.Fprintf(part, `<xdr:twoCellAnchor editAs="oneCell"><xdr:from>%s</xdr:from><xdr:to>%s</xdr:to>`, c.area.from, c.area.to)
		fmt.Fprintf(part, `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="%s" descr="%s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`+
			`<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>`+
			`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">`+
			`<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId%d"/>`+
			`</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`, i+2, xmlText(c.Title), xmlText(c.Alt), i+1)
	}
	part.WriteString(`</xdr:wsDr>`)
	return part
}

// String writes a place as a drawing does.
func (p place) String() string {
	return fmt.Sprintf(`<xdr:col>%d</xdr:col><xdr:colOff>%d</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff>`, p.col, p.dx, p.row, p.dy)
}
