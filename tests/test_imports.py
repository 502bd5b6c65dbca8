"""Who may import whom: the rooms of the house, and the doors to other people's packages."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import workoutc

PACKAGE = Path(workoutc.__file__).parent

MAY_IMPORT = {
    # What any room may need.
    "regex": "",
    "limits": "",
    "places": "",
    "shelf": "",
    "records": "",
    "tuples": "",
    "quoting": "regex",
    # Words about the sport, and places in a text.
    "source": "regex",
    "model": "source",
    "diagnostic": "source",
    "units": "model regex",
    "sports": "model",
    "athlete": "model sports",
    "suggest": "",
    "repeated": "",
    "files": "",
    "fix": "diagnostic source",
    # From a text to its meaning.
    "syntax": "source",
    "reading": "diagnostic limits regex source",
    "signs": "",
    "lalr": "signs",
    "tables": "lalr",
    "parse": "lalr regex signs source syntax tables",
    "counting": "regex",
    "paces": "diagnostic regex signs source",
    "bare": "counting diagnostic model parse regex repeated source syntax units",
    "misplaced": "bare diagnostic limits source syntax",
    "layout": "bare diagnostic limits misplaced quoting regex repeated source syntax",
    "resolve": "athlete bare counting diagnostic fix layout limits model paces parse quoting regex "
    "repeated signs source sports suggest syntax units",
    "expression": "athlete diagnostic lalr model paces parse quoting regex resolve signs source "
    "sports suggest syntax units",
    "setting": "athlete source",
    "reuse": "athlete diagnostic expression layout limits model quoting regex resolve setting "
    "source sports suggest",
    "plan": "diagnostic expression layout model quoting regex resolve reuse signs source sports "
    "suggest syntax units",
    "load": "athlete model sports units",
    "lint": "athlete counting diagnostic load model paces regex repeated source sports suggest "
    "units",
    "compiler": "athlete diagnostic layout limits lint model plan reading regex resolve reuse "
    "setting source",
    "fmt": "bare compiler diagnostic expression lalr layout limits model parse plan quoting "
    "reading resolve reuse setting signs source sports syntax units",
    "including": "limits reading setting source",
    "many": "athlete compiler including limits places setting",
    # From a meaning to something else.
    "catalogue": "suggest",
    "render": "catalogue diagnostic regex source",
    "picture": "athlete load model render sports units",
    "formats": "athlete diagnostic limits load model picture quoting reading regex repeated source "
    "sports units",
    "native": "athlete compiler formats limits model reading regex",
    "foreign": "compiler diagnostic formats limits lint model reading resolve setting source",
    # The world outside.
    "settings": "athlete files places sports suggest units",
    "calendar": "athlete compiler diagnostic files formats limits load model native reading "
    "resolve settings source sports",
    "sandbox": "athlete formats model sports units",
    # What may know all of it.
    "cli": "*",
    "__main__": "cli",
    "__init__": "*",
    # Data, made when the package is built.
    "_table": "lalr",
}
"""Each room and the rooms it may import; its own parts, records and tuples it always
may."""

DOORS = {
    "lark": ("tables.py",),
    "httpx": ("calendar/wire.py",),
    "filelock": ("calendar/journal.py",),
    "keyring": ("calendar/key_ring.py",),
    "click": ("cli/",),
    "pydantic": ("calendar/", "sandbox/"),
    "uvicorn": ("sandbox/",),
    "sqlite3": ("sandbox/",),
    "icalendar": ("formats/events/ics.py",),
    "resvg_py": ("formats/drawn.py",),
    "wcwidth": ("render/wide.py",),
    # What it offers, `records` has at a fraction of the price of loading it.
    "dataclasses": ("records.py", "formats/model_json.py"),
}
"""Each package that has few doors, and the files or folders that may open them. Whatever else is
not of the standard library may not be imported at all."""

ONLY_SPANS = ("lint/", "formats/")
"""Folders that know places, but not the text they are in."""

HEAVY = (
    "lark",
    "httpx",
    "filelock",
    "icalendar",
    "resvg_py",
    "pydantic",
    "rich",
    "keyring",
    "click",
    "uvicorn",
    "sqlite3",
    "tomllib",
    "multiprocessing",
    "dataclasses",
    "inspect",
)


class Import(NamedTuple):
    """One name of one import: `name` is empty for a whole module."""

    file: str
    module: str
    name: str = ""

    @property
    def room(self) -> str:
        return self.file.split("/")[0].removesuffix(".py")

    @property
    def opens(self) -> str:
        """The room it leads to, `__init__` for a name of the package itself."""
        below = f"{self.module}.{self.name}".split(".")[1]
        here = (PACKAGE / below).is_dir() or (PACKAGE / f"{below}.py").exists()
        return below if here else "__init__"


def imports_of(path: Path) -> Iterator[Import]:
    file = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (Import(file, alias.name) for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (Import(file, module, alias.name) for alias in names)
            case ast.ImportFrom():
                raise AssertionError(f"{file}: a relative import")


IMPORTS = [found for path in sorted(PACKAGE.rglob("*.py")) for found in imports_of(path)]
OUR_OWN = [found for found in IMPORTS if found.module.split(".")[0] == "workoutc"]
OTHERS = [found for found in IMPORTS if found.module.split(".")[0] != "workoutc"]


@pytest.mark.parametrize("room", sorted({found.room for found in IMPORTS} | set(MAY_IMPORT)))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    assert room in MAY_IMPORT, f"a new room: put {room} into the table"
    imported = {found.opens for found in OUR_OWN if found.room == room} - {
        room,
        "records",
        "tuples",
    }
    if MAY_IMPORT[room] != "*":
        assert imported <= set(MAY_IMPORT[room].split())


def test_the_table_has_no_circles() -> None:
    done: set[str] = set()
    for room, below in MAY_IMPORT.items():
        if below != "*" and room != "__main__":
            assert set(below.split()) <= done, f"{room} stands above what it imports"
        done.add(room)


def test_nobody_imports_the_command_line() -> None:
    assert {found.room for found in OUR_OWN if found.opens == "cli"} <= {"cli", "__main__"}


def test_only_the_command_line_reads_names_of_the_package_itself() -> None:
    assert {found.room for found in OUR_OWN if found.opens == "__init__"} <= {"cli"}


@pytest.mark.parametrize("package", DOORS)
def test_a_package_has_its_doors(package: str) -> None:
    users = {found.file for found in OTHERS if found.module.split(".")[0] == package}
    assert not [file for file in users if not file.startswith(DOORS[package])]


def test_nothing_else_is_imported() -> None:
    known = sys.stdlib_module_names | DOORS.keys()
    assert {found for found in OTHERS if found.module.split(".")[0] not in known} == set()


@pytest.mark.parametrize("folder", ONLY_SPANS)
def test_advice_and_formats_never_see_the_text(folder: str) -> None:
    seen = {f.name for f in OUR_OWN if f.file.startswith(folder) and f.module == "workoutc.source"}
    assert seen <= {"Span"}


def test_only_the_command_line_prints() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "cli":
            calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if is_print(n)]
            assert not calls, path


def is_print(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    )


def loaded_by(program: str) -> set[str]:
    """The modules that a fresh interpreter has loaded at the end of a program."""
    report = f"{program}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", report],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "program",
    [
        "import workoutc",
        "import workoutc.compiler",
        "import workoutc; workoutc.compile('- 10m 75% easy')",
        "import workoutc; workoutc.write(workoutc.compile('- 10m 75%').unwrap()[0]).content",
    ],
)
def test_compiling_loads_nothing_heavy(program: str) -> None:
    assert loaded_by(program) & set(HEAVY) == set()


def test_the_check_of_a_plain_path_loads_no_click(tmp_path: Path) -> None:
    program = f"""
import contextlib, os, sys
from workoutc.cli.start import run
os.environ["XDG_CACHE_HOME"] = {str(tmp_path)!r}
sys.argv = ["workoutc", "check", "examples/tabata-20-10.workout"]
with contextlib.suppress(SystemExit), contextlib.redirect_stderr(None):
    run()
"""
    assert loaded_by(program) & set(HEAVY) == set()
    assert "workoutc.compiler" in loaded_by(program.replace("tabata-20-10", "ramp-test"))
    known = loaded_by(program)
    assert not {"workoutc.compiler", "workoutc.model", "workoutc.settings"} & known, "it is known"


def test_the_grammar_is_built_by_nobody_but_the_parser() -> None:
    assert "lark" not in loaded_by("import workoutc.model, workoutc.lint, workoutc.formats")
