"""Regular expressions that are compiled when they are first used.

A compiled one can't be kept between runs, and to compile them all takes a command that checks one
file longer than to read it; most are for what few files have.
"""

import re
from typing import Any, cast


class _Regex:
    def __init__(self, text: str, flags: int) -> None:
        self.text = text
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compiles it; what was asked for is a plain attribute from now on."""
        value = getattr(re.compile(self.text, self.flags), name)
        setattr(self, name, value)
        return value


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression, which behaves like a compiled one. Raises re.error at its first use:
    the tests use them all."""
    return cast(re.Pattern[str], _Regex(text, flags))
