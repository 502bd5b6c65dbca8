"""The mark that an event of ours carries in its text: a digest of what was last sent.

Without it nobody could tell a source that changed from an event that its athlete changed. It stands
in the text because every other field that keeps what it is given is shown to the athlete as theirs
(tags), and a file of ours would not be there on a coach's second machine.
"""

import hashlib
import json
import re
from collections.abc import Mapping

LINE = re.compile(r"\(workoutc ([0-9a-f]{12}(?:-[0-9a-f]{7})?)\)")


def digest(fields: Mapping[str, object], length: int) -> str:
    """So many hexadecimal digits of fields in plain form."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def with_mark(text: str, mark: str) -> str:
    """The text with its mark: a line of prose below a blank one, which no reader takes for a step
    or a heading."""
    above = text.rstrip()
    return f"{above}\n\n(workoutc {mark})\n" if above else f"(workoutc {mark})\n"


def found_in(text: str) -> str:
    """The mark that stands in a text, empty without one."""
    marks = LINE.findall(text)
    return marks[-1] if marks else ""


def unmarked(text: str) -> str:
    """The text without its mark, and without what a server or an editor does to the ends of its
    lines."""
    lines = [line.rstrip() for line in LINE.sub("", text).strip().splitlines()]
    return "\n".join(lines)
