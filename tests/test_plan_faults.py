"""Plans that are written wrongly: each fault once, and all of them in one run."""

import pytest

from tests.plans import EASY, codes, compiled, lines
from workoutc.fix import apply_fixes


@pytest.mark.parametrize("line", ["plan Winter", "Plan  Winter:", "plan = Winter", "plan - Winter"])
def test_a_plan_without_its_colon_is_one_fault_and_read_all_the_same(line: str) -> None:
    week = 'week 1-2\ntue: easy\nwed 18:00: easy\nsun: race B "x"\n'
    text = EASY + line + "\nid: winter\n# from the new year\n\nstart: 2027-01-04\n\n" + week
    found = compiled(text)
    assert lines(found) == [("E147", 6)]
    assert "`plan: Winter`" in (found.diagnostics[0].help or "")
    assert [p.name for p in found.plans] == ["Winter"]
    mended, _ = apply_fixes(text, [d.fix for d in found.diagnostics if d.fix])
    assert codes(compiled(mended)) == []


@pytest.mark.parametrize("line", ["plan to rest", "Plan your week"])
def test_prose_that_begins_with_plan_is_prose(line: str) -> None:
    assert codes(compiled(f"- 10m 60%\n\n{line}\n\nid: x\n")) == ["W301"]


def test_weeks_and_days_without_a_plan_are_one_fault() -> None:
    week = 'start: 2027-01-04\n\nweek 1\ntue: easy\nwed 18:00: easy\nsun: race A "x"\n'
    assert lines(compiled(EASY + week)) == [("E159", 6)]
    assert codes(compiled("- 10m 60%\n\nwed 18:00: easy\n")) == ["W301"]


def test_all_faults_of_a_plan_are_told_in_one_run() -> None:
    text = (
        EASY + "plan: P\nid: p{week}\nend:\nweek 1\n> note\ntue easy\nwed easy\ntud: eazy\n"
        'fri: note "x" as wk{week}\nweek 0\nmon: esy\nweek 1\nsun: eesy\n'
    )
    assert lines(compiled(text)) == [
        ("E219", 7), ("E219", 8), ("E150", 10), ("E150", 11), ("E150", 12), ("E152", 13),
        ("E270", 13), ("E157", 14), ("E274", 15), ("E270", 16), ("E275", 17), ("E270", 18),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines_", "message", "help_"),
    [
        ("start: soon\nweek 1\nmon: easy", "`soon` is not a date", "year-month-day: `2027-01-04`"),
        ("end:\nweek 1\nmon: easy", "`end:` is empty", "year-month-day: `2027-01-04`"),
        ("start: 2027-01-04", "the plan has no weeks", "write `week 1` and its days below"),
        ("id: p{week}\nstart: 2027-01-04\nweek 1\nmon: easy", "`p{week}` is not an id", "no holes"),
    ],
)
def test_a_plan_is_told_what_it_lacks(lines_: str, message: str, help_: str) -> None:
    (found,) = compiled(EASY + f"plan: P\n{lines_}\n").diagnostics
    assert found.message == message
    assert help_ in (found.help or "")
    assert ":30" not in (found.help or "")
    assert found.fix is None


def test_prose_that_begins_with_plan_is_one_fault() -> None:
    found = compiled("workout: A\n- 10m 75%\nPlan: hold it\n- 5m 80%\n- 5m 80%\n")
    assert lines(found) == [("E276", 3)]
