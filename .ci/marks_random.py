#!/usr/bin/python3
"""Compares Sextant's marks with those of marks.py on random frameworks and answers.

    marks_random.py [--count N] [--seed N] [--keep FOLDER] SEXTANT [FRAMEWORK.yaml...]

Makes small frameworks that mix every way of scoring, answers them at random, N times in all, and compares every key
of every mark. Frameworks that are named are answered instead. Rules that `framework check` refuses are left out
again. What differs is printed, with the files in FOLDER to look at.

Exit code: 0 no difference, 1 differences, 2 something could not be run, 3 no yaml module.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

import marks  # first: it says what to install where yaml is missing
import yaml

from marks_cases import TooMany
from marks_framework import CannotMark, Framework

SCALES = [
    [0, 1, 2, 3, 4],
    [0, 1, 2],
    [0, 1],
    [0, 0, 1, 1],
    [0, 0.25, 0.5, 1],
    [0, 0.5, 1],
    [0, 25, 50, 75, 100],
    [1, 2, 3],
    [-1, 0],
    [-1, -0.6, 0],
    [-2, -1, 0, 1, 2],
    [0, 2.9, 3],
]
WEIGHTS = [1, 1, 1, 2, 3, 5, 0.5, 0.1, 1.7]
TYPES = ["trust", "practice"]
ANSWERS_TO_EACH = 5


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = os.path.abspath(path), folder

    def run(self, *arguments):
        return subprocess.run([self.path, *arguments], cwd=self.folder, capture_output=True, text=True, timeout=120)

    def digest(self, path):
        """The digest of a framework, or None where it is refused."""
        done = self.run("framework", "check", path)
        if done.returncode not in (0, 1):
            raise CannotMark(f"framework check: {done.stderr}")
        return done.stdout.split()[-1] if done.returncode == 0 else None


class Maker:
    """Makes a framework."""

    def __init__(self, rng, program):
        self.rng, self.program = rng, program
        self.ids = 0

    def maybe(self, share):
        return self.rng.random() < share

    def next_id(self, letter):
        self.ids += 1
        return f"{letter}{self.ids}"

    def options(self, values):
        some = self.maybe(0.5)
        return [{"key": f"k{i}", "value": v, "name": f"K{i}"} | ({"tags": [t]} if some and (t := self.rng.choice(["", "good", "fault"])) else {})
                for i, v in enumerate(values)]

    def framework(self):
        values = self.rng.choice(SCALES)
        self.low, self.high = min(values), max(values)
        self.unit = self.low >= 0 and self.high <= 1
        self.keys = [f"k{i}" for i in range(len(values))]
        self.ticks = self.maybe(0.25)
        made = {"id": "random", "version": "1.0.0", "title": "Random", "organisation_types": {t: t for t in TYPES},
                "scale": self.options(values)}
        if self.maybe(0.7):
            lines = [{"by": day} | {k: self.rng.choice(self.keys) for k in self.rng.choice([["all"], ["all"], ["all", "core"], ["core"]])}
                     for day in ("2026-03-31", "2027-03-31", "2028-03-31", "2030-03-31")]
            made["targets"] = sorted(self.rng.sample(lines, self.rng.choice([1, 2, 3])), key=lambda t: t["by"])
        self.scoring(made, None)
        made["objectives"] = [self.group(made, 1) for _ in range(self.rng.choice([1, 2, 2, 3]))]
        return made

    def scoring(self, group, around):
        """Says how a group is scored, or nothing; `_` is what holds in it."""
        inherited = around["_"] if around else "mean"
        reducer = inherited
        if around is None or self.maybe(0.5):
            reducer = self.rng.choice(["mean", "mean", "sum", "min", "levels", "none"])
            said = reducer
            if reducer == "sum" and self.maybe(0.5):
                said = {"sum": {"start": self.rng.choice([10, 110, -3, 0.5])}}
            if reducer == "levels" and self.maybe(0.6):
                said = {"levels": {"share": self.rng.choice([1, 0.8, 0.5, 0.6])}}
            group["score"] = said
        group["_"] = reducer
        if self.maybe(0.3):
            group["unanswered"] = "exclude" if reducer in ("mean", "sum") and self.maybe(0.4) else "least"
        if self.maybe(0.3):
            group["not_applicable"] = self.rng.choice(["met", "met", "exclude"])
        group["_bands"] = around is not None and around["_bands"] and around["_"] == reducer
        if self.maybe(0.2) and reducer != "none":
            group["_bands"] = True
            group["bands"] = [{"from": n, "name": f"from {n}"} for n in sorted(self.rng.sample([-5, 0, 0.5, 1, 2, 3, 50], 3))]

    def group(self, around, depth):
        group = {"id": self.next_id("g"), "title": "A group"}
        if self.maybe(0.4):
            group["weight"] = self.rng.choice(WEIGHTS)
        if self.maybe(0.3):
            group["tags"] = self.rng.sample(["p", "r"], self.rng.choice([1, 2]))
        self.scoring(group, around)
        if depth < 3 and self.maybe(0.35):
            group["groups"] = [self.group(group, depth + 1) for _ in range(self.rng.choice([1, 2]))]
        if "groups" not in group or self.maybe(0.2):
            group["questions"] = [self.question(group) for _ in range(self.rng.choice([1, 2, 2, 3, 4]))]
        return group

    def question(self, group):
        question = {"id": self.next_id("Q"), "title": "A question", "asks": "Is it?"}
        if self.maybe(0.4):
            question["weight"] = self.rng.choice(WEIGHTS)
        if self.maybe(0.4):
            question["core"] = True
        if self.maybe(0.15):
            question["for"] = [self.rng.choice(TYPES)]
        if self.maybe(0.5):
            question["tags"] = self.rng.sample(["p", "r"], self.rng.choice([1, 1, 2]))
        if group["_"] == "levels":
            question["at"] = sorted(self.rng.sample([1, 2, 3], self.rng.choice([1, 1, 2, 3])))
            if not self.unit or self.maybe(0.15):
                question["options"] = self.options(self.rng.choice([[0, 1], [0, 0.5, 1], [0, 0, 1]]))
        elif group["_"] == "none" and self.ticks and self.maybe(0.7):
            question["pick"] = "many"
            question["options"] = [{"key": f"i{i}", "name": f"I{i}", "tags": [self.rng.choice(["good", "fault", "half"])]}
                                   for i in range(self.rng.choice([2, 3, 4]))]
        elif self.maybe(0.25):
            between = [self.low, self.high, (self.low + self.high) / 2, self.low + (self.high - self.low) / 4]
            values = sorted(self.rng.sample(between, self.rng.choice([2, 3, 4])))
            if group["_"] in ("sum", "none") and self.maybe(0.5):
                values = self.rng.choice(SCALES)
            question["options"] = self.options(values)
            for option in question["options"]:
                if self.maybe(0.3):
                    option["key"] = "own" + option["key"]
        return question

    # Statuses.

    def with_statuses(self, framework, path):
        """Writes the framework with as many random statuses as are accepted, and gives its digest."""
        digest = write(framework, path, self.program)
        if digest is None:
            return None
        for node, items in sorted(nodes_of(framework), key=lambda n: len(n[1])):
            share = 0.9 if node.get("pick") else 0.15 if "asks" in node else 0.5
            if not self.maybe(share):
                continue
            for _ in range(4):
                node["status"] = self.status(framework, node, items)
                found = write(framework, path, self.program)
                if found and not asks_nothing(Framework(marks.load(path))):
                    digest = found
                    break
                del node["status"]
        if write(framework, path, self.program) != digest:
            raise CannotMark("the digest of a framework changed")
        return digest

    def status(self, framework, node, items):
        names = self.rng.sample(["bad", "poor", "fair", "good"], 4) if self.maybe(0.5) else ["good", "fair", "poor", "bad"]
        count = self.rng.choice([1, 1, 2, 2, 3])
        rules = []
        for name in names[:count]:
            rule = self.condition(framework, node, items)
            more = [self.condition(framework, node, items) for _ in range(self.rng.choice([0, 0, 0, 1, 2]))]
            for condition in more:
                condition.pop("count", None) if self.maybe(0.5) else None
            rules.append({**rule, **({"and": more} if more else {}), "is": name})
        status = {"rules": rules, "else": self.rng.choice(names[count - 1:count + 1])}
        if self.maybe(0.15):
            status["order"] = list(reversed(list(dict.fromkeys([r["is"] for r in rules] + [status["else"]]))))
        return status

    def condition(self, framework, node, items):
        kind = self.rng.choice(["any", "all", "none", "value_of", "any", "all"])
        if "asks" in node:
            if kind == "value_of" and not node.get("pick"):
                return {"value_of": node["id"], "at_least": self.bound()}
            found = {"any" if kind == "value_of" else kind: self.rng.choice(["good", "fault", "half"] if node.get("pick") else ["good", "fault"])}
        elif kind == "value_of":
            return {"value_of": self.rng.choice([*items, node]).get("id", "overall"), "at_least": self.bound()}
        elif self.maybe(0.3):
            found = {kind: self.rng.choice(["good", "fault"])}
        else:
            tagged = self.rng.choice(["p", "r"])
            has = [i for i in items if tagged in i.get("tags", [])]
            statuses = [s for i in has if "status" in i for s in [i["status"]["else"], *(r["is"] for r in i["status"]["rules"])]]
            bounds = statuses or self.keys
            if has and not statuses and all("asks" not in i for i in has):
                bounds = [self.bound()]
            found = {kind: tagged, "at_least": self.rng.choice(bounds)}
        if kind == "any" and self.maybe(0.2):
            found["count"] = self.rng.choice([2, 3])
        return found

    def bound(self):
        return round(self.rng.choice([self.low, self.high, (self.low + self.high) / 2, 1, 2, 1.5, 0.5, self.rng.uniform(self.low, self.high), 3, 10]), 2)


def asks_nothing(framework):
    """Whether a rule asks for at_least what any answer is. What is not answered fulfils nothing, not even that,
    and marks.py, which goes through the answers that can still come, would say otherwise."""
    statuses = framework.statuses
    for group in (n for n in framework.nodes if hasattr(n, "below")):
        for c in statuses.conditions(group):
            for node in group.below:
                if c.kind == "value_of" or c.at_least is None or c.what not in node.tags:
                    continue
                if hasattr(node, "options") and statuses.at_least(c.at_least, node, statuses.extreme(node, False)):
                    return True
                if not hasattr(node, "options") and node.id in statuses.rules and statuses.rules[node.id].order[0] == c.at_least:
                    return True
    return False


def nodes_of(node):
    """Each group and question with all that is below it, the lower ones first."""
    found, items = [], []
    for child in node.get("objectives", []) + node.get("groups", []) + node.get("questions", []):
        below = nodes_of(child)
        found += below
        items += [n for n, _ in below]
    return found + [(node, items)]


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):  # which Sextant refuses
        return True


def dump(value, path):
    with open(path, "w", encoding="utf-8") as file:
        yaml.dump(value, file, Dumper, sort_keys=False, width=200)


def write(framework, path, program):
    def plain(value):
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items() if not k.startswith("_")}
        return [plain(v) for v in value] if isinstance(value, list) else value

    dump(plain(framework), path)
    return program.digest(path)


def answers_to(rng, framework):
    """A random assessment's answers, for a framework read by marks_framework."""
    answered, without = rng.choice([(0.7, 0.15), (0.4, 0.3), (1, 0), (0.85, 0), (0.5, 0.5), (0, 0.2), (0.15, 0.8), (0, 1)])
    rich = rng.random() < 0.6
    found = {}
    for question in (n for n in framework.nodes if hasattr(n, "options")):
        keys = [o.key for o in question.options]

        def pick():
            return [k for k in keys if rng.random() < 0.5] if question.many else rng.choice(keys)

        given = {}
        if rich and not question.many and rng.random() < 0.3:
            given["target"] = rng.choice(keys)
        roll = rng.random()
        if roll < answered:
            given["answer"] = pick()
            if rich:
                if rng.random() < 0.4:
                    given["strength"] = rng.choice(["none", "stated", "document", "sampled", "independent"])
                if rng.random() < 0.4:
                    stale = rng.random() < 0.25
                    given["review"] = {"of": pick() if stale else given["answer"], "answer": pick(), "by": "b", "note": "so"}
                    if rng.random() < 0.2:
                        given["review"]["given_to"] = "0.9.0"
                if question.id in framework.statuses.rules and rng.random() < 0.3:
                    names = framework.statuses.rules[question.id].names
                    given["override"] = {"status": rng.choice(names), "reason": "seen"}
        elif roll < answered + without:
            given["not_applicable"] = "not ours"
            if rng.random() < 0.7:
                given.pop("target", None)
        if given:
            found[question.id] = given
    return found


