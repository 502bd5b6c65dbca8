"""What the sandbox remembers of its athletes, in SQLite: settings, events, and what they did."""

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from workoutc.sandbox import pairing
from workoutc.sandbox.athlete import OWNER, Record, default_settings, profile
from workoutc.sandbox.records import EMPTY, Kind, recorded, shown
from workoutc.sandbox.text import Json, from_text, remembered, to_text
from workoutc.tuples import NamedTuple

_SCHEMA = """
create table if not exists athletes (
  id text primary key, permission text not null, profile text not null);
create table if not exists settings (
  id integer primary key autoincrement, athlete text not null, body text not null);
create table if not exists events (
  id integer primary key autoincrement, athlete text not null, client integer,
  external_id text, starts text not null, ends text not null, body text not null);
create index if not exists events_by_day on events (athlete, starts);
create index if not exists events_by_name on events (athlete, external_id);
create table if not exists activities (
  id text primary key, athlete text not null, starts text not null, event integer,
  body text not null);
create index if not exists activities_by_event on activities (event);
create table if not exists records (
  id integer primary key autoincrement, athlete text not null, kind text not null,
  body text not null);
"""


class Known(NamedTuple):
    """An athlete. `permission` is what the owner of the key may do: `WRITE`, `READ` or `NONE`."""

    id: str
    permission: str
    profile: Record


class NoDatabaseError(Exception):
    """A file that is no database, or one that another process holds."""


