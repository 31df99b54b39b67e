// Sextant scores an organisation against a cyber framework: it asks the
// questions of a YAML questionnaire, keeps the answers in a file, and makes
// the marks and the workbook that a board reads.
//
// Each command is a file of this folder, named for its verb. They do little:
// they open what the arguments name, call frameworks, assessment, interview,
// store and templates, and turn errors into exit codes (errors.go).
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"os/user"
	"strings"
	"syscall"
	"time"
)

// version is set when a release is built.
var version = "0.1.0-dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	os.Exit(run(ctx, surroundings{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		now: time.Now, user: userName(),
	}, os.Args))
}

// surroundings are what a command sees of the world.
type surroundings struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	user           string // who answers, unless --by says otherwise
}

// userName is the name that the system has for the person, without a Windows
// domain; "" when it has none.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	name := u.Username
	return name[strings.LastIndex(name, `\`)+1:]
}
