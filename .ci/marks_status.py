"""Statuses by rules: what they are now, and which the answers still to come can lead to."""
from collections import namedtuple
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations

from marks_cases import Cases, TooMany, added
from marks_framework import CannotMark, Question

Condition = namedtuple("Condition", "kind what at_least count")

# What rules see of a question or of a group: state is "given", "open" (not answered) or "na" (does not apply).
# `option` is the one chosen, `ticked` the keys of the options chosen.
# A group's view also has its `low`: the lowest that its number and its status can still be.
View = namedtuple("View", "state option ticked status value low", defaults=(None, frozenset(), None, None, None))
OPEN, NA = View("open"), View("na")


def holds(condition, hits, misses):
    if condition.kind == "all":
        return hits > 0 and misses == 0
    if condition.kind == "none":
        return hits == 0
    return hits >= condition.count  # of value_of there is one item at most


class Rules:
    """The rules of one question or group."""

    def __init__(self, statuses, node):
        self.statuses, self.node = statuses, node
        raw = node.status
        self.rules = [([condition(c) for c in [r, *(r.get("and") or [])]], r["is"]) for r in raw.get("rules") or []]
        self.otherwise = raw["else"]
        self.said_order = raw.get("order")
        self.conditions = [c for conditions, _ in self.rules for c in conditions]

    @cached_property
    def names(self):
        """The statuses, from `else` to the first rule."""
        return list(dict.fromkeys([self.otherwise, *(name for _, name in reversed(self.rules))]))

    def made(self, count):
        """The status; count tells how many items fulfil a condition, and how many do not."""
        for conditions, name in self.rules:
            counted = [(c, *count(c)) for c in conditions]
            counted = [(c, h, m) for c, h, m in counted if c.kind != "value_of" or h or m]  # else nothing to look at
            if counted and all(holds(*c) for c in counted):
                return name
        return self.otherwise

    @cached_property
    def order(self):
        """Worst first."""
        if self.said_order:
            return self.said_order
        asks_for_more = all(c.kind in ("any", "all", "value_of") and c.at_least is not None for c in self.conditions)
        if asks_for_more or getattr(self.node, "many", False):
            return self.names
        raised = self.statuses.raised(self.node)
        order = []
        while len(order) < len(self.names):
            left = [n for n in self.names if n not in order]
            lowest = [n for n in left if not any(b == n and a in left for a, b in raised if a != b)]
            if not lowest:
                raise CannotMark(f"{self.node.id}: raising answers leads around in a circle of statuses")
            order.append(lowest[0])
        return order

    def worst(self, names):
        return min(names, key=self.order.index)

    def best(self, names):
        return max(names, key=self.order.index)


def condition(raw):
    kind = next(k for k in ("any", "all", "none", "value_of") if k in raw)
    return Condition(kind, raw[kind], raw.get("at_least"), int(raw.get("count", "1")))


