"""Holes in a line: where they stand, and what may stand around them."""

import pytest

from tests.expressions import line
from workoutc.expression import holes


def spans(text: str, *, prose: bool = False) -> list[str]:
    return [text[hole.span.start : hole.span.end] for hole in holes(text, prose=prose).holes]


def codes(text: str, *, prose: bool = False) -> list[tuple[str, str]]:
    found = holes(text, prose=prose).diagnostics
    return [(each.code, text[each.span.start : each.span.end]) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- 10m 75%", []),
        ("- {n}x", ["{n}"]),
        ("- {t} {on}", ["{t}", "{on}"]),
        ("- 10m {lo}-{hi} HR", ["{lo}-{hi}"]),
        ("- 10m {lo}–{hi}", ["{lo}–{hi}"]),
        ("- 10m {lo}-85% LTHR", ["{lo}-85% LTHR"]),
        ("- 10m {lo}-85% easy", ["{lo}-85%"]),
        ("- 10m {race}-3:30/km Pace", ["{race}-3:30/km Pace"]),
        ("- 10m 80-{hi}", ["{hi}"]),
        ("- 10m {lo} - {hi}", ["{lo}", "{hi}"]),
        ('- {pick(n, "a}", "{b")} 10m', ['{pick(n, "a}", "{b")}']),
        ('- {30" * 2} 10m', ['{30" * 2}']),
        ('- 30" {on} "hold {on}"', ["{on}", "{on}"]),
        ("- 3x ({t} {on}, {t} 50%)", ["{t}", "{on}", "{t}"]),
    ],
)
def test_holes_are_found(text: str, found: list[str]) -> None:
    assert spans(text) == found
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("- {n", "E127", "{"),
        ("- {n 10m {on}", "E127", "{"),
        ('- {"a} 10m', "E127", "{"),
        ("- {{n}}x", "E128", "{{n}}"),
        ("- {a + {b}} 10m", "E128", "{a + {b}}"),
        ("- {} 10m", "E129", "{}"),
        ("- { } 10m", "E129", "{ }"),
        ("- {n + } 10m", "E126", "+"),
        ("- 10m {lo}-85q", "E117", "85q"),
        ("- {n}m 75%", "E133", "{n}m"),
        ("- {n}% 10m", "E133", "{n}%"),
        ("- 10m {lo}% HR", "E133", "{lo}%"),
        ("- Hard{n} 10m", "E133", "Hard{n}"),
        ("- {n}nd 10m", "E133", "{n}nd"),
        ("- {n}xy 10m", "E133", "{n}xy"),
        ("- 1{n}m 75%", "E133", "1{n}m"),
        ("- {n}.5 10m", "E133", "{n}.5"),
        ("- {a}{b} 10m", "E133", "{a}{b}"),
        ("- 10m {lo}-{hi}-{lo}", "E133", "{lo}-{hi}-{lo}"),
        ("- 10m {lo}-easy", "E133", "{lo}-easy"),
    ],
)
def test_what_is_wrong_with_a_hole_is_told_once(text: str, code: str, place: str) -> None:
    assert codes(text) == [(code, place)]


@pytest.mark.parametrize(
    "text",
    ["- {n}x", "- {n}x (1m {on}, {t})", "-{n}x", "- 10m {lo}.", "- 10m {lo}, 90rpm", '"{n}m"',
     '- "{n}{n} of 5{n}" 10m', "@ -{t} \"x\"", "reps={n}", "({n})", "- {n}×"],
)  # fmt: skip
def test_what_may_stand_around_a_hole(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["Week{n}", "> {n}m {lo}-{hi}%", "{reps}x12", "{a}{b}"])
def test_in_prose_anything_may(text: str) -> None:
    assert codes(text, prose=True) == []
    assert all(hole.prose and len(hole.parts) == 1 for hole in holes(text, prose=True).holes)


@pytest.mark.parametrize(
    ("text", "better"),
    [("{n}m", "{n * 1m}"), ("{n + 1}km", "{(n + 1) * 1km}"), ("{lo}%", "{lo * 1%}")],
)
def test_a_unit_that_hangs_on_a_hole_goes_into_it(text: str, better: str) -> None:
    (fault,) = holes(text).diagnostics
    assert fault.fix is not None
    assert [edit.text for edit in fault.fix.edits] == [better]


def test_names_count_as_used_also_where_a_hole_cannot_stand() -> None:
    text = "- {n}m {lo}-{hi} {1 +}"
    names = holes(text).names
    assert [name for name, _ in names] == ["n", "lo", "hi"]
    assert [text[span.start : span.end] for _, span in names] == ["n", "lo", "hi"]


def test_braces_in_braces_are_mended() -> None:
    (fault,) = holes("- {{n}}x").diagnostics
    assert fault.fix is not None
    assert fault.fix.edits[0].text == "{n}"


def test_doubts_are_told_with_the_holes() -> None:
    assert codes("- {min(400m, t)} 60%") == [("W303", "400m")]
    assert line("- {min(400m, t)} 60%").whole


@pytest.mark.parametrize(
    "text",
    ["{n}" * 3000, "{" * 9000, "{n" * 4000, "{n}-" * 2500, "x{n}" * 2500, '{"' * 4000, '1"' * 4000,
     "{n} " * 2500, "a" * 9000 + "{n}", "{n}" + "a" * 9000, "{}" * 4000],
    ids=lambda text: text[:4],
)  # fmt: skip
def test_no_line_runs_away(text: str) -> None:
    for prose in (False, True):
        found = holes(text, prose=prose)
        assert all(0 <= d.span.start <= d.span.end <= len(text) for d in found.diagnostics)
