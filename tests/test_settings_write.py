"""Values put into settings files of any layout."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import THOROUGH
from workoutc.settings.write import LINE, LayoutError, Put, edited

LIVED_IN = """\
# my numbers
[athlete]   # me
ftp = 280   # tested in May
threshold_pace.run = "4:10/km"  # race

names = { map = "394w", "ftp = [#" = "x" }  # "]

# the club
[athletes.anna]
  id = "i88"

# the calendar
[calendar]
namespace = "x"
"""


def put(path: str, value: object) -> Put:
    keys = tuple(path.split("."))
    header = keys[:-2] if "threshold_pace" in keys else keys[:-1]
    return Put(keys, value, header)


def with_lines(*added: tuple[str, str]) -> str:
    """`LIVED_IN` with text behind others."""
    text = LIVED_IN
    for behind, new in added:
        assert text.count(behind) == 1
        text = text.replace(behind, behind + new)
    return text


def test_a_value_is_replaced_and_its_comment_stays() -> None:
    ftp, pace = put("athlete.ftp", Decimal(291)), put("athlete.threshold_pace.run", "4:08.5/km")
    expected = LIVED_IN.replace("280", "291").replace("4:10/km", "4:08.5/km")
    assert edited(LIVED_IN, [ftp, pace]) == expected


def test_a_new_value_stands_behind_its_kin_before_the_next_comment() -> None:
    puts = [put("athlete.lthr", Decimal(172)), put("athlete.threshold_pace.swim", "1:45/100m")]
    assert edited(LIVED_IN, puts) == with_lines(
        ('"x" }  # "]\n', "lthr = 172\n"),
        ("# race\n", 'threshold_pace.swim = "1:45/100m"\n'),
    )


def test_a_new_table_stands_behind_its_kin_too() -> None:
    found = edited(LIVED_IN, [put("athlete.run.lthr", Decimal(175))])
    assert found == with_lines(('"x" }  # "]\n', "\n[athlete.run]\nlthr = 175\n"))
    found = edited(LIVED_IN, [put("athletes.anna.run.lthr", Decimal(175))])
    assert found == with_lines(('id = "i88"\n', "\n[athletes.anna.run]\nlthr = 175\n"))
    found = edited(LIVED_IN, [put("athletes.anna.ftp", Decimal(222))])
    assert found == with_lines(('id = "i88"\n', "  ftp = 222\n"))


def test_a_file_without_the_table_gets_it_at_its_end() -> None:
    lthr = put("athlete.lthr", Decimal(172))
    assert edited("", [lthr]) == "[athlete]\nlthr = 172\n"
    assert edited("# mine", [lthr]) == "# mine\n\n[athlete]\nlthr = 172\n"
    assert edited("[calendar]\n", [lthr]) == "[calendar]\n\n[athlete]\nlthr = 172\n"


def test_a_table_in_braces_is_written_in_braces() -> None:
    text = 'athlete = { ftp = 280, names = { map = "394w" } } # me\n'
    changed = edited(text, [put("athlete.run.lthr", Decimal(175))])
    assert changed == (
        'athlete = { ftp = 280, names = { map = "394w" }, run = { lthr = 175 } } # me\n'
    )


def test_a_list_of_the_same_length_keeps_its_lines_and_comments() -> None:
    text = "[athlete]\npower_zones = [\n  55, # 9 # easy\n  75,\n  'x', # all\n]\n"
    values = [Decimal("55.5"), Decimal(80), Decimal(100)]
    found = edited(text, [put("athlete.power_zones", values)])
    assert found == text.replace("55,", "55.5,").replace("75", "80").replace("'x'", "100")
    shorter = edited(text, [put("athlete.power_zones", values[:2])])
    assert shorter == "[athlete]\npower_zones = [55.5, 80]\n"


def test_a_long_list_gets_a_line_for_each_entry() -> None:
    names = ["x" * 30] * 4
    lines = edited("", [put("athlete.hr_zone_names", names)]).splitlines()
    assert len(lines) == 7
    assert max(map(len, lines)) < LINE


def test_line_ends_stay_as_they_are() -> None:
    text = LIVED_IN.replace("\n", "\r\n")
    puts = [put("athlete.ftp", Decimal(1)), put("athlete.run.names", ["x" * 60] * 2)]
    assert edited(text, puts) == edited(LIVED_IN, puts).replace("\n", "\r\n")


@pytest.mark.parametrize("text", ["x = '''\n[athlete]\nftp = 1\n'''\n", 'x = """\\"""\n"""""\n'])
def test_a_text_of_several_lines_is_no_table(text: str) -> None:
    assert edited(text, [put("athlete.ftp", Decimal(2))]) == f"{text}\n[athlete]\nftp = 2\n"


