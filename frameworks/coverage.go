package frameworks

import "slices"

// Coverage is what the questions of a framework touch of one catalogue. To
// touch an outcome is not to meet it.
type Coverage struct {
	Catalogue   *Framework
	Identifiers []Covered // those with none below them, in order; where questions refer to groups alone, those
	Groups      []Covered // the groups that hold them, in order
}

// Covered is an identifier and the questions that touch it; a group's are
// those of its leaves, each once.
type Covered struct {
	ID, Title string
	By        []*Question
}

// Coverage returns what the questions touch of a catalogue.
func (f *Framework) Coverage(catalogue *Framework) Coverage {
	touching := make(map[string][]*Question)
	for _, q := range f.questions {
		for _, ref := range q.Refs {
			if ref.Catalogue != catalogue.ID {
				continue
			}
			for _, id := range ref.IDs {
				touching[id] = append(touching[id], q)
			}
		}
	}
	c := Coverage{Catalogue: catalogue}
	var walk func(g *Group)
	walk = func(g *Group) {
		group := Covered{ID: g.ID, Title: g.Title, By: slices.Clone(touching[g.ID])}
		for _, leaf := range g.Questions {
			c.Identifiers = append(c.Identifiers, Covered{ID: leaf.ID, Title: leaf.Title, By: touching[leaf.ID]})
			for _, q := range touching[leaf.ID] {
				if !slices.Contains(group.By, q) {
					group.By = append(group.By, q)
				}
			}
		}
		if len(g.Questions) > 0 {
			c.Groups = append(c.Groups, group)
		}
		for _, child := range g.Groups {
			walk(child)
		}
	}
	for _, g := range catalogue.Objectives {
		walk(g)
	}
	if len(Touched(c.Identifiers)) == 0 && len(Touched(c.Groups)) > 0 {
		c.Identifiers = c.Groups
	}
	return c
}

// Touched returns those that at least one question touches.
func Touched(list []Covered) []Covered {
	return kept(list, func(by int) bool { return by > 0 })
}

// Once returns those that one question alone touches.
func Once(list []Covered) []Covered {
	return kept(list, func(by int) bool { return by == 1 })
}

// Untouched returns those that no question touches.
func Untouched(list []Covered) []Covered {
	return kept(list, func(by int) bool { return by == 0 })
}

func kept(list []Covered, such func(by int) bool) []Covered {
	var some []Covered
	for _, c := range list {
		if such(len(c.By)) {
			some = append(some, c)
		}
	}
	return some
}
