#!/usr/bin/python3
"""Works out an assessment's marks a second time, to check Sextant's.

    marks.py [--reviewed] FRAMEWORK.yaml ASSESSMENT.yaml
    marks.py [--reviewed] --compare FRAMEWORK.yaml ASSESSMENT.yaml SCORE.json

The first prints what `sextant score --format json` should print. The second prints every mark of
SCORE.json that differs, one a line. FRAMEWORK.yaml may be a folder: the framework that the assessment
names is then looked for beside the assessment and in that folder.

Written from the scoring section of the design and from nothing else: it shares no code with the Go
program, and nobody should mend one by reading the other. Where they differ, read the design.

Exit code: 0 done or no difference, 1 differences, 2 usage, or a file that this cannot mark, 3 no yaml module.
"""
import argparse
import datetime
import json
import os
import sys
from collections import namedtuple
from fractions import Fraction

try:
    import yaml
except ImportError:
    print(f"marks.py: {sys.executable} has no yaml module; run .ci/clients/install", file=sys.stderr)
    sys.exit(3)

from marks_framework import CannotMark, Framework, Group, Question
from marks_number import levels_reached, number_of
from marks_status import NA, OPEN, View

# What a group's numbers are made of: those of its children by its own reducer, and plain sums.
# "best_gap" is the gap if every unanswered question got its greatest value; it only makes the colour.
SCORES = ["score", "low", "high"]
TARGETS = {"target": ["gap", "best_gap"], "final_target": ["final_gap"]}
NUMBERS = SCORES + ["target", "gap", "best_gap", "final_target", "final_gap"]
SUMS = ["gap_sum", "target_sum", "answered", "applicable", "not_applicable", "total", "evidenced", "reviewed", "differs"]
REACHED_BY = {"gap": "low", "best_gap": "high", "final_gap": "low"}
TOLERANCE = 1.000001e-9  # 1e-9, and a hair for what a float64 cannot hold


def below(target, value):
    return None if target is None or value is None else max(Fraction(0), target - value)


def rag(gap, best_gap, step):
    def colour(g):
        return "green" if g <= 0 else "amber" if g < step else "red"

    if gap is None:
        return None
    return colour(gap) if colour(gap) == colour(best_gap) else "grey"


