"""Zwift files: what is written, what is read from good ones, and what is made of bad ones."""

from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sessions import ON_OFF, at, ramp, step, workout
from tests.strategies import THOROUGH
from workoutc.athlete import Athlete
from workoutc.compiler import Compilation, compile
from workoutc.foreign import compile_foreign
from workoutc.formats.source import write as write_source
from workoutc.formats.zwo.write import write
from workoutc.model import (
    Cue,
    Distance,
    Intensity,
    Item,
    Note,
    Repeat,
    Section,
    Step,
    Time,
    Unit,
    unroll,
)
from workoutc.sports import Kind

GOOD = '<SteadyState Duration="60" Power="1"/>'
ATHLETE = Athlete(ftp=Decimal(250), threshold_pace={Kind.RUN: Decimal(4)})


def written(*items: Item, sport: str = "Ride", **more: Any) -> ElementTree.Element:
    emission = write(workout(*items, sport=sport, **more), ATHLETE)
    assert emission.ok, emission.lost
    return ElementTree.fromstring(emission.content)


def segments(*items: Item, sport: str = "Ride") -> list[tuple[str, dict[str, str]]]:
    body = written(*items, sport=sport).find("workout")
    assert body is not None
    return [(part.tag, part.attrib) for part in body]


def lost(*items: Item, sport: str = "Ride", athlete: Athlete = ATHLETE) -> list[str]:
    return [d.code for d in write(workout(*items, sport=sport), athlete).lost]


def read(text: str | bytes, **more: Any) -> Compilation:
    data = text if isinstance(text, bytes) else text.encode()
    return compile_foreign(data, name="ride.zwo", origin="zwo", **more)


def steps(body: str, head: str = "") -> list[Step]:
    (made,) = read(f"<workout_file>{head}<workout>{body}</workout></workout_file>").unwrap()
    return list(unroll(made.items))


def said(body: str, head: str = "", **more: Any) -> list[str]:
    text = f"<workout_file>{head}<workout>{body}</workout></workout_file>"
    return [d.code for d in read(text, **more).diagnostics if not d.code.startswith("W3")]


def test_powers_are_fractions_with_two_to_four_decimals() -> None:
    held = [step(60, power=at(value)) for value in ("75", "97.5", "33.33", "100", "7")]
    powers = [attributes["Power"] for _, attributes in segments(*held)]
    assert powers == ["0.75", "0.975", "0.3333", "1.00", "0.07"]


def test_two_flat_parts_in_turn_are_intervals() -> None:
    on, off = ON_OFF
    pedalled = step(30, power=at("120"), cadence=at("100", unit=Unit.RPM))
    assert segments(Repeat(8, (on, off))) == [
        ("IntervalsT", {"Repeat": "8", "OnDuration": "30", "OffDuration": "30", "OnPower": "1.20",
                        "OffPower": "0.50"}),
    ]  # fmt: skip
    assert segments(Repeat(8, (pedalled, off)))[0][1]["Cadence"] == "100"


@pytest.mark.parametrize(
    "parts",
    [
        (step(30, "Hard", power=at("120")), ON_OFF[1]),
        (step(30, power=ramp("100", "120")), ON_OFF[1]),
        (step(30, power=at("120"), cues=(Cue(3, "go"),)), ON_OFF[1]),
        (*ON_OFF, ON_OFF[0]),
        (step(30), ON_OFF[1]),
    ],
)
def test_all_other_repeats_are_written_out(parts: tuple[Step, ...]) -> None:
    found = segments(Repeat(3, parts))
    assert len(found) == 3 * len(parts)
    assert not any(name == "IntervalsT" for name, _ in found)


def test_ramps_start_low_in_their_first_value() -> None:
    names = [
        step(60, power=ramp("50", "75"), intensity=Intensity.WARMUP),
        step(60, power=ramp("75", "50"), intensity=Intensity.COOLDOWN),
        step(60, power=ramp("75", "50")),
    ]
    assert segments(*names) == [
        ("Warmup", {"Duration": "60", "PowerLow": "0.50", "PowerHigh": "0.75"}),
        ("Cooldown", {"Duration": "60", "PowerLow": "0.75", "PowerHigh": "0.50"}),
        ("Ramp", {"Duration": "60", "PowerLow": "0.75", "PowerHigh": "0.50"}),
    ]


