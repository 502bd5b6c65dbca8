"""The sports of Intervals.icu: what can be held in each, in a table."""

from enum import StrEnum

from workoutc.model import Family, Unit
from workoutc.tuples import NamedTuple


class Kind(StrEnum):
    """Which thresholds and pace unit a sport goes by."""

    __hash__ = str.__hash__  # a key of tables everywhere, and an enum's own is slow

    RIDE = "ride"
    RUN = "run"
    SWIM = "swim"
    ROW = "row"
    WALK = "walk"
    SKI = "ski"
    OTHER = "other"


ORDERS = {
    Kind.RIDE: (Family.POWER, Family.HR, Family.PACE),
    Kind.RUN: (Family.PACE, Family.HR, Family.POWER),
    Kind.SWIM: (Family.PACE, Family.HR, Family.POWER),
}
ORDER_ELSEWHERE = (Family.HR, Family.POWER, Family.PACE)


def usual_order(kind: Kind) -> tuple[Family, ...]:
    """Which family of targets counts first: Intervals.icu's default for its `workout_order`."""
    return ORDERS.get(kind, ORDER_ELSEWHERE)


class Sport(NamedTuple):
    """One activity type. `pace`: the clock pace of a bare `5:20 Pace`, `None` where no pace is
    kept. `indoor`: whether it is indoors unless the workout says otherwise."""

    name: str
    kind: Kind = Kind.OTHER
    pace: Unit | None = None
    indoor: bool = False

    @property
    def bare_percent_is_power(self) -> bool:
        """Whether an author who writes `75%` certainly means power."""
        return self.kind not in (Kind.RUN, Kind.SWIM)


_RIDES = (
    "Ride", "GravelRide", "MountainBikeRide", "EBikeRide", "EMountainBikeRide", "TrackRide",
    "Cyclocross", "Handcycle", "Velomobile",
)  # fmt: skip
_SKIS = ("NordicSki", "BackcountrySki", "RollerSki", "AlpineSki")
_OTHERS = (
    "WeightTraining", "Workout", "Crossfit", "HighIntensityIntervalTraining", "Yoga", "Pilates",
    "Elliptical", "StairStepper", "RockClimbing", "Snowboard", "IceSkate", "InlineSkate",
    "Skateboard", "Kitesurf", "Windsurf", "Surfing", "Sail", "Golf", "Soccer", "Rugby",
    "Badminton", "Pickleball", "Racquetball", "Squash", "TableTennis", "Tennis", "Padel",
    "Hockey", "WaterSport", "Wheelchair", "Transition",
    "Other",
)  # fmt: skip

SPORTS = {
    sport.name: sport
    for sport in (
        *(Sport(name, Kind.RIDE) for name in _RIDES),
        Sport("VirtualRide", Kind.RIDE, indoor=True),
        Sport("Run", Kind.RUN, Unit.PACE_KM),
        Sport("TrailRun", Kind.RUN, Unit.PACE_KM),
        Sport("VirtualRun", Kind.RUN, Unit.PACE_KM, indoor=True),
        Sport("Swim", Kind.SWIM, Unit.PACE_100M),
        Sport("OpenWaterSwim", Kind.SWIM, Unit.PACE_100M),
        Sport("Rowing", Kind.ROW, Unit.PACE_500M),
        Sport("VirtualRow", Kind.ROW, Unit.PACE_500M, indoor=True),
        Sport("Canoeing", Kind.ROW, Unit.PACE_500M),
        Sport("Kayaking", Kind.ROW, Unit.PACE_500M),
        Sport("StandUpPaddling", Kind.ROW, Unit.PACE_500M),
        Sport("Walk", Kind.WALK, Unit.PACE_KM),
        Sport("Hike", Kind.WALK, Unit.PACE_KM),
        Sport("Snowshoe", Kind.WALK, Unit.PACE_KM),
        *(Sport(name, Kind.SKI, Unit.PACE_KM) for name in _SKIS),
        Sport("VirtualSki", Kind.SKI, Unit.PACE_KM, indoor=True),
        *(Sport(name) for name in _OTHERS),
    )
}
