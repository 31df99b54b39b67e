#!/usr/bin/python3
"""Works out an assessment's marks a second time, to check Sextant's.

    marks.py [--reviewed] FRAMEWORK.yaml ASSESSMENT.yaml
    marks.py [--reviewed] --compare FRAMEWORK.yaml ASSESSMENT.yaml SCORE.json

The first prints what `sextant score --format json` should print. The second prints every mark of
SCORE.json that differs, one a line. FRAMEWORK.yaml may be a folder: the framework that the assessment
names is then looked for beside the assessment and in that folder.

Written from the scoring section of the design and from nothing else: it shares no code with the Go
program, and nobody should mend one by reading the other. Where they differ, read the design. It knows
`score: mean` with what is unanswered or not applicable left out, and refuses other frameworks.

Exit code: 0 done or no difference, 1 differences, 2 usage, or a file that this cannot mark, 3 no yaml module.
"""
import argparse
import datetime
import json
import math
import os
import sys
from fractions import Fraction

try:
    import yaml
except ImportError:
    print(f"marks.py: {sys.executable} has no yaml module; run .ci/clients/install", file=sys.stderr)
    sys.exit(3)

# What a group's number is made of: means of the children that have one, and plain sums.
# "best_gap" is the gap if every unanswered question got its greatest value; it only makes the colour.
MEANS = ["score", "low", "high", "target", "gap", "best_gap", "final_target", "final_gap"]
SUMS = ["gap_sum", "target_sum", "answered", "applicable", "not_applicable", "total", "evidenced", "reviewed", "differs"]
MARK = [
    "score", "low", "high", "level", "held_back_by", "weakest", "target", "gap", "gap_sum", "target_sum",
    "percent_to_target", "final_target", "final_gap", "rag", "provisional", "answered", "applicable",
    "not_applicable", "total", "evidenced", "reviewed", "differs",
]
TOLERANCE = 1.000001e-9  # 1e-9, and a hair for what a float64 cannot hold


class CannotMark(Exception):
    pass


def snap(x):
    """The nearest 1e-9; halves away from zero."""
    billionths = math.floor(abs(x) * 10**9 + Fraction(1, 2))
    return Fraction(billionths if x >= 0 else -billionths, 10**9)


def mean(pairs):
    """The weighted mean of (weight, value) pairs; a value of None drops out with its weight."""
    pairs = [(w, v) for w, v in pairs if v is not None]
    if not pairs:
        return None
    return snap(sum(w * v for w, v in pairs) / sum(w for w, _ in pairs))


def rag(gap, best_gap, near):
    def colour(g):
        return "green" if g <= 0 else "amber" if g < near else "red"

    if gap is None:
        return None
    return colour(gap) if colour(gap) == colour(best_gap) else "grey"


def finish(mark):
    """Adds the marks that are made of a node's other marks."""
    mark["provisional"] = mark["answered"] < mark["applicable"]
    mark["rag"] = rag(mark["gap"], mark["best_gap"], mark["near"])
    if mark["target"] is None:
        mark["percent_to_target"] = None
    else:
        mark["percent_to_target"] = 1 - mark["gap_sum"] / mark["target_sum"] if mark["target_sum"] else Fraction(1)


