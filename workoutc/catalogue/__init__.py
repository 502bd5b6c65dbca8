"""The catalogue of diagnostics: one page a code, in this folder."""

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import takewhile
from os import listdir
from os.path import dirname, join

from workoutc.records import dataclass
from workoutc.suggest import nearest as nearest_word

PAGE = re.compile(r"[EW][0-9]{3}\.md")
FENCE = re.compile(r"(`{3,})[ \t]*([^`\r\n]*)")
# What the info string of a block of source begins with; its own extras may follow.
LANGUAGE = "workout"


@dataclass(frozen=True, slots=True)
class Block:
    """An example: its text with a last line end, and what stands after `workout` at its fence.

    `info` says what the example needs beside its text, such as `athlete.lthr=172` or `sport=Run`.
    """

    text: str
    info: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a code means. `when` describes the occasion of a fault that no source text provokes."""

    code: str
    title: str
    why: str
    bad: tuple[Block, ...]
    good: tuple[Block, ...]
    when: str
    markdown: str


@cache
def codes() -> tuple[str, ...]:
    """Every code that has a page, sorted."""
    return tuple(sorted(name[:-3] for name in listdir(dirname(__file__)) if PAGE.fullmatch(name)))


@cache
def page(code: str) -> Page:
    """The page of a code, in capitals; KeyError for one that has none."""
    if code not in codes():
        raise KeyError(code)
    with open(join(dirname(__file__), f"{code}.md"), encoding="utf-8") as file:
        return parsed(file.read())


def nearest(code: str) -> list[str]:
    """The codes that someone who wrote this one may have meant, at most three, best first."""
    return nearest_word(code, codes(), most=3)


def parsed(markdown: str) -> Page:
    """A page from its text; ValueError for one without a heading `# CODE: title`."""
    heading, *lines = markdown.split("\n")
    code, colon, title = heading.removeprefix("# ").partition(": ")
    if not (colon and heading.startswith("# ")):
        raise ValueError(f"a page begins with `# CODE: title`, not with {heading!r}")
    why, sections = sections_of(lines)
    return Page(
        code=code,
        title=title.strip(),
        why=why,
        bad=tuple(blocks(sections.get("bad", []))),
        good=tuple(blocks(sections.get("good", []))),
        when="\n".join(sections.get("when", [])).strip(),
        markdown=markdown,
    )


def sections_of(lines: list[str]) -> tuple[str, dict[str, list[str]]]:
    """The text before the first `## ` heading, and the lines below each, by name in small letters.

    A line within a fence is never a heading.
    """
    sections: dict[str, list[str]] = {"": []}
    name, fence = "", ""
    for line in lines:
        mark = FENCE.match(line)
        if fence:
            fence = fence if is_inside(fence, line) else ""
        elif mark:
            fence = mark[1]
        elif line.startswith("## "):
            name = line[3:].strip().lower()
        if fence or not line.startswith("## "):
            sections.setdefault(name, []).append(line)
    return "\n".join(sections.pop("")).strip(), sections


def blocks(lines: list[str]) -> Iterator[Block]:
    """The examples among some lines: fences whose info string begins with `workout`."""
    rest = iter(lines)
    for line in rest:
        if mark := FENCE.match(line):
            text = list(takewhile(partial(is_inside, mark[1]), rest))
            language, _, info = mark[2].strip().partition(" ")
            if language == LANGUAGE:
                yield Block("".join(f"{line}\n" for line in text), info.strip())


def is_inside(fence: str, line: str) -> bool:
    """Whether a line below an opening fence doesn't close it."""
    return line.strip() != fence
