"""A workout from a Zwift workout file."""

from collections.abc import Iterator, Sequence

from workoutc.diagnostic import Diagnostic, by_place, has_errors
from workoutc.formats import repaired
from workoutc.formats.decoding import decoded
from workoutc.formats.emission import Reading, Wish
from workoutc.formats.fold import session
from workoutc.formats.zwo.markup import Element, RefusedError, parsed
from workoutc.formats.zwo.numbers import Page, lasts
from workoutc.formats.zwo.segments import steps_of
from workoutc.formats.zwo.write import AUTHOR
from workoutc.model import Workout
from workoutc.source import Span
from workoutc.sports import SPORTS, Kind

_METADATA = frozenset(
    {
        "author", "name", "n", "description", "sporttype", "tags", "workout", "durationtype",
        "thresholdsecperkm", "ftpoverride", "category", "subcategory", "uniqueid", "authoricon",
        "entid", "painindex", "showcp20", "workoutlength", "categoryindex", "ftpfemaleoverride",
        "ftpmaleoverride", "overridehash", "activitysaveName", "workoutplan", "trainingpeaks",
        "nametext", "subcategoryindex", "workoutsubtitle", "visibleoutsideplan",
    }
)  # fmt: skip
"""Parts of a file that are read, or that say nothing about the session."""


def read(data: bytes, wish: Wish) -> Reading:
    """What Zwift would ride, and what had to be repaired for it. Repeats are found anew, texts
    become cues, the author and the description notes."""
    text, found = decoded(data)
    try:
        root, faults = parsed(text)
    except RefusedError as refused:
        return Reading(text, None, (refused.fault,))
    found += faults
    body = _body(root)
    if root is None or body is None:
        fault = repaired.unreadable(
            "this is no Zwift workout: it has no `<workout>` part",
            root.span if root else Span(0, 0),
            "export it again where it came from, or name its format with `--from`",
        )
        return Reading(text, None, (*found, fault) if root else (fault,))
    workout = _workout(text, root, body, wish, found)
    return Reading(text, None if has_errors(found) else workout, by_place(dict.fromkeys(found)))


def _body(root: Element | None) -> Element | None:
    """The part that holds the steps; the file itself is called `<workout>` in some."""
    if root is None:
        return None
    return root.child("workout") or (root if root.name == "workout" and root.children else None)


def _workout(
    text: str, root: Element, body: Element, wish: Wish, found: list[Diagnostic]
) -> Workout:
    sport = _sport(root, wish.sport)
    page = Page(text, root, wish, found, runs=SPORTS[sport].kind is Kind.RUN)
    steps = steps_of(body, page)
    if root is not body:
        found += _beside(root, body)
    return Workout(
        " ".join(_said(root, "name", "n").split()),
        "",
        sport,
        session(_notes(root), steps),
        tags=tuple(dict.fromkeys(_tags(root))),
        span=root.span,
    )


def _beside(root: Element, body: Element) -> Iterator[Diagnostic]:
    """What the file has that is unknown, each name once; and segments outside of what is ridden."""
    others = [child for child in root.children if child is not body]
    for child in others:
        if lasts(child):
            yield repaired.left_standing(
                f"`<{child.written}>` has segments, and only the first `<workout>` is ridden",
                child.span,
                "put all segments into one `<workout>`, or make a file of each",
            )
    odd = [c for c in others if c.name not in _METADATA and not lasts(c)]
    for child in {child.name: child for child in reversed(odd)}.values():
        yield repaired.skipped(f"`<{child.written}>` is unknown", child.span)


def _sport(root: Element, usual: str) -> str:
    """Runs are runs; all else is a ride, of the kind that is usual."""
    if _said(root, "sporttype").strip().lower() in ("run", "running"):
        return usual if SPORTS[usual].kind is Kind.RUN else "Run"
    return usual if SPORTS[usual].kind is Kind.RIDE else "Ride"


def _notes(root: Element) -> Sequence[str]:
    author = " ".join(_said(root, "author").split())
    description = _said(root, "description").replace("\r\n", "\n").replace("\r", "\n")
    lines = (" ".join(line.split()) for line in description.split("\n"))
    paragraphs = "\n".join(lines).strip("\n").split("\n\n")
    return [f"{AUTHOR}{author}" if author and author != "workoutc" else "", *paragraphs]


def _tags(root: Element) -> list[str]:
    tags = root.child("tags")
    given = [tag.attributes.get("name", "") or tag.text for tag in tags.children] if tags else []
    return [name for tag in given if (name := " ".join(tag.replace(",", " ").split()))]


def _said(root: Element, *names: str) -> str:
    element = root.child(*names)
    return element.text if element else ""
