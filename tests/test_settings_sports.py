"""A profile whose values differ from sport to sport, from the file to what is compiled."""

from decimal import Decimal
from pathlib import Path

import pytest

from workoutc.athlete import HR_ZONES, POWER_ZONES, UNKNOWN, Athlete
from workoutc.compiler import Compilation, compile
from workoutc.formats import write
from workoutc.formats.intervals.read import read
from workoutc.model import Family
from workoutc.settings import SettingsError, load
from workoutc.settings.person import Pace
from workoutc.settings.set import with_values
from workoutc.sports import Kind

FULL = """
[athlete]
ftp = 280
lthr = 172
max_hr = 190
hr_zones = 5
threshold_pace.run = "4:08.5/km"
power_zone_names = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"]

[athlete.run]
lthr = 176
hr_zones = [144, 153, 162]
hr_zone_names = ["Easy", "Steady", "Hard", "All out"]
pace_zones = [78, 88.5]

[athlete.ride]
power_zones = [60, 80]

[athlete.other]
lthr = 160

[athlete.row]
max_hr = 180
"""


def athlete(tmp_path: Path, text: str = FULL) -> Athlete:
    (tmp_path / "workoutc.toml").write_text(text, "utf-8")
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    return load(tmp_path, environ).profile().athlete


def test_a_sport_has_its_own_values_and_those_for_all(tmp_path: Path) -> None:
    found = athlete(tmp_path)
    run = found.in_sport("TrailRun")
    assert [run.ftp, run.lthr, run.max_hr] == [280, 176, 190]
    assert (run.hr_zones, run.hr_bounds) == (4, (144, 153, 162))
    assert run.pace_zones == (78, Decimal("88.5"))
    assert run.power_zones == POWER_ZONES
    assert run.threshold_pace == {Kind.RUN: 1000 / Decimal("248.5")}
    swim = found.in_sport("Swim")
    assert swim.lthr == 172
    assert (swim.hr_zones, swim.hr_bounds) == (5, ())


def test_other_stands_for_rowing_walking_and_skiing_too(tmp_path: Path) -> None:
    found = athlete(tmp_path)
    others = ("Yoga", "Hike", "NordicSki", "Rowing", "no sport")
    assert [found.in_sport(name).lthr for name in others] == [160] * 5
    assert [found.in_sport(name).max_hr for name in others] == [190, 190, 190, 180, 190]
    assert found.in_sport("Swim").lthr == 172


def test_whoever_is_in_a_sport_already_stays_there(tmp_path: Path) -> None:
    run = athlete(tmp_path).in_sport("Run")
    assert run.in_sport("Run") is run
    assert UNKNOWN.in_sport("Run") is UNKNOWN


def test_zones_have_as_many_names_as_they_are_or_none(tmp_path: Path) -> None:
    found = athlete(tmp_path)
    assert found.zone_names(Family.POWER)[-1] == "Seven"
    assert found.in_sport("Run").zone_names(Family.HR) == ("Easy", "Steady", "Hard", "All out")
    assert found.in_sport("Ride").zones(Family.POWER) == 3
    assert found.in_sport("Ride").zone_names(Family.POWER) == ()
    assert found.zone_names(Family.PACE) == ()


def test_the_number_of_heart_rate_zones_follows_from_their_bounds() -> None:
    assert UNKNOWN.zones(Family.HR) == HR_ZONES
    assert Athlete(hr_bounds=(140, 160)).zones(Family.HR) == 3


def test_the_command_line_overrides_a_value_in_every_sport(tmp_path: Path) -> None:
    changed = with_values(athlete(tmp_path), {"lthr": "150", "threshold_pace.run": "5:00/km"})
    assert {changed.in_sport(name).lthr for name in ("Ride", "Run", "Rowing", "Swim")} == {150}
    assert changed.in_sport("Run").threshold_pace[Kind.RUN] == 1000 / Decimal(300)
    assert changed.in_sport("Run").hr_zones == 4


