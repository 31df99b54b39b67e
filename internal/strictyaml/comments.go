package strictyaml

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// carryComments puts every comment of the file as it was on the same place
// of the tree to be written. A place is the path of keys to it; an item of a
// list is known by its id, else by its number.
func carryComments(previous *Document, to *yaml.Node) {
	places := make(map[string]*yaml.Node)
	eachPlace(to.Content[0], "", true, func(path string, n *yaml.Node, _ *yaml.Node) { places[path] = n })
	lines := append(commentLines(previous.head), commentLines(previous.root.HeadComment)...)
	to.HeadComment = strings.Join(lines, "\n")
	eachPlace(previous.root, "", false, func(path string, key, value *yaml.Node) {
		comments := []string{key.HeadComment, key.LineComment}
		if value != nil {
			comments = append(comments, value.HeadComment, value.LineComment, value.FootComment)
		}
		comments = append(comments, key.FootComment)
		carried := commentLines(comments...)
		if len(carried) == 0 {
			return
		}
		for at := path; ; at = at[:strings.LastIndex(at, "/")] {
			if n, ok := places[at]; ok {
				n.HeadComment = strings.Join(append(commentLines(n.HeadComment), carried...), "\n")
				return
			}
			if at == "" {
				to.HeadComment = strings.Join(append(commentLines(to.HeadComment), carried...), "\n")
				return
			}
		}
	})
	tail := append(commentLines(previous.root.FootComment), commentLines(previous.foot)...)
	to.FootComment = strings.Join(tail, "\n")
}

// eachPlace calls visit for the key of every entry and for every list item
// below n, outermost first. With block it leaves out what stands inside
// {...} and [...], where a comment cannot stand above its key.
func eachPlace(n *yaml.Node, path string, block bool, visit func(path string, at, value *yaml.Node)) {
	if block && n.Style&yaml.FlowStyle != 0 {
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			at := path + "/" + escape(key.Value)
			visit(at, key, value)
			eachPlace(value, at, block, visit)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			at := path + "/" + strconv.Itoa(i)
			if id := idOf(item); id != "" {
				at = path + "/" + escape(id)
			}
			visit(at, item, nil)
			eachPlace(item, at, block, visit)
		}
	}
}

func escape(key string) string { return strings.ReplaceAll(key, "/", "\x00") }

func idOf(n *yaml.Node) string {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "id" {
				return n.Content[i+1].Value
			}
		}
	}
	return ""
}

// commentLines splits comments into lines, each starting with "#".
func commentLines(comments ...string) []string {
	var lines []string
	for _, c := range comments {
		for line := range strings.Lines(c) {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			if !strings.HasPrefix(line, "#") {
				line = "# " + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}
