#!/usr/bin/python3
"""Cases worked out by hand for marks.py, each small enough to check on paper."""
import copy
import unittest
from fractions import Fraction

import yaml

import marks
import marks_number

FRAMEWORK = """
id: f
version: 1.0.0
scale: [{key: 0, value: 0}, {key: 1, value: 1}, {key: 2, value: 2}, {key: 3, value: 3}, {key: 4, value: 4}]
score: mean
targets: [{by: 2027-03-31, all: 1, core: 2}, {by: 2028-03-31, all: 2, core: 3}, {by: 2030-03-31, all: 3}]
objectives: [%s]
"""


def objective(name, *questions, weight=1):
    return f"{{id: {name}, title: {name}, weight: {weight}, questions: [{', '.join(questions)}]}}"


def question(name, more=""):
    return f"{{id: {name}, title: {name}, {more}}}"


def result(objectives, answers, date="2026-11-22", reviewed=False, framework=FRAMEWORK):
    def text(y):
        return yaml.load(y, yaml.BaseLoader)

    assessment = {"organisation": {"type": "trust"}, "date": date, "answers": text(answers)}
    return marks.Marker(text(framework % ", ".join(objectives)), assessment, reviewed).result()


def one(questions, answers, **more):
    """The mark of one objective with these questions."""
    return result([objective("o", *questions)], answers, **more)["objectives"][0]


ABC = [question("A"), question("B"), question("C")]


class Score(unittest.TestCase):
    def test_weights_on_questions_and_objectives(self):
        got = result(
            [objective("o", question("A", "weight: 3"), question("B")), objective("p", question("C"), weight=0.5)],
            "{A: {answer: 4}, B: {answer: 2}, C: {answer: 1}}",
        )
        self.assertEqual(got["objectives"][0]["score"], Fraction(7, 2))  # (3·4 + 1·2) / 4
        self.assertEqual(got["overall"]["score"], Fraction(2666666667, 10**9))  # (1·3.5 + 0.5·1) / 1.5

    def test_snapped_before_it_is_floored(self):
        got = result(
            [objective("o", *ABC), objective("p", question("D"), question("E"), question("F"))],
            "{A: {answer: 3}, B: {answer: 3}, C: {answer: 2}, D: {answer: 3}, E: {answer: 3}, F: {answer: 4}}",
        )
        # 8/3 and 10/3, so 3 exactly; a float64 mean of means can come out just below
        self.assertEqual(got["objectives"][0]["score"], Fraction(2666666667, 10**9))
        self.assertEqual((got["overall"]["score"], got["overall"]["level"]), (3, 3))

    def test_snap_rounds_halves_away_from_zero(self):
        half = Fraction(5, 10**10)
        self.assertEqual(marks_number.snap(half), Fraction(1, 10**9))
        self.assertEqual(marks_number.snap(-half), Fraction(-1, 10**9))
        self.assertEqual(marks_number.snap(half - Fraction(1, 10**12)), 0)

    def test_unanswered_and_not_applicable(self):
        got = one(ABC, "{A: {answer: 2}, C: {not_applicable: because}}")
        self.assertEqual((got["score"], got["low"], got["high"]), (2, 1, 3))
        self.assertEqual((got["answered"], got["applicable"], got["not_applicable"], got["total"]), (1, 2, 1, 3))
        self.assertIs(got["provisional"], True)

    def test_nothing_answered(self):
        got = one(ABC, "{A: {target: 3}}")
        self.assertEqual((got["score"], got["low"], got["high"], got["level"], got["weakest"]), (None, 0, 4, 0, None))

    def test_no_applicable_question(self):
        got = result([objective("o", question("A")), objective("p", question("B"))], "{A: {not_applicable: x}, B: {answer: 3}}")
        empty = got["objectives"][0]
        for name in ("score", "low", "high", "level", "weakest", "target", "gap", "percent_to_target", "rag", "final_gap"):
            self.assertIsNone(empty[name], name)
        self.assertEqual((empty["gap_sum"], empty["target_sum"], empty["held_back_by"], empty["provisional"]), (0, 0, [], False))
        self.assertEqual((got["overall"]["score"], got["overall"]["level"]), (3, 3))

    def test_a_question_for_another_type_counts_nowhere(self):
        got = one([question("A"), question("B", "for: [practice]"), question("C", "for: [icb, trust]")],
                  "{A: {answer: 2}, B: {answer: 0}, C: {answer: 4}}")
        self.assertEqual((got["score"], got["total"]), (3, 2))
        self.assertEqual([q["id"] for q in got["children"]], ["A", "C"])

    def test_weakest_is_the_first_of_equals_and_has_a_score(self):
        got = one(ABC + [question("D")], "{B: {answer: 3}, C: {answer: 1}, D: {answer: 1}}")
        self.assertEqual(got["weakest"], "C")