def test_words_become_texts_and_the_description() -> None:
    hard = step(60, "Hard", power=at("100"), cues=(Cue(-10, "last"),))
    found = written(Note("Written by Ann"), Note("Be brave"), Section("Main", (hard,)))
    events = [(e.get("timeoffset"), e.get("message")) for e in found.iter("textevent")]
    assert events == [("0", "Main: Hard"), ("50", "last")]
    assert (found.findtext("author"), found.findtext("description")) == ("Ann", "Be brave")


def test_what_zwift_can_not_hold_is_told() -> None:
    beats = step(60, hr=at("150", unit=Unit.BPM))
    assert segments(beats)[0][0] == "FreeRide"
    assert lost(beats) == ["W410"]
    assert lost(step(60, power=at("95", "105"))) == ["W411"]
    assert lost(step(60, power=at("200", unit=Unit.WATTS))) == ["W414"]
    assert lost(step(60, power=at("200", unit=Unit.WATTS)), athlete=Athlete()) == ["E410"]
    assert lost(Step(Distance(Decimal(400)), power=at("90"))) == ["W415"]
    assert lost(step(60, power=at("90"), press_lap=True)) == ["W416"]
    assert lost(step(60), sport="Swim") == ["W420"]
    assert lost(Note("rest")) == ["E411"]


def test_a_run_goes_by_its_pace_and_its_metres() -> None:
    run = Step(Distance(Decimal(400)), pace=at("100", unit=Unit.PERCENT_PACE))
    assert segments(run, sport="Run") == [("SteadyState", {"Duration": "400", "Power": "1.00"})]
    assert written(run, sport="Run").findtext("durationType") == "distance"


def test_a_workout_without_steps_lasts_as_planned() -> None:
    assert written(duration=3600).find("workout/FreeRide") is not None


def test_segments_are_read() -> None:
    ride = '<SteadyState Duration="60.4" Power="0.75000003" Cadence="90"/>'
    assert steps(ride) == [step(60, power=at("75"), cadence=at("90", unit=Unit.RPM))]
    assert steps('<SteadyState Duration="60" PowerLow=".9" PowerHigh="1"/>')[0].power == at(
        "90", "100"
    )
    assert steps('<Ramp Duration="60" PowerLow=".9" PowerHigh=".5"/>')[0].power == ramp("90", "50")
    assert steps('<freeride Duration="60"/>') == [step(60, freeride=True)]
    assert steps('<MaxEffort Duration="60"/>') == [step(60, maxeffort=True)]


def test_a_cooldown_that_rises_is_turned_and_a_ramp_is_not() -> None:
    turned = '<Cooldown Duration="60" PowerLow="0.4" PowerHigh="0.6"/>'
    assert steps(turned)[0].power == ramp("60", "40")
    assert said(turned) == ["W433"]
    assert said('<Ramp Duration="60" PowerLow="0.4" PowerHigh="0.6"/>') == []


def test_texts_of_intervals_run_over_the_whole_block() -> None:
    body = """<IntervalsT Repeat="2" OnDuration="30" OffDuration="30" OnPower="1" OffPower="0.5">
      <textevent timeoffset="65" message="again"/><textevent timeoffset="500" message="late"/>
    </IntervalsT>"""
    cues = [[(cue.at, cue.text) for cue in s.cues] for s in steps(body)]
    assert cues == [[], [], [(5, "again")], [(30, "late")]]
    assert said(body) == ["W434"]


def test_a_text_outside_of_segments_counts_from_the_start() -> None:
    body = '<SteadyState Duration="60" Power="1"/>' * 2 + '<textevent timeoffset="70" message="x"/>'
    assert [len(s.cues) for s in steps(body)] == [0, 1]
    assert said(body) == ["W434"]


def test_legacy_pairs_and_missing_counts() -> None:
    body = '<IntervalsT OnDuration="30" OffDuration="0" PowerOnLow="0.5" PowerOnHigh="0.9"/>'
    assert [s.power for s in steps(body)] == [ramp("50", "90")]


def test_an_ftp_of_the_file_makes_watts() -> None:
    body = '<SteadyState Duration="60" Power="6"/>'
    assert steps(body, "<ftpOverride>100</ftpOverride>")[0].power == at("600", unit=Unit.WATTS)


