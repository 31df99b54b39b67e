package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// ticks are those of the options of a question of which many can be true.
// They are nobody's answer until Enter saves them.
type ticks struct {
	on      map[string]bool
	changed bool
}

// ticksOf are those that the answer has.
func (m *model) ticksOf() ticks {
	t := ticks{on: make(map[string]bool)}
	for _, o := range m.shown.page.Options {
		if o.IsAnswer {
			t.on[o.Key] = true
		}
	}
	return t
}

// tick turns a tick on or off.
func (m *model) tick(option int) {
	key := m.shown.page.Options[option].Key
	m.ticks.on[key] = !m.ticks.on[key]
	m.ticks.changed = true
	m.layOut()
}

// What is said before ticks are lost, and before none of them becomes an
// answer.
const (
	ticksLeft = "What you ticked is not saved: Enter saves it. The same key again leaves it behind."
	ticksNone = "Nothing is ticked. Enter again answers that none of these is true."
)

// saveTicks answers by what is ticked; where nothing was changed it reads on
// first.
func (m *model) saveTicks() tea.Cmd {
	page := m.shown.page
	var on []string
	for _, o := range page.Options {
		if m.ticks.on[o.Key] {
			on = append(on, o.Key)
		}
	}
	switch {
	case !m.ticks.changed && m.top+m.rows() < len(m.body.lines):
		m.scroll(m.rows() - 1)
		return nil
	case len(on) == 0 && !m.asked(ticksNone):
		return nil
	}
	return m.choose(page.Question.Ticks(on))
}

// leavesTicks reports whether a key would leave behind what is ticked and not
// saved, and says so once.
func (m *model) leavesTicks(key string) bool {
	leaves := strings.Contains(" b s left right g / o u q ", " "+key+" ")
	return leaves && m.ticks.changed && !m.asked(ticksLeft)
}