class Level(unittest.TestCase):
    questions = [question("A", "core: true"), question("B", "core: true"), question("C"), question("D")]

    def level(self, answers):
        got = one(self.questions, answers)
        return got["level"], got["held_back_by"]

    def test_core_gate_alone(self):
        # low 3, core least 1: only the core question below 2 holds it back, not C with its 1
        self.assertEqual(self.level("{A: {answer: 1}, B: {answer: 4}, C: {answer: 3}, D: {answer: 4}}"), (1, ["A"]))
        self.assertEqual(self.level("{A: {answer: 1}, B: {answer: 4}, C: {answer: 1}, D: {answer: 4}}"), (1, ["A"]))

    def test_floor_alone(self):
        # low 8/4 = 2, core least 3: what is below 3
        self.assertEqual(self.level("{A: {answer: 3}, B: {answer: 3}, C: {answer: 1}, D: {answer: 1}}"), (2, ["C", "D"]))

    def test_both(self):
        # low 9/4, core least 2: everything below 3, core or not
        self.assertEqual(self.level("{A: {answer: 2}, B: {answer: 3}, C: {answer: 2}, D: {answer: 2}}"), (2, ["A", "C", "D"]))

    def test_unanswered_counts_as_least(self):
        self.assertEqual(self.level("{A: {answer: 4}, C: {answer: 4}, D: {answer: 4}}"), (0, ["B"]))

    def test_not_applicable_core_is_no_gate(self):
        self.assertEqual(self.level("{A: {not_applicable: x}, B: {answer: 3}, C: {answer: 3}, D: {answer: 4}}"), (3, ["B", "C"]))

    def test_nothing_holds_back_the_top(self):
        self.assertEqual(self.level("{A: {answer: 4}, B: {answer: 4}, C: {answer: 4}, D: {answer: 4}}"), (4, []))

    def test_no_level_without_whole_numbers(self):
        got = one([question("A", "options: [{key: no, value: 0}, {key: half, value: 0.5}, {key: 1, value: 1}, {key: 3, value: 3}]")],
                  "{A: {answer: half}}")
        self.assertEqual((got["score"], got["level"], got["held_back_by"]), (Fraction(1, 2), None, []))


