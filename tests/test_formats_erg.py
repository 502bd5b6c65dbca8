"""ERG and MRC: courses of minutes and power."""

from decimal import Decimal

import pytest

from tests.sessions import at, ramp, step, workout
from workoutc.athlete import Athlete
from workoutc.compiler import Compilation
from workoutc.foreign import compile_foreign
from workoutc.formats.erg.write import write_erg, write_mrc
from workoutc.model import Cue, Item, Repeat, Step, Time, Unit, unroll

ATHLETE = Athlete(ftp=Decimal(250))


def rows(text: str) -> list[str]:
    return text.split("[COURSE DATA]\r\n")[1].split("[END COURSE DATA]")[0].splitlines()


def read(text: str) -> Compilation:
    return compile_foreign(text.encode(), name="ride.erg", origin="erg")


def course(*lines: str, unit: str = "PERCENT", head: str = "") -> str:
    return "\r\n".join(["[COURSE HEADER]", head, f"MINUTES {unit}", "[END COURSE HEADER]",
                        "[COURSE DATA]", *lines, "[END COURSE DATA]"])  # fmt: skip


def steps(text: str) -> list[Step]:
    return list(unroll(read(text).unwrap()[0].items))


def said(text: str) -> list[str]:
    return [d.code for d in read(text).diagnostics if not d.code.startswith("W3")]


def lost(*items: Item, athlete: Athlete = ATHLETE) -> list[str]:
    return [d.code for d in write_erg(workout(*items), athlete).lost]


def test_watts_are_those_of_the_athlete() -> None:
    parts = (step(20, power=at("120")), step(40, power=ramp("50", "60")))
    text = write_erg(workout(Repeat(2, parts)), ATHLETE).content
    assert "FTP = 250\r\nMINUTES WATTS" in text
    assert rows(text)[:4] == ["0.000000\t300", "0.333333\t300", "0.333333\t125", "1.000000\t150"]
    assert len(rows(text)) == 8
    assert lost(*parts, athlete=Athlete()) == ["E410"]


def test_percent_needs_nobody() -> None:
    emission = write_mrc(workout(step(60, power=at("97.5"))))
    assert emission.lost == ()
    assert "MINUTES PERCENT" in emission.content
    assert rows(emission.content) == ["0.000000\t97.5", "1.000000\t97.5"]


def test_words_become_texts() -> None:
    hard = step(60, "Hard", power=at("100"), cues=(Cue(30, "half"), Cue(-10, "[last]")))
    text = write_mrc(workout(step(60, power=at("50")), hard)).content
    texts = text.split("[COURSE TEXT]\r\n")[1].splitlines()[:-1]
    assert texts == ["60\tHard\t10", "90\thalf\t10", "110\t(last]\t10"]
    again = list(unroll(read(text).unwrap()[0].items))
    assert [(cue.at, cue.text) for cue in again[1].cues] == [
        (0, "Hard"), (30, "half"), (50, "(last]"),
    ]  # fmt: skip


def test_what_a_course_can_not_hold_is_told() -> None:
    assert lost(step(60, power=at("90", "100"))) == ["W411"]
    assert lost(step(60, power=at("90"), cadence=at("90", unit=Unit.RPM))) == ["W412"]
    assert lost(step(60, hr=at("150", unit=Unit.BPM))) == ["W410"]
    assert lost(step(60, freeride=True)) == ["W417"]
    assert lost(step(60, power=at("2", unit=Unit.POWER_ZONE))) == ["W414"]
    assert lost() == ["E411"]


def test_the_header_tells_the_unit_not_the_name() -> None:
    assert steps(course("0 75", "1 75"))[0].power == at("75")
    assert steps(course("0 75", "1 75", unit="FTP"))[0].power == at("75")
    assert steps(course("0 75", "1 75", unit="WATTS"))[0].power == at("75", unit=Unit.WATTS)


def test_watts_for_an_ftp_become_percent() -> None:
    text = course("0 150", "1 150", unit="WATTS", head="FTP=200")
    assert steps(text)[0].power == at("75")
    assert said(text) == []
    assert said(course("0 150", "1 150", unit="WATTS")) == ["W435"]


def test_odd_spellings_are_read() -> None:
    text = "; hi\n[course header]\nminutes\tpercent\n[end course header]\n\n[course data]\n" \
        "0  75%\n\n0.33\t75\n0.33 100\n1 100\n1 LAP\n2 100\n"  # fmt: skip
    found = steps(text)
    assert [s.length for s in found] == [Time(20), Time(40), Time(60)]


def test_points_on_one_line_are_one_step() -> None:
    assert steps(course("0 50", "1 60", "2 70"))[0].power == ramp("50", "70")
    assert len(steps(course("0 50", "1 60", "2 90"))) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E430"),
        ("hello\nworld", "E430"),
        (course("0 50", "one 60"), "E432"),
        (course("1 50", "0 60"), "E432"),
        (course("0 50", "99999 60"), "E433"),
    ],
)
def test_what_can_not_be_read_is_an_error(text: str, code: str) -> None:
    found = read(text)
    assert code in [d.code for d in found.diagnostics]
    assert not found.workouts