class Marker:
    """Marks one assessment. A node of the result also has what nodes above need of it, under names that are not
    printed: `_node` is the group or question of the framework, `_targets` what is asked of a question."""

    def __init__(self, framework, assessment, reviewed):
        self.framework = framework if isinstance(framework, Framework) else Framework(framework)
        self.statuses = self.framework.statuses
        self.answers = assessment.get("answers") or {}
        self.type = assessment["organisation"].get("type")
        self.reviewed = reviewed
        lines = self.framework.targets
        date = datetime.date.fromisoformat(assessment["date"])
        self.final = lines[-1] if lines else {}
        self.line = next((t for t in lines if datetime.date.fromisoformat(t["by"]) >= date), self.final)
        self.views = {}  # of everything asked, as rules see it

    def answer(self, question):
        """What was answered, with the reviewer's option where --reviewed asks for it."""
        given = self.answers.get(question.id) or {}
        review = given.get("review") or {}
        own = given.get("answer")
        if own in (None, "") or not same_answer(review.get("of"), own) or review.get("given_to"):
            review = {}  # none, or stale
        used = review.get("answer") if self.reviewed else None
        used = own if used in (None, "") else used
        return {**given, "used": None if used == "" else used, "review": review}

    def target(self, line, question):
        key = (line.get("core") if question.core else None) or line.get("all")
        if key is None or not question.has_number:
            return None
        same = [o for o in question.options if o.key == key]
        if same:
            return same[0].value
        asked = next(o for o in self.framework.scale if o.key == key)
        return min((o.value for o in question.options if o.value >= asked.value), default=question.greatest)

    def question(self, question):
        given = self.answer(question)
        used = given["used"]
        reason = given.get("not_applicable")
        applicable = reason is None
        mark = dict.fromkeys(NUMBERS + ["level", "weakest"]) | dict.fromkeys(SUMS, 0) | {"held_back_by": []}
        mark |= {"total": 1, "applicable": int(applicable), "not_applicable": int(not applicable)}
        keys = used if isinstance(used, list) else [used]
        override = given.get("override") if same_answer(used, given.get("answer")) else None
        own = given.get("target") if question.has_number else None
        targets = question.option(own).value if own else self.target(self.line, question), self.target(self.final, question)
        if not applicable:
            view = NA
        elif used is None:
            view = OPEN
        else:
            view = self.statuses.given(question, keys, (override or {}).get("status"))
        self.views[question.id] = view
        if applicable and question.has_number:
            mark["score"] = view.value
            mark["low"] = question.least if used is None else view.value
            mark["high"] = question.greatest if used is None else view.value
            mark["target"], mark["final_target"] = targets
            for target, gaps in TARGETS.items():
                for gap in gaps:
                    mark[gap] = below(mark[target], mark[REACHED_BY[gap]])
            if mark["target"] is not None:
                mark["target_sum"] = mark["target"] - min(0, question.least)
                mark["gap_sum"] = mark["gap"]
        if applicable:
            mark["answered"] = int(used is not None)
            mark["evidenced"] = int(used is not None and given.get("strength") in ("document", "sampled", "independent"))
            mark["reviewed"] = int(bool(given["review"]))
            # Another option: a review that names none agrees with nobody.
            other = given["review"].get("answer")
            mark["differs"] = int(other not in (None, "") and not same_answer(other, given.get("answer")))
        mark["_asked_target"] = mark["target"] is not None
        if question.id in self.statuses.rules:
            rules = self.statuses.rules[question.id]
            made = [v.status for v in self.statuses.answers(question)] if view.state == "open" else [view.status]
            worst, best = (rules.worst(made), rules.best(made)) if applicable else (None, None)
            mark |= {"status": view.status, "low_status": worst, "high_status": best}
        mark["_step"] = question.step
        self.finish(mark)
        node = {
            "id": question.id, "title": question.title, "weight": question.weight, **mark,
            "answer": used, "not_applicable_reason": reason, "strength": given.get("strength"), "core": question.core,
            "_node": question, "_targets": targets,
        }
        return node | ({"override": override} if override else {})

    def counts(self, group, node):
        """The numbers of a node as they count in a group above it."""
        numbers = {name: node[name] for name in NUMBERS}
        question = node["_node"]
        if isinstance(question, Question) and not node["applicable"] and group.met and question.has_number:
            numbers |= dict.fromkeys(SCORES, question.greatest)
            for asked, (target, gaps) in zip(node["_targets"], TARGETS.items()):
                numbers[target] = asked
                numbers |= dict.fromkeys(gaps, None if numbers[target] is None else Fraction(0))
        elif numbers["score"] is None and group.least:
            numbers["score"] = numbers["low"]
        return numbers

    def numbers(self, group, nodes):
        """The numbers that a group's reducer makes."""
        if group.reducer == "none":
            return dict.fromkeys(NUMBERS)
        if group.reducer == "levels":
            return self.levels(group, nodes)
        parts = [(n["_node"].weight, self.counts(group, n)) for n in nodes]
        mark = {name: number_of(group, [(w, c[name]) for w, c in parts]) for name in SCORES + list(TARGETS)}
        for gap in REACHED_BY:
            gaps = [(w, c[gap]) for w, c in parts if c[gap] is not None]
            if group.reducer == "min":
                mark[gap] = max((g for _, g in gaps), default=None)
            else:
                mark[gap] = number_of(group, gaps, start=0)
        return mark

    def levels(self, group, nodes):
        questions = [(q["_node"], self.counts(group, q)) for q in leaves(nodes)]
        mark = {}
        for name in SCORES + list(TARGETS):
            sums = {}
            for question, counts in questions:
                value = counts[name]
                if value is None and counts["low"] is not None:
                    value = question.least  # what has no target asks for its least option
                for level in question.at:
                    total, weight = sums.get(level, (0, 0))
                    sums[level] = (total, weight) if value is None else (total + question.weight * value, weight + question.weight)
            mark[name] = levels_reached(group, sums)
            if name in TARGETS and all(counts[name] is None for _, counts in questions):
                mark[name] = None
        for target, gaps in TARGETS.items():
            mark |= {gap: below(mark[target], mark[REACHED_BY[gap]]) for gap in gaps}
        return mark

    def group(self, group):
        nodes = [self.group(c) if isinstance(c, Group) else self.question(c) for c in group.children
                 if isinstance(c, Group) or c.is_for(self.type)]
        return {"id": group.id, "title": group.title, "weight": group.weight, **self.mark(group, nodes), "children": nodes}

    def mark(self, group, nodes):
        """The mark of the group, or of the whole, that holds these nodes."""
        mark = self.numbers(group, nodes) | {name: sum(n[name] for n in nodes) for name in SUMS}
        mark["_node"] = group
        mark["_asked_target"] = any(n["_asked_target"] for n in nodes)
        scored = [(n, self.counts(group, n)["score"]) for n in nodes if n["applicable"]]
        scored = [(n, score) for n, score in scored if score is not None]
        found = min(scored, key=lambda n: n[1])[0]["id"] if scored else None  # the first of equals
        mark["weakest"] = None if group.reducer == "none" else found  # it stands beside a score
        mark["level"], mark["held_back_by"] = self.level(group, mark, nodes)
        self.group_status(group, mark, nodes)
        if mark["score"] is not None:
            names = [name for start, name in group.bands if start <= mark["score"]]
            mark |= {"band": names[-1]} if names else {}
        mark["_step"] = group.step([(n["weight"], n["_step"]) for n in nodes if self.counts(group, n)["target"] is not None])
        self.finish(mark)
        return mark

    def group_status(self, group, mark, nodes):
        applies = mark["applicable"] > 0
        # What does not apply and counts as met can have a status.
        has_status = applies or mark["score"] is not None or group.met and mark["not_applicable"] > 0
        status = worst = best = None
        has_rules = group.id in self.statuses.rules
        if has_rules and has_status:
            view = View("open" if applies and not mark["answered"] and mark["score"] is None else "given", value=mark["score"])
            low = View("given", value=mark["low"])
            self.views[group.id] = view._replace(low=low)
            made = self.statuses.present(group, self.views)
            worst, best, stays = self.statuses.still(group, self.views, made)
            if view.state == "given" and stays:
                status = made
        if has_rules:
            mark |= {"status": status, "low_status": worst, "high_status": best}
            low = View("given", status=mark["low_status"], value=mark["low"])
        else:
            low = View("given", value=mark["low"])
            parts = [p for n in nodes for p in status_parts(n)]
            if parts:
                counted = {}
                for part in parts:
                    counted[part] = counted.get(part, 0) + 1
                mark["statuses"] = [{"status": s, "count": n} for s, n in counted.items()]
        if mark["total"]:
            self.views[group.id] = View("given" if applies else "na", status=status, value=mark["score"], low=low)

    def finish(self, mark):
        """Adds the marks that are made of a node's other marks."""
        mark["provisional"] = mark["answered"] < mark["applicable"]
        mark["rag"] = rag(mark["gap"], mark["best_gap"], mark["_step"])
        if not mark["_asked_target"]:  # nothing that applies has one
            mark["rag"] = None
            mark["percent_to_target"] = None
        else:
            mark["percent_to_target"] = 1 - mark["gap_sum"] / mark["target_sum"] if mark["target_sum"] else Fraction(1)

    def level(self, group, mark, nodes):
        """The level of a group, and what holds it back."""
        if mark["low"] is None or group.reducer not in ("mean", "min", "levels"):
            return None, []
        if group.reducer == "levels":
            reached = mark["low"]
            if reached >= top_level(nodes):
                return reached, []
            return reached, [q["id"] for q in leaves(nodes) if misses_level(q, reached + 1)]
        scale = group.scale_of_level
        if not scale.whole:
            return None, []
        floor = scale.floor(mark["low"])
        parts = list(level_parts(nodes))
        reached = min([floor] + [p.value for p in parts if p.core])
        if reached >= top_of(group, nodes):
            return reached, []
        only_core = reached < floor
        above = scale.above(reached)
        return reached, [p.id for p in parts if p.value < above and (p.core or not only_core)]

    def not_asked(self):
        """The questions that are answered and not asked."""
        questions = [n for n in self.framework.nodes if isinstance(n, Question)]
        answered = {id for id, a in self.answers.items() if a.get("answer") not in (None, "") or "not_applicable" in a}
        return [q.id for q in questions if q.id in answered and not q.is_for(self.type)]

    def result(self):
        objectives = [self.group(o) for o in self.framework.root.children]
        return {"overall": self.mark(self.framework.root, objectives), "objectives": objectives}
    def result_of(self, assessment):
        """In the shape of `score --format json`."""
        return {
            "organisation": assessment["organisation"],
            "framework": {k: assessment["framework"].get(k) for k in ("id", "version", "digest")},
            "date": assessment["date"],
            "target_by": self.line.get("by"),
            "final_target_by": self.final.get("by"),
            "with_reviews": self.reviewed,
            "not_asked": self.not_asked(),
            **self.result(),
        }


