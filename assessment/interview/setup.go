package interview

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// Setup asks for what a new assessment needs and does not have: the
// organisation's name and its type.
func (p *Plain) Setup(ctx context.Context, fw *frameworks.Framework, org assessment.Organisation) (assessment.Organisation, error) {
	for org.Name == "" {
		name, err := p.ask(ctx, "Name of the organisation> ")
		if err != nil {
			return org, err
		}
		org.Name = name
	}
	types := fw.OrganisationTypes
	for len(types) > 0 && org.Type == "" {
		for i, t := range types {
			p.indent(fmt.Sprintf("  %d  ", i+1), t.Name+" ("+t.Key+")")
		}
		text, err := p.ask(ctx, "Its type, by number or word> ")
		if err != nil {
			return org, err
		}
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(types) {
			org.Type = types[n-1].Key
		} else if slices.ContainsFunc(types, func(t frameworks.OrganisationType) bool { return strings.EqualFold(t.Key, text) }) {
			org.Type = strings.ToLower(text)
		} else if p.Script {
			return org, fmt.Errorf("line %d of the input: there is no organisation type %q", p.Lines.Number(), text)
		} else {
			p.say(fmt.Sprintf("! there is no type %q; type a number from 1 to %d, or the word after it", text, len(types)))
		}
	}
	return org, nil
}

func (p *Plain) ask(ctx context.Context, prompt string) (string, error) {
	fmt.Fprint(p.Out, prompt)
	text, err := p.Lines.Next(ctx)
	if err != nil || p.Script {
		fmt.Fprintln(p.Out, text)
	}
	return text, err
}