def test_what_would_lose_a_value_is_refused() -> None:
    with pytest.raises(LayoutError):
        edited("[[athlete]]\nftp = 1\n", [put("athlete.run.lthr", Decimal(2))])
    with pytest.raises(LayoutError):
        edited("athlete = 3\n", [put("athlete.ftp", Decimal(2))])


PEOPLE = (
    "[athlete]\nftp = 1 # a\n",
    "[athlete]\n# nothing yet\n",
    "[athlete] # x\nthreshold_pace.run = '1'\nrun.lthr = 2\n\n# last\n",
    "athlete.ftp = 1\nathlete.run.lthr = 3",
    "athlete = { ftp = 1, run = { lthr = 2 } }",
    "[athlete.run]\nlthr = 1\n[x]\ny = 1\n[athlete]\nftp = 3\n",
    "[athlete]\nftp = 1\n\n# paces\n[athlete.threshold_pace]\nrun = '1'\n\n# run\n[athlete.run]",
    "[ athlete . 'run' ]\n\t\"lthr\"=1\n",
    "[athlete]\n  threshold_pace = { run = '1' }\n  hr_zones = [ 1,\n 2, # two\n ]\n",
)
OTHERS = ("", "# top\n\n", "a = 1\n", '"b = [" = "]#"\n# c = 1\n', "d.e = [1, [2], # x ]\n 3]\n")
BELOW = ("", "\n", "\n# below\n[z]\nathlete = 1\n", "\n[athletes.bo]\nftp = 5\n")
PATHS = (
    "athlete.ftp", "athlete.lthr", "athlete.hr_zones", "athlete.run.lthr", "athlete.run.ftp",
    "athlete.swim.hr_zones", "athlete.threshold_pace.run", "athlete.threshold_pace.swim",
    "athletes.bo.ftp", "athletes.bo.run.ftp", "athletes.di.ftp",
)  # fmt: skip
VALUES = (Decimal(3), Decimal("3.25"), 'a"\\b\x7f é', [Decimal(1), Decimal(2)], ["x" * 60, "ö"])


@THOROUGH
@given(
    st.sampled_from(OTHERS),
    st.sampled_from(PEOPLE),
    st.sampled_from(BELOW),
    st.lists(st.builds(put, st.sampled_from(PATHS), st.sampled_from(VALUES)), max_size=5),
)
def test_any_layout_holds_any_value_and_all_it_held(
    above: str, people: str, below: str, puts: list[Put]
) -> None:
    text = f"{above}{people}{below}"
    found = edited(text, puts)
    wanted = held(text)
    for each in puts:
        table = wanted
        for key in each.path[:-1]:
            table = table.setdefault(key, {})
        table[each.path[-1]] = each.value
    assert held(found) == wanted
    assert edited(found, puts) == found
    assert comments(text) <= comments(found)


def held(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def comments(text: str) -> set[str]:
    """Those that aren't in a list, which may be written anew."""
    return {line[line.index("#") :] for line in text.splitlines() if " # two" not in line
            and "#" in line}  # fmt: skip
