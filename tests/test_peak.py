"""`peak:` of a workout that means more than 400 % of FTP: who sees it, and where files bring it."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from tests.profiles import profile
from tests.sessions import at, ramp, step, workout
from workoutc.athlete import UNKNOWN, Athlete
from workoutc.calendar.listed import Planned, judged
from workoutc.calendar.pulled import Pulled, pulled
from workoutc.compiler import Compilation, compile, compile_bytes
from workoutc.fmt import formatted
from workoutc.foreign import compile_foreign
from workoutc.formats import FORMATS, write
from workoutc.formats.source import write as write_source
from workoutc.model import Item, Steady, Unit, Workout, walk
from workoutc.native import body
from workoutc.setting import Setting
from workoutc.source import Source

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
RIDER = Athlete(ftp=Decimal(250))
SPRINT = "block sprint(effort = 640%)\n- 6s {effort}\n- 4m 50%\n\n"
PLAN = "plan: P\nstart: 2027-01-04\n\nweek 1-2\n"


def compiled(text: str, files: Mapping[str, str] | None = None, **given: str) -> Compilation:
    def include(_: Source, path: str) -> "Source | str":
        known = files or {}
        return Source(path, known[path]) if path in known else "there is no such file"

    return compile_bytes(text.encode(), name="a", setting=Setting(given=given, include=include))


def found(text: str, files: Mapping[str, str] | None = None, **given: str) -> list[tuple[str, int]]:
    """Each code with its line."""
    compilation = compiled(text, files, **given)
    place = compilation.source.position
    return [(d.code, place(d.span.start).line) for d in compilation.diagnostics]


class TestInTheLanguage:
    def test_it_may_stand_anywhere_in_its_workout(self) -> None:
        assert found("- 6s 640%\n\npeak: 640%\n") == []
        assert found("workout: A\n- 6s 640%\npeak: 700 % FTP\n\nworkout: B\n- 6s 640%\n") == [
            ("E213", 6)
        ]

    def test_above_the_first_workout_it_is_a_default(self) -> None:
        text = "peak: 700%\n\nworkout: A\n- 6s 640%\n\nworkout: B\npeak: 500%\n- 6s 640%\n"
        assert found(text) == [("E213", 8)]
        assert [w.peak for w in compiled(text).workouts] == [Decimal(700), Decimal(500)]

    def test_a_peak_that_nothing_needs_is_fine(self) -> None:
        assert found("peak: 700%\n- 6s 300%\n") == []

    def test_a_faulty_one_is_one_fault(self) -> None:
        assert found("peak: 1200%\n\nworkout: A\n- 6s 640%\n- 6s 1001%\n") == [
            ("E219", 1), ("E213", 5),
        ]  # fmt: skip
        assert found("peak: 700%\npeak: 800%\n- 6s 640%\n") == [("E123", 2)]

    def test_the_help_is_a_peak_in_whole_percent_and_no_fix(self) -> None:
        (fault,) = compiled("- 6s 640.1%\n").diagnostics
        assert "`peak: 641%`" in (fault.help or "")
        assert fault.fix is None
        text = "workout: A\npeak: 641%\n- 6s 640.1%\n"
        assert compiled(text).ok

    @pytest.mark.parametrize("most", ["{top}", "{320% * 2}", "{hard + 40%}"])
    def test_it_may_be_reckoned(self, most: str) -> None:
        text = f"let top = 640%\nworkout: A\nwith: hard = 600%\npeak: {most}\n"
        text += "- 6s {hard}\n- 6s {top}\n"
        codes = [code for code, _ in found(text) if code.startswith("E")]
        assert codes == []
        assert compiled(text).workouts[0].peak == 640

    def test_a_hole_that_holds_nothing_is_one_fault(self) -> None:
        assert found("workout: A\npeak: {gone}\n- 6s 640%\n") == [("E230", 2)]

    def test_a_block_may_ask_for_as_much_as_the_workout_that_uses_it(self) -> None:
        one, other = "workout: A\npeak: 640%\n- use sprint\n\n", "workout: B\n- use sprint\n"
        assert found(SPRINT + one) == []
        assert found(SPRINT + one + other) == [("E213", 2)]
        assert found(SPRINT + other.replace("sprint\n", "sprint(effort = 300%)\n")) == []

    def test_a_block_that_nothing_uses_goes_by_the_head_of_its_file(self) -> None:
        assert found(SPRINT) == [("E213", 2)]
        assert found("peak: 700%\n\n" + SPRINT) == []
        assert found("let top = 700%\npeak: {top}\n\n" + SPRINT) == []

    def test_an_included_file_brings_blocks_and_not_its_peak(self) -> None:
        files = {"lib": "peak: 700%\n\n" + SPRINT}
        text = "include: lib\n\nworkout: A\n{}- use sprint\n"
        assert found(text.format("peak: 640%\n"), files) == []
        assert found(text.format(""), files) == [("E213", 4)]

    def test_a_plan_gives_none_to_the_workouts_of_other_files(self) -> None:
        theirs = "workout: A\n- 6s 640%\n"
        text = "include: lib\npeak: 700%\n\n" + PLAN + "mon: a\n"
        assert found(text, {"lib": theirs}) == [("E213", 8)]
        assert found(text, {"lib": f"{theirs}peak: 640%\n"}) == [("W356", 2)]

    def test_above_a_plan_it_is_a_default_of_the_workouts_of_the_file(self) -> None:
        text = "peak: 700%\n\nworkout: A\n- 6s 640%\n\n" + PLAN + "mon: a\n"
        assert found(text) == []
        assert {event.peak for event in compiled(text).events} == {Decimal(700)}

    def test_an_argument_of_a_plan_may_be_the_peak(self) -> None:
        text = "workout: A\nwith: top = 500%\npeak: {top}\n- 6s {top}\n\n" + PLAN
        assert found(text + "mon: a(top = {600% + 50% * week})\n") == []
        assert found(text + "mon: a(top = {900% + 100% * week})\n") == [("E219", 3), ("E213", 4)]

    def test_a_value_for_one_run_may_be_the_peak(self) -> None:
        text = "workout: A\nwith: top = 500%\npeak: {top}\n- 6s {top}\n"
        assert found(text, top="800%") == []

    def test_a_line_without_its_colon_is_told(self) -> None:
        assert found("peak 640%\n- 6s 60%\n") == [("W306", 1)]
        assert found("Peak 3\n- 6s 60%\n") == []

    def test_other_advice_stays(self) -> None:
        assert found("peak: 640%\n- 5m 640%\n") == [("W320", 2)]


class TestWritten:
    def test_no_format_misses_it(self) -> None:
        (made,) = compile("workout: A\npeak: 700%\n- 6s 640%\n- 4m 50%\n").unwrap()
        plain = compile("workout: A\n- 6s 400%\n- 4m 50%\n").unwrap()[0]
        for to in FORMATS:
            lost = [d.code for d in write(made, to, RIDER).lost]
            assert lost == [d.code for d in write(plain, to, RIDER).lost], to

    def test_texts_of_the_calendar_compile_again_below_it(self) -> None:
        (made,) = compile("workout: A\npeak: 700%\n- 6s 640%\n").unwrap()
        text = write(made).content
        assert "peak" not in text
        assert not compile(text).ok
        assert compile(f"peak: 640%\n\n{text}").ok

    @pytest.mark.parametrize("most", [450, 640, 1000])
    def test_a_picture_of_it_stays_in_its_frame(self, desk: Desk, most: int) -> None:
        desk.write(a=f"workout: A\npeak: {most}%\n- 10m 50%\n- 1m {most}%\n- 10m 50%\n")
        shown = desk.run("show", "a.workout", "--set", "ftp=250").stdout.split("\n")
        bars = [line for line in shown if line[:6].endswith("|")]
        assert len(bars) in range(7, 15)
        assert all("7" in line for line in bars)
        assert any(line.startswith("100% |") for line in bars)

    def test_several_workouts_in_one_text_keep_it(self, desk: Desk) -> None:
        text = "workout: A\npeak: 700%\n- 6s 640%\n\nworkout: B\n- 6s 60%\n"
        desk.write(a=text)
        built = desk.run("build", "a.workout").stdout
        assert compile(built).ok
        assert [w.peak for w in compile(built).workouts] == [Decimal(700), None]

    @pytest.mark.parametrize(
        ("items", "line"),
        [
            ((step(6, power=at("400")),), ""),
            ((step(6, power=at("400.1")),), "peak: 401%"),
            ((step(6, power=at("300", "640")),), "peak: 640%"),
            ((step(6, power=ramp("637.5", "50")),), "peak: 638%"),
            ((step(6, power=at("1000")),), "peak: 1000%"),
            ((step(6, power=at("640", unit=Unit.WATTS)),), ""),
        ],
    )
    def test_a_source_gets_it_where_it_needs_it(self, items: tuple[Item, ...], line: str) -> None:
        emission = write_source(workout(*items))
        assert emission.lost == ()
        assert line == next((x for x in emission.content.split("\n") if "peak" in x), "")
        (again,) = compile(emission.content).unwrap()
        assert [s.power for s in walk(again.items)] == [s.power for s in walk(items)]
        assert formatted(emission.content.encode(), "a").text == emission.content

    def test_a_source_keeps_the_one_it_has(self) -> None:
        (made,) = compile("peak: 700.5%\n- 6s 640%\n").unwrap()
        assert "\npeak: 700.5%\n" in write_source(made).content

    def test_only_beyond_the_highest_a_source_cuts(self) -> None:
        emission = write_source(workout(step(6, power=at("900", "1200"))))
        assert [d.code for d in emission.lost] == ["W419"]
        assert "peak: 1000%" in emission.content
        assert "- 6s 900-1000%" in emission.content


def read(data: bytes, origin: str) -> Workout:
    (made,) = compile_foreign(data, name=f"a.{origin}", origin=origin).unwrap()
    return made


class TestRead:
    @pytest.mark.parametrize("to", ["zwo", "mrc", "erg", "fit", "intervals"])
    def test_a_file_by_way_of_source_is_the_same_session(self, to: str) -> None:
        (made,) = compile("peak: 640%\n- 10m 50%\n- 6s 640%\n- 6s 420%\n").unwrap()
        content = write(made, to, RIDER).content
        foreign = read(content if isinstance(content, bytes) else content.encode(), to)
        assert foreign.peak == 640
        emission = write_source(foreign)
        assert emission.lost == ()
        (again,) = compile(emission.content, athlete=RIDER).unwrap()
        assert profile(again) == profile(foreign) == profile(made)
        assert again.peak == 640
        assert write(again, to, RIDER).content is not None

    def test_native_text_has_it_in_its_head_and_its_own_words(self, desk: Desk) -> None:
        desk.put("a.txt", "Flying 3x\n- all you have 6s 640%\n- 4m 50%\n")
        done = desk.run("import", "a.txt", "--to", "source")
        assert done.stderr == ""
        assert done.stdout == (
            "workout: a\nid: a\nsport: Ride\npeak: 640%\n\n"
            "Flying 3x\n- all you have 6s 640%\n- 4m 50%\n"
        )
        assert compile(done.stdout).diagnostics == ()

    def test_native_text_needs_none_up_to_the_usual(self) -> None:
        assert body("- 6s 400%", "Ride").peak is None
        assert body("- 6s 400.5%", "Ride").peak == 401

    def test_words_that_look_like_the_field_stay_a_note(self) -> None:
        made = body("Peak: 700%\n- 6s 640%", "Ride")
        assert (made.peak, [line.text for line in made.lines]) == (
            Decimal(640), ["> Peak: 700%", "- 6s 640%"],
        )  # fmt: skip

    def test_an_event_of_the_calendar_has_it(self) -> None:
        event = {
            "id": 7, "category": "WORKOUT", "type": "Ride", "name": "Flying",
            "start_date_local": "2026-12-01T06:30:00", "description": "- 6s 640%",
        }  # fmt: skip
        made = pulled(judged(event, Planned), UNKNOWN)
        assert isinstance(made, Pulled)
        assert "\npeak: 640%\n" in made.text
        assert made.remarks == ()
        (again,) = compile(made.text).unwrap()
        (one,) = walk(again.items)
        assert one.power is not None
        assert one.power.level == Steady(Decimal(640))

    @pytest.mark.skipif(
        not CORPUS.is_dir(), reason="needs the folder ../shared/corpus beside the project"
    )
    def test_a_ramp_test_that_nobody_ends_comes_back_whole(self) -> None:
        path = CORPUS / "zwo" / "eljefewappo--myRampTest.zwo"
        foreign = read(path.read_bytes(), "zwo")
        emission = write_source(foreign)
        assert "\npeak: 640%\n" in emission.content
        assert not emission.lost
        (source,) = compile(emission.content, name=path.name).unwrap()
        again = read(write(source, "zwo").content.encode(), "zwo")
        assert profile(again) == profile(source) == profile(foreign)
