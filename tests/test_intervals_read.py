"""Intervals.icu's own reading of its text, rule by rule, on texts written for the purpose."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.native import WORDS, power
from workoutc.athlete import Athlete
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read
from workoutc.sports import Kind

RUNNER = Athlete(threshold_pace={Kind.RUN: Decimal(4)})


BLOCK = """\
Steady work today.
Second line of it.

Not shown.

Warmup
- 10m 50%

Main set 3x
- On 3m 110%
- Off 2m 50%

- 5m 50%
"""


def test_a_document_is_sections_repeats_and_steps() -> None:
    on = {"text": "On", "duration": 180, "power": power(110)}
    off = {"text": "Off", "duration": 120, "power": power(50)}
    assert read(BLOCK) == {
        "steps": [
            {"duration": 600, "power": power(50), "warmup": True},
            {
                "text": "Main set 3x",
                "reps": 3,
                "steps": [on, off],
                "duration": 900,
                "distance": 0,
            },
            {"duration": 300, "power": power(50)},
        ],
        "duration": 1800,
        "distance": 0,
        "description": "Steady work today.\nSecond line of it.",
    }


def test_line_ends_tabs_and_trailing_blanks_change_nothing() -> None:
    untidy = BLOCK.replace("\n", " \t\r\n").replace("- ", "\t-")
    assert read(untidy)["steps"] == read(BLOCK)["steps"]


@pytest.mark.parametrize("header", ["4x", "Set 4X", "3 × 2min at CP 4 x  ", "Set4x", "04x"])
def test_a_header_that_ends_in_a_count_repeats(header: str) -> None:
    block = read(f"{header}\n- 1m 90%")["steps"][0]
    assert (block["reps"], block["text"], block["duration"]) == (4, header.strip(), 240)


@pytest.mark.parametrize(
    "header", ["4×", "4x easy", "x", "Relax", "4x\n", "9999999999x", "4x\nSet"]
)
def test_what_is_no_repeat_header_leaves_the_steps_flat(header: str) -> None:
    assert read(f"{header}\n- 1m 90%")["steps"] == [{"duration": 60, "power": power(90)}]


def test_the_last_line_above_the_first_kept_step_is_the_header() -> None:
    doc = read("Set\n3x\n- without a length\n2x\n- 1m 90%\n5x\n- 2m 50%")
    assert [(block["reps"], len(block["steps"])) for block in doc["steps"]] == [(2, 2)]


def test_a_repeat_with_nothing_in_it_is_nothing() -> None:
    assert read("3x\n- without a length") == {"steps": [], "duration": 0, "distance": 0}


def test_a_lost_header_sends_its_indented_steps_to_the_end() -> None:
    text = "- A 1m 50%\nSet 3x\n  - B 2m 90%\n  - C 3m 60%\n- D 4m 50%\n  - E 5m 50%"
    doc = read(text)
    assert [found["text"] for found in doc["steps"]] == ["A", "D", "E", "B", "C"]
    assert doc["duration"] == 900


@pytest.mark.parametrize(
    ("header", "flag"),
    [("WARMUP", "warmup"), ("Warm-up ", "warmup"), ("cool down", "cooldown")],
)
def test_a_flag_header_marks_every_step_of_its_chunk(header: str, flag: str) -> None:
    doc = read(f"{header}\n- 1m 50%\n- 2m 60%\n\n- 3m 70%")
    assert [found.get(flag, False) for found in doc["steps"]] == [True, True, False]


@pytest.mark.parametrize("header", ["Warmup:", "Einfahren", "Warmup easy"])
def test_other_headers_mark_nothing(header: str) -> None:
    assert read(f"{header}\n- 1m 50%")["steps"] == [{"duration": 60, "power": power(50)}]


def test_prose_makes_no_steps() -> None:
    doc = read("Do 3 x 8 min at 75%.\n* 10m 75%\n– 5m 50%\n-\n10m 60%")
    assert doc["steps"] == []


def test_option_lines_are_options() -> None:
    doc = read("Category: Drills\nSwim relaxed.\nPower: as you feel\n\nPool length: 25m\n\n- 50mtr")
    assert doc["options"] == {"category": "Drills", "pool_length": "25m"}
    assert doc["description"] == "Swim relaxed.\nPower: as you feel"


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ("1km 80% Pace", 312),  # 312.5: a second that is only begun doesn't count
        ("1km 70-90% Pace", 312),
        ("1km Z2 Pace", 300),  # the middle of 78.5 and 87.7 %
        ("1km 5:00-4:00/km Pace", 270),
        ("1km 250w", 250),
        ("1km", 250),
    ],
)
def test_a_distance_takes_its_time(body: str, seconds: int) -> None:
    doc = read(f"2x\n- {body}", "Run", RUNNER)
    assert doc["steps"][0]["steps"][0]["duration"] == seconds
    assert (doc["duration"], doc["distance"]) == (2 * seconds, 2000)


def test_a_distance_at_an_unknown_pace_has_no_time_except_on_a_ride() -> None:
    assert read("- 2km 90% Pace", "Run") == {
        "steps": [{"distance": 2000, "pace": power(90, units="%pace")}],
        "duration": 0,
        "distance": 2000,
    }
    assert read("- 2km 90% Pace", "Ride")["duration"] == 240


@pytest.mark.parametrize(
    ("body", "metres"),
    [
        ("10m 70-80% Pace", 1800),
        ("10m Z2 Pace", Decimal("1994.4")),
        ("10m 5:00/km Pace", 2000),
        ("10m 7:00/km Pace", Decimal("1428.5714")),
        ("10m 90%", 0),
        ("10m Z9 Pace", 0),
        ("10m 0:00/km Pace", 0),
    ],
)
def test_a_timed_step_goes_as_far_as_its_pace(body: str, metres: int | Decimal) -> None:
    doc = read(f"- {body}", "Run", RUNNER)
    assert "distance" not in doc["steps"][0]
    assert doc["distance"] == metres


def test_what_is_handed_out_can_be_changed_safely() -> None:
    first = read("- Mine 1m 70%")
    first["steps"][0]["power"]["value"] = 1
    first["steps"][0]["text"] = "changed"
    assert read("- Mine 1m 70%")["steps"] == [
        {"text": "Mine", "duration": 60, "power": power(70)},
    ]


def test_json_keeps_digits_and_order() -> None:
    doc = read("- Über 1.25mi 62.5%", "Run")
    assert dumps(doc) == (
        '{"steps": [{"text": "Über", "distance": 2011.675, "power": {"value": 62.5, '
        '"units": "%ftp"}}], "duration": 0, "distance": 2011.675}'
    )
    assert json.loads(dumps([doc, True, None, []], indent=2), parse_float=Decimal) == [
        doc,
        True,
        None,
        [],
    ]
    assert dumps({"a": [1, {}]}, indent=2) == '{\n  "a": [\n    1,\n    {}\n  ]\n}'


def test_json_of_a_lone_surrogate_can_be_written() -> None:
    assert dumps("\ud800").encode("utf-8") == b'"\\ud800"'


def test_json_of_anything_else_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="float"):
        dumps({"a": 0.5})


HUGE = "9" * 5000
HOSTILE = [
    f"- {HUGE}m {HUGE}% {HUGE}rpm {HUGE}km {HUGE}:00 Pace 2m {HUGE}",
    f"{HUGE}x\n- 1m 50%",
    "999999999x\n" + "- 999999999.999999999km Z1 Pace\n- 999999999h\n" * 2000,
    "- " + "1" * 1_000_000,
    "- " + "1-" * 500_000,
    "- " + "1.1" * 300_000 + "w",
    "- 1" + " " * 1_000_000 + "x",
    "1x" + " " * 1_000_000 + "1x\n- 1m",
    "- 1m\n1x\n" * 20_000,
    "a:" * 500_000,
    "\0- 1m\n- \0 1m \0\n",
    "- 1\u00a0m 50%\n- ١m\n\u2028- 1m",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read(text: str) -> None:
    # Quadratic time would show: each takes well under a second, and would take hours.
    doc = read(text, "Run", RUNNER)
    assert json.loads(dumps(doc), parse_float=Decimal) == doc


@given(st.lists(WORDS).map(" ".join) | st.text())
def test_any_text_becomes_a_document(text: str) -> None:
    doc = read(text, "Run", RUNNER)
    assert json.loads(dumps(doc), parse_float=Decimal) == doc
    for found in doc["steps"]:
        for each in found.get("steps", [found]):
            assert each.get("duration") or each.get("distance")
