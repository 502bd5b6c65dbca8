"""Words behind a length or target that are none of the language's: what was probably meant."""

import re

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.model import Intensity
from workoutc.quoting import requoted
from workoutc.regex import regex
from workoutc.resolve.draft import Draft, moved
from workoutc.source import Span
from workoutc.suggest import nearest

_KEYWORDS = (
    "ramp", "freeride", "maxeffort", "hidepower", "Pace", "LTHR", "HR", "Power", "FTP", "rpm",
)  # fmt: skip
_BARE_NUMBER = regex(r"([0-9]+(?:\.[0-9]+)?(?:[-–—][0-9]+(?:\.[0-9]+)?)?)(?: hr| HR| BPM)?")
_AT_NUMBER = regex(r"(?:@|at) ?([0-9]+(?:\.[0-9]+)?(?:[-–—][0-9]+(?:\.[0-9]+)?)?)")
_JOINED = {
    "freeride": "freeride", "maxeffort": "maxeffort", "hidepower": "hidepower",
    "lappress": "press lap", "presslap": "press lap",
} | {f"intensity={kind.value}": f"intensity={kind.value}" for kind in Intensity}  # fmt: skip

MOVE = "move it in front of the length"
"""What the fix is called that makes a label of words."""

_AT_FTP = "100% FTP"
_MAX = r"(?:of )?(?:HR[ -]?max|max(?:imum)?\.?[ -]?HR|MHR|HF[ -]?max|FC[ -]?max)"
_HR_MAX = regex(_MAX, re.IGNORECASE)

_THRESHOLD = regex(r"(?:of )?(?:CSS|threshold(?: pace)?|T-?pace)", re.IGNORECASE)
_AT_CSS = regex(r"(?:(?:@|at) ?)?CSS", re.IGNORECASE)

_RESPELLED = [
    (regex(pattern, re.IGNORECASE), respelled, safe)
    for pattern, respelled, safe in (
        (r"(?:(?:@|at) ?)?RPE ?[:=]? ?([0-9.]+(?:[-–][0-9.]+)?)(?: ?/ ?10)?", r"RPE \1", True),
        (r"(?:@ ?)?([0-9.]+(?:[-–][0-9.]+)?)(?: ?/ ?10)? ?RPE", r"RPE \1", True),
        (r"(?:@|at) ?FTP", _AT_FTP, True),
        (r"(?:@|at) ?LTHR", "100% LTHR", True),
        (r"@ ?(\S+)", r"\1", True),
        (rf"([0-9.]+(?:[-–][0-9.]+)?%) ?{_MAX}", r"\1 HR", True),
        (r"([0-9.]+(?:[-–][0-9.]+)?%)(HR|LTHR|Pace|FTP|Power)", r"\1 \2", True),
        (r"([0-9]+(?:[-–][0-9]+)?) ?(?:[U1]|revs?|r|tr|t)/min", r"\1rpm", True),
        (r"rest", "intensity=rest", False),
        (r"\$([A-Za-z_]\w*)", r"{\1}", False),
        (r"recovery", "intensity=recovery", False),
        (r"(?:@ ?)?([0-9]+(?:[-–][0-9]+)?) ?(LTHR|Pace|FTP)", r"\1% \2", False),
        (r"Z([0-9])[-–/]Z?([0-9])", r"Z\1-Z\2", True),
        (r"Z([0-9])(HR|Pace|Power)", r"Z\1 \2", True),
        (r"zone ([0-9])", r"Z\1", True),
        (r"[<>≥≤~]?([0-9]+)\+? ?rpm", r"\1rpm", False),
        (r"cadence ([0-9]+(?:[-–][0-9]+)?)", r"\1rpm", False),
        (r"([0-9]+)\.([0-9]{2})/(km|mi)", r"\1:\2/\3", False),
        (r"HR ([0-9]+(?:[-–][0-9]+)?)", r"\1bpm", False),
        (r"([0-9]+:[0-9]{2}) min/(km|mi)", r"\1/\2", True),
    )
]
"""Targets as people write them, and as they are written here; the last says if that is sure."""

