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
	e := Evidence{Title: parts[0], Reference: parts[1]}
	if parts[2] != "" {
		day, err := time.Parse(time.DateOnly, parts[2])
		if err != nil {
			return e, "", fmt.Errorf("%q is not a date such as 2026-11-22", parts[2])
		}
		e.Date = day
	}
	if parts[3] != "" && !slices.Contains(Strengths(), parts[3]) {
		return e, "", fmt.Errorf("there is no strength %q; it can be: %s", parts[3], strings.Join(Strengths(), ", "))
	}
	return e, Strength(parts[3]), nil
}