def same_answer(a, b):
    return (sorted(a) if isinstance(a, list) else a) == (sorted(b) if isinstance(b, list) else b)


def leaves(nodes):
    for node in nodes:
        yield from leaves(node["children"]) if "children" in node else [node]


def status_parts(node):
    """The statuses of a node: its own, or those of its parts."""
    if node["_node"].status:
        return [node["status"]] if node["high_status"] is not None else []
    return [status for child in node.get("children", []) for status in status_parts(child)]


def top_level(nodes):
    return max((n for q in leaves(nodes) for n in q["_node"].at), default=0)


# What says something about the level of a mean or a least above it.
LevelPart = namedtuple("LevelPart", "id value core")


def level_parts(nodes):
    """The questions below, unanswered as least; of levels what holds them back, at the level of their group."""
    for node in nodes:
        part = node["_node"]
        if isinstance(part, Question):
            if node["low"] is not None:
                yield LevelPart(part.id, node["low"], part.core)
        elif part.reducer == "levels":
            yield from (LevelPart(id, node["level"], False) for id in node["held_back_by"])
        elif part.reducer in ("mean", "min"):
            yield from level_parts(node["children"])


def top_of(group, nodes):
    """The greatest level that a mean or a least can have. A least goes as far as the least of what counts in it."""
    if group.reducer != "min":
        return group.scale_of_level.top
    tops = []
    for node in nodes:
        part = node["_node"]
        if isinstance(part, Question):
            tops += [part.greatest] if part.has_number and (node["applicable"] or group.met) else []
        elif part.reducer == "min":
            tops += [top_of(part, node["children"])] if node["low"] is not None else []
        elif part.reducer != "none":
            tops += [part.scale_of_level.top] if node["low"] is not None else []
    return min(tops)


