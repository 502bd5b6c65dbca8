"""What holds for any text, any value and any line."""

import re
from fractions import Fraction
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tests.expressions import SCOPE, valued
from tests.strategies import AWKWARD, THOROUGH
from workoutc.diagnostic import Diagnostic
from workoutc.expression import Filled, Quantity, Value, filled, holes, read, text_of, value_of
from workoutc.expression.operations import ADDED, SCALED
from workoutc.expression.spelling import settled
from workoutc.expression.values import COUNT, TIME, Kind, Measure
from workoutc.model import LengthUnit, Unit
from workoutc.source import Span
from workoutc.units import PACE_METRES

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
PIECES = (
    *AWKWARD, *SCOPE, "{", "}", "{n}", "{on}", "{lo}-{hi}", "{t}", "{word}", "{nope}", "+", "-",
    " - ", "*", "/", "(", ")", ",", "min(", "round(", "pick(", "x", "–", " ", "0", "1 / 3", "LTHR",
    "%", "²", "٣", "9999999", "0.0000001",
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
)
numbers = st.builds(
    lambda whole, part, parts: Fraction(whole) + Fraction(part % parts, parts),
    st.integers(0, 2999), st.integers(0, 59), st.integers(1, 60),
)  # fmt: skip
zones = st.lists(st.integers(1, 9).map(Fraction), min_size=1, max_size=2).map(tuple)
one_end = st.tuples(numbers)
ends_of_any = st.lists(numbers, min_size=1, max_size=2).map(tuple)


def measures(*kinds: Kind) -> st.SearchStrategy[Measure]:
    return st.sampled_from([each for each in MEASURES if each.kind in kinds])


MEASURES = (
    COUNT,
    TIME,
    *(Measure(Kind.DISTANCE, unit) for unit in LengthUnit),
    Measure(Kind.WATTS, Unit.WATTS),
    Measure(Kind.BPM, Unit.BPM),
    Measure(Kind.RPM, Unit.RPM),
    Measure(Kind.PERCENT, Unit.PERCENT_FTP, bare=True),
    Measure(Kind.PERCENT, Unit.PERCENT_FTP),
    Measure(Kind.PERCENT, Unit.PERCENT_LTHR),
    Measure(Kind.PERCENT, Unit.PERCENT_MAX_HR),
    Measure(Kind.PERCENT, Unit.PERCENT_PACE),
    Measure(Kind.PERCENT, Unit.PERCENT_MMP),
    Measure(Kind.PERCENT, Unit.PERCENT_MMP, over=300),
    *(Measure(Kind.PACE, unit) for unit in PACE_METRES),
    Measure(Kind.PACE, Unit.PACE_DEFAULT),
)
ZONES = (
    Measure(Kind.ZONE, Unit.POWER_ZONE, bare=True),
    Measure(Kind.ZONE, Unit.POWER_ZONE),
    Measure(Kind.ZONE, Unit.HR_ZONE),
    Measure(Kind.ZONE, Unit.PACE_ZONE),
    Measure(Kind.ZONE, Unit.CUSTOM_ZONE),
)
NO_RANGE = (Kind.TIME, Kind.DISTANCE)


@cache  # made anew for each example, strategies are checked anew, which takes longer than to draw
def quantities(measure: Measure | None = None) -> st.SearchStrategy[Quantity]:
    """A value of any kind, often a range where there are ranges."""
    if measure is None:
        in_zones = st.builds(Quantity, st.sampled_from(ZONES), zones)
        of_any = st.sampled_from(MEASURES).flatmap(quantities)
        return st.integers(0, 5).flatmap(lambda number: of_any if number else in_zones)
    if measure.kind in NO_RANGE:
        return single(measure)
    if measure == COUNT:
        rounded = ends_of_any.map(lambda ends: tuple(sorted(round(end, 3) for end in ends)))
        return rounded.map(lambda ends: Quantity(COUNT, ends))
    return ends_of_any.map(lambda ends: Quantity(measure, ends))


@cache
def single(measure: Measure) -> st.SearchStrategy[Quantity]:
    return one_end.map(lambda ends: Quantity(measure, ends))


def inside(found: tuple[Diagnostic, ...], start: int, end: int) -> None:
    for each in found:
        edits = each.fix.edits if each.fix else ()
        spans = [each.span, *(edit.span for edit in edits), *(n.span for n in each.notes if n.span)]
        assert all(start <= span.start <= span.end <= end for span in spans), each


@THOROUGH
@given(texts)
def test_any_text_is_an_expression_or_faults_inside_it(text: str) -> None:
    value = valued(text, SCOPE)
    if isinstance(value, tuple):
        inside(value, 0, len(text))
    else:
        assert text_of(value)
    expression = read(text)
    if not isinstance(expression, tuple):
        inside(expression.warnings, 0, len(text))
        assert all(text[span.start : span.end] == name for name, span in expression.names)


