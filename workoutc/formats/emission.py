"""What a format makes of a workout, and what it understands of a file."""

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

from workoutc.athlete import Athlete
from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.model import Workout
from workoutc.records import dataclass

Content = TypeVar("Content", str, bytes)


@dataclass(frozen=True, slots=True)
class Emission(Generic[Content]):
    """The content, and what was changed or lost on the way to it (`W4xx`, `E4xx`), with places."""

    content: Content
    lost: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the content may leave the compiler."""
        return not has_errors(self.lost)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a foreign file means, and what had to be repaired or left out (`W43x`, `E43x`).

    `text`: what the places are places in: the file decoded, or a listing of one that is no text.
    `workout`: `None` where nothing can be made of it; without an identity of its own.
    """

    text: str
    workout: Workout | None
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a file is read with. `sport`: that of a file that doesn't say. `percent`: powers that no
    fraction of FTP can be are percentages of it."""

    athlete: Athlete
    sport: str = "Ride"
    percent: bool = False


Text: TypeAlias = Emission[str]
Binary: TypeAlias = Emission[bytes]
Writer: TypeAlias = Callable[[Workout, Athlete], Text] | Callable[[Workout, Athlete], Binary]
Reader: TypeAlias = Callable[[bytes, Wish], Reading]