def misses_level(question, level):
    node = question["_node"]
    return level in node.at and question["applicable"] and question["low"] < node.greatest


def load(path):
    # Every value as the text that stands in the file: a key or version 1.10 stays that, 2.9 stays exact.
    with open(path, encoding="utf-8-sig") as file:
        return yaml.load(file, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def find(folder, assessment_path, wanted):
    for place in (os.path.dirname(os.path.abspath(assessment_path)), folder):
        for name in sorted(os.listdir(place)):
            if name.endswith(".yaml"):
                found = load(os.path.join(place, name))
                if "objectives" in found and all(found.get(k) == wanted[k] for k in ("id", "version")):
                    return found
    raise CannotMark(f"no framework {wanted['id']} {wanted['version']} in {folder}")


def marks(framework_path, assessment_path, reviewed=False):
    """The marks in the shape of `score --format json`, with exact numbers."""
    assessment = load(assessment_path)
    wanted = assessment["framework"]
    if os.path.isdir(framework_path):
        framework = find(framework_path, assessment_path, wanted)
    else:
        framework = load(framework_path)
    if any(framework[k] != wanted[k] for k in ("id", "version")):
        raise CannotMark(f"{assessment_path} answers {wanted['id']} {wanted['version']}, not {framework_path}")
    marker = Marker(framework, assessment, reviewed)
    return marker.result_of(assessment)


def printable(value):
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, list):
        return [printable(v) for v in value]
    if isinstance(value, dict):
        return {k: printable(v) for k, v in value.items() if k != "best_gap" and not k.startswith("_")}
    return value


