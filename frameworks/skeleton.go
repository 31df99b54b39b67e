package frameworks

import (
	_ "embed"
	"strings"

	"sextant/internal/strictyaml"
)

//go:embed skeleton/skeleton.yaml
var skeleton string

// SchemaFile is what the file of [Schema] is called beside a framework that
// names it.
const SchemaFile = "framework.schema.json"

// Skeleton is a small framework with a note at each of its parts, to make
// one's own of. It names [SchemaFile] beside it. An id or title that cannot be
// one is left for [Parse] to refuse.
func Skeleton(id, title string) ([]byte, error) {
	idLine, err := yamlLine("id", id)
	if err != nil {
		return nil, err
	}
	titleLine, err := yamlLine("title", title)
	if err != nil {
		return nil, err
	}
	return []byte(strings.NewReplacer(
		"$schema=../"+SchemaFile, "$schema="+SchemaFile, // in the repository it lies one folder up
		"\nid: my-framework ", "\n"+idLine+" ",
		"\ntitle: My questionnaire\n", "\n"+titleLine+"\n",
	).Replace(skeleton)), nil
}

// yamlLine writes a key and its text, in quotes where it needs them.
func yamlLine(key, text string) (string, error) {
	m := strictyaml.NewMap()
	m.Add(key, strictyaml.Text(text))
	line, _, err := strictyaml.Encode("the new file", m, nil, bound)
	return strings.TrimSuffix(string(line), "\n"), err
}
