"""One entry of a plan: what stands behind the colon of a day line."""

from workoutc.diagnostic import Diagnostic
from workoutc.plan import faults
from workoutc.plan.forms import ALIAS, FIRST_WORD, ID, PRIORITY
from workoutc.plan.written import Entry, Occasion, Rest, Session, Words
from workoutc.quoting import blanked_around_holes, quote_end
from workoutc.records import dataclass, field
from workoutc.resolve.faults import unclosed_quote
from workoutc.resolve.fields import slug
from workoutc.reuse.faults import unclosed
from workoutc.source import Span
from workoutc.sports import SPORTS
from workoutc.suggest import nearest
from workoutc.syntax import Shape, Word

KINDS = ("note", "race", "holiday", "rest")
_SPORTS = {name.lower(): name for name in SPORTS}


def read_entry(text: str, at: int, wrong: list[Diagnostic]) -> Entry | None:
    """The entry that a text is; `at`: where it begins in the source. What is wrong with it goes to
    `wrong`; `None` where nothing can be made of it."""
    return _Entry(text, at, wrong).read()


@dataclass(slots=True)
class _Entry:
    text: str
    at: int
    wrong: list[Diagnostic] = field(default_factory=list)

    def read(self) -> Entry | None:
        word = FIRST_WORD.match(self.text)
        kind = word[0].lower() if word else ""
        end = word.end() if word else 0
        if word is None:
            self.wrong.append(faults.no_kind(self.span(0, len(self.text)), self.text))
            return None
        if kind in KINDS and not self.text[end:].lstrip().startswith("("):
            return self.named(kind, end)
        return self.session(Words(word[0], self.span(0, end)), end)

    def span(self, start: int, end: int) -> Span:
        return Span(self.at + start, self.at + end)

    def fault(self, diagnostic: Diagnostic) -> None:
        self.wrong.append(diagnostic)

    def named(self, kind: str, end: int) -> Entry | None:
        if kind == "rest":
            return Rest() if self.ends(end) else None
        if kind != "race":
            return self.occasion(kind, kind.upper(), end)
        start = end + len(self.text[end:]) - len(self.text[end:].lstrip())
        priority = PRIORITY.match(self.text, start)
        if priority is None:
            stop = start + len(self.text[start:].partition(" ")[0].partition('"')[0])
            self.fault(faults.no_priority(self.span(start, stop), self.span(0, end)))
            named = self.text[stop:].lstrip().startswith('"')
            return self.occasion(kind, "RACE_A", stop) if named else None
        return self.occasion(kind, f"RACE_{priority[0].upper()}", priority.end())

    def occasion(self, kind: str, category: str, end: int) -> Occasion | None:
        start = end + len(self.text[end:]) - len(self.text[end:].lstrip())
        after = quote_end(self.text, start)
        if after is None or not self.text[start + 1 : after - 1].strip():
            self.fault(self.unquoted(kind, start, end, closed=after is not None))
            return None
        text = Words(self.text[start + 1 : after - 1], self.span(start + 1, after - 1))
        sport = None
        if kind == "race":
            sport, after = self.sport(after)
        alias, whole = self.alias(after)
        return Occasion(category, text, sport, alias) if whole else None

    def unquoted(self, kind: str, start: int, end: int, *, closed: bool) -> Diagnostic:
        words, span = self.text[start:], self.span(start, len(self.text))
        if closed or not words.strip('" '):
            return faults.no_text(self.span(0, end), kind)
        if words[0] == '"':
            return unclosed_quote(Word(Shape.UNCLOSED, words, span))
        return faults.unquoted(span, words)

    def sport(self, start: int) -> tuple[str | None, int]:
        """The sport behind the text of a race, and where the rest begins."""
        rest = self.text[start:]
        word = FIRST_WORD.match(rest.lstrip())
        if word is None or word[0].lower() == "as" or faults.is_time(rest.strip()):
            return None, start
        first = start + len(rest) - len(rest.lstrip())
        after = first + word.end()
        sport = _SPORTS.get(word[0].lower())
        if sport is None:
            near = nearest(word[0], SPORTS, most=2)
            self.fault(faults.no_sport(self.span(first, after), word[0], near))
        return sport, after

    def session(self, workout: Words, end: int) -> Session | None:
        if not ID.fullmatch(workout.text):
            # Told when it is looked for, where the workouts are known.
            return Session(Words(self.text, self.span(0, len(self.text))), _nothing(self.at + end))
        rest = self.text[end:]
        start = end + len(rest) - len(rest.lstrip())
        arguments = _nothing(self.at + end)
        if self.text[start : start + 1] == "(":
            close = closing(self.text, start)
            if close is None:
                self.fault(unclosed(self.span(start, len(self.text))))
                return None
            arguments = Words(self.text[start : close + 1], self.span(start, close + 1))
            end = close + 1
        elif rest.strip() and not ALIAS.match(rest):
            return Session(Words(self.text, self.span(0, len(self.text))), arguments)
        alias, _ = self.alias(end)
        return Session(workout, arguments, alias)

    def alias(self, start: int) -> tuple[Words | None, bool]:
        """The name behind `as`, and whether nothing else stands there."""
        alias = ALIAS.match(self.text, start)
        if alias is None:
            return None, self.ends(start)
        name = Words(alias["name"], self.span(*alias.span("name")))
        if not ID.fullmatch(name.text):
            where = name.span if name.text else self.span(*alias.span())
            first = FIRST_WORD.match(self.text)
            self.fault(faults.no_alias(where, name.text, slug(first[0]) if first else ""))
            return None, False
        return name, self.ends(alias.start("more"))

    def ends(self, start: int) -> bool:
        """Whether the entry ends here; if not, that is told."""
        rest = self.text[start:]
        if rest.strip():
            first = start + len(rest) - len(rest.lstrip())
            self.fault(faults.stray_words(self.span(first, len(self.text)), rest.strip()))
        return not rest.strip()


def closing(text: str, start: int) -> int | None:
    """Where the parenthesis closes that opens at `start`; those in quotes don't count."""
    depth = 0
    for at, letter in enumerate(blanked_around_holes(text)[start:], start):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at
    return None


def _nothing(at: int) -> Words:
    return Words("", Span(at, at))
