package frameworks

import "testing"

// What somebody begins with must not be the first thing to be mended.
func TestTheSkeletonIsSoundWithoutAdvice(t *testing.T) {
	for _, c := range []struct{ id, title string }{{"my-framework", "My questionnaire"}, {"1.10", "Records: \"all\" of them # here"}, {"true", "null"}} {
		data, err := Skeleton(c.id, c.title)
		if err != nil {
			t.Fatal(err)
		}
		fw, err := Parse("new.yaml", data, nil)
		if err != nil {
			t.Errorf("%s: %v", c.id, err)
			continue
		}
		if fw.ID != c.id || fw.Title != c.title || len(fw.Questions()) != 4 {
			t.Errorf("got %s, %q with %d questions", fw.ID, fw.Title, len(fw.Questions()))
		}
		for _, p := range fw.Advice() {
			t.Errorf("line %d: %s", p.Line, p.Text)
		}
	}
}
