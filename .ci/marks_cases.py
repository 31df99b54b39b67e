"""All that answers can come to, as rules see it.

Everything that is open is tried out. So that this ends, what looks the same to every rule and to every number that
a rule asks for is kept once. A case is one lane, or two side by side: before and after one answer was raised.
"""
from collections import namedtuple
from fractions import Fraction

from marks_framework import CannotMark, Question
from marks_number import levels_reached, reduced

LIMIT = 60_000  # pairs of cases to join at once: more than that is given up

# What the groups above see of a node. `counts` are pairs of how many items fulfil a condition, and how many do not,
# by group and condition; `levels` are Σ w·v and Σ w by group and level.
Outcome = namedtuple("Outcome", "view counts levels")

# What a group adds up of its parts, in place of the view until it is done.
Sums = namedtuple("Sums", "applies total weight least", defaults=(None, None, None))


class TooMany(CannotMark):
    pass


class Cases:
    """The cases of the group `top`. ways(question) gives the pairs of the views of a case and whether the last of
    them is raised; none if the question is not asked."""

    def __init__(self, statuses, top, ways):
        self.statuses, self.ways = statuses, ways
        self.groups = {g.id: list(dict.fromkeys(statuses.conditions(g))) for g in [top, *top.below] if not isinstance(g, Question)}
        every = [c for conditions in self.groups.values() for c in conditions]
        # Where what does not apply counts as met, a group has a status if it has a number.
        met = any(g.met for g in [top, *top.below] if not isinstance(g, Question))
        self.need_numbers = met or any(c.kind == "value_of" or is_number(c.at_least) for c in every)

    def above(self, node):
        return [g for g in node.above if g.id in self.groups]

    def outcomes(self, node):
        """The pairs of a node's lanes and whether the last is raised."""
        if isinstance(node, Question):
            return {(tuple(self.question(node, v) for v in views), up) for views, up in self.ways(node)}
        cases = None
        for child in node.children:
            parts = {(tuple(self.part(node, child, o) for o in lanes), up) for lanes, up in self.outcomes(child)}
            if cases is None or not parts:
                cases = parts or cases
                continue
            if len(cases) * len(parts) > LIMIT:
                raise TooMany(f"{node.id}: too many cases to go through")
            cases = {(tuple(map(joined, a, b)), up or more) for a, up in cases for b, more in parts if not (up and more)}
        return {(tuple(self.group(node, lane) for lane in lanes), up) for lanes, up in cases or ()}

    def question(self, question, view):
        counts, levels = {}, {}
        for group in self.above(question):
            for c in self.groups[group.id]:
                counts[group.id, c] = self.statuses.counted(group, c, question, view)
            if self.need_numbers and group.reducer == "levels":
                value = self.statuses.seen(group, question, view).value
                weighted = (0, 0) if value is None else (question.weight * value, question.weight)
                levels.update({(group.id, level): weighted for level in question.at})
        return Outcome(view, frozenset(counts.items()), frozenset(levels.items()))

    def part(self, group, child, outcome):
        """A child's outcome as its group adds it up."""
        view = self.statuses.seen(group, child, outcome.view) if isinstance(child, Question) else outcome.view
        sums = Sums(outcome.view.state != "na")
        if self.need_numbers and view.value is not None and group.reducer not in ("none", "levels"):
            if group.reducer == "min":
                sums = sums._replace(least=view.value)
            else:
                sums = sums._replace(total=child.weight * view.value, weight=child.weight)
        return outcome._replace(view=sums)

    def group(self, group, outcome):
        """A group's outcome, made of what its parts add up to."""
        sums, counts, levels = outcome.view, dict(outcome.counts), dict(outcome.levels)
        value = None
        if group.reducer == "levels":
            value = levels_reached(group, {level: levels.pop((of, level)) for of, level in list(levels) if of == group.id})
        elif group.reducer == "min":
            value = sums.least
        elif sums.total is not None:
            value = reduced(group, sums.total, sums.weight)
        view = self.statuses.view_of("given" if sums.applies else "na", value)
        own = {c: counts.pop((group.id, c), (0, 0)) for c in self.groups[group.id]}
        for c in own:
            if c.kind == "value_of":
                own[c] = added(own[c], self.statuses.counted(group, c, group, view))
        if own and (sums.applies or value is not None or group.met):
            view = view._replace(status=self.statuses.rules[group.id].made(own.get))
        for above in self.above(group):
            for c in self.groups[above.id]:
                seen = self.statuses.counted(above, c, group, view)
                counts[above.id, c] = capped(c, added(counts.get((above.id, c), (0, 0)), seen))
        return Outcome(view, frozenset(counts.items()), frozenset(levels.items()))


def joined(a, b):
    """What two parts of a group add up to."""
    x, y = a.view, b.view
    sums = Sums(x.applies or y.applies, either(sum, x.total, y.total), either(sum, x.weight, y.weight), either(min, x.least, y.least))
    counts, levels = dict(a.counts), dict(a.levels)
    for (of, c), pair in b.counts:
        counts[of, c] = capped(c, added(counts.get((of, c), (0, 0)), pair))
    for key, pair in b.levels:
        levels[key] = added(levels.get(key, (0, 0)), pair)
    return Outcome(sums, frozenset(counts.items()), frozenset(levels.items()))


def either(made, *values):
    values = [v for v in values if v is not None]
    return made(values) if values else None


def added(a, b):
    return a[0] + b[0], a[1] + b[1]


def capped(condition, pair):
    """As much of a count as can make a difference to its condition."""
    return min(pair[0], condition.count), min(pair[1], 1)


def is_number(text):
    try:
        return text is not None and Fraction(text) is not None
    except ValueError:
        return False
