"""The athlete whom a fresh sandbox knows: plausible, invented, and replaceable."""

from typing import Any

Record = dict[str, Any]

SECRET_KEY = "sandbox-key"
"""The personal key of the sandbox's owner unless another is given."""

OWNER = "i12345"
COACHED = "i23456"
"""An athlete whom the owner coaches, where a coach wants to try things."""

RIDES = (
    "Ride", "VirtualRide", "GravelRide", "MountainBikeRide", "TrackRide", "Cyclocross",
    "EBikeRide", "EMountainBikeRide", "Handcycle", "Velomobile",
)  # fmt: skip
RUNS = ("Run", "VirtualRun", "TrailRun")
SWIMS = ("Swim", "OpenWaterSwim")
OTHERS = ("Other", "WeightTraining", "Workout", "Walk", "Hike", "Rowing", "NordicSki")

PERCENT_ZONES = [55, 75, 90, 105, 120, 150, 999]
POWER_NAMES = [
    "Active Recovery", "Endurance", "Tempo", "Threshold", "VO2 Max", "Anaerobic", "Neuromuscular",
]  # fmt: skip
HR_NAMES = [
    "Recovery", "Aerobic", "Tempo", "SubThreshold", "SuperThreshold", "Aerobic Capacity",
    "Anaerobic",
]  # fmt: skip
SPEED_ZONES = [77.5, 87.7, 94.3, 100.0, 103.4, 111.5, 999.0]
SPEED_NAMES = ["Zone 1", "Zone 2", "Zone 3", "Zone 4", "Zone 5a", "Zone 5b", "Zone 5c"]

_SETTINGS = (
    "id", "athlete_id", "types", "warmup_time", "cooldown_time", "ftp", "indoor_ftp", "w_prime",
    "p_max", "power_zones", "sweet_spot_min", "sweet_spot_max", "power_spike_threshold",
    "power_zone_names", "ftp_est_min_secs", "use_laps_for_power_intervals",
    "keep_all_laps_for_power_intervals", "power_intervals_start_locked", "after_kj0", "after_kj1",
    "power_field", "lthr", "max_hr", "hr_zones", "hr_zone_names", "hr_load_type",
    "hrrc_min_percent", "threshold_pace", "pace_units", "pace_zones", "pace_zone_names",
    "pace_load_type", "gap_model", "elevation_correction", "use_gap_zone_times",
    "best_effort_distances", "pace_curve_start", "load_order", "tiz_order", "workout_order",
    "interval_display", "default_gear_id", "default_indoor_gear_id", "extract_workouts",
    "show_pauses", "ignore_velocity", "default_workout_time", "update_activity_name_from_workout",
    "created", "updated", "mmp_model", "display", "activity_field_ids", "activity_charts",
    "custom_field_ids", "custom_field_values", "custom_zones_ids",
    "calendar_tile_activity_panel_id", "other", "iseFTPSupported", "use_distance_for_intervals",
)  # fmt: skip


def profile(athlete: str, **known: Any) -> Record:
    """What `GET /athlete/{id}` tells beside the sport settings; `known` overrides any of it.

    The three ranges are the percentages by which a fixed target is widened when it is resolved.
    """
    return {
        "id": athlete,
        "name": "Sandbox Athlete",
        "firstname": "Sandbox",
        "lastname": "Athlete",
        "email": None,
        "timezone": "Europe/Berlin",
        "locale": "en",
        "measurement_preference": "meters",
        "icu_garmin_outdoor_power_range": 2.5,
        "icu_garmin_hr_range": 1.5,
        "garmin_pace_range": 2.5,
    } | known


def settings(types: tuple[str, ...], **known: Any) -> Record:
    """The settings of one family of sports: `known`, and an explicit null for all else."""
    return dict.fromkeys(_SETTINGS) | {"types": list(types), "other": False} | known


def default_settings() -> list[Record]:
    """Ride, run, swim and the rest: FTP 280 W, LTHR 172, maximum 190, threshold pace 4:10/km and
    1:45/100m, with the zones that Intervals.icu gives an athlete who set none."""
    return [
        settings(RIDES, ftp=280, w_prime=20000, **_power(), **_heart("Ride"), **_order("POWER_HR")),
        settings(RUNS, **_heart("Run"), **_pace(1000 / 250, "MINS_KM", "RUN"), **_order("PACE_HR")),
        settings(
            SWIMS, **_heart("Swim"), **_pace(100 / 105, "SECS_100M", "SWIM"), **_order("PACE_HR")
        ),
        settings(OTHERS, **_heart("Run") | {"other": True}, **_order("HR_POWER")),
    ]


# The defaults of Intervals.icu stand near fixed percentages of the LTHR; here they are for 172.
_HEART_BOUNDS = {
    "Ride": [139, 154, 160, 171, 176, 181, 190],
    "Run": [144, 153, 162, 171, 176, 181, 190],
    "Swim": [145, 153, 162, 171, 176, 181, 190],
}

_ORDERS = {"POWER_HR": "POWER_HR_PACE", "PACE_HR": "PACE_HR_POWER", "HR_POWER": "HR_POWER_PACE"}


def _power() -> Record:
    return {
        "power_zones": list(PERCENT_ZONES),
        "power_zone_names": list(POWER_NAMES),
        "sweet_spot_min": 84,
        "sweet_spot_max": 97,
    }


def _heart(sport: str) -> Record:
    return {
        "lthr": 172,
        "max_hr": 190,
        "hr_zones": list(_HEART_BOUNDS[sport]),
        "hr_zone_names": list(HR_NAMES),
        "hr_load_type": "HRSS",
    }


def _pace(metres_a_second: float, units: str, load: str) -> Record:
    return {
        "threshold_pace": metres_a_second,
        "pace_units": units,
        "pace_zones": list(SPEED_ZONES),
        "pace_zone_names": list(SPEED_NAMES),
        "pace_load_type": load,
    }


def _order(first: str) -> Record:
    return dict.fromkeys(("load_order", "tiz_order", "workout_order"), _ORDERS[first])
