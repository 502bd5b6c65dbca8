"""What a file comes to for one athlete is taken for another only where it is the same."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import codes, compiled
from tests.strategies import THOROUGH
from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import Compilation
from workoutc.model import ends, walk
from workoutc.reuse import whole
from workoutc.sports import Kind

STRONG, WEAK = Athlete(ftp=Decimal(320)), Athlete(ftp=Decimal(150))
ATHLETES = (
    UNKNOWN,
    STRONG,
    WEAK,
    Athlete(ftp=Decimal(150), lthr=Decimal(170)),
    Athlete(ftp=Decimal(150), w_prime=Decimal(9000)),
    Athlete(ftp=Decimal(320), power_zones=(60, 80, 100)),
    Athlete(max_hr=Decimal(190), threshold_pace={Kind.RUN: Decimal(4)}),
    Athlete(ftp=Decimal(320), sports={Kind.RUN: Athlete(ftp=Decimal(250))}),
)
NAMES: tuple[Mapping[str, str], ...] = ({}, {"hard": "270w"}, {"hard": "105%"}, {"on": "95%"})

LETS = ("", "let on = 95%\n\n", "let on = {ftp * 0.9}\n\n", "let on = 250w\n\n", "let on = Z4\n\n")
STEPS = (
    "- {time} {on}", "- {time} 60%", "- 5m {hard}", "- 20m 200w", "- 5m 90% LTHR", "- 10m 150bpm",
    "- {time} Z7", "- 1km 4:30/km", "- 10m {ftp}", "- 10m {indoor_ftp}", "- hot 10m 500%",
)  # fmt: skip
HEADS = ("", "sport: Run\n", "sport: VirtualRide\n", "indoor: yes\n", "> {hard}\n")
ENTRIES = ("easy", "easy(time = {30m + 5m * week})", "easy as again", 'note "{hard}"', "race A x")
texts = st.builds(
    lambda let, head, steps, entries: (
        f"{let}workout: Easy\nid: easy\n{head}with: time = 1h\n"
        + "\n".join(steps)
        + "\n\nplan: Winter\nstart: 2027-01-04\n\nweek 1-2\n"
        + "\n".join(f"{day}: {entry}" for day, entry in zip(("mon", "tue"), entries, strict=False))
        + "\n"
    ),
    st.sampled_from(LETS),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(STEPS), min_size=1, max_size=2),
    st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=2),
)
settings = st.tuples(
    st.sampled_from(ATHLETES), st.sampled_from(NAMES), st.sampled_from(("Ride", "Run"))
)


def alone(text: str, **setting: object) -> Compilation:
    """Compiled with nothing kept of anybody before."""
    whole._kept.cache_clear()
    return compiled(text, **setting)  # type: ignore[arg-type]


@THOROUGH
@given(texts, st.lists(settings, min_size=2, max_size=4))
def test_whoever_came_before_a_file_comes_to_the_same(
    text: str, people: list[tuple[Athlete, Mapping[str, str], str]]
) -> None:
    each = [{"athlete": a, "names": names, "sport": sport} for a, names, sport in people]
    apart = [alone(text, **setting) for setting in each]
    whole._kept.cache_clear()
    for setting, expected in zip(each, apart, strict=True):
        # Places count too, which are outside equality.
        assert repr(compiled(text, **setting)) == repr(expected)  # type: ignore[arg-type]


PLAN = "\nplan: Winter\nstart: 2027-01-04\n\nweek 1-2\ntue: easy(time = {30m + 5m * week})\n"


def plan(step: str) -> str:
    return f"workout: Easy\nid: easy\nwith: time = 1h\n- {{time}} {step}\n{PLAN}"


def test_a_plan_that_asks_nothing_of_the_athlete_is_written_out_once() -> None:
    first, second = (compiled(plan("90-95%"), athlete=athlete) for athlete in (STRONG, WEAK))
    assert first.plans[0] is second.plans[0]
    assert (first.athlete, second.athlete) == (STRONG, WEAK)


def test_a_plan_that_asks_for_a_threshold_is_each_ones_own() -> None:
    text = plan("{ftp * 0.5}")
    for athlete, watts in ((STRONG, 160), (WEAK, 75), (STRONG, 160)):
        event = compiled(text, athlete=athlete).planned[0]
        (target,) = (target for step in walk(event.items) for target in step.targets)
        assert ends(target.level) == (Decimal(watts),)


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ({"athlete": Athlete(lthr=Decimal(170))}, "W322"),
        ({"athlete": STRONG, "names": {"time": "1h"}}, "E259"),
        ({"athlete": STRONG, "given": {"time": "3 apples"}}, "E264"),
    ],
)
def test_who_comes_later_is_told_all_the_same(setting: dict[str, object], code: str) -> None:
    text = plan("90-95%")
    assert codes(compiled(text, athlete=STRONG)) == []
    assert code in codes(compiled(text, **setting))  # type: ignore[arg-type]
