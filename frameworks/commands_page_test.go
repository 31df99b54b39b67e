package frameworks

import (
	"os"
	"strings"
	"testing"
)

// The page on frameworks names every key that is taken by a command.
func TestThePageNamesTheCommands(t *testing.T) {
	data, err := os.ReadFile("../docs/frameworks.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if !strings.Contains(line, "commands of the questionnaire") {
			continue
		}
		words := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" ,|`:", r) })
		for _, key := range CommandKeys {
			if !strings.Contains(" "+strings.Join(words, " ")+" ", " "+key+" ") {
				t.Errorf("%q is missing in %s", key, line)
			}
		}
		return
	}
	t.Error("it does not")
}