def test_powers_out_of_reach_are_doubted_refused_or_percent_on_request() -> None:
    assert said('<SteadyState Duration="60" Power="6.2"/>') == ["W433"]
    assert said('<SteadyState Duration="60" Power="250"/>') == ["E432"]
    (held,) = read(
        '<workout_file><workout><SteadyState Duration="60" Power="95"/></workout></workout_file>',
        percent=True,
    ).unwrap()
    assert next(iter(unroll(held.items))).power == at("95")


def test_what_is_unknown_is_passed_over_and_named() -> None:
    found = read('<workout_file><workout><RestDay/><Swim Power="1"/>'
                 '<SteadyState Duration="60" Power="1" Mood="good"/></workout></workout_file>'
                 ).diagnostics  # fmt: skip
    assert [d.code for d in found] == ["W432"] * 3
    assert [d.message for d in found][2] == "`mood` is unknown"


@pytest.mark.parametrize(
    "part",
    [
        '<Foo OnDuration="30" OnPower="1"/>',
        '<Foo Repeat="3"/>',
        "<Foo><Duration>600</Duration></Foo>",
        f"<Group>{GOOD}</Group>",
        f'<SteadyState Duration="60" Power="1">{GOOD}</SteadyState>',
        f"</workout><workout>{GOOD}",
        f"</workout>{GOOD}<workout>",
    ],
)
def test_no_time_is_passed_over(part: str) -> None:
    assert said(GOOD + part) == ["E434"]


def test_a_segment_that_is_unknown_keeps_its_time_and_its_power() -> None:
    body = '<Sprint Duration="600"/><Sprint Duration="30" Power="1.5"/>'
    assert [(s.length, s.power) for s in steps(body)] == [(Time(600), None), (Time(30), at("150"))]
    assert said(body) == ["W433", "W433"]
    assert said('<Sprint Duration="ten"/>') == ["W433", "E432"]


@pytest.mark.parametrize(
    "part", ['<Foo Duration="0"/>', '<Foo><textevent duration="9"/></Foo>', '<Foo Bar="5"/>']
)
def test_an_unknown_part_without_time_is_a_warning(part: str) -> None:
    assert set(said(GOOD + part)) == {"W432"}


def test_a_power_in_percent_is_told_how_it_is_read() -> None:
    for power, named in {"90": True, "250": True, "320": False}.items():
        body = f'{GOOD}<SteadyState Duration="60" Power="{power}"/>'
        (fault,) = read(f"<workout_file><workout>{body}</workout></workout_file>").diagnostics
        assert fault.message == f"{power} is no fraction of FTP"
        assert ("`workoutc import --percent`" in (fault.help or "")) is named


@pytest.mark.parametrize(
    ("value", "count"), [("1", 1), ("true", 1), ("0", 0), ("", 0), ("False", 0)]
)
@pytest.mark.parametrize("name", ["FlatRoad", "show_avg", "ftptest"])
def test_what_is_asked_for_beside_the_ride_and_not_kept_is_told_once(
    name: str, value: str, count: int
) -> None:
    segment = f'<FreeRide Duration="600" {name}="{value}"/>'
    assert said(segment * 2) == ["W432"] * count


def test_names_tags_and_sport_are_kept() -> None:
    head = """<author>Ann</author><name> Sweet  Spot </name><description>One.

Two.</description><sportType>run</sportType><tags><tag name="a"/><tag name="b, c"/></tags>"""
    text = f"<workout_file>{head}<workout/></workout_file>"
    made = read(text).workouts[0]
    assert (made.name, made.identity, made.sport) == ("Sweet Spot", "ride", "Run")
    assert made.tags == ("a", "b c")
    assert [i.text for i in made.items if isinstance(i, Note)] == ["Written by Ann", "One.", "Two."]


