package assessment

import "testing"

// At most two faults are passed, wherever they are, and none that stops at
// once: the shape of marking schemes that count major and minor faults.
func TestCountsOfItems(t *testing.T) {
	const head = "id: faults\nversion: 1.0.0\ntitle: Faults\nscore: none\nscale: [{key: stop, name: S, tags: [fault, stop]}, {key: fault, name: F, tags: [fault]}, {key: fine, name: Fine}]\n" +
		"status:\n  rules: [{any: stop, is: fail}, {any: fault, count: 3, is: fail}, {any: fault, is: pass with faults}]\n  else: pass\n" +
		"objectives:\n  - id: o\n    title: O\n    questions:\n"
	body := ""
	for _, id := range []string{"a", "b", "c", "d"} {
		body += "      - {id: " + id + ", title: t, asks: '?'}\n"
	}
	fw := parse(t, head+body)
	if got := fw.Status.Worst() + " " + fw.Status.Best(); got != "fail pass" {
		t.Errorf("from worst to best: %s", got)
	}
	for _, c := range []struct{ answers, want string }{
		{"a=fine b=fine c=fine d=fine", "pass"},
		{"a=fault b=fine c=fault d=fine", "pass with faults"},
		{"a=fault b=fault c=fault d=fine", "fail"},
		{"a=fault b=fault c=n/a d=fine", "pass with faults"},
		{"a=stop b=fine c=fine d=fine", "fail"},
	} {
		a := begin(t, fw, "")
		answers(t, a, c.answers)
		if n := Score(a).Overall; n.Status != c.want || n.LowStatus != c.want || n.HighStatus != c.want {
			t.Errorf("%s makes %s, from %s to %s, not %s", c.answers, n.Status, n.LowStatus, n.HighStatus, c.want)
		}
	}
	a := begin(t, fw, "")
	answers(t, a, "a=fault b=fault c=fine")
	if n := Score(a).Overall; n.LowStatus != "fail" || n.HighStatus != "pass with faults" {
		t.Errorf("with one open it can be from %s to %s", n.LowStatus, n.HighStatus)
	}
}
