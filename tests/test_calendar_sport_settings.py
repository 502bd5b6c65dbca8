"""Sport settings of Intervals.icu as a profile has them, whatever they hold."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.canary import KEY, TOKEN
from tests.sandboxed import Site, entered, opened  # noqa: F401
from tests.strategies import THOROUGH
from workoutc.calendar.account import Account
from workoutc.calendar.client import Calendar
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.calendar.sport_settings import SETTINGS, found, sport_settings
from workoutc.sandbox.athlete import HR_NAMES, default_settings
from workoutc.settings.change import Found, compared
from workoutc.settings.person import profile
from workoutc.sports import Kind

FIRST = {"types": ["Ride", "VirtualRide"]}


def calendar(site: Site, athlete: str, credentials: Credentials | None = None) -> Calendar:
    key = credentials or Credentials(Scheme.KEY, Secret(KEY))
    return Calendar(Account(key, athlete, site.url.removesuffix("/api/v1")))


def read(*groups: Mapping[str, Any]) -> Found:
    return found(SETTINGS.validate_python(groups), lambda text: text.strip())


def test_the_settings_of_a_fresh_sandbox(site: Site) -> None:
    with calendar(site, "0") as opened_:
        known = sport_settings(opened_)
    ride, run, swim = (known.values[kind] for kind in (Kind.RIDE, Kind.RUN, Kind.SWIM))
    assert known.remarks == ()
    assert set(known.values) == set(Kind)
    assert (ride["ftp"], ride["lthr"], ride["max_hr"]) == (280, 172, 190)
    assert ride["power_zones"] == (55, 75, 90, 105, 120, 150)
    assert ride["hr_zones"] == (139, 154, 160, 171, 176, 181)
    assert ride["hr_zone_names"] == tuple(HR_NAMES)
    assert "indoor_ftp" not in ride
    assert (str(run["threshold_pace"]), str(swim["threshold_pace"])) == ("4:10/km", "1:45/100m")
    bounds = ("77.5", "87.7", "94.3", "100", "103.4", "111.5")
    assert run["pace_zones"] == tuple(map(Decimal, bounds))
    assert known.values[Kind.ROW] == known.values[Kind.OTHER]


@pytest.mark.parametrize(("sent", "changes"), [
    ("POWER_HR_PACE", []), ("HR_POWER_PACE", [("ride", "workout_order")]), (None, []),
])  # fmt: skip
def test_an_order_of_targets_is_a_change_where_it_is_not_the_usual_one(
    sent: object, changes: list[tuple[str, ...]]
) -> None:
    run = {"types": ["Run"], "workout_order": "PACE_HR_POWER"}
    known = read({**FIRST, "workout_order": sent}, run)
    made = compared({}, known).changes
    assert [change.path for change in made] == changes
    assert [change.new for change in made] == [("hr", "power", "pace")] * len(changes)


def test_an_order_that_was_set_back_is_taken_over() -> None:
    written = {"ride": {"workout_order": ("hr", "power", "pace")}}
    made = compared(written, read({**FIRST, "workout_order": "POWER_HR_PACE"})).changes
    assert [(change.path, change.new) for change in made] == [
        (("ride", "workout_order"), ("power", "hr", "pace"))
    ]


def test_a_coach_reads_the_settings_of_the_athlete_who_is_meant(site: Site) -> None:
    site.store.put_athlete("i88")
    site.store.put_settings("i88", [{**FIRST, "ftp": 222}])
    with calendar(site, "i88") as opened_:
        assert sport_settings(opened_).values == {Kind.RIDE: {"ftp": Decimal(222)}}


def test_a_token_without_the_scope_is_told_which(site: Site) -> None:
    token = Credentials(Scheme.TOKEN, Secret(TOKEN))
    with calendar(site, "0", token) as opened_, pytest.raises(CalendarError) as caught:
        sport_settings(opened_)
    assert caught.value.code == "E502"
    assert "SETTINGS:READ" in caught.value.help


ODD: dict[str, tuple[dict[str, Any], str]] = {
    "no ftp": ({"ftp": 0}, "`ride.ftp` makes no sense, so it is left out: 0"),
    "an ftp in words": ({"ftp": "280w"}, 'must be a number, so it is left out: "280w"'),
    "a yes": ({"lthr": True}, "`ride.lthr` must be a number, so it is left out: true"),
    "not a number": ({"lthr": float("nan")}, "left out: NaN"),
    "without end": ({"max_hr": float("inf")}, "left out: Infinity"),
    "huge": ({"ftp": 10**30}, "`ride.ftp` makes no sense"),
    "zones falling": ({"power_zones": [55, 50, 999]}, "`ride.power_zones` must rise"),
    "one zone": ({"power_zones": [999]}, "`ride.power_zones` must be a list of numbers"),
    "zones with a hole": ({"hr_zones": [120, None, 190]}, "`ride.hr_zones` must be a number"),
    "a number of zones": ({"hr_zones": 7}, "`ride.hr_zones` is no list"),
    "names for other zones": (
        {"hr_zones": [120, 150, 190], "hr_zone_names": ["A", "B"]},
        "`ride.hr_zone_names` has 2 names for 3 zones",
    ),
    "no names": (
        {"hr_zones": [120, 150], "hr_zone_names": ["A", None]},
        "`ride.hr_zone_names` must be a list of names",
    ),
    "a name of blanks": ({"hr_zones": [120, 150], "hr_zone_names": ["A", " "]}, "list of names"),
    "standing still": ({"threshold_pace": 0}, "`ride.threshold_pace` makes no sense"),
    "a pace in words": ({"threshold_pace": "4:10"}, "`ride.threshold_pace` makes no sense"),
    "a swimmer on wheels": ({"threshold_pace": 0.9}, "`threshold_pace.ride` is no threshold"),
    "hardly moving": ({"threshold_pace": 1e-30}, "`ride.threshold_pace` makes no sense"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_makes_no_sense_is_left_out_and_told(name: str) -> None:
    fields, words = ODD[name]
    known = read({**FIRST, "ftp": 250, **fields})
    [remark] = known.remarks
    assert words in remark
    odd = list(fields)[-1]
    assert odd not in known.values[Kind.RIDE]
    assert known.has(Kind.RIDE, odd)
    if odd != "ftp":
        assert known.values[Kind.RIDE]["ftp"] == 250


@pytest.mark.parametrize("nothing", [None, []])
def test_null_and_empty_lists_are_not_set(nothing: object) -> None:
    keys = ("power_zones", "hr_zones", "pace_zones", "hr_zone_names")
    known = read({**FIRST, **dict.fromkeys(keys, nothing), "power_zone_names": ["A", "B"]})
    assert known == Found({Kind.RIDE: {}})


def test_floats_come_to_what_was_meant() -> None:
    fields = {"ftp": 280.0, "lthr": 171.6000003, "pace_zones": [77.50000001, 88, 999.0]}
    ride = read({**FIRST, **fields}).values[Kind.RIDE]
    assert [ride["ftp"], ride["lthr"]] == [Decimal(280), Decimal("171.6")]
    assert ride["pace_zones"] == (Decimal("77.5"), Decimal(88))


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ("MINS_KM", "4:10/km"),
        ("MINS_MILE", "6:42.3/mi"),
        ("SECS_100M", "0:25/100m"),
        ("SECS_100Y", "0:22.9/100y"),
        ("SECS_500M", "2:05/500m"),
        ("SECS_400M", "1:40/400m"),
        ("SECS_250M", "1:02.5/250m"),
        ("NONE", "4:10/km"),
        ("LEAGUES", "4:10/km"),
        (None, "4:10/km"),
        (7, "4:10/km"),
    ],
)
def test_a_pace_is_told_in_the_unit_of_the_athlete(units: object, text: str) -> None:
    known = read({"types": ["Run"], "threshold_pace": 4.0, "pace_units": units})
    assert str(known.values[Kind.RUN]["threshold_pace"]) == text


def test_a_sport_without_paces_has_none() -> None:
    known = read({"types": ["Other"], "threshold_pace": 3.0})
    assert known.values == {Kind.OTHER: {}}
    assert "`threshold_pace.other` is unknown" in known.remarks[0]


def test_a_kind_that_was_split_goes_by_its_main_sport() -> None:
    gravel = {"types": ["GravelRide", "MountainBikeRide"], "ftp": 250}
    main = {"types": ["VirtualRide", "Ride"], "ftp": 280}
    known = read(gravel, main)
    assert known.values == {Kind.RIDE: {"ftp": Decimal(280)}}
    [remark] = known.remarks
    assert remark.startswith("GravelRide, MountainBikeRide: settings of their own")
    assert read({**gravel, "ftp": 280}, main).remarks == ()
    assert read(gravel).values == {Kind.RIDE: {"ftp": Decimal(250)}}


def test_the_group_of_all_others_stands_for_other() -> None:
    group = {"types": ["Walk"], "other": True, "lthr": 160}
    assert set(read(group).values) == {Kind.WALK, Kind.OTHER}
    assert set(read({**group, "other": "yes"}).values) == {Kind.WALK}


def test_an_odd_value_of_a_group_is_told_once() -> None:
    others = default_settings()[-1] | {"lthr": 999}
    known = read(others)
    assert len(known.remarks) == 1
    assert known.senseless == {(kind, "lthr") for kind in known.values}


@pytest.mark.parametrize("types", [None, [], "Ride", ["Quidditch"], [3, None]])
def test_a_group_of_no_known_sport_is_passed_over(types: object) -> None:
    assert read({"types": types, "ftp": 280}) == Found({})


JUNK = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
        st.sampled_from([0, 1, 55, 75, 150, 172, 190, 280, 999, 3.9, "MINS_KM"]),
    ),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=5,
)  # fmt: skip
FIELDS = [name for name in default_settings()[0] if name not in ("types", "other")]
GROUPS = st.lists(
    st.builds(
        lambda base, odd: {**base, **odd},
        st.sampled_from(default_settings()),
        st.dictionaries(st.sampled_from([*FIELDS, "types", "other"]), JUNK, max_size=6),
    ),
    max_size=4,
)


@THOROUGH
@given(GROUPS)
def test_whatever_comes_a_profile_can_hold_what_is_taken_over(groups: list[Any]) -> None:
    known = read(*groups)
    comparison = compared({}, known)
    table: dict[str, Any] = {}
    for path, _, new in comparison.changes:
        below = table.setdefault(path[0], {}) if path[1:] else table
        below[path[-1]] = getattr(new, "speed", new)
    profile(table, "athlete")
    assert is_told(known.remarks)


def is_told(remarks: Iterable[str]) -> bool:
    return all("left out" in remark for remark in remarks)
