package interview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"sextant/assessment"
)

// Plain asks the questions a line at a time, without moving the cursor: for
// screen readers, scripts and terminals that can do no more.
type Plain struct {
	Lines *Lines
	Out   io.Writer
	Width int // columns; 0: 80
	// Script says that nobody is there to be asked again: a line that cannot
	// be used ends the session, because those after it would be taken for
	// answers to the wrong questions.
	Script bool
}

// errQuit ends the session on request.
var errQuit = errors.New("quit")

const keysHelp = `  KEY                    the key of an option answers, saves and moves on; where
                         several can be true, all their keys, or - for none
  n REASON               not applicable, and why
  e TITLE | REFERENCE | DATE | STRENGTH
                         adds evidence; what is not known is left empty.
                         STRENGTH: none, stated, document, sampled, independent
  m NOTE                 replaces the note (m alone takes it away)
  m+ LINE                adds a line to the note
  t KEY                  this question's own target (t alone: the framework's)
` + movesHelp

// movesHelp are the keys of every session.
const movesHelp = `  b  s                   back to the question before; skip to the next open one
  g ID  g WORDS          go to a question, such as g DET-07 or g medical devices,
                         or to the first open one of an objective
  o                      the objectives: how far you are, and their marks
  u                      undo the last change
  ?                      this help, the question's words and how to choose
  q                      end (everything is saved)`

// Run asks until the last question is answered or the person ends. The error
// wraps [ErrEndOfInput] when the input ends first and [ErrInterrupted] when
// ctx is cancelled, and otherwise says why an answer could not be taken or
// kept.
func (p *Plain) Run(ctx context.Context, s *Session) error {
	if s.review {
		p.say("Type the key of the option that you would give and Enter; where it is another than the answer, a space and why. The answer stays as it is. ? lists what else you can type; q ends. Each review is saved at once.")
	} else {
		p.say(s.howToAnswer() + " ? lists what else you can type; q ends. Each answer is saved at once.")
	}
	show := true
	for {
		if show {
			p.show(s)
		}
		p.prompt(s)
		text, err := p.Lines.Next(ctx)
		if errors.Is(err, ErrEndOfInput) && s.Question() == nil {
			fmt.Fprintln(p.Out)
			return nil
		}
		if errors.Is(err, ErrEndOfInput) || errors.Is(err, ErrInterrupted) {
			fmt.Fprintln(p.Out)
			return s.Page().Stopped(err)
		}
		if err != nil {
			return err
		}
		if p.Script { // what a script types is not echoed by any terminal
			fmt.Fprintln(p.Out, text)
		}
		at := s.at
		err = p.obey(s, text)
		var unsaved *SaveError
		switch {
		case errors.Is(err, errQuit):
			return nil
		case errors.As(err, &unsaved):
			if err := p.retry(ctx, s, unsaved); err != nil {
				return err
			}
			p.tell(s)
			show = true
			continue
		case err != nil && p.Script:
			return fmt.Errorf("line %d of the input: %w", p.Lines.Number(), err)
		case err != nil:
			p.say("! " + err.Error())
		}
		show = s.at != at
	}
}

// obey does what one line says.
func (p *Plain) obey(s *Session, text string) error {
	if s.review {
		if done, err := p.judge(s, text); done {
			return err
		}
	}
	q := s.Question()
	if answer, rest, ok := answerIn(q, text); ok && rest == "" {
		return p.told(s, s.Choose(answer))
	}
	command, rest, _ := strings.Cut(text, " ")
	command, rest = strings.ToLower(command), strings.TrimSpace(rest)
	switch command {
	case "":
		if q == nil {
			return errQuit
		}
		return nil
	case "q":
		return errQuit
	case "?":
		if s.review {
			fmt.Fprintln(p.Out, reviewHelp)
		} else {
			fmt.Fprintln(p.Out, keysHelp)
		}
		for _, line := range s.Help() {
			if line == "" {
				fmt.Fprintln(p.Out)
			}
			p.say(line)
		}
		return nil
	case "b":
		return s.Back()
	case "s":
		s.Skip()
		return nil
	case "g":
		return s.Jump(rest)
	case "o":
		p.showObjectives(s)
		return nil
	case "u":
		return p.told(s, s.Undo())
	case "y":
		return p.told(s, s.Insist())
	case "n", "e", "m", "m+", "t":
		return p.told(s, change(s, command, rest))
	}
	if q == nil {
		return fmt.Errorf("%q cannot be used here; type g ID, b, u or q", text)
	}
	return fmt.Errorf("%s has no option %q; type one of %s, or ? for what else there is", q.ID, text, strings.Join(q.Keys(), ", "))
}

// change does what a letter and the text behind it say.
func change(s *Session, command, rest string) error {
	switch command {
	case "n":
		return s.NotApplicable(rest)
	case "m":
		return s.Note(rest)
	case "m+":
		return s.AddNote(rest)
	case "t":
		return s.Target(rest)
	}
	e, strength, err := assessment.ParseEvidence(rest)
	if err != nil {
		return err
	}
	return s.Evidence(e, strength)
}

// told tells what a change did, unless it failed.
func (p *Plain) told(s *Session, err error) error {
	if err == nil {
		p.tell(s)
	}
	return err
}

func (p *Plain) tell(s *Session) {
	for _, line := range s.Told() {
		p.say(line)
	}
}

// retry keeps asking while a change cannot be saved, so that a full disk can
// be mended without losing it. Somebody else's answer is another matter: it
// is shown, and the question is asked again.
func (p *Plain) retry(ctx context.Context, s *Session, unsaved *SaveError) error {
	for {
		if p.Script {
			return unsaved.Err
		}
		if s.Conflict() != nil {
			p.say("! " + unsaved.Error())
			p.say("Their answer stands in the file. Answer again if yours should, or type y: it puts yours in its place.")
			return nil
		}
		p.say("! NOT SAVED: " + unsaved.Error())
		fmt.Fprint(p.Out, "Enter tries again, q ends without this change> ")
		text, err := p.Lines.Next(ctx)
		if err != nil || text == "q" {
			fmt.Fprintln(p.Out)
			return unsaved.Err
		}
		switch err := s.Save(); {
		case err == nil:
			return nil
		case !errors.As(err, &unsaved):
			return err
		}
	}
}
