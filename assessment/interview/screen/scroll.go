package screen

// step is how many lines an arrow scrolls where there is no option to point
// at yet.
const step = 3

// scroll moves the question by so many lines.
func (m *model) scroll(lines int) {
	m.top += lines
	m.clamp()
}

// clamp keeps the first line of the screen within the question.
func (m *model) clamp() { m.top = max(0, min(m.top, len(m.body.lines)-m.rows())) }

// down points at the next option once all of it is in sight, and reads on
// until then, so that nobody passes over the guidance.
func (m *model) down() {
	next := m.pointed + 1
	if next >= len(m.body.options) {
		m.scroll(step)
		return
	}
	if o := m.body.options[next]; o.to > m.top+m.rows() && o.from > m.top {
		m.top = min(m.top+step, o.from, max(m.top+1, o.to-m.rows()))
		m.clamp()
		if o.to > m.top+m.rows() && o.from > m.top {
			return
		}
	}
	m.point(next)
}

// up points at the option before; above the first it reads back.
func (m *model) up() {
	if m.pointed <= 0 {
		if m.pointed == 0 {
			m.point(-1)
		}
		m.scroll(-step)
		return
	}
	m.point(m.pointed - 1)
	m.reveal(m.pointed)
}

// point points at an option; -1: at none.
func (m *model) point(option int) {
	m.pointed = option
	m.layOut()
}

// inSight reports whether some of an option is on the screen.
func (m *model) inSight(option int) bool {
	o := m.body.options[option]
	return o.from < m.top+m.rows() && o.to > m.top
}

// reveal brings an option into sight, its beginning first.
func (m *model) reveal(option int) {
	o := m.body.options[option]
	if o.to > m.top+m.rows() {
		m.top = o.to - m.rows()
	}
	if o.from < m.top {
		m.top = o.from
	}
	m.clamp()
}

// pager is a text of a panel that may be longer than its room.
type pager struct {
	top, most int // the first line shown, and the last that may be
	room      int
}

// press scrolls; it reports whether the key is one for it.
func (p *pager) press(key string) bool {
	switch key {
	case "down":
		p.top++
	case "up":
		p.top--
	case "pgdown", "space":
		p.top += p.room - 1
	case "pgup":
		p.top -= p.room - 1
	case "home":
		p.top = 0
	case "end":
		p.top = p.most
	default:
		return false
	}
	p.top = max(0, min(p.top, p.most))
	return true
}

// cut returns the lines that are shown.
func (p *pager) cut(lines []string, height int) []string {
	p.room, p.most = height, max(0, len(lines)-height)
	p.top = min(p.top, p.most)
	return lines[p.top:min(len(lines), p.top+height)]
}

// below is how many lines are below those shown.
func (p *pager) below() int { return p.most - p.top }
