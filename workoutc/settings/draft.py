"""The settings files as they would be with changes of a profile in them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from workoutc.files import write_file
from workoutc.records import dataclass
from workoutc.settings import SettingsError
from workoutc.settings.change import Change
from workoutc.settings.file import Layer
from workoutc.settings.person import Pace, value_at
from workoutc.settings.write import Put, edited

MARK = b"\xef\xbb\xbf"
"""What some editors put before UTF-8; it stays."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file, what is in it (`None`: it isn't there yet), what would be, and which changes those
    are."""

    path: Path
    before: bytes | None
    after: bytes
    changes: tuple[Change, ...]

    def write(self) -> None:
        """Put it in place. Raises OSError, and SettingsError for a file that changed meanwhile."""
        if _held(self.path) != self.before:
            raise SettingsError(
                f"{self.path} was changed meanwhile, so nothing was written to it",
                "run the same command again",
            )
        write_file(self.path, self.after)


def drafts(
    found: Sequence[Layer], new: Path, table: tuple[str, ...], changes: Iterable[Change]
) -> tuple[Draft, ...]:
    """What becomes of the files. `table`: that of the person, such as `("athletes", "anna")`.

    A value that stands somewhere is changed there, where two files have it in the one that counts;
    the others go into the file that has the table, else into the first there is, else into `new`.
    Raises LayoutError for a file that can't be edited.
    """
    having = [layer.path for layer in found if value_at(layer.written, table) is not None]
    usual = [*having, *(layer.path for layer in found), new][0]
    by_file: dict[Path, list[Change]] = {}
    for change in changes:
        place = (*table, *change.path)
        home = [layer.path for layer in found if value_at(layer.written, place) is not None]
        by_file.setdefault([usual, *home][-1], []).append(change)
    return tuple(_draft(path, table, of_file) for path, of_file in by_file.items())


def _draft(path: Path, table: tuple[str, ...], changes: Sequence[Change]) -> Draft:
    before = _held(path)
    data = before or b""
    mark = MARK if data.startswith(MARK) else b""
    text = edited(data.removeprefix(MARK).decode(), (_put(table, change) for change in changes))
    return Draft(path, before, mark + text.encode(), tuple(changes))


def _put(table: tuple[str, ...], change: Change) -> Put:
    *above, _key = change.path
    header = table if above == ["threshold_pace"] else (*table, *above)
    return Put((*table, *change.path), _written(change), header)


def _written(change: Change) -> object:
    match change.new:
        case Pace() as pace:
            return str(pace)
        case tuple() as listed:
            return [str(entry) if isinstance(entry, str) else entry for entry in listed]
        case number:
            return number


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
