package workbook

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// client runs one of the programs of .ci/clients. Where the program is not
// installed the test is skipped, but not in CI.
func client(t *testing.T, name string, files ...string) []byte {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the scripts of .ci/clients need a Unix")
	}
	path, err := filepath.Abs(filepath.Join("..", "..", ".ci", "clients", name))
	must(t, err)
	out, err := exec.Command(path, files...).Output()
	var exit *exec.ExitError
	if errors.Is(err, os.ErrNotExist) || errors.As(err, &exit) && exit.ExitCode() == 3 {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed: run .ci/clients/install", name)
	}
	if err != nil {
		if exit != nil {
			out = append(out, exit.Stderr...)
		}
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return out
}

// workedOut are the cells of workbooks that LibreOffice calculated, by the name
// of the file and of the sheet.
func workedOut(t *testing.T, files []string) map[string]map[string]map[string]any {
	t.Helper()
	all := make(map[string]map[string]map[string]any)
	for some := range slices.Chunk(files, batch) {
		if len(some) == 1 { // of one file the program prints the cells alone
			some = append(some, some[0])
		}
		must(t, json.Unmarshal(client(t, "libreoffice_cells", some...), &all))
	}
	return all
}

// samples are workbooks of every shape.
func samples(t *testing.T) map[string]string {
	hostile := sample(t, swl(t))
	for i, q := range hostile.Asked()[:len(hostileTexts)] {
		a := hostile.Answers[q.ID]
		a.Note = hostileTexts[i]
		must(t, hostile.Set(q.ID, a))
	}
	dir := t.TempDir()
	files := make(map[string]string)
	for name, data := range map[string][]byte{
		"sample":  made(t, report(sample(t, swl(t)))),
		"hostile": made(t, report(hostile)),
		"blank":   made(t, report(blank(t, swl(t)))),
		"one":     made(t, report(blank(t, generated(t, 1, "")))),
		"many":    made(t, report(sample(t, generated(t, 14, someTargets)))),
		"trend":   made(t, trended(t, swl(t), "2024-06-28", "2025-02-01", "2025-11-20")),
	} {
		files[name] = filepath.Join(dir, name+".xlsx")
		must(t, os.WriteFile(files[name], data, 0o644))
	}
	return files
}

// Microsoft's validator finds nothing.
func TestValid(t *testing.T) {
	client(t, "validate", slices.Collect(maps.Values(samples(t)))...)
}

// Other programs read the cells that we wrote.
func TestClientsReadTheCells(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs take seconds")
	}
	files := samples(t)
	for _, name := range []string{"openpyxl_cells.py", "exceljs_cells.mjs", "libreoffice_cells"} {
		for _, sample := range slices.Sorted(maps.Keys(files)) {
			if name == "libreoffice_cells" && sample != "hostile" { // the others take it seconds each
				continue
			}
			t.Run(name+"/"+sample, func(t *testing.T) {
				t.Parallel()
				var got map[string]map[string]any
				must(t, json.Unmarshal(client(t, name, files[sample]), &got))
				data, err := os.ReadFile(files[sample])
				must(t, err)
				f := opened(t, data)
				cells := 0
				for _, sheet := range f.GetSheetList() {
					rows, err := f.GetRows(sheet)
					must(t, err)
					for i, row := range rows {
						for j, want := range row {
							cell, err := excelize.CoordinatesToCellName(j+1, i+1)
							must(t, err)
							if want == "" {
								continue
							}
							cells++
							if read := asText(got[sheet][cell]); !same(name, want, read) {
								t.Errorf("%s!%s is %q, read as %q", sheet, cell, want, read)
							}
						}
					}
				}
				if cells < 100 {
					t.Errorf("only %d cells compared", cells)
				}
			})
		}
	}
}

// same reports whether a program read what we wrote. It tells a date where
// our own reading tells the number of its day. openpyxl, which reads what
// LibreOffice saved too, takes x005F_ out of every text.
func same(program, want, read string) bool {
	if days, err := strconv.ParseFloat(want, 64); err == nil && strings.Count(read, "-") == 2 {
		day, err := excelize.ExcelDateToTime(days, false)
		return err == nil && day.Format(time.DateOnly) == read
	}
	return want == read || program != "exceljs_cells.mjs" && strings.ReplaceAll(want, "x005F_", "") == read
}

// asText is a cell's value as our own reading gives it.
func asText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return v
	}
	return fmt.Sprint(value)
}
