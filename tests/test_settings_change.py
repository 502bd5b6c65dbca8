"""What a pull would change in a profile."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import THOROUGH
from workoutc.settings import SettingsError
from workoutc.settings.change import HEART, Change, Comparison, Found, Value, compared
from workoutc.settings.draft import drafts
from workoutc.settings.file import OWN, Layer, read_file
from workoutc.settings.person import VALUES, Pace, profile, stands, value_at
from workoutc.sports import Kind

RIDE, RUN, SWIM, ROW, OTHER = Kind.RIDE, Kind.RUN, Kind.SWIM, Kind.ROW, Kind.OTHER


def found(**kinds: Mapping[str, Value | int | str]) -> Found:
    """What is known, numbers as `int` for short, paces as metres a second in text."""
    return Found({Kind(kind): {key: exact(value) for key, value in known.items()}
                  for kind, known in kinds.items()})  # fmt: skip


def exact(value: Value | int | str) -> Value:
    match value:
        case int():
            return Decimal(value)
        case str():
            return Pace(Decimal(value), "km")
        case _:
            return value


def changes(written: dict[str, Any], known: Found) -> dict[str, tuple[Value | None, Value]]:
    return {".".join(c.path): (c.old, c.new) for c in compared(written, known).changes}


def test_what_all_sports_share_stands_beside_them() -> None:
    known = found(ride={"lthr": 172}, run={"lthr": 172}, swim={"lthr": 172})
    assert changes({}, known) == {"lthr": (None, 172)}


def test_what_differs_stands_in_each_sport() -> None:
    known = found(ride={"lthr": 172}, run={"lthr": 176}, swim={})
    assert changes({}, known) == {"ride.lthr": (None, 172), "run.lthr": (None, 176)}
    assert changes({"lthr": Decimal(172)}, known) == {"run.lthr": (172, 176)}


def test_a_sport_without_a_value_is_not_given_that_of_the_others() -> None:
    assert list(changes({}, found(ride={"lthr": 172}, run={}))) == ["ride.lthr"]


def test_the_ftp_of_all_sports_is_that_of_the_rides() -> None:
    known = found(ride={"ftp": 280, "indoor_ftp": 270}, run={"ftp": 350}, swim={})
    old = {"ftp": Decimal(275)}
    assert changes(old, known) == {
        "ftp": (275, 280), "indoor_ftp": (None, 270), "run.ftp": (280, 350),
    }  # fmt: skip


def test_a_value_is_changed_where_it_stands() -> None:
    old = {"run": {"lthr": Decimal(170)}, "ride": {"ftp": Decimal(250)}}
    known = found(ride={"lthr": 172, "ftp": 260}, run={"lthr": 172})
    expected = {"lthr": (None, 172), "ride.ftp": (250, 260), "run.lthr": (170, 172)}
    assert changes(old, known) == expected


def test_a_group_of_many_sports_is_written_once() -> None:
    other = {"lthr": 160}
    known = found(ride={"lthr": 172}, row=other, walk=other, ski=other, other=other)
    assert changes({}, known) == {"ride.lthr": (None, 172), "other.lthr": (None, 160)}
    apart = found(ride={"lthr": 172}, row={"lthr": 165}, other=other)
    assert list(changes({}, apart)) == ["ride.lthr", "other.lthr", "row.lthr"]


def test_a_pace_within_its_last_digit_is_the_same() -> None:
    old = {"threshold_pace": {RUN: Decimal(4)}}
    assert changes(old, found(run={"threshold_pace": "4.0007"})) == {}
    [(was, now)] = changes(old, found(run={"threshold_pace": "4.001"})).values()
    assert (str(was), str(now)) == ("4:10/km", "4:09.9/km")


def test_a_number_of_zones_gives_way_to_their_bounds() -> None:
    known = found(ride={"hr_zones": (Decimal(140), Decimal(160))})
    [(old, new)] = changes({"hr_zones": 3}, known).values()
    assert (old, new) == (3, (Decimal(140), Decimal(160)))


def kept(written: dict[str, Any], known: Found) -> list[str]:
    return [".".join(path) for path in compared(written, known).kept]


def test_what_is_not_set_there_is_kept_and_told() -> None:
    old = {
        "ftp": Decimal(280), "lthr": Decimal(170), "threshold_pace": {RUN: Decimal(4)},
        "run": {"max_hr": Decimal(190)}, "row": {"ftp": Decimal(250)},
    }  # fmt: skip
    known = found(ride={"lthr": 172}, run={})
    assert kept(old, known) == ["ftp", "lthr", "threshold_pace.run", "run.max_hr", "row.ftp"]
    assert changes(old, known) == {"ride.lthr": (170, 172)}


def test_what_makes_no_sense_there_is_not_said_to_be_missing() -> None:
    known = Found({RIDE: {}, RUN: {}}, frozenset({(RIDE, "ftp")}))
    assert kept({"ftp": Decimal(280)}, known) == []


def test_heart_rates_that_contradict_the_profile_are_left_out() -> None:
    known = found(ride={"lthr": 180, "ftp": 280})
    comparison = compared({"max_hr": Decimal(175)}, known)
    assert comparison.changes == (Change(("ftp",), None, Decimal(280)),)
    assert comparison.kept == ()
    assert "`lthr` lies above `max_hr`" in comparison.remarks[0]


NUMBERS = {
    "ftp": (250, 280), "indoor_ftp": (240,), "lthr": (165, 172, 185), "max_hr": (180, 195),
}  # fmt: skip
ZONES: Mapping[str, tuple[tuple[int, ...], ...]] = {
    "power_zones": ((55, 75), (60, 80, 100)),
    "hr_zones": ((140, 160), (145, 165, 180)),
    "pace_zones": ((80, 100),),
}
LISTS = {key: tuple(tuple(map(Decimal, each)) for each in lists) for key, lists in ZONES.items()}
LISTED: Mapping[str, tuple[Any, ...]] = {
    **{key: tuple(map(Decimal, numbers)) for key, numbers in NUMBERS.items()},
    **LISTS,
    **{key.replace("s", "_names"): (("a", "b", "c"), ("A", "B", "C")) for key in LISTS},
}
SPEEDS = (Decimal("2.2"), Decimal("2.345"), Decimal("2.3333333333"))

values_of_a_sport = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(listed) for key, listed in LISTED.items()}
)
sports_with_pace = st.sampled_from([kind for kind in Kind if kind is not OTHER])
written_profiles = st.fixed_dictionaries(
    {},
    optional={
        **{key: st.sampled_from(listed) for key, listed in LISTED.items()},
        **{str(kind): values_of_a_sport for kind in Kind},
        "threshold_pace": st.dictionaries(sports_with_pace, st.sampled_from(SPEEDS)),
        "id": st.just("i1"),
        "names": st.just({"map": "394w"}),
    },
)
paces = st.builds(Pace, st.sampled_from(SPEEDS), st.sampled_from(["km", "mi", "100m"]))
founds = st.builds(
    lambda values, speeds: Found({
        kind: known | ({"threshold_pace": speeds[kind]} if kind in speeds else {})
        for kind, known in values.items()
    }),
    st.dictionaries(st.sampled_from(list(Kind)), values_of_a_sport),
    st.dictionaries(sports_with_pace, paces),
)  # fmt: skip


def is_sound(written: dict[str, Any]) -> bool:
    try:
        profile(written, "athlete")
    except SettingsError:
        return False
    return True


@THOROUGH
@given(written_profiles, founds)
def test_after_a_pull_the_profile_says_what_is_known(written: dict[str, Any], known: Found) -> None:
    assume(is_sound(written))
    comparison = compared(written, known)
    now = applied(written, comparison)
    assert is_sound(now)
    assert compared(now, known).changes == ()
    for kind, values in known.values.items():
        for key, value in values.items():
            if not (isinstance(value, Pace) or (key in HEART and comparison.remarks)):
                assert says(now, kind, key) == value
    assert nothing_lost(written, now)


def applied(written: dict[str, Any], comparison: Comparison) -> dict[str, Any]:
    """As if the changes were written to a file and read again."""
    now = {key: dict(value) if isinstance(value, dict) else value for key, value in written.items()}
    for path, _, new in comparison.changes:
        table = now
        for key in path[:-1]:
            table = table.setdefault(key, {})
        table[path[-1]] = _reread(new)
    return now


def _reread(value: Value) -> Any:
    if not isinstance(value, Pace):
        return value
    rounded = Pace(value.speed, value.unit).seconds.quantize(Decimal("0.1"))
    return value.speed * value.seconds / rounded


def says(table: dict[str, Any], kind: Kind, key: str) -> Any:
    path = stands(table, kind, key)
    return value_at(table, path) if path else None


def nothing_lost(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return all(
        key in new and (not isinstance(value, dict) or nothing_lost(value, new[key]))
        for key, value in old.items()
    )


def layer(path: Path, text: str) -> Layer:
    path.write_text(text, "utf-8")
    return Layer(path, read_file(path, OWN))


def test_a_change_goes_into_the_file_that_counts(tmp_path: Path) -> None:
    project = layer(tmp_path / "workoutc.toml", "[athlete]\nftp = 270\nlthr = 170\n")
    own = layer(tmp_path / "config.toml", "[athlete]\nftp = 275\n")
    made = [
        Change(("ftp",), Decimal(275), Decimal(280)),
        Change(("lthr",), Decimal(170), Decimal(172)),
        Change(("max_hr",), None, Decimal(190)),
        Change(("threshold_pace", "run"), None, Pace(Decimal(4), "km")),
    ]
    for draft in drafts([project, own], tmp_path / "new.toml", ("athlete",), made):
        draft.write()
    assert own.path.read_text() == "[athlete]\nftp = 280\n"
    assert project.path.read_text() == (
        '[athlete]\nftp = 270\nlthr = 172\nmax_hr = 190\nthreshold_pace.run = "4:10/km"\n'
    )


def test_a_new_value_goes_where_the_profile_stands(tmp_path: Path) -> None:
    made = [Change(("run", "lthr"), None, Decimal(172))]
    project = layer(tmp_path / "workoutc.toml", "[calendar]\n")
    own = layer(tmp_path / "config.toml", "[athlete]\n")
    new = tmp_path / "new.toml"
    for layers, path in (([project, own], own.path), ([project], project.path), ([], new)):
        [draft] = drafts(layers, new, ("athlete",), made)
        assert draft.path == path
    assert draft.before is None
    draft.write()
    assert new.read_text() == "[athlete.run]\nlthr = 172\n"


def test_a_file_keeps_the_mark_at_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "workoutc.toml"
    path.write_bytes(b"\xef\xbb\xbf[athlete]\nftp = 270\n")
    made = [Change(("ftp",), Decimal(270), Decimal(280))]
    [draft] = drafts([Layer(path, read_file(path, OWN))], path, ("athlete",), made)
    assert draft.after == b"\xef\xbb\xbf[athlete]\nftp = 280\n"


def test_every_value_has_a_place_in_the_order() -> None:
    known = found(**{kind: dict.fromkeys(VALUES, 3) for kind in ("ride", "run")})
    assert len(compared({}, known).changes) == len(VALUES)
