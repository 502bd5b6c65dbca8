"""The limits of a file, and bytes that are no text: said once, and in no time."""

import pytest

from tests.given import compiled, compiled_file
from workoutc.compiler import Compilation, compile
from workoutc.diagnostic import Diagnostic
from workoutc.limits import MAX_BYTES, MAX_LINE, MAX_LINES

STEP = "- 10m 60%\n"


def read(data: bytes) -> Compilation:
    return compiled_file(data, "", "limits.workout")


def codes(found: Compilation) -> list[str]:
    return [said.code for said in found.diagnostics]


def only(found: Compilation) -> Diagnostic:
    (said,) = found.diagnostics
    return said


def marked(found: Compilation) -> str:
    said = only(found)
    return found.source.text[said.span.start : said.span.end]


def comments(size: int) -> str:
    """A step below so many bytes of comment lines."""
    line = "# " + "x" * 997 + "\n"
    lines, rest = divmod(size - len(STEP), len(line))
    return line * lines + "#" * (rest - 1) + "\n" * (rest > 0) + STEP


def test_bytes_that_are_not_utf8_are_named_where_they_stand() -> None:
    found = read(b"- Gr\xfc\xdfe 10m 60%\n- 5m 50%\n")
    assert only(found).code == "E101"
    assert only(found).span == (4, 6)
    assert found.source.text.splitlines()[1] == "- 5m 50%"


def test_each_run_of_broken_bytes_is_one_fault() -> None:
    assert codes(read(b"> \xff\xfe caf\xe9\n" + STEP.encode())) == ["E101", "E101"]


def test_a_truncated_letter_is_broken_too() -> None:
    assert codes(read(STEP.encode() + "> café".encode()[:-1])) == ["E101"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_mean_the_same(end: str) -> None:
    text = "Warmup\n- 10m 50%\n\nMain 2x\n- 5m 90%\n- 5m 50%\n"
    found = read(text.replace("\n", end).encode())
    assert found.diagnostics == ()
    assert found.workouts == compiled(text, name="limits.workout").workouts


def test_a_byte_order_mark_is_taken_off() -> None:
    found = read(b"\xef\xbb\xbf" + STEP.encode())
    assert found.diagnostics == ()
    assert found.source.text == STEP


@pytest.mark.parametrize(
    "letters",
    ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ufeff", "\u202e", "\u2066", "\u200f", "\x00\x00"],
)
def test_characters_that_cannot_be_seen_are_refused(letters: str) -> None:
    found = compiled(f"> look{letters}out\n{STEP}")
    assert only(found).code == "E102"
    assert marked(found) == letters


@pytest.mark.parametrize("line", ["# {}", "> {}", "{} 10m 60%", "- {} 10m 60%", "tags: {}"])
def test_no_kind_of_line_may_hold_one(line: str) -> None:
    assert "E102" in codes(compiled(line.format("a\u202eb") + "\n" + STEP))


def test_half_a_character_is_no_text() -> None:
    assert codes(compile(f"> \ud83d\n{STEP}")) == ["E102"]


@pytest.mark.parametrize("letters", ["\t", "é", "🚴", "\u0301", "👩‍🚒"])
def test_other_characters_may_stand_in_a_note(letters: str) -> None:
    assert codes(compiled(f"> look{letters}out\n{STEP}")) == []


def test_a_file_of_a_mebibyte_is_read() -> None:
    assert codes(read(comments(MAX_BYTES).encode())) == []


def test_a_larger_file_is_not_read() -> None:
    assert codes(read(comments(MAX_BYTES + 1).encode())) == ["E103"]
    assert codes(compile(comments(MAX_BYTES + 1))) == ["E103"]


def test_the_size_counts_in_bytes() -> None:
    text = comments(MAX_BYTES // 2 + 1000).replace("x", "é")
    assert len(text) < MAX_BYTES
    assert codes(compile(text)) == ["E103"]


def test_a_file_of_ten_thousand_lines_is_read() -> None:
    assert codes(compiled("#\n" * (MAX_LINES - 1) + STEP.rstrip())) == []


def test_a_longer_file_is_not_built() -> None:
    found = compiled(STEP + "#\n" * MAX_LINES + "- nonsense\n")
    assert only(found).code == "E104"
    assert found.source.position(only(found).span.start).line == MAX_LINES + 1


@pytest.mark.parametrize("opening", ["- ", "", "sport: "])
def test_a_line_may_not_be_too_long(opening: str) -> None:
    line = opening + "x" * (MAX_LINE + 1)
    found = compiled(f"{STEP}\n{line}\n\n{STEP}")
    assert only(found).code == "E105"
    assert marked(found) == line


@pytest.mark.parametrize("opening", ["> ", "# "])
def test_prose_may_be_long(opening: str) -> None:
    assert codes(compiled(f"{opening}{'word ' * MAX_LINE}\n{STEP}")) == []


def test_a_line_of_the_length_allowed_is_read() -> None:
    text = "- " + "x" * (MAX_LINE - 10) + " 10m 60%"
    assert len(text) == MAX_LINE
    assert codes(compiled(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "- 9999x\n  - 9999x\n    - 9999x\n      - 1s 50%\n",
        "- 9999999x (1s 50%)\n",
        "- " + "9" * 9000 + "m 50%\n",
        "- " + "1x (" * 2000 + "1m 50%" + ")" * 2000 + "\n",
        "".join(" " * depth + "- 2x\n" for depth in range(2000)),
        "- " + "1m " * 3000 + "\n",
        "- 10m 50% " + '"' * 3001 + "\n",
        "x" * 9000 + ":\n",
        "- 10m ~" + "1" * 9000 + "%\n",
    ],
    ids=lambda text: text[:12].strip(),
)
def test_nothing_absurd_is_expanded_or_raises(text: str) -> None:
    found = compiled(text)
    assert not found.ok
    assert all(0 <= d.span.start <= d.span.end <= len(text) for d in found.diagnostics)