def same(name, want, got):
    number = (int, float)
    if isinstance(want, number) and isinstance(got, number) and not isinstance(want, bool) and not isinstance(got, bool):
        return abs(want - got) <= TOLERANCE
    if name == "statuses" and isinstance(got, list):  # in any order
        return sorted(map(str, want)) == sorted(map(str, got))
    if name == "override" and isinstance(got, dict):
        return all(want.get(k) == got.get(k) for k in ("status", "reason"))
    return type(want) is type(got) and want == got


def differences(want, got, path=""):
    """The lines that say where a score differs from the one wanted; both as they stand in JSON."""
    apart = ("organisation", "framework", "overall", "objectives", "children")
    for name in want:
        if name in apart:
            continue
        if name not in got:
            yield f"{path} {name}: missing, want {json.dumps(want[name])}".strip()
        elif not same(name, want[name], got[name]):
            yield f"{path} {name}: {json.dumps(got[name])}, want {json.dumps(want[name])}".strip()
    if path == "":
        yield from differences(want["overall"], got.get("overall") or {}, "overall")
    else:
        for name in got:
            if name not in want and name not in apart:
                yield f"{path} {name}: {json.dumps(got[name])}, want none"
    nodes = "objectives" if path == "" else "children"
    want_nodes, got_nodes = want.get(nodes) or [], got.get(nodes) or []
    want_ids, got_ids = [n["id"] for n in want_nodes], [n.get("id") for n in got_nodes]
    if want_ids != got_ids:
        yield f"{path} {nodes}: {json.dumps(got_ids)}, want {json.dumps(want_ids)}".strip()
    by_id = dict(zip(got_ids, got_nodes))
    for node in want_nodes:
        if node["id"] in by_id:
            yield from differences(node, by_id[node["id"]], node["id"])


def main():
    parser = argparse.ArgumentParser(description="Works out an assessment's marks a second time, to check Sextant's.")
    parser.add_argument("--reviewed", action="store_true", help="as sextant score --reviewed")
    parser.add_argument("--compare", action="store_true", help="print what differs in SCORE.json instead")
    parser.add_argument("framework", metavar="FRAMEWORK.yaml", help="or a folder of frameworks")
    parser.add_argument("assessment", metavar="ASSESSMENT.yaml")
    parser.add_argument("score", metavar="SCORE.json", nargs="?")
    args = parser.parse_args()
    if args.compare != (args.score is not None):
        parser.error("--compare and SCORE.json go together")
    try:
        want = printable(marks(args.framework, args.assessment, args.reviewed))
        if not args.compare:
            json.dump(want, sys.stdout, ensure_ascii=False, indent=2)
            print()
            return 0
        with open(args.score, encoding="utf-8") as file:
            got = json.load(file)
    except (CannotMark, OSError, ValueError, yaml.YAMLError) as err:
        print(f"marks.py: {err}", file=sys.stderr)
        return 2
    except KeyError as err:
        print(f"marks.py: a file has no {err} where one belongs", file=sys.stderr)
        return 2
    found = list(differences(want, got))
    for line in found:
        print(f"{args.assessment}: {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
