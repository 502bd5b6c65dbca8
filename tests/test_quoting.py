"""Texts in quotes: how they are written, and that all who read them agree where they end."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import THOROUGH
from workoutc.compiler import compile
from workoutc.expression import filled, text_of, value_of
from workoutc.expression.values import Text
from workoutc.fmt import formatted
from workoutc.layout import without_comment
from workoutc.model import Step, unroll
from workoutc.parse import by_tables, words
from workoutc.quoting import blanked, blanked_around_holes, quoted, unquoted
from workoutc.syntax import Shape, Word

WRITTEN = [
    ("", '""'),
    ("go", '"go"'),
    ('say "go"', r'"say \"go\""'),
    ("\\", r'"\\"'),
    ("a\\", r'"a\\"'),
    ("a\\\\", r'"a\\\\"'),
    ("C:\\temp\\n", r'"C:\temp\n"'),
    ("a\\\\b", r'"a\\b"'),
    ('a\\"b', r'"a\\\"b"'),
    ('"', r'"\""'),
    ('\\"\\', r'"\\\"\\"'),
    ("30'", '"30\'"'),
]
"""Texts, and the one way in which each is written."""

signs = st.text(st.sampled_from('"\\ a1#,()'), max_size=12)
any_text = st.one_of(signs, st.text(st.characters(exclude_characters="\r\n"), max_size=20))


@pytest.mark.parametrize(("text", "written"), WRITTEN)
def test_a_text_in_quotes(text: str, written: str) -> None:
    assert quoted(text) == written
    assert unquoted(written) == text


@THOROUGH
@given(any_text)
def test_what_is_written_is_read_as_the_same_word(text: str) -> None:
    written = quoted(text)
    assert unquoted(written) == text
    whole = (Word(Shape.STRING, written, (0, len(written))),)  # type: ignore[arg-type]
    assert words("item", written) == whole
    assert by_tables("item", written) == whole
    assert blanked(f"- {written} 1") == f"- {' ' * len(written)} 1"


@THOROUGH
@given(signs)
@example('"\\"')
@example('\\"a"')
def test_what_is_in_quotes_is_written_so_in_no_other_way(line: str) -> None:
    row = words("item", line.replace("(", "").replace(")", ""))
    assert isinstance(row, tuple)
    said = [word for word in row if isinstance(word, Word) and word.shape is Shape.STRING]
    assert [quoted(unquoted(word.text)) for word in said] == [word.text for word in said]


@THOROUGH
@given(st.text(st.sampled_from('"\\ #a('), max_size=14))
def test_all_agree_where_a_text_ends(line: str) -> None:
    row = words("item", line.replace("(", " "))
    assert isinstance(row, tuple)
    expected = list(line)
    for word in row:
        if isinstance(word, Word) and word.shape in (Shape.STRING, Shape.UNCLOSED):
            expected[word.span.start : word.span.end] = " " * len(word.text)
    assert blanked(line) == "".join(expected)


@THOROUGH
@given(signs, signs, st.lists(st.sampled_from(["\\", 'a\\"', "b", "{a}", "{b}", "{a}{b}"])))
@example('"', "\\", ["\\", "{a}"])
@example("\\", "", ["{a}{b}"])
@example("\\", "", ["{a}", 'a\\"'])
def test_a_value_in_a_text_says_what_it_says_elsewhere(
    first: str, second: str, pieces: list[str]
) -> None:
    text = quoted("")[:1] + "".join(pieces)
    text += ("\\" if (len(text) - len(text.rstrip("\\"))) % 2 else "") + '"'
    line = filled(text, 0, {"a": Text(first), "b": Text(second)})
    assert line.diagnostics == ()
    apart = text.replace("{a}", "\ue000").replace("{b}", "\ue001")
    meant = unquoted(apart).replace("\ue000", first).replace("\ue001", second)
    assert line.text == quoted(meant)


@THOROUGH
@given(any_text.filter(lambda text: not set(text) & {"{", "}"}))
def test_a_name_stands_for_a_text(text: str) -> None:
    value = value_of(quoted(text), 0, {})
    assert value == Text(text)
    assert text_of(value) == quoted(text)


def only_step(text: str) -> Step:
    (workout,) = compile(text, name="one").unwrap()
    (step,) = unroll(workout.items)
    return step


def test_labels_and_cues_may_have_quotes() -> None:
    step = only_step('- "say \\"go\\"" 1m 75% "a\\\\"\n  @ 30s "say \\"go\\" # now"  # a comment\n')
    assert step.label == 'say "go" a\\'
    assert [cue.text for cue in step.cues] == ['say "go" # now']


def test_a_comma_or_a_parenthesis_behind_a_quote_of_a_text_is_text() -> None:
    step = only_step('- 1x (1m 75% "a\\", 1,5 (b) \\" c")')
    assert step.label == 'a", 1,5 (b) " c'
    step = only_step('block b(t = "x", u = "y")\n- 1m 75% {t} {u}\n\n- use b(t = "\\", (")')
    assert step.label == '", ( y'


def test_seconds_are_no_quote_and_a_quote_behind_a_digit_of_a_text_is_one() -> None:
    step = only_step('- 1\'30" 75% "do 30\\" more"')
    assert step.label == 'do 30" more'
    assert step.length == only_step("- 90s").length


def test_holes_stand_beside_quotes_of_a_text() -> None:
    step = only_step('let n = 3\n\n- 1m 75% "\\"{n}\\" {pick(1, "a\\"b")}\\\\"')
    assert step.label == '"3" a"b\\'


@pytest.mark.parametrize(
    "line",
    [
        '- 1m "a\\" # b"  # c',
        '- 30" "a # \\" # b" # c',
        "> a\\ # c",
        '- 1m "{pick(n, "a # b")}" # c',
        '- 1m "{pick(n, "a\\" # }", "b")} # b" # c',
        '- 1m {pick(n, "a # b")} 75% # c',
        '- 1m "a { # b" # c',
        '- 1m "a } # b" # c',
        '- 1m "a { # b" "{pick(n, "a", "b")}" # c',
    ],
)
def test_a_comment_begins_behind_the_text(line: str) -> None:
    assert without_comment(line) == line[: line.rindex("#")].rstrip()


@pytest.mark.parametrize("text", ["{", '{"', '{\\"', '"{"', '"{\\"', '"{{}'])
def test_holes_that_are_never_closed_take_no_long_time(text: str) -> None:
    line = f'> "{text * 50_000} # b'
    assert without_comment(line) in (line, line[: line.rindex("#")].rstrip())


@THOROUGH
@given(st.text(st.sampled_from('"\\ #a1('), max_size=14))
def test_without_holes_in_it_a_text_ends_where_it_does(line: str) -> None:
    assert blanked_around_holes(line + "{}") == blanked(line + "{}")


def test_a_text_in_a_hole_of_a_text_may_have_a_hash() -> None:
    step = only_step('let n = 1\n\n- 1m 75% "set {pick(n, "# 1 # a", "b")} # x" # y')
    assert step.label == "set # 1 # a # x"
    text = 'let n = 1\n\n- 1m 75% "{pick(n, "a # b", "c")}" # d\n'
    assert formatted(text.encode(), "one").text == text.replace('" # d', '"  # d')


PLAN = r"""
plan: Winter
start: 2027-01-04

