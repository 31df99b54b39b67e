package workbook

import (
	"strconv"
	"time"

	"sextant/assessment"
)

// The keys of the sheet _meta, in its order.
const (
	metaFormat    = "format"
	metaFramework = "framework"
	metaVersion   = "version"
	metaDigest    = "digest"
	metaName      = "organisation"
	metaCode      = "code"
	metaType      = "type"
	metaDate      = "date"
	metaOnly      = "for"
)

// drawMeta writes which questionnaire and organisation the form is of.
func (f *form) drawMeta() {
	p := f.page(metaSheet)
	fw, org := f.of.Framework, f.of.Organisation
	for i, pair := range [][2]string{
		{metaFormat, formFormat}, {metaFramework, fw.ID}, {metaVersion, fw.Version}, {metaDigest, fw.Digest()},
		{metaName, org.Name}, {metaCode, org.Code}, {metaType, org.Type}, {metaDate, f.of.Date.Format(time.DateOnly)}, {metaOnly, f.only},
	} {
		p.text(1, i+1, pair[0], look{})
		p.text(2, i+1, pair[1], look{})
	}
	p.keep(p.f.SetSheetVisible(p.name, false, true))
}

// drawBase writes the answers that the form was made with, all of them as
// text: what comes back is held against them. A program that damages a text
// on the way damages both, so that it still counts as unchanged.
func (f *form) drawBase() {
	p := f.page(baseSheet)
	baseHeads := basesHeads(f.of.Framework)
	write := func(row int, values map[string]string) {
		for i, head := range baseHeads {
			if v := values[head]; v != "" {
				p.text(i+1, row, v, look{})
			}
		}
	}
	heads := make(map[string]string)
	for _, head := range baseHeads {
		heads[head] = head
	}
	write(1, heads)
	row, item := 1, 0
	for _, id := range f.ids() {
		row++
		write(row, baseRow(id, f.of.Answers[id]))
	}
	for _, id := range f.ids() {
		for _, e := range f.of.Answers[id].Evidence {
			row++
			item++
			write(row, map[string]string{"id": id, "item": strconv.Itoa(item), "title": e.Title, "reference": e.Reference, "date": day(e.Date)})
		}
	}
	p.keep(p.f.SetSheetVisible(p.name, false, true))
}

func baseRow(id string, a assessment.Answer) map[string]string {
	values := map[string]string{
		"id": id, "answer": a.Option, "not_applicable": a.NotApplicable, "target": a.Target, "note": a.Note,
		"strength": string(a.Strength), "by": a.By, "at": moment(a.At), "given_to": a.GivenTo,
	}
	if r := a.Review; r != nil {
		values["review_of"], values["review_answer"], values["review_by"] = r.Of, r.Answer, r.By
		values["review_at"], values["review_note"] = moment(r.At), r.Note
		values["review_given_to"] = r.GivenTo
	}
	if o := a.Override; o != nil {
		values["override_status"], values["override_reason"], values["override_by"], values["override_at"] = o.Status, o.Reason, o.By, moment(o.At)
	}
	return values
}

// day and moment write times as the assessment's file does.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