@pytest.mark.parametrize(
    ("text", "key", "help"),
    [
        ("[athlete.runn]\nlthr = 170\n", "athlete.runn", "did you mean `run`?"),
        ("[athlete.run]\nltrh = 170\n", "athlete.run.ltrh", "did you mean `lthr`?"),
        ("[athlete.run]\nlthr = '170'\n", "athlete.run.lthr", "without quotes"),
        ("[athlete.run]\nid = 'i1'\n", "athlete.run.id", "known here"),
        ("[athlete]\nrun = 170\n", "athlete.run", "[athlete.run]"),
        (
            "[athlete.run]\nthreshold_pace = '4:10/km'\n",
            "athlete.run.threshold_pace",
            "threshold_pace.run under [athlete]",
        ),
        ("[athletes.bo.swim]\nlthr = 1\n", "athletes.bo.swim.lthr", "60 to 240"),
        ("[athlete.run]\nlthr = 180\nmax_hr = 170\n", "athlete.run", "check which is which"),
        ("[athlete]\nlthr = 180\n[athlete.row]\nmax_hr = 170\n", "athlete.row", "check which"),
        ("[athlete]\nhr_zones = [150, 140]\n", "hr_zones", "rising"),
        ("[athlete]\nhr_zones = [150, 260]\n", "hr_zones", "beats a minute, 1 to 250"),
        ("[athlete]\nhr_zones = []\n", "hr_zones", "upper bound"),
        ("[athlete]\nworkout_order = 'POWER'\n", "workout_order", "what counts first"),
        ("[athlete]\nworkout_order = ['hr', 'hr', 'pace']\n", "workout_order", "counts first"),
        ("[athlete]\nhr_zone_names = ['Easy', 3]\n", "hr_zone_names", "one for every zone"),
        ("[athlete]\nhr_zone_names = ['Easy', '']\n", "hr_zone_names", "one for every zone"),
        ("[athlete]\nthreshold_pace.run = '4:10.125/km'\n", "threshold_pace.run", "4:10/km"),
        ("[athlete]\nthreshold_pace.other = '4:10/km'\n", "threshold_pace.other", "known here"),
    ],
)
def test_a_wrong_entry_is_named_with_its_cure(
    tmp_path: Path, text: str, key: str, help: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        athlete(tmp_path, text)
    assert key in caught.value.message
    assert help in caught.value.help


@pytest.mark.parametrize(
    ("speed", "unit", "text"),
    [
        ("4", "km", "4:10/km"),
        ("3.9", "km", "4:16.4/km"),
        ("0.9523809523809523", "100m", "1:45/100m"),
        ("3.3335", "km", "5:00/km"),
        ("3.334", "km", "4:59.9/km"),
        ("4", "mi", "6:42.3/mi"),
    ],
)
def test_a_pace_is_written_to_a_tenth_of_a_second(speed: str, unit: str, text: str) -> None:
    assert str(Pace(Decimal(speed), unit)) == text


def test_a_pace_says_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    for tenths in range(1251, 9999, 97):
        written = Pace(Decimal(10_000) / tenths, "km")
        found = athlete(tmp_path, f'[athlete]\nthreshold_pace.run = "{written}"\n')
        assert str(Pace(found.threshold_pace[Kind.RUN], "km")) == str(written)


def compiled(who: Athlete, sport: str, line: str) -> Compilation:
    return compile(f"workout: A\nsport: {sport}\n- {line}\n", athlete=who)


def test_beats_become_percentages_of_the_threshold_of_the_sport(tmp_path: Path) -> None:
    found = athlete(tmp_path)
    for sport, percent in (("Ride", "93"), ("Run", "90.9"), ("Rowing", "100")):
        [workout] = compiled(found, sport, "10m 160bpm").unwrap()
        emission = write(workout, "intervals", found)
        assert (emission.content, emission.lost) == (f"- 10m {percent}% LTHR\n", ())


def test_zones_go_as_far_as_those_of_the_sport(tmp_path: Path) -> None:
    found = athlete(tmp_path)
    cases = [("Ride", "Z3", "Z4"), ("Run", "Z4 HR", "Z5 HR"), ("Run", "Z3 Pace", "Z4 Pace")]
    for sport, good, bad in cases:
        assert compiled(found, sport, f"10m {good}").diagnostics == ()
        assert [d.code for d in compiled(found, sport, f"10m {bad}").diagnostics] == ["E211"]
    assert compiled(found, "Swim", "10m Z5 HR").diagnostics == ()


def test_advice_goes_by_the_values_of_the_sport(tmp_path: Path) -> None:
    found = athlete(tmp_path, "[athlete]\nftp = 250\n[athlete.run]\nlthr = 170\n")
    assert compiled(found, "Run", "10m 85% LTHR").diagnostics == ()
    assert [d.code for d in compiled(found, "Ride", "10m 85% LTHR").diagnostics] == ["W322"]


def test_estimates_go_by_the_pace_zones_of_the_sport() -> None:
    pace = {Kind.RUN: Decimal(4)}
    slow = Athlete(threshold_pace=pace, pace_zones=(40, 100))
    found = Athlete(threshold_pace=pace, sports={Kind.RUN: slow})
    text = "- 1km Z1 Pace\n"
    assert read(text, "Run", found)["duration"] == read(text, "Run", slow)["duration"]
    assert read(text, "Run", found)["duration"] != read(text, "Run", UNKNOWN)["duration"]