def compare(rng, program, framework, path, digest, name):
    """Answers a framework once, and gives the lines that say what differs."""
    assessment = {
        "sextant": "assessment/1",
        "framework": {"id": framework.raw["id"], "version": framework.raw["version"], "digest": digest},
        "organisation": {"name": "Random", "type": rng.choice(list(framework.raw.get("organisation_types") or ["trust"]))},
        "date": rng.choice(["2026-03-31", "2026-11-22", "2027-04-01", "2031-01-01"]),
        "answers": answers_to(rng, framework),
    }
    file_name = os.path.join(program.folder, name)
    dump(assessment, file_name)
    reviewed = rng.random() < 0.4
    done = program.run("score", file_name, "--format", "json", "--framework", path, *(["--reviewed"] if reviewed else []))
    if done.returncode != 0:
        return [f"score failed: {done.stderr.strip()}"]
    want = marks.printable(marks.Marker(framework, marks.load(file_name), reviewed).result_of(marks.load(file_name)))
    got = json.loads(done.stdout)
    return list(marks.differences(want, got))


def main():
    parser = argparse.ArgumentParser(description="Compares Sextant's marks with those of marks.py on random frameworks and answers.")
    parser.add_argument("--count", type=int, default=200, help="how many assessments")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="FOLDER", help="where the files are kept that differ")
    parser.add_argument("sextant", metavar="SEXTANT", help="the built program")
    parser.add_argument("frameworks", metavar="FRAMEWORK.yaml", nargs="*")
    args = parser.parse_args()
    args.frameworks = [os.path.abspath(f) for f in args.frameworks]
    with tempfile.TemporaryDirectory() as temp:
        folder = os.path.abspath(args.keep or temp)
        os.makedirs(folder, exist_ok=True)
        return run(args, Program(args.sextant, folder))


