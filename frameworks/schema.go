package frameworks

import _ "embed"

//go:embed framework.schema.json
var schema []byte

// Schema is the JSON Schema of a framework's file, by which editors complete
// and check while somebody types. It refuses nothing that [Parse] accepts;
// what depends on two places at once, such as a reference, [Parse] alone sees.
func Schema() []byte { return schema }
