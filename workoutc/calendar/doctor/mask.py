"""Words made fit for a forum: without keys, ids, names, addresses of people, folders of theirs."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from workoutc.calendar.faults import clean
from workoutc.calendar.secret import Secret, redact

IDS = re.compile(r"(?<![\w:.])i?[0-9]{5,12}\b")
"""Ids, but no port and no part of a number."""

PEOPLE = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.\w+")

LEAST = 3
"""Letters of a name that is looked for: a shorter one would be found in half of all words."""


def masked_id(text: str) -> str:
    """An athlete's id that its owner knows again and nobody else can use; `0` is everybody's."""
    if text == "0":
        return text
    digits = text.removeprefix("i")
    head = text[: len(text) - len(digits)]
    return f"{head}{digits[0]}...{digits[-2:]}" if len(digits) > 4 else f"{head}..."


class Mask:
    """Hides what is not for others. `folders`: what to say instead of each."""

    def __init__(
        self, secrets: Iterable[Secret], ids: Iterable[str], folders: Sequence[tuple[Path, str]]
    ) -> None:
        self._secrets = list(secrets)
        self._ids = {id_ for id_ in ids if len(id_) >= LEAST}
        self._folders = [(str(path), words) for path, words in folders if path.name]
        self._names: set[str] = set()

    def learn(self, names: Iterable[object]) -> None:
        """Names of people, to be hidden in what others say."""
        self._names |= {name for name in names if isinstance(name, str) and len(name) >= LEAST}

    def __call__(self, text: str) -> str:
        """The text without any of it."""
        for secret in self._secrets:
            text = redact(text, secret)
        for path, words in self._folders:
            text = text.replace(path, words)
        text = PEOPLE.sub("[e-mail]", text)
        for id_ in self._ids:
            text = re.sub(rf"(?<![\w:.]){re.escape(id_)}\b", masked_id(id_), text)
        return IDS.sub(lambda match: masked_id(match[0]), text)

    def said(self, words: str) -> str:
        """Words of the service, as they may be repeated: short, visible, without names."""
        for name in sorted(self._names, key=len, reverse=True):
            words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", words, flags=re.IGNORECASE)
        return clean(self(words), Secret(""))