class Marker:
    def __init__(self, framework, assessment, reviewed):
        self.framework = framework
        self.answers = assessment.get("answers") or {}
        self.type = assessment["organisation"].get("type")
        self.reviewed = reviewed
        lines = framework.get("targets") or []
        date = datetime.date.fromisoformat(assessment["date"])
        self.final = lines[-1] if lines else {}
        self.line = next((t for t in lines if datetime.date.fromisoformat(t["by"]) >= date), self.final)

    def options(self, question):
        options = question.get("options") or self.framework["scale"]
        return {o["key"]: Fraction(o["value"]) for o in options}

    def value(self, question, key):
        options = self.options(question)
        if key not in options:
            raise CannotMark(f"{question['id']} has no option {key}")
        return options[key]

    def answer(self, question):
        """What was answered, with the reviewer's option where --reviewed asks for it."""
        given = self.answers.get(question["id"]) or {}
        review = given.get("review") or {}
        if not given.get("answer") or review.get("of") != given["answer"] or review.get("given_to"):
            review = {}  # none, or stale
        used = review.get("answer") if self.reviewed else None
        return {**given, "used": used or given.get("answer"), "review": review}

    def asked(self, question):
        return "for" not in question or self.type in question["for"]

    def target(self, line, question):
        key = line.get("core") if question.get("core") == "true" else None
        key = key or line.get("all")
        if key is None or key in self.options(question) or "options" not in question:
            return None if key is None else self.value(question, key)
        asked = next(Fraction(o["value"]) for o in self.framework["scale"] if o["key"] == key)
        own = sorted(self.options(question).values())
        return next((v for v in own if v >= asked), own[-1])

    def values(self, question):
        """The values of a question's options, and the whole ones of the scale that lie between them."""
        own = set(self.options(question).values())
        scale = {Fraction(o["value"]) for o in self.framework.get("scale") or [] if "value" in o}
        return sorted(own | {v for v in scale if min(own) < v < max(own) and v.denominator == 1})

    def near(self, node):
        """The gap from which on a question, or the mean of what is below, is red."""
        if "asks" in node:
            values = self.values(node)
            ways = len(values) - 1
            return (values[-1] - values[0]) / (4 if ways == 1 else max(1, ways))
        parts = [self.near(n) for key in ("objectives", "groups", "questions") for n in node.get(key) or []]
        return min((n for n in parts if n > 0), default=Fraction(0))

    def question(self, question):
        """A question's node. `least` and `options` are for the groups above it."""
        given = self.answer(question)
        options = self.options(question)
        used = given["used"]
        reason = given.get("not_applicable")
        applicable = reason is None
        mark = dict.fromkeys(MEANS + ["level", "weakest"]) | dict.fromkeys(SUMS, 0) | {"held_back_by": []}
        mark |= {"total": 1, "applicable": int(applicable), "not_applicable": int(not applicable)}
        if applicable:
            least, greatest = min(options.values()), max(options.values())
            mark["score"] = self.value(question, used) if used else None
            mark["low"] = mark["score"] if used else least
            mark["high"] = mark["score"] if used else greatest
            own = given.get("target")
            mark["target"] = self.value(question, own) if own else self.target(self.line, question)
            mark["final_target"] = self.target(self.final, question)
            if mark["target"] is not None:
                mark["target_sum"] = mark["target"] - min(0, min(options.values()))
                mark["gap"] = mark["gap_sum"] = max(Fraction(0), mark["target"] - mark["low"])
                mark["best_gap"] = max(Fraction(0), mark["target"] - mark["high"])
            if mark["final_target"] is not None:
                mark["final_gap"] = max(Fraction(0), mark["final_target"] - mark["low"])
            mark["answered"] = int(bool(used))
            mark["evidenced"] = int(bool(used) and given.get("strength") in ("document", "sampled", "independent"))
            mark["reviewed"] = int(bool(given["review"]))
            # Another option: a review that names none agrees with nobody.
            mark["differs"] = int(given["review"].get("answer") not in (None, given.get("answer")))
        mark["near"] = self.near(question)
        finish(mark)
        return {
            "id": question["id"], "title": question["title"], **mark,
            "answer": used, "not_applicable_reason": reason, "strength": given.get("strength"),
            "core": question.get("core") == "true",
            "weight": Fraction(question.get("weight", "1")), "values": self.values(question),
        }

    def group(self, group):
        nodes = [self.group(g) for g in group.get("groups") or []]
        nodes += [self.question(q) for q in group.get("questions") or [] if self.asked(q)]
        return {
            "id": group["id"], "title": group["title"], **self.mark(group, nodes),
            "weight": Fraction(group.get("weight", "1")), "children": nodes,
        }

    def mark(self, group, nodes):
        """The mark of the group, or of the whole, that holds these nodes."""
        mark = {name: mean([(n["weight"], n[name]) for n in nodes]) for name in MEANS}
        mark |= {name: sum(n[name] for n in nodes) for name in SUMS}
        scored = [n for n in nodes if n["score"] is not None]
        mark["weakest"] = min(scored, key=lambda n: n["score"])["id"] if scored else None  # the first of equals
        mark["level"], mark["held_back_by"] = level(mark["low"], [q for q in leaves(nodes) if q["applicable"]])
        mark["near"] = self.near(group)
        finish(mark)
        return mark

    def result(self):
        objectives = [self.group(o) for o in self.framework["objectives"]]
        return {"overall": self.mark(self.framework, objectives), "objectives": objectives}


def leaves(nodes):
    for node in nodes:
        yield from leaves(node["children"]) if "children" in node else [node]


def level(low, questions):
    """The level of a group with this low and these applicable questions, and what holds it back."""
    values = [v for q in questions for v in q["values"]]
    if not questions or any(v.denominator != 1 for v in values):
        return None, []
    least = min(values)
    step = math.gcd(*(int(v - least) for v in values)) or 1
    floor = least + step * math.floor((low - least) / step)
    reached = min([floor] + [q["low"] for q in questions if q["core"]])
    if reached >= max(values):
        return reached, []
    only_core = reached < floor
    return reached, [q["id"] for q in questions if q["low"] < reached + step and (q["core"] or not only_core)]


def check(node, path="the framework"):
    """Refuses a framework that asks for more than this program knows."""
    for key, known in {"score": "mean", "unanswered": "exclude", "not_applicable": "exclude"}.items():
        if node.get(key, known) != known:
            raise CannotMark(f"{path} has {key}: {node[key]}; only {known} is known here")
    for key in ("pick", "status"):
        if key in node:
            raise CannotMark(f"{path} has {key}, which is not known here")
    for children in ("objectives", "groups", "questions"):
        for child in node.get(children) or []:
            check(child, child["id"])


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
    check(framework)
    marker = Marker(framework, assessment, reviewed)
    return {
        "organisation": assessment["organisation"],
        "framework": {k: wanted.get(k) for k in ("id", "version", "digest")},
        "date": assessment["date"],
        "target_by": marker.line.get("by"),
        "final_target_by": marker.final.get("by"),
        **marker.result(),
    }


def printable(value):
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, list):
        return [printable(v) for v in value]
    if isinstance(value, dict):
        return {k: printable(v) for k, v in value.items() if k not in ("best_gap", "near", "weight", "values")}
    return value


def same(want, got):
    number = (int, float)
    if isinstance(want, number) and isinstance(got, number) and not isinstance(want, bool) and not isinstance(got, bool):
        return abs(want - got) <= TOLERANCE
    return type(want) is type(got) and want == got


def differences(want, got, path=""):
    """The lines that say where a score differs from the one wanted; both as they stand in JSON."""
    names = ["id", "title"] if path not in ("", "overall") else []
    names += ["date", "target_by", "final_target_by"] if path == "" else MARK
    for name in names:
        if name not in got:
            yield f"{path} {name}: missing, want {json.dumps(want[name])}".strip()
        elif not same(want[name], got[name]):
            yield f"{path} {name}: {json.dumps(got[name])}, want {json.dumps(want[name])}".strip()
    if path == "":
        yield from differences(want["overall"], got.get("overall") or {}, "overall")
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