def test_cp1252_is_read_and_told() -> None:
    text = "<workout_file><name>Gr\xfcn</name><workout/></workout_file>"
    made = read(text.encode("cp1252"))
    assert made.workouts[0].name == "Grün"
    assert "W431" in {d.code for d in made.diagnostics}
    declared = '<?xml version="1.0" encoding="ISO-8859-1"?>' + text
    assert "W431" not in {d.code for d in read(declared.encode("latin-1")).diagnostics}
    assert read(b"\xef\xbb\xbf" + text.encode()).workouts[0].name == "Grün"
    assert read(text.encode("utf-16")).workouts[0].name == "Grün"


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ("<SteadyState Duration=60 Power='1'/>", "Duration=60"),
        ('<SteadyState Duration="60" Power="1 Cadence="90"/>', 'Power="1'),
        ('<SteadyState Duration="60" Power="1">', '<SteadyState Duration="60" Power="1">'),
        ('<SteadyState Duration="60" Power="1"></Ramp>', "</Ramp>"),
        ('<SteadyState Duration="60" Power="1"></SteadyState></Ramp>', "</Ramp>"),
        ('<SteadyState Duration="60" Power="1"><textevent timeoffset="0" message="a & b"/>'
         "</SteadyState>", "&"),
        ('<SteadyState Duration="60" Power="1"><textevent timeoffset="0" message="< 90"/>'
         "</SteadyState>", 'message="< 90"'),
    ],
)  # fmt: skip
def test_broken_markup_is_repaired_and_told_at_its_place(broken: str, place: str) -> None:
    text = f"<workout_file><name>ä</name><workout>{broken}{GOOD}</workout></workout_file>"
    made = read(text)
    told = [d for d in made.diagnostics if d.code == "W430"]
    assert [text[slice(*d.span)] for d in told][:1] == [place]
    assert len(list(unroll(made.unwrap()[0].items))) == 2


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workout_file><name>&x;</name>'
        "<workout/></workout_file>",
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><workout_file><workout/></workout_file>',
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workout_file>&b;</workout_file>',
        "<workout_file><name>&xxe;</name><workout/></workout_file>",
        "<!doctype a><workout_file><name>a & b</name><workout/></workout_file>",
    ],
)
def test_entities_and_document_types_are_refused(text: str) -> None:
    made = read(text)
    assert [d.code for d in made.diagnostics] == ["E431"]
    assert not made.workouts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E430"),
        ("hello", "E430"),
        ("<gpx></gpx>", "E430"),
        ("<a>" * 100, "E430"),
        (f"<workout_file><workout>{GOOD}</workout></workout_file>" + " " * (1 << 20), "E103"),
        ('<workout_file><workout><SteadyState Duration="x" Power="1"/></workout></workout_file>',
         "E432"),
        ('<workout_file><workout><IntervalsT Repeat="99999999" OnDuration="1" OffDuration="1" '
         'OnPower="1" OffPower="1"/></workout></workout_file>', "E433"),
        ('<workout_file><workout><SteadyState Duration="90000" Power="1"/></workout>'
         "</workout_file>", "E433"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_an_error(text: str, code: str) -> None:
    made = read(text)
    assert [d.code for d in made.diagnostics if d.code.startswith("E")] == [code]
    assert not made.workouts


@THOROUGH
@given(st.text(st.sampled_from("\"\\ 'a5,()&<"), max_size=12))
def test_a_text_with_quotes_and_backslashes_goes_through_source_unchanged(text: str) -> None:
    one = step(60, cues=(Cue(10, f"b{text}"),), label=f"b{text}")
    source = write_source(workout(one))
    assert source.lost == ()
    (again,) = compile(source.content, name="again").unwrap()
    (cue,) = next(unroll(again.items)).cues
    assert cue.text == " ".join(f"b{text}".split())
    file = write(again, ATHLETE)
    assert {lost.code for lost in file.lost} <= {"W417"}
    events = ElementTree.fromstring(file.content).iter("textevent")
    assert {event.attrib["message"] for event in events} == {cue.text}
    (back,) = read(file.content).unwrap()
    assert {each.text for each in next(unroll(back.items)).cues} == {cue.text}


PIECES = st.sampled_from(
    ['<workout_file>', '<workout>', '</workout>', GOOD, '<Ramp Duration="', '"', "'", "<", ">", "&",
     "&#0;", "&#x110000;", "&amp;", "/>", "=", "<!--", "-->", "<![CDATA[", "]]>", "\x00", "ä", "\n",
     "Power=1", "<?xml?>", '<textevent timeoffset="-5" message="x"/>', " ", "1e999", "NaN"]
)  # fmt: skip


@THOROUGH
@given(st.lists(PIECES, max_size=20).map("".join))
def test_no_file_brings_the_reader_down(text: str) -> None:
    made = read(text)
    for d in made.diagnostics:
        assert 0 <= d.span.start <= d.span.end <= len(made.source.text) or d.span == (0, 1)
