package store

import _ "embed"

//go:embed assessment.schema.json
var schema []byte

// Schema is the JSON Schema of an assessment's file, by which editors complete
// and check while somebody types. It refuses nothing that [Decode] accepts;
// what depends on the framework, such as an option, [Decode] alone sees.
func Schema() []byte { return schema }
