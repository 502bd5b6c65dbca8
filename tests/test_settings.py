"""Settings from files and the environment."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from workoutc.athlete import PACE_ZONES, UNKNOWN
from workoutc.settings import SettingsError, load
from workoutc.settings.set import is_threshold, with_values
from workoutc.sports import Kind

FULL = """
[project]
sport = "Run"

[calendar]
athlete = "i77"
namespace = "club"

[athlete]
ftp = 280
indoor_ftp = 272.5
lthr = 172
max_hr = 190
threshold_pace.run = "4:10/km"
threshold_pace.swim = "1:45/100m"
power_zones = [55, 75, 90]
names = { race5k = "3:45/km", map = "394w" }

[athletes.anna]
id = "i88"
ftp = 230
"""


def environ(tmp_path: Path, **more: str) -> Mapping[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "config"), **more}


def own_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config" / "workoutc" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def project_file(tmp_path: Path, text: str) -> Path:
    project = tmp_path / "project"
    project.mkdir(exist_ok=True)
    (project / "workoutc.toml").write_text(text, "utf-8")
    return project


def refusal(tmp_path: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load(project_file(tmp_path, text), environ(tmp_path))
    return caught.value


def test_nothing_set_anywhere(tmp_path: Path) -> None:
    settings = load(tmp_path, environ(tmp_path))
    assert settings.project is None
    assert settings.sport == "Ride"
    assert settings.calendar.athlete == "0"
    assert settings.calendar.namespace == "workoutc"
    assert settings.calendar.url == "https://intervals.icu"
    assert settings.profile().athlete == UNKNOWN


def test_everything_set_is_read_from_a_folder_below(tmp_path: Path) -> None:
    project = project_file(tmp_path, FULL)
    below = project / "winter" / "week1"
    below.mkdir(parents=True)
    settings = load(below, environ(tmp_path))
    own = settings.profile()
    assert settings.project == project
    assert (settings.sport, settings.calendar.athlete) == ("Run", "i77")
    assert settings.calendar.namespace == "club"
    assert own.athlete.ftp == 280
    assert own.athlete.indoor_ftp == Decimal("272.5")
    assert own.athlete.threshold_pace == {Kind.RUN: 4, Kind.SWIM: Decimal(100) / 105}
    assert own.athlete.power_zones == (55, 75, 90)
    assert own.athlete.pace_zones == PACE_ZONES
    assert own.names == {"race5k": "3:45/km", "map": "394w"}
    assert settings.profile("anna").athlete.ftp == 230
    assert settings.profile("anna").id == "i88"


def test_a_later_place_wins_key_by_key(tmp_path: Path) -> None:
    project = project_file(tmp_path, FULL)
    own_file(tmp_path, '[athlete]\nftp = 300\nthreshold_pace.run = "5:00/km"\n')
    settings = load(project, environ(tmp_path, INTERVALS_ATHLETE="i99", INTERVALS_URL=""))
    athlete = settings.profile().athlete
    assert athlete.ftp == 300
    assert athlete.lthr == 172
    assert athlete.threshold_pace[Kind.RUN] == Decimal(1000) / 300
    assert athlete.threshold_pace[Kind.SWIM] == Decimal(100) / 105
    assert settings.calendar.athlete == "i99"
    assert settings.calendar.url == "https://intervals.icu"


def test_a_relative_config_home_is_ignored(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".config" / "workoutc").mkdir(parents=True)
    (home / ".config" / "workoutc" / "config.toml").write_text("[athlete]\nftp = 222\n")
    settings = load(tmp_path, {"XDG_CONFIG_HOME": "relative", "HOME": str(home)})
    assert settings.profile().athlete.ftp == 222


def test_the_only_athlete_is_meant_without_a_name(tmp_path: Path) -> None:
    project = project_file(tmp_path, "[athletes.bo]\nftp = 200\n")
    settings = load(project, environ(tmp_path))
    assert settings.profile().athlete.ftp == 200
    with pytest.raises(SettingsError, match="one athlete at a time") as caught:
        settings.profile("all")
    assert caught.value.help == "name one of them: bo"
    with pytest.raises(SettingsError, match="no athlete `bob`") as caught:
        settings.profile("bob")
    assert "bo" in caught.value.help


@pytest.mark.parametrize(
    ("text", "key", "help"),
    [
        ("[athlete]\nftpp = 280\n", "athlete.ftpp", "did you mean `ftp`?"),
        ("[atlete]\nftp = 280\n", "atlete", "did you mean `athlete`?"),
        ("[calendar]\nnamspace = 'x'\n", "calendar.namspace", "namespace"),
        ("[athlete]\nftp = '280w'\n", "athlete.ftp", "without quotes"),
        ("[athlete]\nftp = true\n", "athlete.ftp", "watts"),
        ("[athlete]\nftp = 28000\n", "athlete.ftp", "30 to 700"),
        ("[athlete]\nftp = nan\n", "athlete.ftp", "30 to 700"),
        ("[athlete]\nmax_hr = -1\n", "athlete.max_hr", "60 to 250"),
        ("[athlete]\nlthr = 190\nmax_hr = 180\n", "lthr", "check which is which"),
        ("[athlete]\nthreshold_pace = '4:10/km'\n", "threshold_pace", "threshold_pace.run"),
        ("[athlete]\nthreshold_pace.run = 4.0\n", "threshold_pace.run", "4:10/km"),
        ("[athlete]\nthreshold_pace.run = '4:10'\n", "threshold_pace.run", "/km"),
        ("[athlete]\nthreshold_pace.run = '4:70/km'\n", "threshold_pace.run", "4:10/km"),
        ("[athlete]\nthreshold_pace.swim = '1:45/km'\n", "threshold_pace.swim", "unit"),
        ("[athlete]\nthreshold_pace.swimm = '1:45/100m'\n", "threshold_pace.swimm", "`swim`"),
        ("[athlete]\npower_zones = [75, 55]\n", "power_zones", "rising"),
        ("[athlete]\npower_zones = []\n", "power_zones", "upper bound"),
        ("[athlete]\npower_zones = 'seven'\n", "power_zones", "upper bound"),
        ("[athlete]\nhr_zones = 5.5\n", "hr_zones", "how many"),
        ("[athlete]\nnames = 'x'\n", "names", "race5k"),
        ("[athlete.names]\nmap = 394.5\n", "names.map", "394w"),
        ("[project]\nsport = 'Runn'\n", "project.sport", "did you mean `Run`?"),
        ("[calendar]\nnamespace = 'a:b'\n", "calendar.namespace", "letters"),
        ("athlete = 3\n", "athlete", "[athlete]"),
        ("[athletes.all]\nftp = 200\n", "athletes.all", "another name"),
        ("[calendar]\nurl = 'https://evil.example'\n", "calendar.url", "INTERVALS_URL"),
    ],
)
def test_a_wrong_entry_is_named_with_its_cure(
    tmp_path: Path, text: str, key: str, help: str
) -> None:
    error = refusal(tmp_path, text)
    assert key in error.message
    assert help in error.help


def test_the_address_may_stand_in_ones_own_file_only(tmp_path: Path) -> None:
    own_file(tmp_path, '[calendar]\nurl = "http://localhost:8000"\n')
    assert load(tmp_path, environ(tmp_path)).calendar.url == "http://localhost:8000"


@pytest.mark.parametrize("key", ["api_key", "INTERVALS_API_KEY", "access_token", "password"])
@pytest.mark.parametrize("table", ["", "[calendar]\n", "[athlete]\n"])
def test_a_secret_is_refused_and_not_repeated(tmp_path: Path, table: str, key: str) -> None:
    error = refusal(tmp_path, f'{table}{key} = "canary-9f8e7d"\n')
    assert "secret" in error.message
    assert "INTERVALS_API_KEY" in error.help
    assert "canary" not in f"{error} {error!r} {error.help}"


def test_a_file_that_is_no_toml_names_file_and_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[athlete]\nftp = = 3\n")
    assert "workoutc.toml" in error.message
    assert "line 2" in error.message


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    project = project_file(tmp_path, "")
    (project / "workoutc.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        load(project, environ(tmp_path))


def test_values_of_the_command_line_replace_thresholds() -> None:
    athlete = with_values(
        UNKNOWN,
        {"ftp": "285.5", "threshold_pace.run": "4:10/km", "threshold_pace.row": "2:05/500m"},
    )
    assert athlete.ftp == Decimal("285.5")
    assert athlete.threshold_pace == {Kind.RUN: 4, Kind.ROW: 4}
    assert with_values(athlete, {"threshold_pace.run": "5:00/km"}).threshold_pace[Kind.ROW] == 4


@pytest.mark.parametrize(
    ("name", "value", "help"),
    [
        ("ftp", "280w", "watts"),
        ("ftp", "lots", "watts"),
        ("fpt", "280", "ftp"),
        ("threshold_pace", "4:10/km", "threshold_pace.run=4:10/km"),
        ("threshold_pace.run", "fast", "4:10/km"),
    ],
)
def test_a_wrong_value_of_the_command_line(name: str, value: str, help: str) -> None:
    with pytest.raises(SettingsError) as caught:
        with_values(UNKNOWN, {name: value})
    assert "--set" in caught.value.message
    assert help in caught.value.help


def test_thresholds_are_told_from_names_of_a_source() -> None:
    assert is_threshold("ftp")
    assert is_threshold("threshold_pace.swim")
    assert not is_threshold("reps")
