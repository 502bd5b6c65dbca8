"""The numbers of the FIT profile that workouts need: messages, fields, and what their values mean.

From the public description of the protocol at developer.garmin.com.
"""

from typing import TypeAlias

from workoutc.model import Intensity

Value: TypeAlias = int | str
Message: TypeAlias = dict[int, Value]
"""Values by the number of their field."""

FILE_ID, WORKOUT, STEP = 0, 26, 27
"""Global numbers of the messages in a workout file."""

INDEX = 254
NAME, DURATION_TYPE, DURATION, TARGET_TYPE, TARGET, LOW, HIGH, INTENSITY, NOTES = range(9)
TARGET_TYPE_2, TARGET_2, LOW_2, HIGH_2 = range(19, 23)
"""Fields of a step."""

FIELDS = {
    FILE_ID: {0: "type", 1: "manufacturer", 2: "product", 3: "serial_number", 4: "time_created"},
    WORKOUT: {
        4: "sport", 5: "capabilities", 6: "num_valid_steps", 8: "wkt_name", 11: "sub_sport",
        14: "pool_length", 15: "pool_length_unit", 17: "wkt_description",
    },
    STEP: {
        INDEX: "message_index", NAME: "wkt_step_name", DURATION_TYPE: "duration_type",
        DURATION: "duration_value", TARGET_TYPE: "target_type", TARGET: "target_value",
        LOW: "custom_target_value_low", HIGH: "custom_target_value_high", INTENSITY: "intensity",
        NOTES: "notes", 9: "equipment", TARGET_TYPE_2: "secondary_target_type",
        TARGET_2: "secondary_target_value", LOW_2: "secondary_custom_target_value_low",
        HIGH_2: "secondary_custom_target_value_high",
    },
}  # fmt: skip
MESSAGES = {FILE_ID: "file_id", WORKOUT: "workout", STEP: "workout_step"}

TYPE_WORKOUT = 5

TIME, DISTANCE, OPEN, REPEAT, REPETITION_TIME, TIME_ONLY = 0, 1, 5, 6, 28, 31
"""Kinds of length: milliseconds, centimetres, until the lap button, and the end of a repeat."""

SPEED, HEART_RATE, NO_TARGET, CADENCE, POWER = 0, 1, 2, 3, 4
SWIM_STROKE, SPEED_LAP, HEART_RATE_LAP = 11, 12, 13
POWER_OVER = {"3s": 7, "10s": 8, "30s": 9, "lap": 10}
AVERAGES = {number: average for average, number in POWER_OVER.items()}

WATTS_FROM = 1000
"""A power up to this is % of FTP, above it watts and this."""

BEATS_FROM = 100
"""A heart rate up to this is % of the maximum, above it beats a minute and this."""

INTENSITIES = {
    0: Intensity.ACTIVE, 1: Intensity.REST, 2: Intensity.WARMUP, 3: Intensity.COOLDOWN,
    4: Intensity.RECOVERY, 5: Intensity.INTERVAL, 6: Intensity.OTHER,
}  # fmt: skip

STROKES = ("freestyle", "backstroke", "breaststroke", "butterfly", "drill", "mixed", "medley",
           "medley by round", "reverse medley")  # fmt: skip

SPORTS = {
    "Ride": (2, 0), "VirtualRide": (2, 58), "GravelRide": (2, 46), "MountainBikeRide": (2, 8),
    "EBikeRide": (21, 28), "EMountainBikeRide": (21, 47), "TrackRide": (2, 13),
    "Cyclocross": (2, 11), "Handcycle": (2, 12), "Run": (1, 0), "TrailRun": (1, 3),
    "VirtualRun": (1, 58), "Swim": (5, 17), "OpenWaterSwim": (5, 18), "Rowing": (15, 0),
    "VirtualRow": (4, 14), "Canoeing": (19, 0), "Kayaking": (41, 0), "StandUpPaddling": (37, 0),
    "Walk": (11, 0), "Hike": (17, 0), "Snowshoe": (35, 0), "NordicSki": (12, 0),
    "BackcountrySki": (12, 37), "AlpineSki": (13, 0), "WeightTraining": (10, 20),
    "Workout": (10, 0), "HighIntensityIntervalTraining": (62, 70), "Yoga": (10, 43),
    "Pilates": (10, 44), "Elliptical": (4, 15), "StairStepper": (4, 16), "RockClimbing": (31, 0),
    "Snowboard": (14, 0), "IceSkate": (33, 0), "InlineSkate": (30, 0), "Tennis": (8, 0),
    "Other": (0, 0),
}  # fmt: skip
"""Sport and sub-sport of the sports of Intervals.icu."""

SPORT_OF = {
    1: "Run", 2: "Ride", 4: "Workout", 5: "Swim", 10: "Workout", 11: "Walk", 12: "NordicSki",
    13: "AlpineSki", 15: "Rowing", 17: "Hike", 19: "Canoeing", 21: "EBikeRide", 41: "Kayaking",
} | {main: name for name, (main, sub) in SPORTS.items() if sub == 0}  # fmt: skip
"""The sport of a file that names no sub-sport, or one that we don't know."""
