package frameworks

import (
	"os"
	"strings"
	"testing"
)

func statuses(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("testdata/good-statuses.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// What the file does not say of the order follows from what raising answers
// does.
func TestTheOrderOfStatusesFollowsFromTheRules(t *testing.T) {
	fw, err := Parse("s.yaml", []byte(statuses(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		status *Status
		want   string
	}{
		"what is left is the worst": {fw.Status, "poor, fair, good"},
		"ticks have no direction":   {fw.Question("O1").Status, "not achieved, achieved"},
		"a rule may find the worst": {fw.Group("tagged").Status, "failed, passed"},
	} {
		if got := strings.Join(c.status.Order, ", "); got != c.want {
			t.Errorf("%s: %s, not %s", what, got, c.want)
		}
		if got := c.status.Worst() + ".." + c.status.Best(); got != c.status.Order[0]+".."+c.status.Order[len(c.status.Order)-1] {
			t.Errorf("%s: from worst to best: %s", what, got)
		}
	}
}

func TestDigestChangesWithWhatMakesAStatus(t *testing.T) {
	source := statuses(t)
	digest := func(text string) string {
		fw, err := Parse("s.yaml", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		return fw.Digest()
	}
	was := digest(source)
	for old, now := range map[string]string{"name: Low": "name: Little", "title: Points": "title: Score", "from: 1.5": "from: 1.2"} {
		text := strings.Replace(source, old, now, 1)
		if text == source || digest(text) != was {
			t.Errorf("%q to %q changed the digest, or is not in the file", old, now)
		}
	}
	for old, now := range map[string]string{
		"not_applicable: met": "not_applicable: exclude", "unanswered: least": "unanswered: exclude", "start: 1}": "start: 2}",
		"share: 0.8": "share: 0.9", "at: [2]": "at: [1, 2]", "is: fair": "is: fairly good", "else: poor": "else: worse",
		"at_least: 1.5": "at_least: 1", "tags: [must]": "tags: [may]", "score: min": "score: mean", "tags: [failed]}": "tags: [failed, x]}",
		"else: passed": "else: passed\n          order: [failed, passed]", "key: n1,": "key: n2,",
	} {
		text := strings.Replace(source, old, now, 1)
		if text == source || digest(text) == was {
			t.Errorf("%q to %q did not change the digest, or is not in the file", old, now)
		}
	}
}