_NOT_HELD = [
    (regex(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (
            r"(?:@ ?)?[0-9.]+(?:[-–][0-9.]+)? ?W ?/ ?kg",
            "nothing is held by the kilogram: write watts or a share of FTP, `250w` or `95%`",
        ),
        (
            r"(?:of )?HRR",
            "a share of the reserve can't be held: write beats a minute or a share of the maximum, "
            "`150bpm` or `80% HR`",
        ),
        (
            r"(?:(?:@|at) ?)?[0-9]+k(?:m)? (?:race )?pace",
            "the pace of a race is written as a time: `4:15/km Pace`",
        ),
        (r"RPE [a-z]+", "write a number from 1 to 10: `RPE 7`"),
    )
]
"""What people ask for and no device holds as it is."""

_TARGET_HELP = (
    "a target is written as `75%`, `220w`, `Z2 HR` or `4:15/km Pace`; words for the athlete go in "
    "quotes"
)
_OF_A_TARGET = regex(
    r"[0-9]|\b(?:l?t?hr|hr ?max|hf|fc|pace|ftp|zone|power|watts?|rpm|bpm|rpe|cadence|heart)\b",
    re.IGNORECASE,
)

# Words that say what a number counts, or that another step was meant: nothing to move to a label.
_MEANT = regex(
    r"hr|hf|fc|pace|ftp|lt|cp|map|max|thres|power|watt|rpm|bpm|zone|rest|rec|free|ramp|then|from|of"
    r"|min|km|[0-9@/+=<>&]",
    re.IGNORECASE,
)
_FAMILY = regex(r".*\b(HR|LTHR|Pace|FTP|Power)", re.IGNORECASE)
_LABEL_HELP = "a label stands in front of the length, or in quotes anywhere"


def close_run(draft: Draft) -> None:
    """Bare words in a row are one fault."""
    run, draft.bare_words = draft.bare_words, []
    if run:
        draft.last_bare = Span(run[0].start, run[-1].end)
        draft.report(_fault(draft, draft.last_bare))


def _fault(draft: Draft, span: Span) -> Diagnostic:
    words = draft.text[span.start : span.end]
    if bare := _BARE_NUMBER.fullmatch(words):
        return _no_unit(span, bare[1])
    if (known := _JOINED.get("".join(words.lower().split()))) is not None:
        return _split_word(span, known)
    if counts := _AT_NUMBER.fullmatch(words):
        return _unknown(
            span, words, f"write what it counts: `{counts[1]}%`, `{counts[1]}w` …", None
        )
    if _HR_MAX.fullmatch(words) and draft.text[: span.start].rstrip().endswith("%"):
        return _unknown(span, words, "write `HR`", _writing(span, "HR", safe=True))
    if draft.rules.sport.pace is not None and (pace := _of_threshold_pace(draft, span, words)):
        return pace
    if words.lower() == "max" and draft.text[: span.start].rstrip().endswith("HR"):
        return _unknown(span, words, "`HR` alone is of the maximum", _without(draft.text, span))
    if (said := requoted(words)) is not None:
        fix = _writing(span, said, safe=True)
        return _unknown(span, words, f"a text has straight quotes: write `{said}`", fix)
    if not words.isascii() and (unseen := _unseen(span, words)) is not None:
        return unseen
    for pattern, respelled, safe in _RESPELLED:
        if found := pattern.fullmatch(words):
            mended = found.expand(respelled)
            if mended == _AT_FTP and draft.rules.sport.bare_percent_is_power:
                mended = "100%"
            return _unknown(span, words, f"write `{mended}`", _writing(span, mended, safe=safe))
    if said := next((said for pattern, said in _NOT_HELD if pattern.fullmatch(words)), None):
        return _unknown(span, words, said, None)
    if words == "@":
        return _unknown(span, words, "it goes without", _without(draft.text, span))
    return _near_or_plain(draft, span, words)


def _unseen(span: Span, words: str) -> Diagnostic | None:
    """`60%` with a sign without width in it, as web pages have them."""
    from unicodedata import category  # a library of its own, which few words need

    signs = [sign for sign in words if category(sign) == "Cf"]
    plain = "".join(sign for sign in words if category(sign) != "Cf")
    if not signs or not plain.isascii():
        return None  # an emoji may be made of several
    help_ = f"delete the U+{ord(signs[0]):04X} in it, which can't be seen"
    return _unknown(span, words, help_, _writing(span, plain, safe=True))


def _of_threshold_pace(draft: Draft, span: Span, words: str) -> Diagnostic | None:
    """`95% CSS`, `95% of threshold`, `@ CSS`: a swimmer's critical speed is the threshold pace."""
    if _THRESHOLD.fullmatch(words) and draft.text[: span.start].rstrip().endswith("%"):
        help_ = "a share of the threshold pace is `95% Pace`"
        return _unknown(span, words, help_, _writing(span, "Pace", safe=False))
    if _AT_CSS.fullmatch(words):
        mended = _writing(span, "100% Pace", safe=False)
        return _unknown(span, words, "write `100% Pace`", mended)
    return None


def _near_or_plain(draft: Draft, span: Span, words: str) -> Diagnostic:
    meant = nearest(words, _KEYWORDS, most=2) if " " not in words else []
    if meant and words.lower() == meant[0].lower():
        return _unknown(span, words, f"it stands right behind its number: `75% {meant[0]}`", None)
    if len(meant) == 1:
        mended = _writing(span, meant[0], safe=True)
        return _unknown(span, words, f"did you mean `{meant[0]}`?", mended)
    family = _FAMILY.fullmatch(words)
    if family and draft.text[: span.start].rstrip().endswith("%"):
        fix = _writing(span, family[1], safe=False)
        help_ = f"of what? Write `75% {family[1]}`, or put the words into a note"
        return _unknown(span, words, help_, fix)
    if _OF_A_TARGET.search(words):
        return _unknown(span, words, _TARGET_HELP, None)
    return _unknown(span, words, _LABEL_HELP, _moved_to_label(draft, span, words))


def _moved_to_label(draft: Draft, span: Span, words: str) -> Fix | None:
    core = words.strip("@ ")
    for word in ("at", "@"):
        core = core.removeprefix(f"{word} ").removesuffix(f" {word}")
    if not core or core in ("at", "of", "with", "from"):
        return None
    put, cut = moved(draft.text, span, draft.label_end or 0, "").edits
    safe = _MEANT.search(words.removesuffix(" at")) is None
    edits = (Edit(put.span, put.text.replace(words, core)), cut)
    return Fix(MOVE, edits, safe)


def _writing(span: Span, mended: str, *, safe: bool) -> Fix:
    return Fix(f"write `{mended}`", (Edit(span, mended),), safe)


def _without(text: str, span: Span) -> Fix:
    end = len(text) - len(text[span.end :].lstrip())
    start = span.start if end < len(text) else len(text[: span.start].rstrip())
    return Fix("take it out", (Edit(Span(start, end), ""),), safe=True)


def _unknown(span: Span, words: str, help_: str, fix: Fix | None) -> Diagnostic:
    shown = words if len(words) <= 40 else words[:39] + "…"
    return Diagnostic("E116", f"`{shown}` is neither a length, a target nor a flag", span,
                      "Intervals.icu would drop it", help_, fix)  # fmt: skip


def _split_word(span: Span, known: str) -> Diagnostic:
    return Diagnostic("E118", "a blank stands inside a word of the language", span, "one word here",
                      f"write `{known}`", _writing(span, known, safe=True))  # fmt: skip


def _no_unit(span: Span, number: str) -> Diagnostic:
    return Diagnostic(
        "E122",
        f"`{number}` has no unit",
        span,
        "a bare number",
        f"write what it counts: `{number}%`, `{number}w`, `{number}bpm` … Intervals.icu adds a "
        "bare number behind minutes as seconds, and drops it elsewhere",
    )