class Statuses:
    """The statuses of a framework, for any answers."""

    def __init__(self, framework):
        self.framework = framework
        self.rules = {n.id: Rules(self, n) for n in framework.nodes if n.status}
        self.cache = {}

    def conditions(self, group):
        return self.rules[group.id].conditions if group.id in self.rules else []

    def view_of(self, state, value):
        return View(state, value=value)

    # What rules see.

    def own_status(self, question, ticked, value):
        """The status that the question's own rules make of the options chosen."""
        if question.id not in self.rules:
            return None

        def count(c):
            if c.kind == "value_of":
                met = value is not None and value >= Fraction(c.at_least)
                return int(met), int(not met)
            if c.at_least is not None:
                raise CannotMark(f"{question.id}: at_least beside a tag of its own options")
            # Of a question that picks one there is one thing to look at, the option chosen.
            looked_at = [o for o in question.options if (c.what in o.tags if question.many else o.key in ticked)]
            tagged = [c.what in o.tags and o.key in ticked for o in looked_at]
            return sum(tagged), len(tagged) - sum(tagged)

        return self.rules[question.id].made(count)

    def given(self, question, keys, override=None):
        ticked = frozenset(keys)
        option = None if question.many else question.option(keys[0])
        value = option.value if option else None
        return View("given", option, ticked, override or self.own_status(question, ticked, value), value)

    def answers(self, question):
        """Every answer that there is, as rules see them."""
        if question.id not in self.cache:
            keys = [o.key for o in question.options]
            ways = chain.from_iterable(combinations(keys, n) for n in range(len(keys) + 1)) if question.many else zip(keys)
            views = [self.given(question, list(way)) for way in ways]
            if question.many:  # nothing else of it can be seen
                views = list({v.status: v._replace(ticked=frozenset()) for v in views}.values())
            self.cache[question.id] = views
        return self.cache[question.id]

    def extreme(self, question, best):
        """How a question counts as its least or its greatest."""
        views = self.answers(question)
        status = None
        if question.id in self.rules:
            rules = self.rules[question.id]
            status = (rules.best if best else rules.worst)([v.status for v in views])
        if question.many:
            return View("given", status=status)
        view = (max if best else min)(views, key=lambda v: v.option.worth)
        return view._replace(status=status)

    def seen(self, group, node, view):
        """What the rules and the number of a group see of a question below it."""
        if view.state == "na" and group.met:
            return self.extreme(node, best=True)
        if view.state == "open" and group.least:
            return self.extreme(node, best=False)
        return view

    def counted(self, group, c, node, view):
        """How many items (one or none) of a group's condition fulfil it in this node, and how many do not."""
        if isinstance(node, Question):
            view = self.seen(group, node, view)
        if c.kind == "value_of":
            if node.id != c.what:
                return 0, 0
            met = view.value is not None and view.value >= Fraction(c.at_least)
        elif c.at_least is None:
            if not isinstance(node, Question) or node.many or not any(c.what in o.tags for o in node.options):
                return 0, 0
            met = view.option is not None and c.what in view.option.tags
        elif c.what not in node.tags:
            return 0, 0
        else:
            met = self.at_least(c.at_least, node, view)
        # A group where nothing applies is looked at if what counts as met gives it a number or a status.
        if view.state == "na" and view.value is None and view.status is None:
            return 0, 0
        return int(met), int(not met)

    def at_least(self, wanted, node, view):
        if node.id in self.rules and wanted in self.rules[node.id].names:
            order = self.rules[node.id].order
            return view.status is not None and order.index(view.status) >= order.index(wanted)
        if isinstance(node, Question):
            return view.option is not None and view.option.worth >= node.option(wanted).worth
        return view.value is not None and view.value >= Fraction(wanted)

    def present(self, group, views):
        """What the rules of a group make of the present views of what is asked."""
        def count(c):
            hits = misses = 0
            for node in [group, *group.below] if c.kind == "value_of" else group.below:
                if node.id in views:
                    hits, misses = added((hits, misses), self.counted(group, c, node, self.as_low(group, views[node.id])))
            return hits, misses

        return self.rules[group.id].made(count)

    def as_low(self, group, view):
        """Where what is not answered counts as the least, so does a group that has no score or no status yet."""
        if not group.least or view.low is None or view.state == "na":
            return view
        value = view.low.value if view.value is None else view.value
        return view._replace(value=value, status=view.status or view.low.status)

    # What can still come.

    def still(self, group, views, made):
        """The worst and the best status that a group can still have, and whether the one made can stay.

        views are those of what is asked. Where there are too many cases, the worst is that of the least answers and
        the best that of the greatest, since raising an answer never lowers a status."""
        try:
            possible = self.possible(group, views, self.answers)
            rules = self.rules[group.id]
            return rules.worst(possible), rules.best(possible), made in possible
        except TooMany:
            (worst,), (best,) = (self.possible(group, views, lambda q: [self.extreme(q, best)]) for best in (False, True))
            return worst, best, True

    def possible(self, group, views, answers):
        """The statuses of a group that complete answers can make, those that may be given to an open question."""
        def ways(question):
            view = views.get(question.id)
            if view is None:
                return []
            return [((v,), False) for v in (answers(question) if view.state == "open" else [view])]

        return {lanes[0].view.status for lanes, _ in Cases(self, group, ways).outcomes(group)}

    def raised(self, node):
        """The pairs of statuses of which one step up in one answer leads from the first to the second."""
        def ways(question):
            views = self.answers(question)
            if question.many:
                steps = self.rules[question.id].order if question.id in self.rules else [None]
                level = [steps.index(v.status) for v in views]
            else:
                level = [v.option.worth for v in views]
            found = [((v, v), False) for v in views] + [((NA, NA), False)]
            for a, low in zip(views, level):
                higher = [n for n in level if n > low]
                found += [((a, b), True) for b, n in zip(views, level) if higher and n == min(higher)]
            return found

        if isinstance(node, Question):
            return {(a.status, b.status) for (a, b), up in ways(node) if up}
        return {tuple(lane.view.status for lane in lanes) for lanes, up in Cases(self, node, ways).outcomes(node)
                if up and lanes[0].view.state == "given"}