class Target(unittest.TestCase):
    questions = [question("A", "core: true"), question("B"), question("C", "weight: 2")]

    def test_line_in_force_own_target_and_final(self):
        got = one(self.questions, "{A: {answer: 1}, B: {answer: 4}, C: {answer: 0, target: 4}}")
        # targets 2, 1, 4 (own); gaps 1, 0, 4; weights 1, 1, 2
        self.assertEqual((got["target"], got["gap"]), (Fraction(11, 4), Fraction(9, 4)))
        self.assertEqual((got["target_sum"], got["gap_sum"], got["percent_to_target"]), (7, 5, Fraction(2, 7)))
        # final 3, 3, 3 for all: gaps 2, 0, 3
        self.assertEqual((got["final_target"], got["final_gap"]), (3, 2))
        self.assertEqual((got["rag"], got["provisional"]), ("red", False))

    def test_dates(self):
        for date, want in [("2027-03-31", 2), ("2027-04-01", 3), ("2030-03-31", 3), ("2031-01-01", 3)]:
            got = one([question("A", "core: true")], "{A: {answer: 0}}", date=date)
            self.assertEqual(got["target"], want, date)

    def test_unanswered_counts_as_least_in_the_gap(self):
        got = one(self.questions[:2], "{B: {answer: 1}}")
        self.assertEqual((got["target"], got["gap"], got["gap_sum"]), (Fraction(3, 2), 1, 2))

    def test_rag(self):
        for answers, want in [
            ("{A: {answer: 2}, B: {answer: 1}}", "green"),
            ("{A: {answer: 1}, B: {answer: 1}}", "amber"),  # gap 0.5
            ("{A: {answer: 0}, B: {answer: 1}}", "red"),  # gap exactly 1
            ("{A: {answer: 1}}", "grey"),  # B unanswered: gap 1 or 0.5, red or amber
            ("{A: {answer: 0}}", "red"),  # gap 1.5 or 1, red either way
        ]:
            self.assertEqual(one(self.questions[:2], answers)["rag"], want, answers)

    def test_nothing_above_the_target_is_earned(self):
        # the target-profile vector "one short": actual 4, 4, 1 against 2, 2, 2
        got = one(ABC, "{A: {answer: 4, target: 2}, B: {answer: 4, target: 2}, C: {answer: 1, target: 2}}")
        self.assertEqual(got["percent_to_target"], Fraction(5, 6))

    def test_target_of_nothing_is_reached(self):
        got = one([question("A")], "{A: {answer: 0, target: 0}}")
        self.assertEqual((got["percent_to_target"], got["rag"]), (1, "green"))

    def test_no_target_at_all(self):
        got = one([question("A")], "{A: {answer: 1}}", framework=FRAMEWORK.replace("targets:", "other:"))
        for name in ("target", "gap", "percent_to_target", "rag", "final_target", "final_gap"):
            self.assertIsNone(got[name], name)


class Review(unittest.TestCase):
    answers = """
    A: {answer: 3, strength: stated, review: {of: 3, answer: 1}}
    B: {answer: 3, strength: document, review: {of: 3, answer: 3}}
    C: {answer: 3, strength: sampled, review: {of: 2, answer: 0}}
    D: {strength: document}
    """

    def test_counts(self):
        got = one(ABC + [question("D")], self.answers)
        self.assertEqual((got["reviewed"], got["differs"], got["evidenced"], got["score"]), (2, 1, 2, 3))

    def test_reviewed_uses_what_is_not_stale(self):
        got = one(ABC + [question("D")], self.answers, reviewed=True)
        self.assertEqual(got["score"], Fraction(2333333333, 10**9))
        self.assertEqual((got["reviewed"], got["differs"], got["evidenced"]), (2, 1, 2))


class Reducers(unittest.TestCase):
    def test_sum_from_its_start(self):
        framework = FRAMEWORK.replace("score: mean", "score: {sum: {start: 110}}\nunanswered: least")
        got = result([objective("o", question("A", "weight: 3"), question("B"))], "{A: {answer: 2}}", framework=framework)
        self.assertEqual((got["overall"]["score"], got["overall"]["high"]), (116, 120))  # the start is not inherited
        self.assertEqual(got["objectives"][0]["score"], 6)
        # targets 1 and 1, so 110 + 3 + 1; gaps 0 and 1
        self.assertEqual((got["overall"]["target"], got["overall"]["gap"], got["overall"]["level"]), (114, 1, None))

    def test_least_counts_what_is_unanswered(self):
        framework = FRAMEWORK.replace("score: mean", "score: min")
        got = one(ABC, "{A: {answer: 3}, B: {answer: 1, target: 4}, C: {not_applicable: x}}", framework=framework)
        self.assertEqual((got["score"], got["level"], got["gap"], got["weakest"]), (1, 1, 3, "B"))
        self.assertEqual(one(ABC, "{A: {answer: 3}}", framework=framework)["score"], 0)

    def test_levels(self):
        framework = FRAMEWORK.replace("score: mean", "score: {levels: {share: 0.5}}").replace("targets:", "other:")
        options = "options: [{key: no, value: 0}, {key: yes, value: 1}]"
        questions = [question(id, f"at: [{at}], {options}") for id, at in (("A", "1"), ("B", "1"), ("C", "2, 3"))]
        got = one(questions, "{A: {answer: yes}, B: {answer: no}}", framework=framework)
        self.assertEqual((got["score"], got["high"], got["level"], got["held_back_by"]), (1, 3, 1, ["C"]))
        got = one(questions, "{A: {answer: yes}, B: {answer: no}, C: {not_applicable: x}}", framework=framework)
        self.assertEqual((got["score"], got["held_back_by"]), (3, []))

    def test_what_does_not_apply_counts_as_met(self):
        framework = FRAMEWORK.replace("score: mean", "score: mean\nnot_applicable: met")
        got = one(ABC, "{A: {not_applicable: x}, B: {answer: 2}, C: {answer: 0}}", framework=framework)
        self.assertEqual((got["score"], got["weakest"], got["gap"]), (2, "C", Fraction(333333333, 10**9)))


