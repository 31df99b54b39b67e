"""A framework as marks.py sees it: a tree of groups and questions that know what they inherit."""
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property


class CannotMark(Exception):
    pass


@dataclass(frozen=True)
class Option:
    key: str
    place: int
    value: Fraction | None
    tags: frozenset

    @property
    def worth(self):
        """What one option is compared with another by: of two with the same value the later is the greater."""
        return self.value or 0, self.place


@dataclass(eq=False)
class Node:
    raw: dict
    id: str
    parent: "Group | None"

    def __post_init__(self):
        self.title = self.raw.get("title")
        self.weight = Fraction(self.raw.get("weight", "1"))
        self.tags = frozenset(self.raw.get("tags") or [])
        self.status = self.raw.get("status")

    @cached_property
    def above(self):
        """The groups around this node, the nearest first."""
        return [] if self.parent is None else [self.parent, *self.parent.above]


@dataclass(eq=False)
class Question(Node):
    scale: list = field(default_factory=list)

    def __post_init__(self):
        super().__post_init__()
        own = self.raw.get("options")
        self.own_options = own is not None
        self.options = read_options(own or self.scale)
        self.many = self.raw.get("pick") == "many"
        self.core = self.raw.get("core") == "true"
        self.at = [int(n) for n in self.raw.get("at") or []]
        numbers = [o.value for o in self.options]
        self.has_number = not self.many and None not in numbers
        # These have no meaning, and nobody asks for them, where there is no number.
        self.least = min(numbers) if self.has_number else None
        self.greatest = max(numbers) if self.has_number else None

    def option(self, key):
        for option in self.options:
            if option.key == key:
                return option
        raise CannotMark(f"{self.id} has no option {key}")

    def is_for(self, organisation_type):
        return "for" not in self.raw or organisation_type in self.raw["for"]

    @cached_property
    def values(self):
        """The values of its options, and the whole ones of the scale that lie between them."""
        own = {o.value for o in self.options}
        scale = {o.value for o in read_options(self.scale)} - {None}
        return sorted(own | {v for v in scale if self.least < v < self.greatest and v.denominator == 1})

    @cached_property
    def step(self):
        """The gap from which on it is red."""
        if not self.has_number:
            return Fraction(0)
        ways = [above - value for value, above in zip(self.values, self.values[1:])]
        return ways[0] / 4 if len(ways) == 1 else min(ways, default=Fraction(0))


@dataclass(eq=False)
class Group(Node):
    scale: list = field(default_factory=list)

    def __post_init__(self):
        super().__post_init__()
        self.read_reducer()
        self.said_unanswered = self.inherited("unanswered", "said_unanswered", "exclude")
        # What is unanswered is left out only of a mean and a sum; where there is no number, `least` must be said.
        self.least = self.reducer in ("min", "levels") or self.said_unanswered == "least"
        self.said_not_applicable = self.inherited("not_applicable", "said_not_applicable", "exclude")
        self.met = self.said_not_applicable == "met"
        self.children = [Group(g, g["id"], self, self.scale) for g in self.raw.get("objectives") or []]
        self.children += [Question(q, q["id"], self, self.scale) for q in self.raw.get("questions") or []]
        self.children += [Group(g, g["id"], self, self.scale) for g in self.raw.get("groups") or []]

    def inherited(self, key, attribute, otherwise):
        return self.raw.get(key) or (getattr(self.parent, attribute) if self.parent else otherwise)

    def read_reducer(self):
        said = self.raw.get("score")
        if said is None:
            self.reducer = self.parent.reducer if self.parent else "mean"
            self.share = self.parent.share if self.parent else Fraction(1)
            self.start = Fraction(0)
        else:
            self.reducer, more = (said, {}) if isinstance(said, str) else next(iter(said.items()))
            self.share = Fraction((more or {}).get("share", "1"))
            self.start = Fraction((more or {}).get("start", "0"))
        same = self.parent and self.parent.reducer == self.reducer
        bands = self.raw.get("bands")
        self.bands = [(Fraction(b["from"]), b["name"]) for b in bands] if bands else self.parent.bands if same else []

    def step(self, steps):
        """The gap from which on it is red, of the (weight, step) pairs of its parts that have a target."""
        if self.reducer in ("none", "levels"):
            return Fraction(self.reducer == "levels")
        if self.reducer == "sum":
            return sum(w * s for w, s in steps)
        return min((s for _, s in steps if s > 0), default=Fraction(0))

    @cached_property
    def scale_of_level(self):
        return LevelScale(self)

    @cached_property
    def below(self):
        """Every group and question below this one."""
        found = []
        for child in self.children:
            found.append(child)
            if isinstance(child, Group):
                found += child.below
        return found


def read_options(raw):
    return [
        Option(o["key"], place, Fraction(o["value"]) if "value" in o else None, frozenset(o.get("tags") or []))
        for place, o in enumerate(raw)
    ]


class LevelScale:
    """The numbers that a group's level goes by: those of all its parts, whatever is asked or applies of them."""

    def __init__(self, group):
        self.values, tops, self.whole = [], [], group.reducer != "sum"
        for part in [] if group.reducer in ("sum", "none") else group.children:
            if isinstance(part, Question):
                values, top = (part.values, part.greatest) if part.has_number else ([], None)
            else:
                scale = part.scale_of_level
                values, top = scale.values, scale.top
                self.whole = self.whole and scale.whole
            self.values += values
            tops += [top] if values else []
        if group.reducer == "levels":
            highest = max((n for q in group.below if isinstance(q, Question) for n in q.at), default=0)
            self.values = tops = [Fraction(n) for n in range(highest + 1)]
            self.whole = True
        self.whole = self.whole and all(v.denominator == 1 for v in self.values)
        if self.values:
            self.top = min(tops) if group.reducer == "min" else max(tops)
        else:
            self.top = None

    def floor(self, number):
        return max((v for v in self.values if v <= number), default=min(self.values))

    def above(self, level):
        return min((v for v in self.values if v > level), default=None)


class Framework:
    def __init__(self, raw):
        self.raw = raw
        self.scale = read_options(raw.get("scale") or [])
        self.root = Group(raw, "overall", None, raw.get("scale") or [])
        self.nodes = [self.root, *self.root.below]
        self.targets = raw.get("targets") or []

    @cached_property
    def statuses(self):
        from marks_status import Statuses  # which imports this module

        return Statuses(self)
