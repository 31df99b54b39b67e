package screen

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// BenchmarkKey handles a key and draws the screen anew, of 78 questions in a
// window of 130 by 40: the next option is pointed at.
func BenchmarkKey(b *testing.B) {
	s := begin(b, "", false)
	s.Update(tea.WindowSizeMsg{Width: 130, Height: 40})
	keys := []tea.Key{named["down"], named["up"]}
	for i := 0; b.Loop(); i++ {
		s.Update(tea.KeyPressMsg(keys[i%2]))
		s.View()
	}
}

// BenchmarkNext goes to another question and draws it.
func BenchmarkNext(b *testing.B) {
	s := begin(b, "", false)
	s.Update(tea.WindowSizeMsg{Width: 130, Height: 40})
	keys := []tea.Key{named["right"], named["left"]}
	for i := 0; b.Loop(); i++ {
		s.Update(tea.KeyPressMsg(keys[i%2]))
		s.View()
	}
}
