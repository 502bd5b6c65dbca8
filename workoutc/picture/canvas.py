"""What a terminal can show: cells across, colours of zones, blocks or plain characters."""

from workoutc.records import dataclass

ZONES = (245, 33, 34, 136, 202, 160, 129)
"""Of the 256 colours one for each zone: grey, blue, green, gold, orange, red, violet. None is so
light that it fades on white, or so dark that it drowns on black; a zone beyond takes the last."""

FAINT, STRONG = "2", "1"


@dataclass(frozen=True, slots=True)
class Canvas:
    """`width`: cells of a line. `blocks`: eighths of a cell and lines may be drawn; else all is in
    ASCII, and a bar is filled with the digit of its zone."""

    width: int = 80
    color: bool = False
    blocks: bool = False

    def zone(self, zone: int, text: str) -> str:
        """A text in the colour of a zone, from 1; 0 is none at all."""
        return self.styled(f"38;5;{ZONES[min(zone, len(ZONES)) - 1]}" if zone else FAINT, text)

    def styled(self, code: str, text: str) -> str:
        """A text with an attribute of the terminal."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text