class Status(unittest.TestCase):
    framework = FRAMEWORK.replace("scale: [{key: 0, value: 0}", "scale: [{key: 0, value: 0, tags: [failed]}").replace(
        "score: mean",
        "score: none\nstatus: {rules: [{all: must, at_least: 4, is: passed}, {any: failed, is: failed}], else: neither}")
    questions = [question("A", "tags: [must]"), question("B", "tags: [must]")]

    def status(self, answers):
        got = result([objective("o", *self.questions)], answers, framework=self.framework)["overall"]
        return got["status"], got["low_status"], got["high_status"]

    def test_rules(self):
        self.assertEqual(self.status("{A: {answer: 4}, B: {answer: 4}}"), ("passed", "passed", "passed"))
        self.assertEqual(self.status("{A: {answer: 4}, B: {answer: 3}}"), ("neither", "neither", "neither"))
        self.assertEqual(self.status("{A: {answer: 0}, B: {not_applicable: x}}"), ("failed", "failed", "failed"))
        self.assertEqual(self.status("{A: {answer: 4}, B: {not_applicable: x}}"), ("passed", "passed", "passed"))

    def test_what_is_open(self):
        self.assertEqual(self.status("{}"), (None, "failed", "passed"))
        self.assertEqual(self.status("{A: {answer: 4}}"), ("neither", "failed", "passed"))
        self.assertEqual(self.status("{A: {answer: 0}}"), ("failed", "failed", "failed"))

    def test_ticks(self):
        options = "[{key: n, tags: [bad]}, {key: a, tags: [good]}, {key: b, tags: [good]}]"
        rules = "{rules: [{any: bad, is: not met}, {all: good, is: met}], else: not met}"
        ticks = question("Q", f"pick: many, options: {options}, status: {rules}")
        for answers, want in [("[a, b]", "met"), ("[a, b, n]", "not met"), ("[]", "not met")]:
            got = result([objective("o", ticks)], f"{{Q: {{answer: {answers}}}}}", framework=FRAMEWORK.replace("score: mean", "score: none"))
            self.assertEqual(got["objectives"][0]["children"][0]["status"], want, answers)
            self.assertEqual(got["overall"]["statuses"], [{"status": want, "count": 1}])


class Compare(unittest.TestCase):
    def setUp(self):
        got = result([objective("o", *ABC)], "{A: {answer: 1}, B: {answer: 2}, C: {answer: 4}}")
        self.want = marks.printable({"date": "2026-11-22", "target_by": "2027-03-31", "final_target_by": "2030-03-31", **got})
        self.got = copy.deepcopy(self.want)

    def differences(self):
        return list(marks.differences(self.want, self.got))

    def test_same(self):
        self.assertEqual(self.differences(), [])

    def test_within_a_billionth(self):
        self.got["overall"]["score"] += 9e-10
        self.assertEqual(self.differences(), [])
        self.got["overall"]["score"] += 9e-10
        self.assertEqual(len(self.differences()), 1)

    def test_each_difference_is_told(self):
        self.got["overall"]["held_back_by"] = None
        del self.got["objectives"][0]["rag"]
        self.got["objectives"][0]["children"][1]["score"] = None
        self.got["objectives"][0]["children"][2]["provisional"] = 0
        self.got["objectives"][0]["children"].pop(0)
        told = "\n".join(self.differences())
        for part in ('overall held_back_by: null, want ["A", "B"]', "o rag: missing", 'o children: ["B", "C"]',
                     "B score: null, want 2", "C provisional: 0, want false"):
            self.assertIn(part, told)
        self.assertEqual(len(self.differences()), 5)


if __name__ == "__main__":
    unittest.main()
