package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"sextant/assessment"
	"sextant/internal/terminal"
)

func setCommand(env surroundings) *cli.Command {
	return &cli.Command{
		Name: "set", Usage: "answer without being asked", ArgsUsage: "FILE ID=ANSWER...",
		Description: "GOV-01=3 answers, DET-07=n/a --reason WHY rules out, GOV-01= takes the answer back, and GOV-01 alone\n" +
			"keeps it and adds what the flags say. Where any number can be ticked, A1.a=a1,a2 ticks those and A1.a=[]\n" +
			"answers that none is. All of it is done, or none.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "note", Usage: "replaces the note with `TEXT`"},
			&cli.StringFlag{Name: "reason", Usage: "`WHY` a question set to n/a does not apply, or why its status is another than its answer makes"},
			&cli.StringSliceFlag{Name: "evidence", Usage: "adds evidence, `TEXT` being \"TITLE | REFERENCE | DATE\"; may be given again"},
			&cli.StringFlag{Name: "strength", Usage: "of the evidence: " + strings.Join(assessment.Strengths(), ", ")},
			&cli.StringFlag{Name: "override", Usage: "the `STATUS` of a question, instead of what its answer makes; empty takes one back"},
			&cli.StringFlag{Name: "target", Usage: "the question's own target, an option's `KEY`"},
			byFlag(), frameworkFlag(),
		},
		Action: func(ctx *cli.Context) error {
			path, changes := ctx.Args().First(), ctx.Args().Tail()
			ruledOut := func(change string) bool { return strings.HasSuffix(strings.ToLower(change), "=n/a") }
			if ctx.IsSet("reason") && !ctx.IsSet("override") && !slices.ContainsFunc(changes, ruledOut) {
				return usagef("write ID=n/a, or --override STATUS", "--reason says why a question does not apply, or why a status is set, and neither is said")
			}
			e, err := edit(ctx, path)
			if err != nil {
				return err
			}
			before := e.Assessment.Clone()
			var faults []error
			for _, change := range changes {
				faults = append(faults, setOne(ctx, env, e.Assessment, change))
			}
			if err := errors.Join(faults...); err != nil {
				return err
			}
			gone := lost(ctx, before, e.Assessment)
			if err := e.SaveWhole(); err != nil {
				return unchanged(err)
			}
			for _, line := range gone {
				printf(env.stderr, "%s\n", terminal.Safe(line))
			}
			n := assessment.Score(e.Assessment).Overall
			printf(env.stderr, "saved %d in %s; %d of %d questions answered\n", len(changes), path, n.Answered, n.Applicable)
			return nil
		},
	}
}

// lost tells of the statuses set by hand that go with their answers, unless
// the command says what becomes of them.
func lost(ctx *cli.Context, before, now *assessment.Assessment) (lines []string) {
	if ctx.IsSet("override") {
		return nil
	}
	for _, id := range before.Framework.IDs() {
		if line := assessment.Lost(id, before.Answers[id], now.Answers[id]); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func anySet(ctx *cli.Context, flags ...string) bool {
	return slices.ContainsFunc(flags, ctx.IsSet)
}

// unchanged says of a conflict that nothing was written.
func unchanged(err error) error {
	var conflicts assessment.Conflicts
	if errors.As(err, &conflicts) {
		return hinted{err, "nothing was changed; look at their answer, and run the command again if yours should stand"}
	}
	return err
}

// setOne carries out one ID=ANSWER with the flags.
func setOne(ctx *cli.Context, env surroundings, a *assessment.Assessment, change string) error {
	id, value, has := strings.Cut(change, "=")
	answer := a.Answers[id]
	switch {
	case !has && !anySet(ctx, "note", "target", "strength", "evidence", "override"):
		return usagef("such as "+id+"=3, or --note TEXT", "nothing is said about %s", id)
	case !has:
	case value == "":
		answer.Option, answer.NotApplicable, answer.Strength, answer.By, answer.Override = "", "", "", "", nil
		answer.At = assessment.Answer{}.At
	case strings.EqualFold(value, "n/a"):
		if strings.TrimSpace(ctx.String("reason")) == "" {
			return usagef("say it with --reason", "%s: not applicable needs a reason", id)
		}
		answer = answer.RuleOut(ctx.String("reason"), who(ctx, env), env.now())
	default:
		if q := a.Framework.Question(id); q != nil {
			value = q.Typed(value)
		}
		answer = answer.Choose(value, who(ctx, env), env.now())
	}
	if ctx.IsSet("override") {
		answer.Override = nil
		if status := ctx.String("override"); status != "" {
			answer.Override = &assessment.Override{Status: status, Reason: ctx.String("reason"), By: who(ctx, env), At: env.now().UTC().Truncate(time.Second)}
		}
	}
	if ctx.IsSet("note") {
		answer.Note = ctx.String("note")
	}
	if ctx.IsSet("target") {
		answer.Target = ctx.String("target")
	}
	if ctx.IsSet("strength") {
		answer.Strength = assessment.Strength(ctx.String("strength"))
	}
	for _, text := range ctx.StringSlice("evidence") {
		e, strength, err := assessment.ParseEvidence(text)
		if err != nil {
			return usagef("", "%s: %v", id, err)
		}
		answer.Evidence = append(slices.Clone(answer.Evidence), e)
		answer.Strength = cmp.Or(strength, answer.Strength)
	}
	if err := a.Set(id, answer); err != nil {
		return fmt.Errorf("%w", err)
	}
	return nil
}
