"""Planned load: the model of Intervals.icu on workouts made by hand."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.given import given as athlete_of
from tests.strategies import THOROUGH, workouts
from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import compile
from workoutc.formats.ridden import ridden, seconds_of
from workoutc.formats.targets import thresholds
from workoutc.load import load_of
from workoutc.load.figures import Load, half_up
from workoutc.load.power import zones_in_watts
from workoutc.load.stream import Held, Stream, normalized, seconds_within, stream, total_above
from workoutc.model import Family, Repeat, Step, Time, Workout


def load(text: str, words: str = "ftp=250", **more: object) -> Load:
    """The load of a source for an athlete such as `ftp=250 sport=Run`."""
    setting = athlete_of(words)
    athlete = Athlete(**{**_fields(setting.athlete), **more})  # type: ignore[arg-type]
    compiled = compile(text, athlete=athlete, sport=setting.sport)
    assert compiled.ok, compiled.diagnostics
    return load_of(compiled.workouts[0], athlete)


def _fields(athlete: Athlete) -> dict[str, object]:
    return {name: getattr(athlete, name) for name in Athlete.__dataclass_fields__}


RUNNER = "sport=Run threshold_pace.run=4:10/km"
SWIMMER = "sport=Swim threshold_pace.swim=2:00/100m"
HEARTS = (115, 140, 155, 178)


class TestWhatCounts:
    """Of steps with several targets, one family counts."""

    BOTH = "- 1h 80% 90% LTHR\n"
    THRESHOLDS = "ftp=250 lthr=170 max_hr=190"

    def test_the_order_of_the_athlete_in_the_sport(self) -> None:
        found = load(self.BOTH, self.THRESHOLDS)
        assert (found.family, found.load) == (Family.POWER, 64)
        order = (Family.HR, Family.POWER, Family.PACE)
        assert load(self.BOTH, self.THRESHOLDS, workout_order=order).family is Family.HR

    def test_what_the_workout_says_goes_before_the_order(self) -> None:
        order = (Family.HR, Family.POWER, Family.PACE)
        found = load(f"target: power\n\n{self.BOTH}", self.THRESHOLDS, workout_order=order)
        assert (found.family, found.load) == (Family.POWER, 64)

    def test_what_no_step_has_is_passed_over(self) -> None:
        order = (Family.PACE, Family.HR, Family.POWER)
        assert load("- 1h 80%\n", workout_order=order).load == 64


class TestPower:
    def test_an_hour_at_threshold_is_a_hundred(self) -> None:
        found = load("- 1h 100%")
        assert (found.load, found.intensity) == (100, Decimal(100))
        assert (found.normalized_power_w, found.average_power_w) == (250, 250)
        assert (found.joules, found.joules_above_ftp) == (900_000, 0)
        assert found.family is Family.POWER

    def test_a_corridor_counts_as_its_middle_and_the_load_goes_by_whole_watts(self) -> None:
        found = load("- 3h 177-210w", "ftp=280")
        assert (found.normalized_power_w, found.average_power_w, found.load) == (194, 194, 144)

    def test_a_ramp_goes_from_end_to_end(self) -> None:
        found = load("- 60m ramp 100-300w")
        assert (found.normalized_power_w, found.average_power_w) == (221, 200)

    def test_a_session_of_many_kinds(self) -> None:
        text = "- 10m ramp 50-65%\n- 5x\n  - 3m 110-115%\n  - 3m 50%\n- 10m 50%\n"
        found = load(text)
        assert (found.duration_s, found.normalized_power_w, found.average_power_w) == (
            3000,
            211,
            176,
        )
        assert (found.load, found.joules) == (59, 526_875)
        assert found.intensity == Decimal("84.14274")

    @pytest.mark.parametrize(("ftp", "middles"), [
        (286, (141, 186, 236, 279, 322, 387, 1644)), (240, (119, 157, 199, 235, 271, 325, 1379)),
    ])  # fmt: skip
    def test_a_zone_is_its_middle_in_whole_watts(self, ftp: int, middles: tuple[int, ...]) -> None:
        powers = [load(f"- 1h Z{n}", f"ftp={ftp}").normalized_power_w for n in range(1, 8)]
        assert tuple(powers) == middles

    def test_several_zones_are_one_stretch(self) -> None:
        assert load("- 1h Z3-Z4", "ftp=240").normalized_power_w == 217

    def test_zones_of_the_profile(self) -> None:
        found = load("- 1h Z2", power_zones=(60, 80))
        assert found.normalized_power_w == 176  # 151 to 200
        assert found.zones == (("Z1", 0), ("Z2", 3600), ("Z3", 0), ("SS", 0))

    def test_the_last_zone_has_no_end_and_that_is_told(self) -> None:
        found = load("- 1m Z7")
        assert found.normalized_power_w == 1437
        assert "Z7 has no upper end" in found.reasons[0]

    def test_indoors_the_indoor_ftp_counts(self) -> None:
        watts = [
            load(f"{head}- 1h 80%", "ftp=250 indoor_ftp=240").normalized_power_w
            for head in ("", "indoor: yes\n", "sport: VirtualRide\n", "sport: Ride\nindoor: no\n")
        ]
        assert watts == [200, 192, 192, 200]

    def test_what_has_no_target_is_nothing(self) -> None:
        free, aimed = load("- 1h freeride\n- 1h 100%"), load("- 1h freeride 50%\n- 1h 100%")
        assert (free.load, aimed.load) == (141, 145)
        assert free.zones[0] == ("Z1", 3600)

    def test_time_in_zone_splits_a_ramp_by_the_second(self) -> None:
        zones = dict(load("- 10m ramp 10-60%", "ftp=240").zones)
        assert (zones["Z1"], zones["Z2"]) == (540, 60)
        falling = dict(load("- 10m ramp 60-10%", "ftp=240").zones)
        assert falling == zones

    def test_both_ends_of_the_sweet_spot_are_in_it(self) -> None:
        text = "\n".join(f"- 1m {watts}w" for watts in (200, 201, 232, 233))
        assert dict(load(text, "ftp=240").zones)["SS"] == 120

    def test_a_distance_makes_it_an_estimate(self) -> None:
        found = load("- 20km 80%")
        assert [found.duration_s, found.distance_m, found.load] == [2400, 20_000, 43]
        assert found.estimate
        assert "without a pace at 30 km/h" in found.reasons[0]

    def test_without_an_ftp_watts_are_watts_and_percents_have_zones(self) -> None:
        watts, percent = load("- 1h 200w", ""), load("- 1h 80%", "")
        assert (watts.normalized_power_w, watts.load, watts.intensity) == (200, None, None)
        assert (percent.normalized_power_w, percent.load) == (None, None)
        assert dict(percent.zones)["Z3"] == 3600
        assert not watts.zones
        assert watts.reasons == percent.reasons
        assert "--set ftp=250" in watts.reasons[0]

    @pytest.mark.parametrize(("target", "word"), [("60% MMP 5m", "power curve"), ("CZ1", "custom")])
    def test_what_only_the_service_knows_makes_all_of_it_unknown(
        self, target: str, word: str
    ) -> None:
        found = load(f"- 1h 80%\n- 5m {target}")
        assert (found.duration_s, found.load, found.normalized_power_w) == (3900, None, None)
        assert word in found.reasons[0]


class TestPace:
    def test_the_speed_of_the_whole_session_squared(self) -> None:
        text = "- 10m 70% Pace\n- 10m 80-110% Pace\n- 10m Z2 Pace\n- 10m Z3-Z5 Pace"
        found = load(text, "sport=Run", threshold_pace={"run": Decimal("2.631579")})
        assert (found.load, found.duration_s, found.estimate) == (49, 2400, False)
        assert abs((found.distance_m or 0) - Decimal("5433.947")) < Decimal("0.001")
        assert found.normalized_power_w is None

    def test_in_the_water_cubed(self) -> None:
        text = "- 0.8km 20% Pace\n- 0.5km 70% Pace\n- 10m 20% Pace\n- 0.3km 100% Pace"
        found = load(text, SWIMMER)
        assert [found.load, found.duration_s, found.distance_m] == [5, 6617, 1700]
        assert found.zones[:4] == (("Z1", 6257), ("Z2", 0), ("Z3", 0), ("Z4", 360))

    def test_paces_on_the_clock_need_no_threshold_for_their_time(self) -> None:
        found = load("- 800mtr 4:15-3:55/km", "sport=Run")
        assert [found.duration_s, found.distance_m, found.load] == [196, 800, None]
        assert "threshold_pace.run" in found.reasons[0]

    def test_a_distance_of_no_pace_needs_a_threshold(self) -> None:
        found = load("- 1km 4:00/km\n- 1km", "sport=Run")
        assert [found.duration_s, found.distance_m, found.zones] == [None, 2000, ()]
        assert load("- 1km 4:00/km\n- 1km", RUNNER).duration_s == 490

    def test_the_indoor_run_and_the_walk_go_by_their_own_kind(self) -> None:
        assert load("sport: VirtualRun\n- 1h 100% Pace", RUNNER).load == 100
        assert load("sport: Walk\n- 1h 5:00/km", RUNNER).load is None

    def test_a_ramp_of_pace(self) -> None:
        found = load("- 10m ramp 70-100% Pace", RUNNER)
        assert found.distance_m == 2040
        zones = dict(found.zones)
        assert zones["Z1"] == 150
        assert sum(zones.values()) == 600


class TestHeartRate:
    def test_it_is_an_estimate(self) -> None:
        text = (
            "- 10m 50-70% LTHR\n- 10m 80% LTHR\n- 10m ramp 45-60% LTHR\n- 10m Z2 HR\n- 10m Z3-Z4 HR"
        )
        found = load(text, "lthr=170", hr_bounds=HEARTS)
        assert (found.load, found.estimate, found.family) == (31, True, Family.HR)
        assert "estimate" in found.reasons[0]
        assert sum(seconds for _, seconds in found.zones) == 3000

    def test_an_hour_at_threshold_is_a_hundred_whatever_the_maximum(self) -> None:
        for words in ("lthr=170", "lthr=170 max_hr=185", "lthr=160 max_hr=200"):
            assert load("- 1h 100% LTHR", words).load == 100

    def test_beats_and_percent_of_the_maximum(self) -> None:
        words = "lthr=171 max_hr=190"
        assert load("- 1h 171bpm", words).load == load("- 1h 90% HR", words).load == 100

    def test_zones_are_the_service_s_where_none_are_known(self) -> None:
        known = load("- 1h Z2 HR", "lthr=181 max_hr=198", hr_bounds=(146, 162, 168, 180, 185, 191))
        assert load("- 1h Z2 HR", "lthr=181 max_hr=198") == known

    @pytest.mark.parametrize(("target", "words", "missing"), [
        ("85% LTHR", "max_hr=190", "`lthr`"), ("85% HR", "lthr=170", "`max_hr`"),
        ("150bpm", "max_hr=190", "`lthr`"), ("Z2 HR", "max_hr=190", "zones"),
    ])  # fmt: skip
    def test_what_is_missing_is_named(self, target: str, words: str, missing: str) -> None:
        found = load(f"- 1h {target}", words)
        assert found.load is None
        assert missing in found.reasons[0]


class TestWhichCounts:
    @pytest.mark.parametrize(("head", "family"), [
        ("", Family.POWER), ("target: hr\n", Family.HR), ("target: power\n", Family.POWER),
        ("sport: Run\n", Family.HR), ("sport: Rowing\n", Family.HR),
        ("target: pace\n", Family.POWER),
    ])  # fmt: skip
    def test_the_target_of_the_workout_else_the_order_of_the_sport(
        self, head: str, family: Family
    ) -> None:
        assert load(f"{head}- 1h 80% Power 90% LTHR", "ftp=250 lthr=170").family is family

    def test_steps_of_another_family_count_as_nothing_and_that_is_told(self) -> None:
        found = load("- 1h 80%\n- 1h 90% LTHR", "ftp=250 lthr=170")
        assert (found.average_power_w, found.estimate) == (100, True)
        assert "steps without a target of power count as nothing" in found.reasons

    def test_no_target_at_all(self) -> None:
        found = load("- 1h\n- 10m freeride")
        assert (found.duration_s, found.load, found.zones) == (4200, None, ())
        assert found.reasons == ("no step has a target to reckon a load from",)

    def test_a_workout_without_steps_has_what_is_planned(self) -> None:
        found = load("duration: 1h\ndistance: 5km\nload: 40\n")
        assert [found.duration_s, found.distance_m, found.load] == [3600, 5000, 40]
        assert found.intensity == Decimal("63.24555")
        assert load("duration: 1h\n").load is None

    def test_more_steps_than_anybody_has_are_not_reckoned(self) -> None:
        found = load_of(Workout("x", "x", items=(Repeat(10**9, (Step(Time(1)),)),)))
        assert (found.duration_s, found.load) == (None, None)
        assert "100000 steps" in found.reasons[0]


NUMBERS = st.decimals(0, 900, places=1)
HELD = st.builds(
    lambda seconds, start, end, steady: Held(seconds, start, start if steady else end),
    st.integers(1, 80), NUMBERS, NUMBERS, st.booleans(),
)  # fmt: skip
ORDERS = st.lists(HELD, min_size=1, max_size=5).flatmap(
    lambda held: st.tuples(
        st.just(held), st.lists(st.integers(0, len(held) - 1), min_size=1, max_size=8)
    )
)


def of(case: tuple[list[Held], list[int]]) -> Stream:
    held, order = case
    return stream(held, order, [order.count(at) for at in range(len(held))])


def by_second(case: tuple[list[Held], list[int]]) -> list[Fraction]:
    """Every second by itself, the slow way."""
    held, order = case
    values = []
    for seconds, start, end in (held[at] for at in order):
        rise = (Fraction(end) - Fraction(start)) / max(seconds - 1, 1)
        values += [Fraction(start) + rise * at for at in range(seconds)]
    return values


@settings(THOROUGH, max_examples=300)
@given(ORDERS)
def test_normalized_power_is_that_of_a_loop_by_the_second(
    case: tuple[list[Held], list[int]],
) -> None:
    values = by_second(case)
    windows = [values[max(0, at - 29) : at + 1] for at in range(len(values))]
    mean = sum((sum(w) / len(w)) ** 4 for w in windows) / len(values)
    found = normalized(of(case))
    assert Fraction(2 * found - 1, 2) ** 4 <= mean < Fraction(2 * found + 1, 2) ** 4 or found == 0


@settings(THOROUGH, max_examples=300)
@given(ORDERS, st.lists(NUMBERS, min_size=1, max_size=4, unique=True))
def test_sums_are_those_of_a_loop_by_the_second(
    case: tuple[list[Held], list[int]], bounds: list[Decimal]
) -> None:
    values, found = by_second(case), of(case)
    bounds.sort()
    assert found.total == sum(values)
    assert found.seconds == len(values)
    edges = [Fraction(-1), *map(Fraction, bounds), Fraction(10**9)]
    counts = [sum(a < v <= b for v in values) for a, b in pairwise(edges)]
    assert seconds_within(found, bounds) == counts
    assert total_above(found, bounds[0]) == sum(
        max(v - Fraction(bounds[0]), Fraction(0)) for v in values
    )


@settings(THOROUGH, max_examples=300)
@given(workouts(), st.sampled_from((UNKNOWN, athlete_of("ftp=250 lthr=170 max_hr=190").athlete)))
def test_any_workout_has_sound_figures(workout: Workout, athlete: Athlete) -> None:
    found = load_of(workout, athlete)
    seconds = sum(count for name, count in found.zones if name != "SS")
    assert seconds in (0, found.duration_s)
    assert (found.load is None) == (found.intensity is None) or not found.duration_s
    assert found.reasons or found.load is not None
    assert (found.load or 0) >= 0


@pytest.mark.parametrize(("text", "words", "seconds"), [
    ("- 500mtr 70% Pace\n", "sport=Swim threshold_pace.swim=2:00/100m", 857),  # 857.1
    ("- 25mtr 110% Pace\n", "sport=Swim threshold_pace.swim=1:45/100m", 23),  # 23.9
    ("- 100mtr 100% Pace\n", "sport=Swim threshold_pace.swim=1:45/100m", 105),  # no round speed
    ("- 1mi 5:55/mi Pace\n", "sport=Run", 355),
    ("- 800mtr 4:15-3:55/km Pace\n", "sport=Run", 196),
])  # fmt: skip
def test_a_distance_takes_the_seconds_that_are_full(text: str, words: str, seconds: int) -> None:
    assert load(text, words).duration_s == seconds


def test_a_half_goes_up() -> None:
    assert [half_up(Fraction(n, 2)) for n in range(4)] == [0, 1, 1, 2]


def test_zones_in_watts_are_those_that_the_service_shows() -> None:
    zones = zones_in_watts(Decimal(250), UNKNOWN)
    assert [zone.high for zone in zones[:-1]] == [137, 187, 225, 262, 300, 375]
    assert [zone.low for zone in zones[1:]] == [138, 188, 226, 263, 301, 376]


@pytest.mark.parametrize("pace", ["4:15-3:55/km", "90-95% Pace", "Z2 Pace", ""])
def test_a_format_that_counts_in_seconds_has_those_of_the_load(pace: str) -> None:
    words = "sport=Run threshold_pace.run=4:07/km"
    athlete = athlete_of(words).athlete
    workout = compile(f"- 805mtr {pace}\n", athlete=athlete, sport="Run").workouts[0]
    step = next(each.step for each in ridden(workout.items))
    known = thresholds(workout, athlete)
    assert seconds_of(step, known) == load_of(workout, athlete).duration_s
