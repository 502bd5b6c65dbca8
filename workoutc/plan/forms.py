"""The forms of the lines of a plan. They are wide: what a line says is judged where it is read."""

import re

from workoutc.regex import regex
from workoutc.signs import DASHES

NAMED = regex(r"\s*plan[ \t]*[:=–-]?[ \t]*", re.IGNORECASE)
"""What stands in front of the name of a plan; a missing colon is told where plans are found."""

WEEK = regex(r"weeks?\b[ \t]*(?P<rest>.*)", re.IGNORECASE)
"""`week …`, whatever follows."""

NUMBERS = regex(rf"(?P<first>[0-9]+)(?:[ \t]*[-{DASHES}][ \t]*(?P<last>[0-9]+))?(?P<title>.*)")
"""`3`, or `1-3`, and what follows."""

UP_TO = regex(
    r"(?:to|till|until|thr(?:u|ough)|and|bis|und|al?|à|y|et|tot|en|t/m|til|og|och)"
    r"[ \t]+(?P<last>[0-9]+)(?![0-9%])[ \t]*(?P<title>.*)",
    re.IGNORECASE,
)
"""`to 4` behind the number of a week: more than one week in words."""

DAY = regex(
    r"(?P<day>[^\W\d_]+)\b\.?(?P<time>(?:[ \t]+[^\s:\"({]+(?::[0-9]+[^\W\d_]*)?)*)[ \t]*"
    r":(?!(?<=[0-9]:)[0-9]{2})[ \t]*(?P<entry>.*)"
)
"""`tue: …`, `tue 18:00: …`: a word, and up to a colon, but not that of a time, whatever a time may
have been meant by."""

DAY_ALONE = regex(r"(?P<day>[^\W\d_]+)(?:[ \t]+[0-9]{1,2}:[0-9]{2})?(?=[ \t]|$)")
"""What a day line begins with whose colon is missing."""

FIELD = regex(r"(?P<name>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*)")

FIELD_ALONE = regex(r"(?P<name>id|start|end)(?:[ \t]*=[ \t]*|[ \t]+)(?P<value>\S+)", re.IGNORECASE)
"""`start 2027-01-04`, without its colon."""

CLOCK = regex(r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})")
LOOSE_CLOCK = regex(
    r"(?:at[ \t]+)?(?P<hour>[0-9]{1,2})(?:[.:h]?(?P<minute>[0-9]{2})|h)?[ \t]*(?P<half>[ap]m)?"
    r"(?:[ \t]*(?:uhr|h|o'clock))?",
    re.IGNORECASE,
)
"""`6pm`, `18.30`, `18h`, `1830`: times in other countries' words."""

SEVERAL = regex(r"[ \t]*(?:[,;+&/]|\band\b)[ \t]*", re.IGNORECASE)
"""What two entries on one line may stand between."""

ARGUMENT = regex(r"[A-Za-z_][A-Za-z0-9_]*[ \t]*=.*")
"""`time = 30m` without its parentheses."""

ID = regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
FIRST_WORD = regex(r"[^\s\"(]+")
PRIORITY = regex(r"[ABC](?=[\s\"]|$)", re.IGNORECASE)
ALIAS = regex(r"[ \t]*\bas\b[ \t]*(?P<name>\S*)(?P<more>.*)", re.IGNORECASE)
