"""`workoutc push --shard`: several machines, each with its part of the athletes."""

import json

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import DATED, connected  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from workoutc.cli.syncing import share

PEOPLE = ("anna", "ben", "cleo", "dora", "emil")
ATHLETES = "".join(f'[athletes.{name}]\nid = "i{n}"\n' for n, name in enumerate(PEOPLE, 700))
ALL = ("--athlete", "all", "--yes")


@pytest.fixture
def team(office: Desk, site: Site) -> Desk:
    """A desk with five athletes who have a calendar each."""
    for n in range(700, 705):
        site.store.put_athlete(f"i{n}")
    office.put("workoutc.toml", ATHLETES)
    office.write(a=DATED)
    return office


def calendars(site: Site, day: str = "2026-12-03") -> list[list[str]]:
    """The events of each athlete by their identity."""
    answers = [
        site.client.get(f"/athlete/i{n}/events", params={"oldest": day, "newest": day})
        for n in range(700, 705)
    ]
    return [[event["external_id"] for event in answer.json()] for answer in answers]


@pytest.mark.parametrize("count", range(1, 9))
def test_every_athlete_is_in_one_shard(count: int) -> None:
    shards = [share(PEOPLE[::-1], f"{at}/{count}") for at in range(1, count + 1)]
    assert sorted(name for shard in shards for name in shard) == list(PEOPLE)
    assert max(map(len, shards)) - min(map(len, shards)) <= 1
    assert shards == [share(PEOPLE, f"{at}/{count}") for at in range(1, count + 1)]


def test_each_shard_pushes_for_its_athletes(team: Desk, site: Site) -> None:
    done = team.run("push", ".", *ALL, "--shard", "1/2", "--json")
    assert [each["athlete"] for each in json.loads(done.stdout)] == ["anna", "cleo", "emil"]
    here = ["workoutc:tempo"]
    assert calendars(site) == [here, [], here, [], here]
    assert team.run("push", ".", *ALL, "--shard", "2/2").exit_code == 0
    assert calendars(site) == [here] * 5
    done = team.run("push", ".", *ALL)
    assert done.stderr == "".join(f"{name}:\n1 unchanged\n" for name in PEOPLE)


def test_pruning_one_shard_leaves_the_others_alone(team: Desk, site: Site) -> None:
    team.write(b=DATED.replace("Tempo", "Gone"))
    team.run("push", ".", *ALL)
    (team.folder / "b.workout").unlink()
    assert team.run("push", ".", *ALL, "--prune", "--shard", "2/2").exit_code == 0
    assert [len(events) for events in calendars(site)] == [2, 1, 2, 1, 2]


def test_shards_at_once_don_t_meet(team: Desk, site: Site) -> None:
    team.write(a=DATED.replace("2026-12", "2099-12"))
    shards = [team.start("push", ".", *ALL, "--shard", f"{at}/3") for at in (1, 2, 3)]
    ends = [shard.communicate(timeout=60) for shard in shards]
    assert [(shard.returncode, end) for shard, end in zip(shards, ends, strict=True)
            if shard.returncode] == []  # fmt: skip
    assert calendars(site, "2099-12-03") == [["workoutc:tempo"]] * 5


def test_more_shards_than_athletes_leave_some_without(team: Desk, site: Site) -> None:
    done = team.run("push", ".", *ALL, "--shard", "6/6")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "there is no athlete in shard 6/6, so there is nothing to push\n"
    assert team.run("push", ".", *ALL, "--shard", "6/6", "--json").stdout == "[]\n"
    assert calendars(site) == [[]] * 5


@pytest.mark.parametrize(
    "shard", ["0/2", "3/2", "1/0", "2", "a/b", "-1/2", "1/2/3", "", "1/9999999"][:]
)
def test_what_is_no_part_of_a_whole(team: Desk, shard: str) -> None:
    done = team.run("push", ".", *ALL, "--shard", shard)
    assert done.exit_code == 2
    assert "is no part of a whole" in done.stderr


def test_one_calendar_is_not_pushed_to_in_parts(team: Desk) -> None:
    done = team.run("push", ".", "--yes", "--athlete", "anna", "--shard", "1/2")
    assert done.exit_code == 2
    assert "--shard is for all athletes" in done.stderr


def test_a_plan_has_no_shards(team: Desk) -> None:
    team.run("diff", ".", "--athlete", "anna", "--out", "anna.plan")
    done = team.run("push", "anna.plan", "--yes", "--shard", "1/2")
    assert done.exit_code == 2
    assert "a plan says all of that itself" in done.stderr
