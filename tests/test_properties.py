"""What holds for any text and any workout."""

from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import THOROUGH, workouts
from workoutc.compiler import Compilation, compile, compile_bytes
from workoutc.fix import apply_fixes
from workoutc.formats import write
from workoutc.formats.intervals.read import read
from workoutc.formats.peak import peak_of
from workoutc.model import Repeat, Step, Time, Workout, unroll
from workoutc.render import FORMATS, render
from workoutc.resolve.workouts import MAX_SECONDS

PIECES = (
    "- ", "3x", "10m", "75%", "95-105%", "\n", "\n\n", "  ", "    ", '"', "(", ")", ",", "ramp",
    "Z2", "@ 1m", "> ", "#", "workout: ", "id: ", "date: 2026-02-30", "5:00", "4:15-3:55/km",
    "Pace", "HR", "LTHR", "400m", "10 min", "8mn", "90rpm", "RPE 7", "intensity=rest", "press lap",
    "\t", "×", "{n}", "let x = 3", "Warmup", "Main 3x", "pool: 25m", "1h", "~5m", "é", "٣m",
    "\u202e", "\x00", "\r", "\ufeff", "freeride", "60% MMP 5m", "CZ1", "/", "@", "2,5km",
    "sport Run", "- 8x (30s 120%, 30s 50%)", "sport: Run", "-Z2 2h", "150bpm", "easy", "--- x ---",
    "9" * 12, "0s", "0x", "3 x", "𝟙m", "\ud800", "w" * 30, "\\", '\\"', '"a \\"{n}\\""',
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)


@THOROUGH
@given(texts)
def test_any_text_compiles_to_diagnostics_inside_it(text: str) -> None:
    inside(compile(text))


def inside(compilation: Compilation) -> None:
    """Every place that is named is one of the text."""
    length = len(compilation.source.text)
    for found in compilation.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= length, found
        for edit in found.fix.edits if found.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= length, found
        for note in found.notes:
            assert note.span is None or 0 <= note.span.start <= note.span.end <= length, found


@THOROUGH
@given(st.binary(max_size=300))
def test_any_bytes_compile(data: bytes) -> None:
    inside(compile_bytes(data, name="any"))


@THOROUGH
@given(texts)
def test_every_renderer_takes_every_diagnostic(text: str) -> None:
    compilation = compile(text)
    for form in FORMATS:
        shown = render([(compilation.source, compilation.diagnostics)], form, color=True)
        assert bool(compilation.diagnostics) <= bool(shown)
        assert "\u202e" not in shown


@THOROUGH
@given(texts)
def test_safe_fixes_end(text: str) -> None:
    for _ in range(30):
        compilation = compile(text)
        fixes = [d.fix for d in compilation.diagnostics if d.fix is not None]
        text, applied = apply_fixes(compilation.source.text, fixes)
        if not applied:
            break
    else:
        raise AssertionError("fixing goes on for ever")


@THOROUGH
@example(Workout("A", "a", items=(Step(Time(60), "3x10mHard", press_lap=True),)))
@example(Workout("A", "a", items=(Step(Time(60), "let a = 1HR"),)))
@example(Workout("A", "a", items=(Repeat(2, (Step(Time(60)),), "note:#"),)))
@given(workouts())
def test_what_is_written_compiles_to_itself(workout: Workout) -> None:
    emission = write(workout)
    if not emission.ok or not emission.content or lasts(workout) > MAX_SECONDS:
        return
    peak = peak_of(workout)
    head = f"peak: {peak}%\n\n" if peak else ""
    again = compile(head + emission.content, name="twin", sport=workout.sport)
    assert again.ok, [d for d in again.diagnostics if d.code[0] == "E"]
    twin = write(again.workouts[0])
    assert twin.ok
    assert steps_of(twin.content, workout) == steps_of(emission.content, workout)


def lasts(workout: Workout) -> int:
    """Seconds of its timed steps: the language takes no workout of more than a day."""
    lengths = [step.length for step in unroll(workout.items)]
    return sum(length.seconds for length in lengths if isinstance(length, Time))


def steps_of(text: str, workout: Workout) -> object:
    return read(text, workout.sport)["steps"]
