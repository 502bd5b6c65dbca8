"""Names, parameters, blocks and included files, as a whole file uses them."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands import Desk, sat_down  # noqa: F401
from tests.strategies import THOROUGH
from workoutc.athlete import POWER_ZONES, Athlete
from workoutc.compiler import Compilation, compile, compile_bytes
from workoutc.model import Repeat, Step, Time, walk
from workoutc.reuse.outline import outline
from workoutc.setting import Setting
from workoutc.source import Source, Span

COMMON = "let sweet = 88-93%\n\nblock openers(n = 3)\n- {n}x\n  - 1m {sweet}\n  - 1m 55%\n"


def compiled(text: str, files: Mapping[str, str] | None = None, **given: str) -> Compilation:
    def include(_: Source, path: str) -> "Source | str":
        known = files or {}
        return Source(path, known[path]) if path in known else "there is no such file"

    return compile_bytes(text.encode(), name="a", setting=Setting(given=given, include=include))


def codes(compilation: Compilation) -> list[str]:
    return [d.code for d in compilation.diagnostics]


def seconds(compilation: Compilation) -> list[int]:
    (workout,) = compilation.unwrap()
    return [s.length.seconds for s in walk(workout.items) if isinstance(s.length, Time)]


@pytest.mark.parametrize("use", ["- 2x\n\t- use openers", "- use openers\n- 2x\n\t- 1m 50%"])
@pytest.mark.parametrize("first", ["", "- 2x\n  - 1m 50%\n\n"])
def test_blocks_are_indented_like_the_section_that_uses_them(first: str, use: str) -> None:
    found = compiled(f"{COMMON}\nworkout: A\n{first}{use}\n")
    assert codes(found) == []


def test_an_included_file_gives_names_and_blocks_and_no_workouts() -> None:
    files = {"common": COMMON + "\nworkout: Theirs\n- 10m 75%\n"}
    found = compiled(
        "include: common\n\nworkout: Mine\n- 5m {sweet}\n- use openers(n = 2)\n", files
    )
    (workout,) = found.unwrap()
    assert (workout.name, found.diagnostics) == ("Mine", ())
    assert [type(item) for item in workout.items] == [Step, Repeat]


def test_files_may_include_files_each_read_once() -> None:
    files = {
        "b": "include: c\ninclude: d\nlet b = {c + 1m}\n",
        "c": "include: d\nlet c = {d + 1m}\n",
        "d": "let d = 1m\n",
    }
    assert seconds(compiled("include: b\ninclude: d\n\n- {b} 75%\n", files)) == [180]


@pytest.mark.parametrize("line", ["Let it be", "let it be", "Let the heart set the pace: slowly"])
def test_a_sentence_that_begins_with_let_is_prose(line: str) -> None:
    assert codes(compiled(f"{line}\n- 10m 75%\n\n{line}\n")) == ["W301"]
    assert codes(compiled(f"block x\n- 1m 50%\n\n{line}\n- use x\n")) == []


@pytest.mark.parametrize("line", ["Block of three", "Plan to rest", "> {1 + 1} eggs"])
def test_prose_alone_is_a_workout_whatever_it_says(line: str) -> None:
    assert len(compiled(f"# later\n\n{line}\n").workouts) == 1
    assert compiled(f"let a = 3\n\n{line}\n").workouts == ()


@pytest.mark.parametrize(
    "line", ["let on 95%", "Let on: 95%", "let on = # later", "let on", "LET on 95%"]
)
def test_a_name_without_its_value_is_one_fault(line: str) -> None:
    found = compiled(f"{line}\n\n- 10m {{on}}\n")
    assert codes(found) == ["E141"]
    fixes = [d.fix.edits[0].text for d in found.diagnostics if d.fix]
    assert fixes == (["let on = 95%"] if "95%" in line else [])


@pytest.mark.parametrize("line", ["let: on = 95%", "let : on = 95%"])
def test_a_definition_with_a_colon_is_one_fault_and_a_definition(line: str) -> None:
    found = compiled(f"{line}\nblock: x(n = 2)\n- {{n}}x (1m {{on}}, 1m 50%)\n\n- use x\n")
    assert codes(found) == ["E110", "E110"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "E260"),
        ({"b": "include: a\n", "a": ""}, "E261"),
        ({"b": "include: c\n", "c": "include: b\n"}, "E261"),
        ({"b": "let x\n"}, "E262"),
    ],
)
def test_what_is_wrong_with_an_include_is_told_at_it(files: dict[str, str], code: str) -> None:
    found = compiled("include: b\n\n- 10m 75%\n", files)
    assert codes(found) == [code]
    assert found.source.position(found.diagnostics[0].span.start).line == 1


PLAN = "plan: P\nstart: 2027-01-04\nweek 1\nmon: easy\ntue: tempo(n = 3)\n\n"
USES = "workout: A\n- use openers\n- 10m {on}\n"


@pytest.mark.parametrize("files", [{}, {"b": "include: c\n"}, {"b": "include: a\n"}])
def test_what_may_stand_in_a_file_that_is_not_included_is_no_fault(files: dict[str, str]) -> None:
    assert len(codes(compiled("include: b\n\n" + PLAN + USES, files))) == 1


def test_other_faults_are_told_beside_an_include_that_failed() -> None:
    found = codes(compiled("include: b\n\nworkout: A\n- 10m {on} {min}\n- Easy\n- {1m + 5%} 50%\n"))
    assert found == ["E260", "E230", "E201", "E231"]


@pytest.mark.parametrize("use", ["- use x\n", "- use x(n = 2)\n- use x(n = 4)\n"])
def test_a_parameter_that_a_used_block_does_not_use_is_told_once(use: str) -> None:
    block = "let on = 90%\n\nblock x(n = 3, easy = 50%, on = 95%)\n- {n}x (1m {on}, 1m 60%)\n\n"
    found = compiled(block + "workout: A\n- 5m {on}\n" + use)
    assert [(d.code, d.span.start) for d in found.diagnostics] == [
        ("W341", block.index("easy")), ("W340", block.index("on = 95%")),
    ]  # fmt: skip


def test_a_parameter_that_is_only_handed_on_is_used() -> None:
    blocks = "block a(n = 3)\n- {n}x (1m 90%, 1m 60%)\n\nblock b(m = 2)\n- use a(n = {m + 1})\n\n"
    assert codes(compiled(blocks + "workout: A\n- use b\n")) == []


def test_faults_of_two_lets_of_an_included_file_are_two() -> None:
    found = compiled(
        "include: b\n\n- 5m {on}\n- 6m {off}\n", {"b": "let on = {x}\nlet off = {x}\n"}
    )
    assert codes(found) == ["E230", "E230"]


@pytest.mark.parametrize(
    ("line", "code", "meant"),
    [
        ("- use x n = 2", "E266", "`- use x(n = 2)`"),
        ("- use x(n 2)", "E142", "`n = 2`"),
        ("- use x(n: 2)", "E142", "`n = 2`"),
        ("- use x(2)", "E142", "`… = 2`"),
        ("- use x(n)", "E142", "`n = …`"),
        ("- use x(n = 2%)", "E258", "`3`"),
    ],
)
def test_help_is_in_the_words_of_the_author(line: str, code: str, meant: str) -> None:
    found = compiled(f"block x(n = 3)\n- {{n}}x (1m 90%, 1m 60%)\n\nworkout: A\n{line}\n- 1m 50%\n")
    assert codes(found) == [code]
    assert meant in (found.diagnostics[0].help or "")


def test_an_argument_of_a_block_with_a_faulty_parameter_is_no_fault() -> None:
    assert codes(compiled("block x(n)\n- 1m 90%\n\n- use x(n = 2)\n")) == ["E142"]


def test_what_is_not_known_is_told_where_all_is_included() -> None:
    found = codes(compiled("include: b\n\n" + PLAN + USES, {"b": COMMON}))
    assert found == ["E270", "E270", "E230"]


def test_a_fault_in_an_included_block_is_told_at_the_use() -> None:
    files = {"b": "block bad\n- 1m 75%\n- 1m 555%\n"}
    found = compiled("include: b\n\n- 1m 75%\n- use bad\n", files)
    (fault,) = found.diagnostics
    assert (fault.code, found.source.position(fault.span.start).line) == ("E213", 4)
    assert fault.notes[0].message == "it is line 3 of b"


@pytest.mark.parametrize(
    ("faulty", "code", "line"),
    [
        ("let reps = 3\nlet n = {rep + 1}\n", "E230", 2),
        ("let reps = 3\n\nlet n = 3 x\n", "E126", 3),
        ("let n = {m}\nlet m = {n}\n", "E252", 1),
        ("let n = {10% + 1m}\n", "E231", 1),
    ],
)
@pytest.mark.parametrize("through", ["", "include: c\n"])
def test_a_fault_of_an_included_name_is_told_once_at_the_include_without_a_fix(
    through: str, faulty: str, code: str, line: int
) -> None:
    files = {"b": through or faulty, "c": faulty}
    head = "# first, some words of our own\ninclude: b\n\n"
    other = "workout: B\nsport: Run\n- {n}x\n  - 1m 75% Pace\n"
    found = compiled(f"{head}workout: A\n- {{n}}x\n  - 1m 75%\n\n{other}", files)
    (fault,) = found.diagnostics
    at = found.source.text.index("include: b") + len("include: ")
    assert (fault.code, fault.span, fault.fix) == (code, Span(at, at + 1), None)
    where = f"it is line {line} of {'c' if through else 'b'}"
    assert [note.message for note in fault.notes] == [where]


def test_a_fault_of_a_name_of_the_file_itself_keeps_its_place_and_fix() -> None:
    text = "include: b\nlet reps = 3\nlet n = {rep + 1}\n\n- {n}x\n  - 1m 75%\n"
    (fault,) = compiled(text, {"b": "let other = 1\n\n- {other}m 75%\n"}).diagnostics
    at = text.index("rep +")
    assert (fault.code, fault.span, fault.notes) == ("E230", Span(at, at + 3), ())
    assert fault.fix is not None
    assert fault.fix.edits[0].span == fault.span


def test_check_with_fix_leaves_a_file_alone_whose_included_file_is_at_fault(desk: Desk) -> None:
    common = "let reps = 3\nlet nnnn = {rep + 1}\n\nworkout: hard\n- 12m 90%\n- {nnnn}x\n"
    plan = "include: c.workout\n\nplan: P\nstart: 2027-01-04\n\nweek 1\nmon: hard\n"
    desk.put("c.workout", common + "  - 1m 80%\n")
    path = desk.put("p.workout", plan)
    done = desk.run("check", "--fix", "p.workout")
    assert path.read_text() == plan
    assert "it is line 2 of c.workout" in done.stdout + done.stderr


def test_a_library_is_checked_and_nothing_in_it_is_unused() -> None:
    assert compiled(COMMON).diagnostics == ()
    assert codes(compiled(COMMON.replace("55%", "555%").replace("88-93%", "gone"))) == [
        "E230",
        "E213",
    ]


def test_values_given_for_a_run_take_the_place_of_lets_and_parameters() -> None:
    text = "let t = 1m\n\nworkout: A\nid: a\nwith: u = 2m\n- {t} 75%\n- {u} 70%\n"
    assert seconds(compiled(text)) == [60, 120]
    assert seconds(compiled(text, t="3m", u="{2 * 2m}")) == [180, 240]


@pytest.mark.parametrize(
    ("name", "value"), [("t", "zz"), ("t", "5%"), ("t", ""), ("u", "3 *"), ("u", "3")]
)
def test_a_value_for_a_run_that_makes_no_sense_is_told_where_it_would_stand(
    name: str, value: str
) -> None:
    text = "let t = 1m\n\nworkout: A\nwith: u = 2m\n- {t} 75%\n- {u} 70%\n"
    found = compiled(text, None, **{name: value})
    assert codes(found) == ["E264"]
    assert found.diagnostics[0].span == Span(text.index(f"{name} ="), text.index(f"{name} =") + 1)


def test_a_value_of_the_profile_that_makes_no_sense_is_told_where_it_is_used() -> None:
    setting = Setting(names={"race5k": "3:4x/km", "other": "???"})
    found = compile_bytes(b"workout: A\n- 1m {race5k}\n", name="a", setting=setting)
    assert codes(found) == ["E265"]
    assert found.source.position(found.diagnostics[0].span.start).line == 2


def test_an_included_file_hides_no_threshold() -> None:
    found = compiled("include: b\n\n- 5m {50% * ftp}\n", {"b": "let ftp = 500w\n"})
    assert "E262" in codes(found)


def test_a_name_with_a_hole_needs_an_id() -> None:
    assert codes(compiled("workout: A {1 + 1}\n- 1m 75%\n")) == ["E263"]
    assert codes(compiled("workout: A {1 + 1}\nid: a\n- 1m 75%\n")) == []


def test_each_written_fault_is_told_once_however_often_it_is_used() -> None:
    block = "block b\n- 1m 555%\n\n"
    found = compiled(block + "workout: A\n" + "- use b\n" * 9 + "\nworkout: B\n- use b\n")
    assert codes(found) == ["E213"]


def test_a_fix_mends_the_line_it_was_written_on() -> None:
    found = compiled("block b\n- 10 m 75%\n\n- 1m 75%\n- use b\n")
    (fault,) = found.diagnostics
    assert fault.fix is not None
    (edit,) = fault.fix.edits
    assert found.source.text[edit.span.start : edit.span.end] == "10 m"


def test_what_multiplies_without_end_is_stopped() -> None:
    blocks = [f"block b{n}\n" + f"- use b{n + 1}\n" * 100 + "\n" for n in range(7)]
    text = "".join(blocks) + "block b7\n" + "- 1m 75%\n" * 100 + "\nworkout: A\n- use b0\n"
    assert "E256" in codes(compiled(text))  # or not in a hundred years


def test_blocks_that_double_are_stopped_with_one_error() -> None:
    blocks = [f"block b{n}\n- use b{n + 1}\n- use b{n + 1}\n\n" for n in range(30)]
    found = compiled("".join(blocks) + "block b30\n- 1m 75%\n\nworkout: A\n- use b0\n")
    assert codes(found) == ["E255"]


def test_all_workouts_of_a_file_together_have_an_end() -> None:
    blocks = [f"block b{n}\n" + f"- use b{n + 1}\n" * 9 + "\n" for n in range(5)]
    many = "".join(f"workout: A{n}\n- use b0\n" for n in range(2000))
    found = compiled("".join(blocks) + "block b5\n- 0s 75%\n\n" + many)
    assert codes(found).count("E256") == 1  # or not in an hour


@pytest.mark.parametrize("many", [2, 500])
def test_texts_that_double_are_stopped_with_one_error(many: int) -> None:
    lets = [f'let t{n + 1} = "' + f"{{t{n}}}" * many + '"\n' for n in range(40)]
    found = compiled(
        'let t0 = "long enough"\n' + "".join(lets) + "\nworkout: A\n> {t40}\n- 1m 75%\n"
    )
    assert codes(found) == ["E256"]


def test_thousands_of_names_may_need_each_other() -> None:
    lets = "".join(f"let a{n + 1} = a{n} + 1s\n" for n in range(3000))
    assert seconds(compiled("let a0 = 1s\n" + lets + "\nworkout: A\n- {a3000} 75%\n")) == [3001]


def test_names_that_grow_without_end_are_stopped() -> None:
    lets = "".join(f"let a{n + 1} = a{n} * a{n}\n" for n in range(500))
    found = compiled("let a0 = 9999999\n" + lets + "\nworkout: A\n- {a500}x\n  - 1m 75%\n")
    assert codes(found) == ["E233"]


def test_files_that_include_more_and_more_are_stopped() -> None:
    files = {f"f{n}": f"include: f{n + 1}\n" for n in range(2000)}
    found = compiled("include: f0\n\n- 1m 75%\n", files)
    assert codes(found) == ["E260"]
    assert found.diagnostics[0].label == "more than 100 files in all"


def test_a_workout_is_read_anew_for_other_thresholds() -> None:
    text = "let hard = {90% * ftp}\n\nworkout: A\n- 5m {hard}\n- 5m 200w\n- 1m Z6\n"

    def told(ftp: int, zones: tuple[int, ...] = POWER_ZONES) -> tuple[list[str], list[str]]:
        person = Athlete(ftp=Decimal(ftp), power_zones=zones)
        found = compile_bytes(text.encode(), name="a", setting=Setting(person))
        ends = [str(s.power.level) for w in found.workouts for s in walk(w.items) if s.power]
        return codes(found), ends[:1]

    first, second, third = told(300), told(60), told(300, (60, 80, 100))
    assert told(300) == first
    assert first == ([], ["Steady(value=Decimal('270'))"])
    assert second == (["W320"], ["Steady(value=Decimal('54'))"])
    assert third[0] == ["E211"]


def test_a_line_that_grows_without_end_is_stopped() -> None:
    long = '"' + "x" * 9000 + '"'
    text = f"let a = {long}\n\nworkout: A\nid: a\n> " + "{a}" * 3000 + "\n- 1m 75%\n"
    assert "E256" in codes(compiled(text * 1 + "> {a}\n" * 100))


LINES = st.sampled_from(
    [
        "let a = 95%", "let b = a + 5%", "let c = {c}", "let a", "let d = 3 *", "block x",
        "block y(n = 3, t = 1m)", "block x(", "- use x", "- use y(n = 2)", "- use y(n = 5m, z = 1",
        "  - use x", "- {n}x", "  - {t} {a}", "- 1m {a}-{b}", "- {", "- }", "> {a} and {q}", "",
        "workout: {a}", "workout: W", "id: w", "with: n = 3, t = 2m", "with: n", "sport: Run",
        "include: x", "Main {n}x", "- 3x ({t} {a}, 1m {b} HR)", "  @ {t} \"{a}\"", "# {a}",
        "week 1", "plan: P", "- 10m 75%", "- {1/0}m", "\t- use y", "- use x # {a}", "date: {a}",
    ]
)  # fmt: skip


@THOROUGH
@given(st.lists(LINES, max_size=14))
def test_any_lines_at_all_bring_only_diagnostics_inside_the_text(lines: list[str]) -> None:
    found = compiled("\n".join(lines))
    length = len(found.source.text)
    for fault in found.diagnostics:
        places = [fault.span, *(n.span for n in fault.notes if n.span)]
        places += [edit.span for edit in fault.fix.edits] if fault.fix else []
        assert all(0 <= place.start <= place.end <= length for place in places), fault
    assert len({(d.code, d.span, d.message) for d in found.diagnostics}) == len(found.diagnostics)


@pytest.mark.parametrize("use", ["k", "k(n = 3)"])
@pytest.mark.parametrize(("default", "code"), [("{rep + 1}", "E230"), ("3 x", "E126")])
def test_a_faulty_default_of_a_block_that_is_used_is_told(
    use: str, default: str, code: str
) -> None:
    text = f"block k(n = {default})\n- {{n}}x\n  - 1m 80%\n\nworkout: A\n- use {use}\n- use {use}\n"
    found = compile_bytes(text.encode(), name="a.workout").diagnostics
    assert [d.code for d in found] == [code]
    assert text[: found[0].span.start].count("\n") == 0


def test_a_file_taken_apart_anew_is_never_taken_for_itself_of_before() -> None:
    """What is remembered of its workouts goes by templates, which live no longer than that."""
    workouts = "".join(
        f"\nworkout: W{n}\n\n- 5m {50 + n}%\n- use b(n = {n + 1})\n" for n in range(12)
    )
    source = f"block b(n = 1)\n- {{n}}x\n  - 1m 60%\n{workouts}"
    first = compile(source, name="season.workout").unwrap()
    for round_ in range(20):
        outline.cache_clear()
        kept = [outline(Source(f"{round_}-{n}", source)) for n in range(round_ % 5)]
        assert compile(source, name="season.workout").unwrap() == first
        del kept