def run(args, program):
    done = different = refused = gave_up = number = 0
    statuses = 0
    while done < args.count:
        number += 1
        if number > 20 * args.count + 100:
            print("marks_random.py: hardly any framework is accepted", file=sys.stderr)
            return 2
        rng = random.Random(f"{args.seed} {number}")
        path = os.path.join(program.folder, f"f{number}.yaml")
        if args.frameworks:
            path = args.frameworks[number % len(args.frameworks)]
            digest = program.digest(path)
        else:
            maker = Maker(rng, program)
            try:
                digest = maker.with_statuses(maker.framework(), path)
            except TooMany:
                gave_up += 1
                continue
        if digest is None:
            refused += 1
            os.remove(path)
            continue
        framework = Framework(marks.load(path))
        statuses += len(framework.statuses.rules)
        told = False
        for i in range(min(1 if args.frameworks else ANSWERS_TO_EACH, args.count - done)):
            name = f"a{number}-{i}.yaml"
            try:
                found = compare(rng, program, framework, path, digest, name)
            except TooMany:  # to put its statuses in order
                gave_up += 1
                if args.frameworks:
                    print(f"marks_random.py: {path} has too many cases", file=sys.stderr)
                    return 2
                break
            done += 1
            for line in found:
                print(f"{os.path.basename(path)} {name}: {line}")
            different += bool(found)
            told = told or bool(found)
            if not found:
                os.remove(os.path.join(program.folder, name))
        if not told and not args.frameworks:
            os.remove(path)
    print(f"{done} assessments compared, {different} differ; {number - refused} frameworks with {statuses} statuses, {refused} refused, {gave_up} too large")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