week 1 "The \"base\" \\"
sat: note "a \"b\" {week}\\"
sun: race A "\"C\"" Ride as c
"""


def test_titles_and_entries_of_a_plan_may_have_quotes() -> None:
    compilation = compile(PLAN, name="plan")
    assert compilation.ok, compilation.diagnostics
    (week,) = compilation.plans[0].weeks
    assert week.title == 'The "base" \\'
    assert [entry.workout.name for entry in week.entries] == ['a "b" 1\\', '"C"']
    assert formatted(PLAN.encode(), "plan").text == PLAN.lstrip()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('- 1m 75% "say \\"go\\"', "E111"),
        ('- 1m 75% "a\\"', "E111"),
        ('- 1m 75%\n  @ 30s "a\\"', "E111"),
        ('let a = "a\\"\n\n- 1m 75% {a}', "E111"),
        (PLAN.replace('{week}\\\\"', '{week}\\"'), "E111"),
        (PLAN.replace('base\\" \\\\"', 'base\\" \\"'), "E111"),
    ],
)
def test_an_end_that_is_taken_for_a_quote_of_the_text_is_explained(text: str, code: str) -> None:
    (fault,) = (d for d in compile(text, name="one").diagnostics if d.code[0] == "E")
    assert fault.code == code
    assert fault.help is not None
    assert '`\\"` is a quote inside the text' in fault.help


def test_a_fix_that_puts_words_in_quotes_keeps_theirs() -> None:
    compilation = compile('- Say "a\\"b" 250w now 1m 75%', name="one")
    (fix,) = (d.fix for d in compilation.diagnostics if d.code == "E227" and d.fix)
    assert fix.edits[0].text == '"Say a\\"b 250w now"'
