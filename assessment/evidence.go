package assessment

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ParseEvidence reads TITLE | REFERENCE | DATE | STRENGTH; parts that are not
// known are left empty.
func ParseEvidence(text string) (Evidence, Strength, error) {
	parts := strings.Split(text, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if text == "" || len(parts) > 4 {
		return Evidence{}, "", errors.New("evidence is written as TITLE | REFERENCE | DATE | STRENGTH")
	}
	parts = append(parts, "", "", "")[:4]
	return ReadEvidence(parts[0], parts[1], parts[2], parts[3])
}

// ReadEvidence reads the parts of a piece of evidence, any of which may be
// empty.
func ReadEvidence(title, reference, date, strength string) (Evidence, Strength, error) {
	e := Evidence{Title: strings.TrimSpace(title), Reference: strings.TrimSpace(reference)}
	if date = strings.TrimSpace(date); date != "" {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return e, "", fmt.Errorf("%q is not a date such as 2026-11-22", date)
		}
		e.Date = day
	}
	if strength = strings.TrimSpace(strength); strength != "" && !slices.Contains(Strengths(), strength) {
		return e, "", fmt.Errorf("there is no strength %q; it can be: %s", strength, strings.Join(Strengths(), ", "))
	}
	return e, Strength(strength), nil
}
