package workbook

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// batch is how many forms are on the way at once. A program gets them in one
// call, since LibreOffice takes seconds to start; hundreds would fill its
// memory and the disk.
const batch = 50

// resave gives forms to another program to open and save, all at once.
func resave(t *testing.T, program string, forms map[string][]byte) map[string][]byte {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	args := []string{out}
	for _, name := range slices.Sorted(maps.Keys(forms)) {
		path := filepath.Join(in, name+".xlsx")
		must(t, os.WriteFile(path, forms[name], 0o600))
		args = append(args, path)
	}
	client(t, program, args...)
	saved := make(map[string][]byte)
	for name := range forms {
		data, err := os.ReadFile(filepath.Join(out, name+".xlsx"))
		must(t, err)
		saved[name] = data
	}
	return saved
}

// programs are what people may open a form with; "" is nobody.
var programs = []string{"", "resave_openpyxl.py", "resave_exceljs.mjs", "resave_libreoffice"}

// savedByEach saves forms with each program, and hands on what became of them.
// Their files are gone when it returns. The first is number so and so.
func savedByEach(t *testing.T, first int, forms map[string][]byte, compare func(t *testing.T, saved map[string][]byte)) {
	t.Run(fmt.Sprintf("from %d", first), func(t *testing.T) { // waits for the programs
		for _, program := range programs {
			t.Run("saved by "+cmp.Or(program, "nobody"), func(t *testing.T) {
				t.Parallel()
				if program == "" {
					compare(t, forms)
					return
				}
				compare(t, resave(t, program, forms))
			})
		}
	})
}
