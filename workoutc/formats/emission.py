"""What a format makes of a workout."""

from dataclasses import dataclass

from workoutc.diagnostic import Diagnostic, has_errors


@dataclass(frozen=True, slots=True)
class Emission:
    """The content, and what was changed or lost on the way to it (`W4xx`, `E4xx`), with places."""

    content: str
    lost: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the content may leave the compiler."""
        return not has_errors(self.lost)
