"""How fast Zwift files become source: files a second, and how that compares to parsing XML."""

import time
from collections.abc import Callable
from xml.etree import ElementTree

from workoutc.foreign import compile_foreign
from workoutc.formats.source import write

FILES = 1000
HEAD = """<workout_file><author>Ann</author><name>Session {0}</name>
<description>Hold on.</description><sportType>bike</sportType><tags><tag name="build"/></tags>
<workout><Warmup Duration="600" PowerLow="0.4" PowerHigh="0.75">
<textevent timeoffset="5" message="Hi {0}"/></Warmup>
"""
PAIR = """<SteadyState Duration="{0}" Power="1.05">
<textevent timeoffset="0" message="Go"/></SteadyState>
<SteadyState Duration="60" Power="0.5"/>
"""
TAIL = """<Cooldown Duration="300" PowerLow="0.6" PowerHigh="0.4"/></workout></workout_file>"""


def files() -> list[str]:
    """A thousand different ones, of some twenty segments each."""
    pairs = [PAIR.format(60 + i % 3) * 3 for i in range(3)]
    return [HEAD.format(n) + "".join(pairs) + TAIL for n in range(FILES)]


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """The shortest of three rounds over all texts."""
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            work(text)
        rounds.append(time.process_time() - began)
    return min(rounds)


def read(text: str) -> object:
    return compile_foreign(text.encode(), name="a.zwo", origin="zwo")


def convert(text: str) -> object:
    compilation = compile_foreign(text.encode(), name="a.zwo", origin="zwo")
    return write(compilation.workouts[0])


if __name__ == "__main__":
    texts = files()
    xml, reading, whole = (seconds(work, texts) for work in (ElementTree.fromstring, read, convert))
    print(f"parse XML only    {FILES / xml:8.0f} files/s")
    print(f"read and advise   {FILES / reading:8.0f} files/s  {reading / xml:.1f} times as long")
    print(f"and write source  {FILES / whole:8.0f} files/s  {whole / xml:.1f} times as long")
