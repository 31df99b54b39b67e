package workbook

import (
	"slices"
)

// drawWords draws the sheet that says how an answer is chosen and what the
// words of the form's questions mean; there is none where a framework says
// neither.
func (f *form) drawWords() {
	fw := f.of.Framework
	if !f.hasWords() {
		return
	}
	p := f.page(wordsSheet)
	p.fit(false, slate)
	p.noGrid()
	p.setWidths(26, 100)
	row := p.title("Words", "How an answer is chosen, and what the words of the questions mean")
	row = p.section(row, "How an answer is chosen", rules(fw))
	var words []entry
	for _, t := range fw.Terms(f.texts()...) {
		words = append(words, entry{t.Name, t.Meaning})
	}
	p.section(row, "What the words mean", words)
	f.protect(p)
}

func (f *form) hasWords() bool { return len(f.of.Framework.Rules)+len(f.of.Framework.Glossary) > 0 }

// texts are all that a person reads of the form's questions.
func (f *form) texts() []string {
	texts := slices.Clone(f.of.Framework.Rules)
	for _, s := range f.sheets {
		for _, r := range s.rows {
			texts = append(texts, r.Texts()...)
		}
	}
	return texts
}
