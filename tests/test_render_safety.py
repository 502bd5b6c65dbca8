"""What no source may do to a terminal: hide, reorder, overflow, or stop a report."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_render import METRES, TARGETS, TEXT, drawn, place
from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.render import FORMATS, render
from workoutc.render.visible import cells, cut, visible, wrapped
from workoutc.source import Source, Span


def summary(*report: tuple[str, tuple[Diagnostic, ...]]) -> str:
    """What stands below the last frame."""
    sources = [(Source(name, TEXT), faults) for name, faults in report]
    return render(sources, "text").rpartition("\n\n")[2]


WIDE = [
    ("- Série 漢字 20x", "20x", "1 | - Série 漢字 20x\n  |              ^^^ here\n"),
    ("- 漢字 20x", "漢", "1 | - 漢字 20x\n  |   ^^ here\n"),
    ("- e\u0301a\u0308 20x", "\u0308", "1 | - e\u0301a\u0308 20x\n  |    ^ here\n"),
    ("- 👩‍👧👍🏽🇫🇷🇩🇪 20x", "🇩🇪", "1 | - 👩‍👧👍🏽🇫🇷🇩🇪 20x\n  |         ^^ here\n"),
    ("- 1\ufe0f\u20e3 20x", "20x", "1 | - 1\ufe0f\u20e3 20x\n  |      ^^^ here\n"),
    ("\u0301a 20x", "20x", "1 | \u25cc\u0301a 20x\n  |    ^^^ here\n"),
]


@pytest.mark.parametrize(("text", "fault", "expected"), WIDE)
def test_carets_stand_under_wide_letters(text: str, fault: str, expected: str) -> None:
    assert drawn(Diagnostic("E1", "x", place(fault, text=text), "here"), text=text).endswith(
        expected
    )


UNSEEN = [
    ("a\x1b[31mb", "<U+001B>"),
    ("a\x00b", "<U+0000>"),
    ("a\x7fb", "<U+007F>"),
    ("a\x9bb", "<U+009B>"),
    ("a\u202eb", "<U+202E>"),
    ("a\u2066b", "<U+2066>"),
    ("a\u200bb", "<U+200B>"),
    ("a\u200db", "<U+200D>"),
    ("a\u2028b", "<U+2028>"),
    ("a\ufeffb", "<U+FEFF>"),
    ("a\u00a0b", "<U+00A0>"),
    ("a\u3164b", "<U+3164>"),
    ("a\ud800b", "<U+D800>"),
    ("a\U000e0041b", "<U+E0041>"),
]


@pytest.mark.parametrize(("text", "spelled"), UNSEEN)
def test_what_can_not_be_seen_is_spelled_out_everywhere(text: str, spelled: str) -> None:
    here = Span(1, 2)
    said = f"say {text}"
    fault = Diagnostic(
        "E1",
        said,
        here,
        said,
        said,
        Fix(said, (Edit(Span(0, 0), text),)),
        (Note(said), Note(said, here)),
    )
    shown = render([(Source(text, text), [fault])], "text", width=200)
    assert text[1] not in shown
    assert f"\n1 | a{spelled}" in shown
    assert f"\n  |  {'^' * len(spelled)} " in shown


def test_a_long_line_is_cut_to_a_window_around_the_fault() -> None:
    text = "z" * 500_000 + " 300w " + "w" * 500_000
    shown = drawn(Diagnostic("E1", "x", place("300w", text=text), "here"), text=text, width=45)
    line, marks = shown.splitlines()[3:]
    assert line == "1 | …zzzzzzzzzzzzzzzz 300w wwwwwwwwwwwwwwww…"
    assert marks == "  |                   ^^^^ here"


@pytest.mark.parametrize(
    ("span", "line", "marks"),
    [
        (Span(0, 2), "abcdefghijklmnopqrstuvwxyzabcdefghi…", "^^"),
        (Span(50, 52), "…rstuvwxyzabcdefghijklmnopqrstuvwxyz", " " * 34 + "^^"),
        (Span(52, 52), "…rstuvwxyzabcdefghijklmnopqrstuvwxyz", " " * 36 + "^"),
        (Span(0, 52), "abcdefghijklmnopqrstuvwxyzabcdefghi…", "^" * 36),
    ],
)
def test_a_window_keeps_to_the_ends_of_its_line(span: Span, line: str, marks: str) -> None:
    text = "abcdefghijklmnopqrstuvwxyz" * 2
    shown = drawn(Diagnostic("E1", "x", span), text=text, width=41).splitlines()
    assert shown[3:] == [f"1 | {line}", f"  | {marks}"]


def test_a_label_that_does_not_fit_beside_its_mark_hangs_below_it() -> None:
    text = "- " + "a" * 26 + " 20x"
    fault = Diagnostic("E1", "x", place("20x", text=text), "a target")
    assert drawn(fault, text=text, width=40).splitlines()[4:] == [
        "  | " + " " * 29 + "^^^",
        "  | " + " " * 29 + "|",
        "  | " + " " * 28 + "a target",
    ]


def test_help_is_wrapped_to_the_width_but_code_and_examples_are_not() -> None:
    said = "Write it out `as one long piece` of code\n    - 10m 75% is an example as it stands\nend"
    assert wrapped(said, 0, 20) == [
        "Write it out",
        "`as one long piece`",
        "of code",
        "    - 10m 75% is an example as it stands",
        "end",
    ]


def test_wide_words_are_wrapped_by_their_cells() -> None:
    assert wrapped("漢字 漢字 漢字", 0, 9) == ["漢字 漢字", "漢字"]


def test_color_only_adds_color() -> None:
    colored = drawn(TARGETS, METRES, color=True)
    assert colored.startswith("\x1b[1;31merror[E203]\x1b[0m\x1b[1m: two power targets")
    assert "\x1b[1;35mwarning[W301]\x1b[0m" in colored
    plain = colored
    for code in ("1;31", "1;35", "36", "32", "1", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == drawn(TARGETS, METRES)


def test_the_summary_counts() -> None:
    one = Diagnostic("E1", "x", Span(0, 0))
    advice = Diagnostic("W1", "x", Span(0, 0))
    assert summary(("a.workout", (one,))) == "1 error in a.workout\n"
    assert summary(("a.workout", (one, one, advice))) == "2 errors and 1 warning in a.workout\n"
    assert summary(("a.workout", (advice, advice)), ("b", ())) == "2 warnings in a.workout\n"
    assert summary(("a", (one,)), ("b", (advice,))) == "1 error and 1 warning in 2 files\n"
    assert summary(("a", (METRES,))) == (
        "1 warning in a\nrun `workoutc check --fix` to apply 1 safe fix\n"
    )
    assert summary(("a", (METRES, METRES))).endswith(" 2 safe fixes\n")


@pytest.mark.parametrize("report", [[], [(Source("a", TEXT), ())]])
def test_nothing_found_is_nothing_said(report: list[tuple[Source, tuple[Diagnostic, ...]]]) -> None:
    assert render(report, "text") == ""
    assert render(report, "github") == ""


def test_a_plain_report_imports_nothing_heavy() -> None:
    code = (
        "import sys; from workoutc.diagnostic import *; from workoutc.source import *;"
        "from workoutc.render import render;"
        "render([(Source('a', 'abc'), [Diagnostic('E1', 'x', Span(0, 1))])], 'text');"
        "print(*{'wcwidth', 'unicodedata', 'json', 'textwrap', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


letters = (
    st.sampled_from(list("ab 5%\t\r\n\x1b\x00\u0301\u202e\u200d\u00a0漢👍🏽🇫é")) | st.characters()
)
texts = st.text(letters, max_size=120)


@st.composite
def faults(draw: st.DrawFn) -> tuple[Source, Diagnostic]:
    source = Source(draw(texts), draw(texts))
    spans = st.tuples(*[st.integers(0, len(source.text))] * 2).map(lambda ends: Span(*sorted(ends)))
    edit = st.builds(Edit, spans, texts)
    fault = Diagnostic(
        draw(st.sampled_from(["E101", "W301"])),
        draw(texts),
        draw(spans),
        draw(texts),
        draw(st.none() | texts),
        draw(st.none() | st.builds(Fix, texts, edit.map(lambda one: (one,)), st.booleans())),
        tuple(draw(st.lists(st.builds(Note, texts, st.none() | spans), max_size=3))),
    )
    return source, fault


@settings(deadline=None)
@given(faults(), st.integers(0, 90))
def test_whatever_is_wrong_can_be_shown(found: tuple[Source, Diagnostic], width: int) -> None:
    source, fault = found
    shown = render([(source, [fault])], "text", width=width)
    assert not {
        char for char in shown if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
    } - {"\n"}
    assert not {char for char in shown if unicodedata.category(char) == "Cf"} - {"\u200d"}
    for form in FORMATS:
        render([(source, [fault])], form).encode()


@settings(deadline=None)
@given(texts.filter(lambda text: text.strip()), st.data())
def test_a_frame_keeps_to_the_width(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    shown = drawn(Diagnostic("E1", "x", Span(start, end)), text=text, width=40).splitlines()
    assert max(map(cells, shown)) <= 40
    assert any("^" in row for row in shown[4:])


@given(texts)
def test_visible_text_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("漢字漢字", 5, "漢字…"),
        ("\x1b[2J long", 12, "<U+001B>[2J…"),
        ("x" * 10**6, 4, "xxx…"),
    ],
)
def test_a_line_is_cut_to_its_cells(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown
