"""Pictures as formats: what is written, and that the pixels show it."""

import struct
import sys
from xml.etree import ElementTree

import pytest

from tests.commands import ROOT, Desk, sat_down  # noqa: F401
from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.settings.set import with_values

SVG = "{http://www.w3.org/2000/svg}"
RIDE = "workout: Over & under\nsport: Ride\n- 10m ramp 50-75%\n\nMain 3x\n- 5m 95-105%\n- 2m 50%\n"
RIDER = with_values(UNKNOWN, {"ftp": "250", "lthr": "170", "threshold_pace.run": "4:10/km"})


def words(text: str, athlete: Athlete = RIDER) -> list[str]:
    (workout,) = compile(text, athlete=athlete).unwrap()
    root = ElementTree.fromstring(write(workout, "svg", athlete).content)
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_picture_has_the_figures_of_the_session() -> None:
    (figures,) = (w for w in words(RIDE) if w.startswith("Ride · "))
    assert figures.startswith("Ride · 31:00 · load ")
    assert "?" not in figures


def test_what_is_not_known_is_left_out() -> None:
    assert "Ride · 31:00" in words(RIDE, UNKNOWN)
    assert not [w for w in words(RIDE, UNKNOWN) if w.endswith(" W")]


@pytest.mark.parametrize(
    ("text", "at_threshold"),
    [
        ("- 10m 100%\n", "250 W"),
        ("- 10m 100% LTHR\n", "170"),
        ("sport: Run\n- 10m 100% Pace\n", "4:10"),
    ],
)
def test_the_right_edge_has_the_numbers_of_the_athlete(text: str, at_threshold: str) -> None:
    assert at_threshold in words(text)
    assert at_threshold not in words(text, UNKNOWN)


def test_half_a_watt_at_the_edge_goes_up() -> None:
    found = words("- 10m 120%\n")
    assert {"63 W", "188 W", "313 W"} & set(found) == {"63 W", "188 W", "313 W"}


def test_pixels_are_those_of_the_picture(desk: Desk) -> None:
    desk.write(a=RIDE)
    assert desk.run("build", "--to", "png", "a.workout", "-o", "a.png").exit_code == 0
    data = (desk.folder / "a.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (1200, 625)


def test_letters_are_drawn_with_a_font_that_comes_along() -> None:
    named, nameless = (
        compile(f"workout: {name}\n- 10m 50%\n").unwrap()[0] for name in ("W" * 20, "i")
    )
    assert len(write(named, "png").content) > len(write(nameless, "png").content) + 500


def test_without_its_packages_the_format_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(a=RIDE)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    done = desk.run("build", "--to", "png", "a.workout", "-o", "a.png")
    assert done.exit_code == 2
    assert "pip install 'workoutc[png]'" in done.stderr


def test_pictures_of_several_workouts_want_a_folder(desk: Desk) -> None:
    desk.write(a=RIDE + "\n" + RIDE.replace("Over", "Under"))
    done = desk.run("build", "--to", "svg", "a.workout")
    assert done.exit_code == 2
    assert "-o built/" in done.stderr
    assert desk.run("build", "--to", "svg", "a.workout", "-o", "out/").exit_code == 0
    assert "out/over-under.svg" in desk.names()


@pytest.mark.parametrize(
    ("name", "threshold"),
    [("over-unders", ("ftp", "280")), ("half-marathon-rhythm", ("threshold_pace.run", "4:10/km"))],
)
def test_the_pictures_of_the_readme_are_those_of_today(
    name: str, threshold: tuple[str, str]
) -> None:
    text = (ROOT / "examples" / f"{name}.workout").read_text("utf-8")
    picture = f"examples/pictures/{name}.svg"
    athlete = with_values(UNKNOWN, dict([threshold]))
    (workout,) = compile(text, athlete=athlete).unwrap()
    assert write(workout, "svg", athlete).content == (ROOT / picture).read_text("utf-8")
    assert f"]({picture})" in (ROOT / "README.md").read_text("utf-8")
