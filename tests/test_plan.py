"""Plans by the week: what comes of their lines, on which days, and where faults are told."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import EASY, PLAN, codes, compiled, events, lines, seconds
from tests.strategies import THOROUGH
from workoutc.model import Step


def test_each_entry_is_an_event_on_its_day() -> None:
    found = events(
        EASY + PLAN + "week 1-2\ntue 18:00: easy\nSUNDAY: race b \"Club\"\n\nweek 3\nmon: rest\n"
        "wed: holiday \"Girona\"\nwed 7:30: note \"Taxi\"\n"
    )  # fmt: skip
    assert {n: (e.date and f"{e.date:%m-%d}", e.time, e.category) for n, e in found.items()} == {
        "winter/w01/tue/easy": ("01-05", dt.time(18), "WORKOUT"),
        "winter/w01/sun/club": ("01-10", None, "RACE_B"),
        "winter/w02/tue/easy": ("01-12", dt.time(18), "WORKOUT"),
        "winter/w02/sun/club": ("01-17", None, "RACE_B"),
        "winter/w03/wed/girona": ("01-20", None, "HOLIDAY"),
        "winter/w03/wed/taxi": ("01-20", dt.time(7, 30), "NOTE"),
    }


def test_week_is_a_number_in_arguments_texts_and_titles() -> None:
    text = EASY + PLAN + 'week 2 "Week {week}"\nmon: easy(time = {1h + 15m * week})\n'
    found = compiled(text + 'tue: note "{week} of 8"\n')
    assert codes(found) == ["W350"]
    (plan,) = found.plans
    assert [week.title for week in plan.weeks] == ["Week 2"]
    assert [e.name for e in plan.events] == ["Easy", "2 of 8"]
    assert seconds(plan.events[0]) == [5400]
    assert plan.events[1].identity == "winter/w02/tue/2-of-8"


def test_a_workout_sees_the_week_through_an_argument_only() -> None:
    bare = "workout: A\n- {1m * week} 60%\n\n" + PLAN + "week 1\nmon: a\n"
    found = compiled(bare)
    assert codes(found) == ["E230"]
    assert "from an argument" in (found.diagnostics[0].help or "")
    given_ = bare.replace("- {", "with: week = 1\n- {").replace("mon: a", "mon: a(week = {week})")
    assert codes(compiled(given_)) == []


def test_a_name_that_the_week_hides_is_told() -> None:
    found = compiled("let week = 3\n\n" + EASY + PLAN + "week 1\nmon: easy\n")
    assert ("W340", 1) in lines(found)


@pytest.mark.parametrize("end", ["2027-01-18", "2027-01-21", "2027-01-24"])
def test_an_end_is_any_day_of_the_last_week(end: str) -> None:
    text = EASY + f"plan: P\nend: {end}\nweek 1-3\nmon: easy\n"
    assert [str(e.date) for e in events(text).values()] == [
        "2027-01-04",
        "2027-01-11",
        "2027-01-18",
    ]


def test_a_start_within_a_week_counts_for_that_week() -> None:
    found = compiled(EASY + "plan: P\nstart: 2027-01-06\nweek 1\nmon: easy\n")
    assert codes(found) == ["W351"]
    assert [str(e.date) for e in found.planned] == ["2027-01-04"]


HEAD = "tags: base\ncolor: green\nsport: Run\nindoor: no\ntarget: hr\ndistance: 21km\nload: 90\n\n"


def test_fields_above_a_plan_are_defaults_of_its_notes_and_races() -> None:
    found = events(HEAD + PLAN + 'week 1\nmon: note "x"\nsun: race A "y"\n')
    note, race = found.values()
    assert (note.tags, note.color, race.tags, race.color) == (("base",), "green") * 2
    assert (race.sport, race.indoor, race.target, race.load) == ("Run", False, "HR", 90)
    assert race.distance is not None
    assert race.distance.metres == 21_000
    assert (note.indoor, note.target, note.distance, note.load) == (None, "AUTO", None, None)


def test_tags_above_a_plan_are_those_of_included_workouts_that_have_none() -> None:
    files = {"c": EASY + "workout: Hard\ntags: own\ncolor: red\n- 1h 70%\n"}
    text = "include: c\ntags: base\ncolor: green\n\n" + PLAN + "week 1\nmon: easy\ntue: hard\n"
    found = [(e.tags, e.color) for e in events(text, files=files).values()]
    assert found == [(("base",), "green"), (("own",), "red")]


@pytest.mark.parametrize(
    ("field", "entry", "told"),
    [
        ("date: 2027-01-04", 'race A "x"', True),
        ("pool: 25m", 'race A "x"', True),
        ("indoor: yes", 'note "x"', True),
        ("sport: Run", 'note "x"', True),
        ("tags: a", "rest", True),
        ("tags: a", 'note "x"', False),
        ("indoor: yes", 'race A "x"', False),
        ("id: a", 'race A "x"', True),
    ],
)
def test_a_field_above_a_plan_that_nothing_has_is_told(field: str, entry: str, told: bool) -> None:
    found = compiled(f"{field}\n\n{PLAN}week 1\nmon: {entry}\n")
    assert lines(found) == ([("W356", 1)] if told else [])


def test_a_field_above_a_plan_counts_for_the_workouts_of_the_file() -> None:
    assert codes(compiled("indoor: yes\n\n" + EASY + PLAN + 'week 1\nmon: note "x"\n')) == []


def test_events_keep_their_identities_when_the_plan_moves() -> None:
    text = EASY + PLAN + "week 1-2\nmon: easy\n"
    before, after = events(text), events(text.replace("2027-01-04", "2027-02-01"))
    assert list(before) == list(after)
    assert {e.date for e in before.values()}.isdisjoint(e.date for e in after.values())


def test_a_plan_names_workouts_of_included_files_with_their_heads() -> None:
    library = {"lib": "sport: Run\ntags: base\n\nlet t = 20m\n\nworkout: Jog\n- {t} 70% Pace\n"}
    found = compiled("include: lib\n\n" + PLAN + "week 1\nmon: jog\n", library)
    assert found.diagnostics == ()
    (event,) = found.planned
    assert (event.sport, event.tags, seconds(event)) == ("Run", ("base",), [1200])
    assert found.workouts == ()


def test_an_id_of_an_included_file_is_taken() -> None:
    found = compiled("include: lib\n\n" + EASY + PLAN + "week 1\nmon: easy\n", {"lib": EASY})
    assert lines(found) == [("E220", 4)]
    assert found.diagnostics[0].notes[0].message == "the first is in lib"


def test_a_race_has_the_sport_that_is_said_else_of_the_head_else_of_the_project() -> None:
    race = PLAN + 'week 1\nsun: race A "X"\n'
    assert [e.sport for e in compiled(race).planned] == ["Ride"]
    assert [e.sport for e in compiled(race, sport="Swim").planned] == ["Swim"]
    assert [e.sport for e in compiled("sport: Run\n\n" + race).planned] == ["Run"]
    assert [e.sport for e in compiled(race.replace('"X"', '"X" rowing')).planned] == ["Rowing"]


def test_the_head_of_a_file_of_plans_only_is_read() -> None:
    assert codes(compiled("sprot: Run\n\n" + PLAN + "week 1\nmon: rest\n")) == ["E110"]


def test_arguments_count_more_than_values_of_the_run_and_those_more_than_defaults() -> None:
    text = EASY + PLAN + "week 1\nmon: easy\ntue: easy(time = 2h)\n"
    found = compiled(text, given={"time": "3h"})
    assert [seconds(event) for event in found.planned] == [[10800], [7200]]


def test_what_only_a_plan_uses_is_used() -> None:
    library = {"lib": "block more\n- 5m 50%\n\nworkout: Jog\nwith: t = 1m\n- {t} 60%\n- use more\n"}
    text = "include: lib\nlet long = 2h\n\n" + PLAN + "week 1\nmon: jog(t = {long})\n"
    assert compiled(text, library).diagnostics == ()


def test_a_fault_that_only_a_plan_brings_about_is_told_at_the_line_with_the_entry() -> None:
    text = "workout: A\nwith: p = 90%\n- 5s {p}\n\n" + PLAN
    text += "week 1-3\nmon: a(p = {250% * week})\n"
    found = compiled(text)
    assert lines(found) == [("E213", 3)]
    (note,) = found.diagnostics[0].notes
    assert note.message == "`a` is planned here"
    assert note.span is not None
    assert found.source.position(note.span.start).line == 9


def test_a_fault_of_the_workout_itself_is_told_once_and_without_the_plan() -> None:
    found = compiled(
        EASY.replace("60%", "555%") + PLAN + "week 1-3\nmon: easy(time = {week * 1h})\n"
    )
    assert lines(found) == [("E213", 4)]
    assert found.diagnostics[0].notes == ()


def test_a_fault_in_an_included_workout_is_told_at_the_first_entry() -> None:
    files = {"lib": "workout: A\n- 5m 75%\n- 5m 555%\n"}
    found = compiled("include: lib\n\n" + PLAN + "week 1-2\nmon: a\ntue: a\n", files)
    assert lines(found) == [("E213", 7)]
    assert [note.message for note in found.diagnostics[0].notes] == ["it is line 3 of lib"]


@pytest.mark.parametrize("hole", ["{nope}", "{time}", "{1m + 5%}"])
@pytest.mark.parametrize("line", [2, 10])
def test_a_hole_at_fault_in_an_included_workout_is_told_with_its_own_line(
    hole: str, line: int
) -> None:
    files = {"lib": "workout: A\n" + "- 5m 75%\n" * (line - 2) + f"- {hole} 75%\n- 5m 60%\n"}
    found = compiled("include: lib\n\n" + PLAN + "week 1-2\nmon: a\ntue: a\n", files)
    assert [place for _, place in lines(found)] == [7]
    assert [note.message for note in found.diagnostics[0].notes] == [f"it is line {line} of lib"]


@pytest.mark.parametrize(
    ("entry", "code", "help_"),
    [
        ("eazy", "E270", "did you mean `easy`?"),
        ("Easy", "E270", "by their ids: write `easy`"),
        ("easy today", "E157", "note"),
        ("1h Z2", "E270", "below `workout: NAME`"),
        ("easy(tme = 2h)", "E257", "did you mean `time`?"),
        ("easy(time = 5%)", "E258", "same kind"),
        ("easy(time = {2h * wek})", "E230", "did you mean `week`?"),
        ("easy(time = {2h * 5%})", "E231", "percentages"),
        ("easy(time = 2h", "E143", ")"),
        ("easy as", "E157", "as easy-2"),
        ("race X \"a\"", "E156", "race A"),
        ("race A \"a\" Rnu", "E157", "did you mean `Run`?"),
        ("note x", "E155", '"x"'),
        ("", "E154", "rest"),
    ],
)  # fmt: skip
def test_one_bad_entry_is_one_fault_and_hides_no_other(entry: str, code: str, help_: str) -> None:
    text = EASY + PLAN + f"week 1-3\nmon: {entry}\ntue: easy\nwed: gone\n"
    found = compiled(text)
    assert lines(found) == [(code, 10), ("E270", 12)]
    assert help_ in (found.diagnostics[0].help or "")
    assert "winter/w01/tue/easy" in [event.identity for event in found.planned]


def test_a_workout_by_its_name_is_led_to_its_id() -> None:
    found = compiled("workout: Long Ride\n- 1h 60%\n\n" + PLAN + "week 1\nmon: Long Ride\n")
    assert codes(found) == ["E270"]
    assert found.diagnostics[0].fix is not None
    assert found.diagnostics[0].fix.edits[0].text == "long-ride"


def test_a_heading_named_after_a_week_is_a_heading() -> None:
    assert codes(compiled("Week 3\n- 10m 75%\n")) == []


def test_limits_are_counted_before_anything_is_written_out() -> None:
    many = EASY + PLAN + "week 1-500\nmon: easy(time = {1s * week})\ntue: easy\nwed: easy\n"
    assert codes(compiled(many)) == ["E277"]
    assert codes(compiled(EASY + PLAN + f"week 1-{'9' * 5000}\nmon: easy\n")) == ["E277"]
    plans = "".join(PLAN.replace("Winter", f"P{n}") + "week 1-900\nmon: easy\n" for n in range(90))
    assert codes(compiled(EASY + plans)) == ["E277"]


def test_a_file_of_many_plans_is_one_fault_when_its_workouts_are_written_out_without_end() -> None:
    long = "workout: L\nid: l\nwith: n = 1\n" + "- 1s {60% + n * 0.01%}\n" * 3000
    found = compiled(long + "\n" + PLAN + "week 1-100\nmon: l(n = {week})\n")
    assert [code for code in codes(found) if code[0] == "E"] == ["E256"]


WORDS = st.sampled_from(
    [
        "plan: P", "plan: {x}", "Plan:", "start: 2027-01-04", "end: 2027-03-07", "start: soon",
        "start: 0001-01-01", "end: 9999-12-31", "id: p", "week 1", "week 1-3 \"A {week}\"", "week",
        "week 0", "week 3-1", "week 5", "week 99999", "Week 2:", "mon: easy", "mon: easy",
        "tue: rest",
        "tue 25:99: easy", "wed 6pm: easy(time = {1h * week})", "thu: note \"{week}\"", "thu: note",
        "fri: race A \"R\" Run as x", "sat: holiday \"H\" as", "sun easy", "xyz: easy", "mon: {",
        "mon: easy(", "mon: easy(time = {week}", "mon: easy as easy", "- 10m 75%", "> prose", "# c",
        "", "\t", "workout: W", "workout: Easy", "id: easy", "with: time = 1h", "- {time} 60%",
        "include: lib", "let week = 3", "mon: w", "mon: dated", "date: 2027-01-01", "mon:",
    ]
)  # fmt: skip


@THOROUGH
@given(st.lists(WORDS | st.text(max_size=20), max_size=16))
def test_any_lines_at_all_bring_only_diagnostics_inside_the_text(words: list[str]) -> None:
    found = compiled("\n".join(words), {"lib": EASY + "workout: Lib\n- 1m {q}\n"})
    length = len(found.source.text)
    for fault in found.diagnostics:
        places = [fault.span, *(n.span for n in fault.notes if n.span)]
        places += [edit.span for edit in fault.fix.edits] if fault.fix else []
        assert all(0 <= place.start <= place.end <= length for place in places), fault
    assert len({(d.code, d.span, d.message) for d in found.diagnostics}) == len(found.diagnostics)
    for plan in found.plans:
        assert all(event.date is not None for event in plan.events)


DAYS = st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
ENTRIES = st.sampled_from(
    ["easy", "easy(time = {10m * week})", "hard", 'note "N {week}"', 'race C "R"', "rest"]
)
WEEKS = st.lists(st.lists(st.tuples(DAYS, ENTRIES), min_size=1, max_size=4), min_size=1, max_size=5)
MONDAYS = st.integers(0, 2000).map(lambda weeks: dt.date(2027, 1, 4) + dt.timedelta(weeks=weeks))


def plan_of(weeks: list[list[tuple[str, str]]], start: dt.date) -> str:
    text = EASY + "workout: Hard\n- 5m 100%\n\n" + f"plan: P\nstart: {start}\n"
    for number, days in enumerate(weeks, 1):
        text += f"week {number}\n"
        text += "".join(f"{day}: {e}{_as(e, n)}\n" for n, (day, e) in enumerate(days))
    return text


def _as(entry: str, number: int) -> str:
    return "" if entry == "rest" else f" as e{number}"


@THOROUGH
@given(WEEKS, MONDAYS, MONDAYS)
def test_any_plan_moves_as_a_whole(
    weeks: list[list[tuple[str, str]]], first: dt.date, second: dt.date
) -> None:
    one, other = (compiled(plan_of(weeks, start)) for start in (first, second))
    assert one.ok
    moved = {e.identity: (e.date - first if e.date else None, e.items) for e in one.planned}
    assert moved == {
        e.identity: (e.date - second if e.date else None, e.items) for e in other.planned
    }
    assert len(moved) == len(one.planned)
    days = [event.date for event in one.planned if event.date]
    assert days == sorted(days)


def test_equal_entries_are_read_once() -> None:
    found = compiled(EASY + PLAN + "week 1-3\nmon: easy(time = 2h)\nwed: easy(time = {1h + 1h})\n")
    items = {id(event.items) for event in found.planned}
    assert (len(found.planned), len(items)) == (6, 1)
    assert isinstance(found.planned[0].items[0], Step)
