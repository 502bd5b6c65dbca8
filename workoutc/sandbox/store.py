"""What the sandbox remembers: athletes, their sport settings and their events, in SQLite."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from workoutc.sandbox.athlete import OWNER, Record, default_settings, profile

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
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False)
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
        """All that is written inside is kept, or none of it if an exception leaves the block."""
        with self._lock, self._db:
            yield

    def athlete(self, athlete: str) -> Known | None:
        """The athlete of that exact id."""
        row = self._one("select id, permission, profile from athletes where id = ?", athlete)
        return Known(row[0], row[1], json.loads(row[2])) if row else None

    def put_athlete(self, athlete: str, permission: str = "WRITE", **known: Any) -> None:
        """Add or replace an athlete; `known` are profile fields, such as `timezone`."""
        body = json.dumps(profile(athlete, **known))
        with self.transaction():
            self._run("insert or replace into athletes values (?, ?, ?)", athlete, permission, body)

    def settings(self, athlete: str) -> list[Record]:
        """The sport settings of an athlete, in the order they were put."""
        rows = self._all("select id, body from settings where athlete = ? order by id", athlete)
        return [json.loads(body) | {"id": id_, "athlete_id": athlete} for id_, body in rows]

    def put_settings(self, athlete: str, settings: Iterable[Record]) -> None:
        """Replace all sport settings of an athlete."""
        with self.transaction():
            self._run("delete from settings where athlete = ?", athlete)
            for entry in settings:
                body = json.dumps(entry)
                self._run("insert into settings (athlete, body) values (?, ?)", athlete, body)

    def events(
        self,
        athlete: str,
        oldest: str = "0000-01-01",
        newest: str = "9999-12-31",
        limit: int | None = None,
    ) -> list[Record]:
        """Events of those days, both included, by start and id; one that lasts several days
        counts when any of its days does."""
        rows = self._all(
            "select id, body from events where athlete = ? and ends > ? and starts <= ?"
            " order by starts, id limit ?",
            athlete, f"{oldest}T00:00:00", f"{newest}T23:59:59", -1 if limit is None else limit,
        )  # fmt: skip
        return [json.loads(body) | {"id": id_} for id_, body in rows]

    def event(self, athlete: str, event: int) -> Record | None:
        """One event, if it is this athlete's."""
        row = self._one("select body from events where athlete = ? and id = ?", athlete, event)
        return json.loads(row[0]) | {"id": event} if row else None

    def named(self, athlete: str, client: int | None, external_id: str) -> Record | None:
        """The oldest event that this client gave that `external_id`; letter case counts."""
        row = self._one(
            "select id, body from events where athlete = ? and client is ? and external_id = ?"
            " order by id limit 1",
            athlete, client, external_id,
        )  # fmt: skip
        return json.loads(row[1]) | {"id": row[0]} if row else None

    def add(self, athlete: str) -> int:
        """Reserve an id for a new event; `save` must follow in the same transaction."""
        done = self._run(
            "insert into events (athlete, starts, ends, body) values (?, '', '', '{}')", athlete
        )
        return done.lastrowid or 0

    def save(self, event: Record) -> None:
        """Keep an event under its id, as it is."""
        self._run(
            "update events set client = ?, external_id = ?, starts = ?, ends = ?, body = ?"
            " where id = ?",
            event["oauth_client_id"], event["external_id"], event["start_date_local"],
            event["end_date_local"], json.dumps(event), event["id"],
        )  # fmt: skip

    def delete(self, athlete: str, event: int) -> bool:
        """Forget an event; whether there was one."""
        done = self._run("delete from events where athlete = ? and id = ?", athlete, event)
        return done.rowcount > 0

    def amend(self, event: int, **fields: Any) -> None:
        """Write what only the service itself can: a `paired_activity_id`, `push_errors`, the
        `moving_time` that was really ridden."""
        with self.transaction():
            row = self._one("select body from events where id = ?", event)
            if row is None:
                raise KeyError(event)
            self.save(json.loads(row[0]) | {"id": event} | fields)

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
