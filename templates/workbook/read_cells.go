package workbook

import (
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// sheetCells reads the cells of one sheet.
type sheetCells struct {
	*reader
	name string
}

// at names a cell in messages.
func (s *sheetCells) at(col, row int) string {
	return address(s.name, cellName(col, row))
}

func cellName(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col, row) // both are above 0
	return name
}

// text is what a cell holds: a number with all its digits, an error by name.
func (s *sheetCells) text(col, row int) string {
	if s.damaged != "" {
		return ""
	}
	v, err := s.f.GetCellValue(s.name, cellName(col, row))
	s.failed(err)
	return v
}

// failed remembers the first sheet that excelize could not read: it reads one
// anew for each cell then, which took minutes.
func (s *sheetCells) failed(err error) {
	if err != nil && s.damaged == "" {
		s.damaged = s.name
	}
}

// written is what a person wrote in a cell: as they see it, with line ends
// and tabs, which come with what is pasted, as an assessment keeps them.
func (s *sheetCells) written(col, row int) string {
	v := s.text(col, row)
	if _, err := strconv.ParseFloat(v, 64); err == nil {
		switch kind, _ := s.f.GetCellType(s.name, cellName(col, row)); kind {
		case excelize.CellTypeBool:
			v = map[string]string{"1": "TRUE", "0": "FALSE"}[v]
		case excelize.CellTypeNumber, excelize.CellTypeUnset:
			if seen, err := s.f.GetCellValue(s.name, cellName(col, row), excelize.Options{RawCellValue: false}); err == nil {
				v = seen
			}
		}
	}
	return plainLines.Replace(v)
}

var plainLines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ")

// isFormula notes a formula in a cell that people fill in: its value is not
// what anybody answered.
func (s *sheetCells) isFormula(col, row int) bool {
	if s.damaged != "" {
		return false
	}
	formula, err := s.f.GetCellFormula(s.name, cellName(col, row))
	s.failed(err)
	if formula == "" {
		return false
	}
	s.problems.add(s.at(col, row), "there is a formula here; write the answer itself (copy, then paste as values)")
	return true
}

// day reads a date, typed as one or as text; ok is false when it is neither.
func (s *sheetCells) day(col, row int) (t time.Time, ok bool) {
	v := strings.TrimSpace(s.text(col, row))
	if v == "" {
		return time.Time{}, true
	}
	if serial, err := strconv.ParseFloat(v, 64); err == nil {
		if kind, _ := s.f.GetCellType(s.name, cellName(col, row)); kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
			return time.Time{}, false // 2026 written as text
		}
		t, err := excelize.ExcelDateToTime(serial, s.date1904)
		if err != nil || serial < 1 || t.Year() > 9999 {
			return time.Time{}, false
		}
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
	}
	for _, layout := range []string{
		time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02T15:04:05.000Z", "2/1/2006", "2.1.2006", "2-1-2006", "2/1/06", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "2-Jan-06",
	} {
		if t, err := time.Parse(layout, v); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
		}
	}
	return time.Time{}, false
}

// table is where a table's columns and rows are on its sheet.
type table struct {
	*sheetCells
	head    int
	columns map[string]int // by heading
}

// tables finds the tables whose name begins so and, on sheets that have no
// table at all, rows with these headings.
func (r *reader) tables(prefix string, headings ...string) []table {
	var found []table
	for _, name := range r.f.GetSheetList() {
		if strings.HasPrefix(name, "_") {
			continue
		}
		s := &sheetCells{reader: r, name: name}
		if r.damaged != "" {
			return nil
		}
		tables, _ := r.f.GetTables(name) // one that cannot be read is none
		if len(tables) == 0 {
			if t, ok := s.headed(headings); ok {
				found = append(found, t)
			}
			continue
		}
		for _, named := range tables {
			from, _, _ := strings.Cut(named.Range, ":")
			_, row, err := excelize.CellNameToCoordinates(from)
			if err != nil || !strings.HasPrefix(strings.ToLower(named.Name), strings.ToLower(prefix)) {
				continue
			}
			if t := s.under(row); t.has(headings) {
				found = append(found, t)
			} else if t, ok := s.headed(headings); ok { // the table was drawn anew
				found = append(found, t)
			}
			break
		}
	}
	return found
}

// headed looks for a row of headings.
func (s *sheetCells) headed(headings []string) (table, bool) {
	for row := 1; row <= min(s.rows, 60); row++ {
		if t := s.under(row); t.has(headings) {
			return t, true
		}
	}
	return table{}, false
}

// under is the table under a row of headings. Of a heading that is there
// twice the first counts.
func (s *sheetCells) under(row int) table {
	t := table{sheetCells: s, head: row, columns: make(map[string]int)}
	const widest = 40
	for col := widest; col >= 1; col-- {
		if heading := strings.ToLower(oneLine(s.text(col, row))); heading != "" {
			t.columns[heading] = col
		}
	}
	return t
}

func (t table) has(headings []string) bool {
	for _, h := range headings {
		if t.columns[strings.ToLower(h)] == 0 {
			return false
		}
	}
	return true
}

// col is the column of a heading; it is known to be there.
func (t table) col(heading string) int { return t.columns[strings.ToLower(heading)] }
