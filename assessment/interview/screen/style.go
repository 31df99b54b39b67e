package screen

import "charm.land/lipgloss/v2"

// style is how the parts of the screen look. Whatever has a colour also has a
// word or a sign: colour is never all that tells two things apart.
type style struct {
	title   lipgloss.Style // where one is
	strong  lipgloss.Style // the question, the names of options
	accent  lipgloss.Style // what is chosen, keys
	soft    lipgloss.Style // rules, what stands aside
	warn    lipgloss.Style // what went wrong
	pointed lipgloss.Style // the option pointed at
}

// plainStyle is for a terminal whose background is not known: no colours.
func plainStyle() style {
	s := lipgloss.NewStyle()
	return style{title: s.Bold(true), strong: s.Bold(true), accent: s.Bold(true), soft: s, warn: s.Bold(true).Reverse(true), pointed: s.Reverse(true)}
}

// styleOn is for a dark or a light background. The colours are the NHS
// identity's, chosen to have a contrast of 4.5 to 1 or more on black and on
// white.
func styleOn(dark bool) style {
	choose := lipgloss.LightDark(dark)
	color := func(onLight, onDark string) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(choose(lipgloss.Color(onLight), lipgloss.Color(onDark)))
	}
	s := plainStyle()
	s.title = color("#003087", "#41B6E6").Bold(true)
	s.accent = color("#005EB8", "#41B6E6").Bold(true)
	s.soft = color("#425563", "#9FB0BC")
	s.warn = color("#FFFFFF", "#000000").Background(choose(lipgloss.Color("#8A1538"), lipgloss.Color("#FAE100"))).Bold(true)
	s.pointed = lipgloss.NewStyle().Background(choose(lipgloss.Color("#D5E8F7"), lipgloss.Color("#003087"))).Foreground(choose(lipgloss.Color("#000000"), lipgloss.Color("#FFFFFF")))
	return s
}
