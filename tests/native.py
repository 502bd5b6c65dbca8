"""Pieces of Intervals.icu's text, and of the `workout_doc` that it makes of them."""

from hypothesis import strategies as st

VOCABULARY = """10m 1h30m 75% 640% 80-90% 200w Z2 HR Pace LTHR 4:00/km ramp 90 rpm 90rpm 3x x - 5 km
2mi Warmup press lap power=3s MMP < & 0s"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n", "\t", "\r"])


def power(first: object, second: object = None, units: str = "%ftp") -> dict[str, object]:
    if second is None:
        return {"value": first, "units": units}
    return {"start": first, "end": second, "units": units}