@THOROUGH
@given(texts, st.booleans())
def test_any_line_is_filled_or_has_faults_inside_it(text: str, prose: bool) -> None:
    line = filled(text, 1000, SCOPE, prose=prose)
    inside(line.diagnostics, 1000, 1000 + len(text))
    assert [hole.span for hole in holes(text, prose=prose).holes] == sorted(
        hole.span for hole in holes(text, prose=prose).holes
    )
    leads_back(line, text)


def leads_back(line: Filled, source: str) -> None:
    """All but the values stands in the source as it does in the filled text."""
    at = 0
    for place in (*line.places, None):
        end = place.start if place else len(line.text)
        if at < end:
            start_there, end_there = line.at(Span(at, end))
            assert line.text[at:end] == source[start_there - 1000 : end_there - 1000]
        at = place.end if place else end


@THOROUGH
@given(texts)
def test_any_text_behind_let_is_a_value_or_has_faults_inside_it(text: str) -> None:
    value = value_of(text, 1000, SCOPE)
    if isinstance(value, tuple):
        inside(value, 1000, 1000 + len(text))


@THOROUGH
@given(quantities())
def test_what_is_written_is_read_as_the_same_value(value: Quantity) -> None:
    if value.kind in (Kind.COUNT, Kind.ZONE):
        assert settled(value) == value
    assert same(text_of(value), settled(value))


def same(text: str, value: Value) -> bool:
    return valued(text, {}) == value


@THOROUGH
@given(quantities())
def test_what_is_written_fills_a_hole_with_itself(value: Quantity) -> None:
    line = filled("- 10m {x}", 0, {"x": value})
    assert line.diagnostics == () or line.diagnostics[0].code == "E234"
    assert not line.whole or line.text == f"- 10m {text_of(value)}"


@THOROUGH
@given(measures(*ADDED).flatmap(cache(lambda m: st.tuples(single(m), single(m), single(m)))))
def test_sums_obey_the_laws(values: tuple[Quantity, Quantity, Quantity]) -> None:
    scope: dict[str, Value | None] = dict(zip("abc", values, strict=True))
    assert valued("a + b", scope) == valued("b + a", scope)
    assert valued("(a + b) + c", scope) == valued("a + (b + c)", scope)
    assert valued("a + b - b", scope) == values[0]
    assert valued("a - -b", scope) == valued("a + b", scope)
    assert valued("min(a, b)", scope) == valued("min(b, a)", scope)
    assert valued("max(min(a, b), a)", scope) == values[0]


@THOROUGH
@given(
    measures(*SCALED).flatmap(cache(lambda m: st.tuples(single(m), single(m)))),
    st.integers(1, 50),
    st.integers(1, 50),
)
def test_products_obey_the_laws(values: tuple[Quantity, Quantity], n: int, k: int) -> None:
    counts = {"n": Quantity(COUNT, (Fraction(n),)), "k": Quantity(COUNT, (Fraction(k),))}
    scope: dict[str, Value | None] = {"a": values[0], "b": values[1], **counts}
    assert valued("a * n", scope) == valued("n * a", scope)
    assert valued("a * n / n", scope) == values[0]
    assert valued("a / n * k", scope) == valued("a * k / n", scope)
    assert valued("(a + b) * n", scope) == valued("a * n + b * n", scope)
    if values[0].ends[0]:
        assert valued("a * n / a", scope) == counts["n"]


@THOROUGH
@given(measures(*ADDED).flatmap(cache(lambda m: st.tuples(quantities(m), single(m)))))
def test_rounding_gives_the_nearest_multiple(values: tuple[Quantity, Quantity]) -> None:
    scope: dict[str, Value | None] = {"x": values[0], "step": values[1]}
    found, step = valued("round(x, step)", scope), values[1].ends[0]
    if isinstance(found, tuple):
        assert [fault.code for fault in found] == ["E244"]
        return
    assert isinstance(found, Quantity)
    for end, before in zip(found.ends, values[0].ends, strict=True):
        assert (end / step).denominator == 1
        assert -step / 2 < end - before <= step / 2
    scope["x"] = found
    assert valued("round(x, step)", scope) == found


def calculations() -> st.SearchStrategy[str]:
    """Sums and products of plain numbers, with parentheses or without."""
    number = st.sampled_from(("0", "1", "2", "0.5", "12", "n"))

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        sign = st.sampled_from((" + ", " - ", " * ", " / ", "+", "*", "/"))
        chain = st.tuples(inner, sign, inner).map("".join)
        return chain | chain.map("({})".format) | inner.map("-({})".format)

    return st.recursive(number, around, max_leaves=12)


@THOROUGH
@given(calculations())
def test_a_calculation_comes_to_what_python_makes_of_it(text: str) -> None:
    value = valued(text, {"n": Quantity(COUNT, (Fraction(3),))})
    names = {"n": Fraction(3), "Fraction": Fraction}
    exact = NUMBER.sub(lambda number: f"Fraction('{number[0]}')", text)
    try:
        expected = eval(exact, names)
    except ZeroDivisionError:
        assert isinstance(value, tuple)
        assert {fault.code for fault in value} == {"E232"}
    else:
        assert value == Quantity(COUNT, (expected,))