class Store:
    """A file, or memory when there is none. Ids count from 1 and are never used twice.

    It may be read and written from another thread than the server's. A fresh one holds the owner
    with the default sport settings and an empty calendar; an old file keeps its owner. Raises
    NoDatabaseError for a file that can't be used as one.
    """

    def __init__(self, path: Path | None = None, *, owner: str = OWNER) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(
            path or ":memory:", check_same_thread=False, isolation_level=None
        )
        try:
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as wrong:
            self._db.close()
            raise NoDatabaseError(str(wrong)) from None
        self.owner = self._first_athlete() or owner
        if self.athlete(self.owner) is None:
            self.put_athlete(self.owner)
            self.put_settings(self.owner, default_settings())

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or none of it if an exception leaves the block; one
        inside another is a part of it."""
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("begin")
            with self._db:
                yield

    def athlete(self, athlete: str) -> Known | None:
        """The athlete of that exact id."""
        row = self._one("select id, permission, profile from athletes where id = ?", athlete)
        return Known(row[0], row[1], remembered(row[2])) if row else None

    def athletes(self) -> list[Known]:
        """All of them, the owner first."""
        rows = self._all("select id, permission, profile from athletes order by id != ?, id",
                         self.owner)  # fmt: skip
        return [Known(id_, permission, remembered(body)) for id_, permission, body in rows]

    def put_athlete(self, athlete: str, permission: str = "WRITE", **known: Any) -> None:
        """Add or replace an athlete; `known` are profile fields, such as `timezone`."""
        body = to_text(profile(athlete, **known))
        with self.transaction():
            self._run("insert or replace into athletes values (?, ?, ?)", athlete, permission, body)

    def settings(self, athlete: str) -> list[Record]:
        """The sport settings of an athlete, in the order they were put; to be read only."""
        found: list[Record] = remembered(self.settings_text(athlete))
        return found

    def settings_text(self, athlete: str) -> Json:
        """The same as JSON."""
        rows = self._all("select body from settings where athlete = ? order by id", athlete)
        return to_text([Json(body) for (body,) in rows])

    def put_settings(self, athlete: str, settings: Iterable[Record]) -> None:
        """Replace all sport settings of an athlete."""
        with self.transaction():
            self._run("delete from settings where athlete = ?", athlete)
            for entry in settings:
                row = self._run("insert into settings (athlete, body) values (?, '')", athlete)
                body = to_text({**entry, "id": row.lastrowid, "athlete_id": athlete})
                self._run("update settings set body = ? where id = ?", body, row.lastrowid)

    def events(
        self, athlete: str, oldest: str = "0000-01-01", newest: str = "9999-12-31"
    ) -> list[Record]:
        """Events of those days, both included, by start and id; one that lasts several days
        counts when any of its days does."""
        return [from_text(text) for text in self.event_texts(athlete, oldest, newest)]

    def event_texts(
        self, athlete: str, oldest: str, newest: str, categories: Collection[str] = ()
    ) -> list[Json]:
        """The same as JSON; with `categories`, those only."""
        places = ",".join("?" * len(categories))
        chosen = f"and json_extract(body, '$.category') in ({places})" if categories else ""
        rows = self._all(
            f"select body from events where athlete = ? and ends > ? and starts <= ? {chosen}"
            " order by starts, id",
            athlete, f"{oldest}T00:00:00", f"{newest}T23:59:59", *categories,
        )  # fmt: skip
        return [Json(body) for (body,) in rows]

    def event(self, athlete: str, event: int) -> Record | None:
        """One event, if it is this athlete's."""
        row = self._one("select body from events where athlete = ? and id = ?", athlete, event)
        return from_text(row[0]) if row else None

    def named(self, athlete: str, client: int | None, external_id: str) -> Record | None:
        """The oldest event that this client gave that `external_id`; letter case counts."""
        row = self._one(
            "select body from events where athlete = ? and client is ? and external_id = ?"
            " order by id limit 1",
            athlete, client, external_id,
        )  # fmt: skip
        return from_text(row[0]) if row else None

    def add(self, athlete: str) -> int:
        """Reserve an id for a new event; `save` must follow in the same transaction."""
        done = self._run(
            "insert into events (athlete, starts, ends, body) values (?, '', '', '{}')", athlete
        )
        return done.lastrowid or 0

    def save(self, event: Record) -> Json:
        """Keep an event under its id, as it is, and give what is kept."""
        text = to_text(event)
        self._run(
            "update events set client = ?, external_id = ?, starts = ?, ends = ?, body = ?"
            " where id = ?",
            event["oauth_client_id"], event["external_id"], event["start_date_local"],
            event["end_date_local"], text, event["id"],
        )  # fmt: skip
        return text

    def delete(self, athlete: str, event: int) -> bool:
        """Forget an event; whether there was one. What was paired with it is free again."""
        self._run("update activities set event = null where athlete = ? and event = ?",
                  athlete, event)  # fmt: skip
        done = self._run("delete from events where athlete = ? and id = ?", athlete, event)
        return done.rowcount > 0

    def amend(self, event: int, **fields: Any) -> None:
        """Write what only the service itself can: a `paired_activity_id`, `push_errors`, the
        `moving_time` that was really ridden."""
        with self.transaction():
            self.save(self._kept("events", event) | {"id": event} | fields)

    def activities(
        self, athlete: str, oldest: str = "0000-01-01", newest: str = "9999-12-31"
    ) -> list[Record]:
        """Activities that began on those days, both included, by start and id."""
        rows = self._all(
            "select event, body from activities where athlete = ? and starts between ? and ?"
            " order by starts, id",
            athlete, f"{oldest}T00:00:00", f"{newest}T23:59:59",
        )  # fmt: skip
        return [shown(from_text(body), event) for event, body in rows]

    def put_activity(self, athlete: str, *, start_date_local: str, **known: Any) -> str:
        """Take in what was done, and give its id.

        The first planned workout of that day and sport is paired with it, as the service does;
        `paired_event_id` names another, or none by `None`.
        """
        known["start_date_local"] = start_date_local
        with self.transaction():
            count = self._one("select count(*) from activities")[0]
            done = recorded(known.get("id", f"i{count + 1}"), athlete, known)
            self._run("insert into activities values (?, ?, ?, null, ?)",
                      done["id"], athlete, start_date_local, to_text(done))  # fmt: skip
            event = known.get("paired_event_id", self._planned(athlete, done))
            if event is not None:
                self.pair(event, done["id"])
        return str(done["id"])

    def pair(self, event: int, activity: str) -> None:
        """Make that activity the one that was planned by that event. Raises KeyError for what
        isn't there."""
        with self.transaction():
            planned = self._kept("events", event)
            done = self._kept("activities", activity)
            done["compliance"] = pairing.compliance(done, planned)
            self._run("update activities set event = ?, body = ? where id = ?",
                      event, to_text(done), activity)  # fmt: skip
            self.amend(event, **pairing.ridden(done))

    def records(self, athlete: str, kind: Kind) -> list[Record]:
        """What was put of one kind; wellness by day, all else as it was put."""
        rows = self._all(
            "select body from records where athlete = ? and kind = ? order by id", athlete, kind
        )
        found: list[Record] = [from_text(body) for (body,) in rows]
        return sorted(found, key=lambda day: day["id"]) if kind == "wellness" else found

    def put_record(self, athlete: str, kind: Kind, **known: Any) -> Any:
        """Keep a day of wellness (whose `id` is the day), a folder or a workout, and give its id;
        a workout needs the `folder_id` of one."""
        with self.transaction():
            row = self._run(
                "insert into records (athlete, kind, body) values (?, ?, '{}')", athlete, kind
            ).lastrowid
            owner = {"athlete_id": athlete} if "athlete_id" in EMPTY[kind] else {}
            body = {**EMPTY[kind], "id": row} | owner | known
            self._run("update records set body = ? where id = ?", to_text(body), row)
        return body["id"]

    def _planned(self, athlete: str, done: Record) -> int | None:
        day = done["start_date_local"][:10]
        events = self.events(athlete, day, day)
        return next((event["id"] for event in events if pairing.fits(done, event)), None)

    def _kept(self, table: str, id_: object) -> Record:
        row = self._one(f"select body from {table} where id = ?", id_)
        if row is None:
            raise KeyError(id_)
        found: Record = from_text(row[0])
        return found

    def _first_athlete(self) -> str | None:
        row = self._one("select id from athletes order by rowid limit 1")
        return None if row is None else str(row[0])

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        with self._lock:
            return self._db.execute(statement, values)

    def _one(self, statement: str, *values: object) -> Any:
        with self._lock:
            return self._db.execute(statement, values).fetchone()

    def _all(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()
