"""`workoutc athlete` against a sandbox on a real socket."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.canary import KEY
from tests.commands import ROOT, Desk, sat_down  # noqa: F401
from tests.json_schema import problems
from tests.office import TRIES, connected  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from tests.strategies import THOROUGH
from workoutc.athlete import Athlete
from workoutc.cli.profile_show import Shown, as_text
from workoutc.cli.schema_ import SCHEMAS
from workoutc.render.visible import cells
from workoutc.sandbox.athlete import OWNER, default_settings
from workoutc.sandbox.faults import Answer
from workoutc.settings import Profile
from workoutc.settings.file import Layer
from workoutc.settings.write import LayoutError

SCHEMA = json.loads((SCHEMAS / "athlete.json").read_text("utf-8"))

LIVED_IN = """\
# my numbers
[athlete]
ftp = 270  # in May
threshold_pace.run = "4:12/km"

[athlete.run]
lthr = 175

# the club
[athletes.anna]
id = "i88"
"""

TWO = '[athletes.anna]\nid = "i88"\n\n[athletes.bo]\nid = "i99"\n'


@pytest.fixture(name="terminal")
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)


def given_settings(site: Site, athlete: str = OWNER, **ride: Any) -> None:
    """The athlete has rides only, with just these values."""
    site.store.put_athlete(athlete)
    site.store.put_settings(athlete, [{"types": ["Ride"], **ride}])


def toml(desk: Desk) -> str:
    return desk.read("workoutc.toml").decode()


def test_a_pull_writes_what_differs_and_says_so(office: Desk) -> None:
    office.put("workoutc.toml", LIVED_IN)
    done = office.run("athlete", "pull", "--yes")
    assert (done.exit_code, done.stderr) == (0, "18 values written to workoutc.toml\n")
    assert "[athlete]\n  ftp                  270 → 280\n  lthr  " in done.stdout
    assert "  threshold_pace.run   4:12/km → 4:10/km\n" in done.stdout
    assert "[athlete.run]\n  lthr                 175 → 172\n" in done.stdout
    assert "                     → Active Recovery, Endurance, Tempo, Threshold, " in done.stdout
    written = toml(office)
    assert written.startswith("# my numbers\n[athlete]\nftp = 280  # in May\nlthr = 172\n")
    assert 'swim = "1:45/100m"\n\n[athlete.run]\nlthr = 172\nhr_zones = [144, ' in written
    assert written.endswith('\n\n# the club\n[athletes.anna]\nid = "i88"\n')


def test_a_second_pull_changes_nothing(office: Desk, site: Site) -> None:
    entries = default_settings()
    entries[1] |= {"threshold_pace": 3.7313433, "lthr": 176.4, "pace_units": "MINS_MILE"}
    site.store.put_settings(OWNER, entries)
    assert office.run("athlete", "pull", "--yes").exit_code == 0
    before = toml(office)
    assert 'threshold_pace.run = "7:11.3/mi"' in before
    done = office.run("athlete", "pull")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "nothing to change\n")
    assert office.run("athlete", "pull", "--quiet").stderr == ""
    assert toml(office) == before


def test_a_dry_run_writes_nothing(office: Desk) -> None:
    done = office.run("athlete", "pull", "--dry-run")
    assert done.exit_code == 0
    assert "ftp                  not set → 280" in done.stdout
    assert done.stderr == "17 values would be written to workoutc.toml\n"
    assert office.names() == []


def test_without_a_terminal_a_yes_is_needed(office: Desk) -> None:
    done = office.run("athlete", "pull")
    assert done.exit_code == 2
    assert "not set → 280" in done.stdout
    assert "no terminal to ask on, so nothing was written" in done.stderr
    assert office.names() == []


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_somebody_is_asked(office: Desk, site: Site) -> None:
    given_settings(site, ftp=280)
    done = office.run("athlete", "pull", input="n\n")
    assert done.exit_code == 130
    assert "Write this to workoutc.toml? [y/N]" in done.stderr
    assert office.names() == []
    assert office.run("athlete", "pull", input="y\n").exit_code == 0
    assert toml(office) == "[athlete]\nftp = 280\n"


@pytest.mark.usefixtures("terminal")
def test_a_file_that_changes_while_somebody_thinks_is_left_alone(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = "[athlete]\nftp = 300\n"
    monkeypatch.setattr(click, "confirm", lambda *_, **__: office.put("workoutc.toml", theirs))
    done = office.run("athlete", "pull")
    assert done.exit_code == 2
    assert "workoutc.toml was changed meanwhile" in done.stderr
    assert toml(office) == theirs


def test_the_profile_of_ones_own_file_is_changed_there(office: Desk, site: Site) -> None:
    given_settings(site, ftp=280)
    own = office.put("../home/config/workoutc/config.toml", "[athlete]\nlthr = 170 # old\n")
    done = office.run("athlete", "pull", "--yes")
    assert (done.exit_code, office.names()) == (0, [])
    assert f"written to {own.resolve()}" in done.stderr
    assert own.read_text() == "[athlete]\nlthr = 170 # old\nftp = 280\n"


def test_what_is_not_set_there_is_kept_and_told(office: Desk, site: Site) -> None:
    given_settings(site, ftp=None, max_hr=190)
    text = '[athlete]\nftp = 270\nthreshold_pace.swim = "1:45/100m"\nhr_zones = 5\n'
    office.put("workoutc.toml", text)
    done = office.run("athlete", "pull", "--yes")
    assert done.stderr.splitlines() == [
        "athlete.ftp: not set on Intervals.icu, kept (270)",
        "athlete.hr_zones: not set on Intervals.icu, kept (5)",
        "athlete.threshold_pace.swim: not set on Intervals.icu, kept (1:45/100m)",
        "1 value written to workoutc.toml",
    ]
    assert toml(office) == f"{text}max_hr = 190\n"
    assert office.run("athlete", "pull", "--quiet").stderr == ""


def test_odd_values_are_told_and_left_out(office: Desk, site: Site) -> None:
    given_settings(site, ftp=0, lthr=172, power_zones=[75, 55, 999], hr_zones=[])
    office.put("workoutc.toml", "[athlete]\nftp = 270\n")
    done = office.run("athlete", "pull", "--yes")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "Intervals.icu: `ride.ftp` makes no sense, so it is left out: 0",
        "Intervals.icu: `ride.power_zones` must rise, so it is left out: [75, 55, 999]",
        "1 value written to workoutc.toml",
    ]
    assert toml(office) == "[athlete]\nftp = 270\nlthr = 172\n"


def test_what_the_server_says_of_a_key_or_a_cursor_reaches_nobody(office: Desk, site: Site) -> None:
    names = [f"Easy {KEY}", "Hard\x1b[2J\u202e"]
    given_settings(site, hr_zones=[120, 190], hr_zone_names=names, ftp=f"{KEY}\x1b")
    done = office.run("athlete", "pull", "--yes")
    assert done.exit_code == 0
    assert "\x1b" not in f"{done.output}{toml(office)}"
    assert 'hr_zone_names = ["Easy ' in toml(office)


def test_each_athlete_is_pulled_into_their_own_table(office: Desk, site: Site) -> None:
    given_settings(site, "i88", ftp=231)
    given_settings(site, "i99", ftp=333)
    office.put("workoutc.toml", TWO)
    done = office.run("athlete", "pull", "--athlete", "all", "--yes")
    assert done.exit_code == 0
    written = "1 value written to workoutc.toml\n"
    assert done.stderr == f"anna:\n{written}bo:\n{written}"
    assert toml(office) == TWO.replace('88"\n', '88"\nftp = 231\n') + "ftp = 333\n"


def test_a_failure_of_one_athlete_stops_no_other(office: Desk, site: Site) -> None:
    given_settings(site, "i99", ftp=333)
    office.put("workoutc.toml", TWO)
    done = office.run("athlete", "pull", "--athlete", "all", "--yes")
    assert done.exit_code == 1
    assert "anna:\nerror[E502]" in done.stderr
    assert "bo:\n1 value written" in done.stderr
    assert toml(office) == f"{TWO}ftp = 333\n"


def test_a_calendar_in_trouble_is_told(office: Desk, site: Site) -> None:
    site.break_with(*[Answer(500)] * TRIES)
    done = office.run("athlete", "pull", "--yes")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[E507]" in done.stderr


def test_a_file_that_cant_be_edited_is_left_to_its_owner(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise LayoutError("the file is laid out in a way that can't be edited")

    monkeypatch.setattr("workoutc.settings.draft.edited", refuse)
    done = office.run("athlete", "pull", "--yes")
    assert (done.exit_code, office.names()) == (1, [])
    assert "not set → 280" in done.stdout
    assert "can't be edited" in done.stderr
    assert "write the values" in done.stderr


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("[athletes.anna]\nftp = 200\n", "--athlete anna", "`[athletes.anna]` has no `id`"),
        ('[athletes.anna]\nid = "i88"\n[athletes.bo]\n', "--athlete all", "`[athletes.bo]` has no"),
        ("[athlete]\n", "--athlete all", "no athletes to work through"),
        ("[athletes.anna]\n", "--athlete ana", "did you mean `anna`?"),
    ],
)
def test_a_calendar_that_isnt_known_is_not_guessed(
    office: Desk, text: str, words: str, message: str
) -> None:
    office.put("workoutc.toml", text)
    done = office.run("athlete", "pull", "--yes", *words.split())
    assert (done.exit_code, toml(office)) == (2, text)
    assert message in done.stderr


def test_the_only_athlete_is_oneself_without_a_name(office: Desk, site: Site) -> None:
    given_settings(site, ftp=280)
    office.put("workoutc.toml", "[athletes.me]\nlthr = 170\n")
    assert office.run("athlete", "pull", "--yes").exit_code == 0
    assert toml(office) == "[athletes.me]\nlthr = 170\nftp = 280\n"


def test_a_pulled_profile_is_compiled_with(office: Desk, site: Site) -> None:
    entries = default_settings()
    entries[1] |= {"lthr": 160, "hr_zones": [120, 140, 190], "hr_zone_names": None}
    site.store.put_settings(OWNER, entries)
    office.write(a="workout: A\nsport: Run\n- 10m 152bpm\n- 5m Z3 HR\n", b="- 10m 172bpm\n")
    assert office.run("build", ".").exit_code == 1
    assert office.run("athlete", "pull", "--yes").exit_code == 0
    assert office.run("build", "a.workout").stdout == "- 10m 95% LTHR\n- 5m Z3 HR\n"
    assert office.run("build", "b.workout").stdout == "- 10m 100% LTHR\n"
    office.write(a="workout: A\nsport: Run\n- 5m Z4 HR\n")
    assert "the heart rate zones go from 1 to 3" in office.run("check", "a.workout").stdout


def test_beats_are_read_back_by_the_threshold_of_the_sport(office: Desk, site: Site) -> None:
    entries = default_settings()
    entries[1] |= {"lthr": 160}
    site.store.put_settings(OWNER, entries)
    office.run("athlete", "pull", "--yes")
    office.write(a="workout: A\nsport: Run\ndate: 2026-12-03\n- 10m 152bpm\n")
    assert office.run("push", "a.workout", "--yes").exit_code == 0
    assert "95% LTHR" in site.listed()[0]["description"]


def test_the_examples_compile_with_a_pulled_profile(office: Desk) -> None:
    office.run("athlete", "pull", "--yes")
    for path in sorted((ROOT / "examples").glob("*.workout")):
        office.put(path.name, path.read_bytes())
    done = office.run("check", "--strict", ".")
    assert (done.exit_code, done.stdout) == (0, "")


def test_what_is_pulled_is_shown(office: Desk) -> None:
    office.put("workoutc.toml", LIVED_IN)
    office.run("athlete", "pull", "--yes")
    done = office.run("athlete", "show")
    assert (done.exit_code, done.stderr) == (0, "")
    titles = [line for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert titles == [
        "you", "ride", "run", "swim", "every other sport", f"from {Path.cwd() / 'workoutc.toml'}"
    ]  # fmt: skip
    for line in (
        "  FTP             280 W       [athlete]",
        "  indoor FTP      not set",
        "  power zones     7           [athlete.ride]",
        "    1   Active Recovery  to 55%     to 154 W",
        "    2   Endurance        55–75%     155–210 W",
        "    7   Neuromuscular    over 150%  over 420 W",
        "  threshold HR    172 bpm     [athlete.run]",
        "    1   Recovery          to 139 bpm",
        "    7   Anaerobic         182–190 bpm",
        "  threshold pace  4:10/km     [athlete]",
        "    1   Zone 1   to 77.5%      slower than 5:23/km",
        "    4   Zone 4   94.3–100%     4:25–4:10/km",
        "    7   Zone 5c  over 111.5%   faster than 1:34/100m",
    ):
        assert f"{line}\n" in done.stdout


def test_nothing_set_is_shown_too(desk: Desk) -> None:
    shown = desk.run("athlete", "show")
    assert shown.exit_code == 0
    assert "FTP             not set\n" in shown.stdout
    assert "power zones     7           Intervals.icu's defaults\n" in shown.stdout
    assert "from" not in shown.stdout


def test_names_of_other_zones_are_said_to_be_unused(desk: Desk) -> None:
    desk.put("workoutc.toml", "[athlete]\npower_zones = [60, 80]\npower_zone_names = ['A', 'B']\n")
    assert "    not used: 2 names for 3 zones\n" in desk.run("athlete", "show").stdout


def test_all_athletes_are_shown(desk: Desk) -> None:
    desk.put("workoutc.toml", TWO)
    text = desk.run("athlete", "show", "--athlete", "all").stdout
    assert [line for line in text.splitlines() if "(" in line] == ["anna (i88)", "bo (i99)"]
    found = json.loads(desk.run("athlete", "show", "--athlete", "all", "--json").stdout)
    assert [(each["athlete"], each["id"]) for each in found] == [("anna", "i88"), ("bo", "i99")]
    assert [problems(each, SCHEMA) for each in found] == [[], []]


def test_a_profile_as_json(office: Desk, site: Site) -> None:
    def shown() -> Any:
        found = json.loads(office.run("athlete", "show", "--json").stdout)
        assert problems(found, SCHEMA) == []
        return {sport["sport"]: sport for sport in found["sports"]}

    assert shown()["ride"]["ftp_w"] is None
    own = office.put("../home/config/workoutc/config.toml", "[athlete]\nmax_hr = 190\n")
    entries = default_settings()
    entries[0] |= {"ftp": 250, "max_hr": None}
    site.store.put_settings(OWNER, entries)
    office.put("workoutc.toml", "[athlete]\n")
    office.run("athlete", "pull", "--yes")
    ride, run, row = (shown()[name] for name in ("ride", "run", "row"))
    assert ride["power_zones"][1] == {
        "name": "Endurance", "above_percent": 55, "to_percent": 75, "above_w": 137.5,
        "to_w": 187.5,
    }  # fmt: skip
    assert ride["hr_zones"][-1] == {"name": "Anaerobic", "above_bpm": 181, "to_bpm": 190}
    assert run["threshold_pace_mps"] == 4
    assert run["pace_zones"][0]["to_mps"] == 3.1
    assert row["hr_zones"][0]["to_bpm"] == 144
    sources = {source["key"]: (source["file"], source["table"]) for source in run["sources"]}
    project = str(Path.cwd() / "workoutc.toml")
    assert sources["max_hr"] == (str(own.resolve()), "athlete")
    assert sources["threshold_pace"] == (project, "athlete")
    assert sources["hr_zones"] == (project, "athlete.run")


def test_of_two_files_the_one_that_counts_is_named(desk: Desk) -> None:
    desk.put("../home/config/workoutc/config.toml", "[athlete]\nftp = 250\n")
    desk.put("workoutc.toml", "[athlete]\nftp = 200\nlthr = 170\n")
    text = desk.run("athlete", "show").stdout
    assert "  FTP             250 W       [athlete] config.toml\n" in text
    assert "  threshold HR    170 bpm     [athlete] workoutc.toml\n" in text


@pytest.mark.parametrize("words", [(), ("--nonsense",), ("shwo",)])
def test_wrong_use_helps(desk: Desk, words: tuple[str, ...]) -> None:
    done = desk.run("athlete", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "show" in done.stderr or "--help" in done.stderr


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=100)


@THOROUGH
@given(st.lists(names, min_size=1, max_size=12), st.integers(60, 200))
def test_a_profile_fits_its_terminal(zone_names: list[str], width: int) -> None:
    bounds = tuple(range(60, 60 + 10 * (len(zone_names) - 1), 10)) or (60,)
    zoned = tuple(zone_names) if zone_names[1:] else ("a", "b")
    athlete = Athlete(
        power_zones=bounds, power_zone_names=zoned, hr_bounds=bounds, hr_zone_names=zoned,
    )  # fmt: skip
    written = {"ftp": Decimal(250), "lthr": Decimal(170)}
    table = ("athletes", zone_names[0])
    layers = [Layer(Path("workoutc.toml"), {"athletes": {zone_names[0]: written}})]
    text = as_text(Shown(None, Profile(athlete), layers, table, written), width)
    assert max(map(cells, text.splitlines())) <= width
    assert text.count("over") >= 2
