package assessment

import (
	"fmt"
	"strings"
)

// Conflict is something that both sides changed, to different things. A
// person must choose.
type Conflict struct {
	ID                 string // of the question or action; "" for the head of the file
	Field              string // its key in the file
	Base, Mine, Theirs string // as a person reads them; "" for nothing
}

func (c Conflict) String() string {
	return fmt.Sprintf("%s %s: yours %q, theirs %q", c.ID, c.Field, c.Mine, c.Theirs)
}

// Conflicts is the error of whoever changed what somebody else has changed to
// something else since. There is at least one.
type Conflicts []Conflict

func (c Conflicts) Error() string {
	lines := make([]string, len(c))
	for i := range c {
		lines[i] = "someone else changed the same since the file was opened: " + c[i].String()
	}
	return strings.Join(lines, "\n")
}

// Of returns the conflicts of one question.
func (c Conflicts) Of(id string) Conflicts {
	var list Conflicts
	for _, conflict := range c {
		if conflict.ID == id {
			list = append(list, conflict)
		}
	}
	return list
}

// Insist returns theirs with one's own side of each conflict in its place.
func (c Conflicts) Insist(mine, theirs Answer) Answer {
	for _, conflict := range c {
		switch conflict.Field {
		case "answer":
			theirs.take(mine)
		case "target":
			theirs.Target = mine.Target
		case "note":
			theirs.Note = mine.Note
		case "review":
			theirs.Review = mine.Review
		}
	}
	return theirs
}
