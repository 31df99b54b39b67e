package workbook

import "sextant/assessment"

// figure is a number that groups have in a column of Objectives.
type figure struct {
	detail string // the column of Detail that holds it of questions; "": none does
	gap    bool   // of a sum it begins at 0, and of a least the greatest decides
	of     func(*assessment.Node) assessment.Number
	counts func(group, part *assessment.Node) assessment.Number // what a part counts for in it
}

var (
	scoreFigure = figure{
		detail: detailScore,
		of:     func(n *assessment.Node) assessment.Number { return n.Score },
		counts: (*assessment.Node).Counts,
	}
	levelFigure = figure{ // where everything is levels: the least of levels is one
		of:     func(n *assessment.Node) assessment.Number { return n.Level },
		counts: func(_, part *assessment.Node) assessment.Number { return part.Level },
	}
	targetFigure = figure{
		detail: detailTarget,
		of:     func(n *assessment.Node) assessment.Number { return n.Target },
		counts: func(group, part *assessment.Node) assessment.Number { return group.Aims(part).Target },
	}
	gapFigure = figure{
		detail: detailGap, gap: true,
		of:     func(n *assessment.Node) assessment.Number { return n.Gap },
		counts: func(group, part *assessment.Node) assessment.Number { return group.Aims(part).Gap },
	}
	lastTargetFigure = figure{
		of:     func(n *assessment.Node) assessment.Number { return n.FinalTarget },
		counts: func(group, part *assessment.Node) assessment.Number { return group.Aims(part).FinalTarget },
	}
	lastGapFigure = figure{
		gap:    true,
		of:     func(n *assessment.Node) assessment.Number { return n.FinalGap },
		counts: func(group, part *assessment.Node) assessment.Number { return group.Aims(part).FinalGap },
	}
)
