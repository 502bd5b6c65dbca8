"""Diagnostics for other programs: JSON, SARIF, GitHub's workflow commands."""

import json
from pathlib import Path
from typing import Any

import pytest

from workoutc import catalogue
from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.render import Format, render
from workoutc.source import Source, Span

TEXT = "Main\n- 漢 10m 75% 200w\n- 5m\n"
TARGETS = Diagnostic(
    "E203",
    "two targets: 50%, 60%",
    Span(TEXT.index("200w"), TEXT.index("200w") + 4),
    label="one a step",
    help="Keep one.\nOr quote it.",
    fix=Fix(
        "take it out", (Edit(Span(TEXT.index(" 200w"), TEXT.index("200w") + 4), ""),), safe=True
    ),
    notes=(Note("the first", Span(TEXT.index("75%"), TEXT.index("75%") + 3)), Note("and so on")),
)
PROSE = Diagnostic("W310", "prose", Span(0, TEXT.index("- 5m")))


def machine(form: Format, *faults: Diagnostic, name: str = "plans/a.workout") -> str:
    return render([(Source(name, TEXT), faults)], form)


def sarif(*faults: Diagnostic, name: str = "plans/a.workout") -> Any:
    """The one run of a SARIF log."""
    return json.loads(machine("sarif", *faults, name=name))["runs"][0]


def test_json_is_the_documented_object() -> None:
    place = {"line": 2, "column": 13, "end_line": 2, "end_column": 17}
    removed = {"line": 2, "column": 12, "end_line": 2, "end_column": 17, "text": ""}
    prose = {"line": 1, "column": 1, "end_line": 3, "end_column": 1}
    assert json.loads(machine("json", TARGETS, PROSE)) == {
        "version": 1,
        "diagnostics": [
            {
                "code": "E203",
                "severity": "error",
                "message": "two targets: 50%, 60%",
                "help": "Keep one.\nOr quote it.",
                "file": "plans/a.workout",
                **place,
                "fix": {"title": "take it out", "safe": True, "edits": [removed]},
            },
            {
                "code": "W310",
                "severity": "warning",
                "message": "prose",
                "help": None,
                "file": "plans/a.workout",
                **prose,
                "fix": None,
            },
        ],
    }


def test_json_keeps_the_files_of_a_command_in_their_order() -> None:
    report = [(Source("b", "x"), [PROSE]), (Source("c", "x"), []), (Source("a", "x"), [PROSE])]
    found = json.loads(render(report, "json"))["diagnostics"]
    assert [fault["file"] for fault in found] == ["b", "a"]


def test_json_says_so_when_nothing_is_wrong() -> None:
    assert json.loads(machine("json")) == {"version": 1, "diagnostics": []}


def test_json_and_sarif_are_ascii() -> None:
    fault = Diagnostic("E1", "漢 \ud800", Span(0, 1))
    assert machine("json", fault).isascii()
    assert machine("sarif", fault).isascii()


def test_sarif_has_what_its_schema_requires() -> None:
    log = json.loads(machine("sarif", TARGETS, PROSE))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "workoutc"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E203", "W310"]
    for found in run["results"]:
        assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["message"]["text"]
        (place,) = found["locations"]
        assert all(number >= 1 for number in place["physicalLocation"]["region"].values())


def test_sarif_tells_a_result_from_all_sides() -> None:
    first = sarif(TARGETS)["results"][0]
    file = {"uri": "plans/a.workout"}
    region = {"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 17}
    assert first["level"] == "error"
    assert first["message"]["text"] == "two targets: 50%, 60%\nKeep one.\nOr quote it."
    assert first["locations"] == [
        {
            "physicalLocation": {"artifactLocation": file, "region": region},
            "message": {"text": "one a step"},
        }
    ]
    assert first["fixes"] == [
        {
            "description": {"text": "take it out"},
            "artifactChanges": [
                {
                    "artifactLocation": file,
                    "replacements": [
                        {
                            "deletedRegion": region | {"startColumn": 12},
                            "insertedContent": {"text": ""},
                        }
                    ],
                }
            ],
            "properties": {"safe": True},
        }
    ]
    near, placeless = first["relatedLocations"]
    assert near["message"] == {"text": "the first"}
    assert near["physicalLocation"]["region"]["startColumn"] == 9
    assert placeless == {"id": 1, "message": {"text": "and so on"}}


def test_sarif_leaves_out_what_there_is_none_of() -> None:
    (found,) = sarif(PROSE)["results"]
    assert found.keys() == {"ruleId", "ruleIndex", "level", "message", "locations"}
    assert found["level"] == "warning"
    assert sarif()["results"] == []


def test_sarif_explains_a_rule_by_its_page() -> None:
    page = catalogue.page(catalogue.codes()[0])
    (rule,) = sarif(Diagnostic(page.code, "x", Span(0, 1)))["tool"]["driver"]["rules"]
    assert rule == {
        "id": page.code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.why},
        "help": {"text": page.markdown, "markdown": page.markdown},
        "defaultConfiguration": {"level": "error"},
    }


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a b/50%.workout", "a%20b/50%25.workout"),
        ("a:b.workout", "a%3Ab.workout"),
        ("é#?.workout", "%C3%A9%23%3F.workout"),
        ("../x.workout", "../x.workout"),
        ("-", "-"),
        ("<stdin>", "%3Cstdin%3E"),
        ("\udcff.workout", "%FF.workout"),
        ("\ud800.workout", "%3F.workout"),
    ],
)
def test_sarif_names_a_file_by_uri(name: str, uri: str) -> None:
    place = sarif(PROSE, name=name)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri}


def test_sarif_names_an_absolute_file_by_file_uri(tmp_path: Path) -> None:
    file = tmp_path / "a b.workout"
    place = sarif(PROSE, name=str(file))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": file.as_uri()}


def test_github_gets_a_command_for_each() -> None:
    assert machine("github", TARGETS, PROSE) == (
        "::error file=plans/a.workout,line=2,endLine=2,col=13,endColumn=17,title=E203"
        "::two targets: 50%25, 60%25%0AKeep one.%0AOr quote it.\n"
        "::warning file=plans/a.workout,line=1,endLine=3,title=W310::prose\n"
    )


def test_github_can_not_be_given_a_command_by_a_file() -> None:
    fault = Diagnostic("E1", "a\n::error::b\x1b[31m", Span(0, 1))
    command = machine("github", fault, name="x,y:1%\r\n::warning::z")
    assert command == (
        "::error file=x%2Cy%3A1%25%0D%0A%3A%3Awarning%3A%3Az,line=1,endLine=1,col=1,endColumn=2,"
        "title=E1::a<U+000A>::error::b<U+001B>[31m\n"
    )
