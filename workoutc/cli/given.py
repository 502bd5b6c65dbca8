"""Whether the names that `--set` gives values to are there."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workoutc.cli.contexts import Contexts
from workoutc.cli.sources import Text

if TYPE_CHECKING:
    from workoutc.reuse.book import Book


def check_given(texts: Sequence[Text], contexts: Contexts) -> None:
    """Raises SettingsError for a value of `--set` that no source, nor a file it includes, has a
    name for, and Refusal for one of a name of the profile that can't be read."""
    if not contexts.given:
        return
    known: dict[str, None] = {}
    for text in texts:
        known |= dict.fromkeys(_names(text, contexts))
    for name, value in contexts.given.items():
        if name not in known:
            _refuse(name, list(known))
        contexts.check_own(name, value)


def _names(text: Text, contexts: Contexts) -> Iterator[str]:
    """The names of a source and of what it includes, and those of the athlete."""
    setting = contexts.setting(text.file)
    yield from setting.names
    if text.origin:
        return
    from workoutc.reading import decode
    from workoutc.reuse.book import opened

    source, _ = decode(text.name, text.data)
    book = opened(source, setting)
    yield from book.lets
    yield from _parameters(book)


def _parameters(book: "Book") -> Iterator[str]:
    for template, _ in book.shelf:
        yield from (parameter.name for parameter in template.parameters)


def _refuse(name: str, known: list[str]) -> None:
    from workoutc.settings.entry import Place, unknown
    from workoutc.settings.set import thresholds

    raise unknown(Place("--set", name), name, [*known, *thresholds()])
