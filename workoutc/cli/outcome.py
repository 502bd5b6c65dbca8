"""What the compiler said of a source and a format made of it: all that `check` and `build` show.

It is much smaller than the workouts, so that it may come from another process or from a file.
"""

from typing import TYPE_CHECKING

from workoutc.records import dataclass
from workoutc.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workoutc.diagnostic import Diagnostic


class Made(NamedTuple):
    """A workout in a format: its identity, its fields as source (a line each, for native text has
    no place for them), and what the format made of it."""

    identity: str
    fields: tuple[str, ...]
    content: str | bytes

    @property
    def text(self) -> str:
        """The content of a format that is text."""
        return self.content if isinstance(self.content, str) else self.content.decode()

    @property
    def data(self) -> bytes:
        """The content as it stands in a file."""
        return self.content.encode() if isinstance(self.content, str) else self.content


class Named(NamedTuple):
    """A workout or a plan that a source writes: its identity, and where it stands."""

    identity: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`said`: by the compiler. `lost`: what the format changed or lost, once all else is well.
    `read`: each file that was included or asked for: by which source, by what path, and a digest of
    what was found. `workouts` and `plans`: what no other source may have as well. `shown`: of a
    foreign file, the text in which the places are places."""

    said: "tuple[Diagnostic, ...]"
    lost: "tuple[Diagnostic, ...]" = ()
    made: tuple[Made, ...] = ()
    read: tuple[tuple[str, str, str], ...] = ()
    workouts: tuple[Named, ...] = ()
    plans: tuple[Named, ...] = ()
    shown: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the compiler found no error."""
        return not any(fault.code.startswith("E") for fault in self.said)

    @property
    def foretold(self) -> "tuple[Diagnostic, ...]":
        """What `check` says. A threshold that is missing is a warning here (`W322`), and an error
        only when building."""
        if not self.ok or not self.lost:
            return self.said
        from workoutc.diagnostic import by_place

        lost = (fault for fault in self.lost if fault.code != "E401")
        return by_place(dict.fromkeys([*self.said, *lost]))

    @property
    def told(self) -> "tuple[Diagnostic, ...]":
        """What `build` says. A line of a block may be in several workouts, and is told once."""
        return both(self.said, self.lost)


def both(said: "Iterable[Diagnostic]", lost: "Iterable[Diagnostic]") -> "tuple[Diagnostic, ...]":
    """What the compiler said, and a format after it. A threshold without which nothing is built is
    told once: as the error (`E401`), no more as the warning (`W322`)."""
    from workoutc.diagnostic import by_place

    found = dict.fromkeys([*said, *lost])
    refused = {fault.span for fault in found if fault.code == "E401"}
    return by_place(f for f in found if f.code != "W322" or f.span not in refused)
