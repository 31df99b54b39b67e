package strictyaml

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Pair is a key and its value, of a mapping whose keys are data.
type Pair struct {
	Key, Value Value
}

// Pairs reads a mapping whose keys are data, in the order of the file.
// Repeated keys are problems and are left out.
func (v Value) Pairs() []Pair {
	if !v.Present() {
		return nil
	}
	if v.node.Kind != yaml.MappingNode {
		v.Errorf("expected keys and values, found %s", kindName(v.node))
		return nil
	}
	pairs := make([]Pair, 0, len(v.node.Content)/2)
	seen := make(map[string]int, len(v.node.Content)/2)
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		key := Value{doc: v.doc, node: v.node.Content[i]}
		name := key.node.Value
		if key.node.Kind != yaml.ScalarNode || name == "" {
			key.Errorf("a key is a word or a number, not %s", kindName(key.node))
			continue
		}
		if key.node.ShortTag() == "!!merge" {
			key.Errorf("merging (<<) cannot be used here; write the keys out")
			continue
		}
		if line, again := seen[name]; again {
			key.Errorf("the key %q is already on line %d; keep one of the two", name, line)
			continue
		}
		seen[name] = key.node.Line
		pairs = append(pairs, Pair{Key: key, Value: Value{doc: v.doc, node: v.node.Content[i+1]}})
	}
	return pairs
}

// Fields is a mapping whose keys are known.
type Fields struct {
	at    Value
	pairs []Pair
}

// Fields reads a mapping that may have only the known keys.
func (v Value) Fields(known ...string) Fields {
	f := Fields{at: v}
	for _, p := range v.Pairs() {
		name := p.Key.node.Value
		if !slices.Contains(known, name) {
			p.Key.Unknown("key", name, known)
			continue
		}
		f.pairs = append(f.pairs, p)
	}
	return f
}

// Get returns the value of a key; when it is not there, the zero Value.
func (f Fields) Get(key string) Value {
	for _, p := range f.pairs {
		if p.Key.node.Value == key {
			return p.Value
		}
	}
	return Value{}
}

// Key returns the key itself, to place a problem on it.
func (f Fields) Key(key string) Value {
	for _, p := range f.pairs {
		if p.Key.node.Value == key {
			return p.Key
		}
	}
	return f.at
}

// Need is Get for a key that must be there.
func (f Fields) Need(key string) Value {
	v := f.Get(key)
	if !v.Present() || v.node.Kind == yaml.ScalarNode && strings.TrimSpace(v.node.Value) == "" {
		place := f.at
		if v.node != nil {
			place = v
		}
		place.Errorf("%q is missing here", key)
		return Value{}
	}
	return v
}
