"""Every source of a command, compiled or known from before; ids that two of them share."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from workoutc.cli.contexts import Contexts
from workoutc.cli.given import check_given
from workoutc.cli.known import Known
from workoutc.cli.outcome import Named, Outcome
from workoutc.cli.sources import Text
from workoutc.records import replace
from workoutc.tuples import NamedTuple

if TYPE_CHECKING:
    from workoutc.cli.working import Job, Work
    from workoutc.diagnostic import Diagnostic
    from workoutc.model import Plan, Workout


class Way(NamedTuple):
    """How sources are compiled. `to`: the format. `known`: whether outcomes of earlier runs count.
    `quiet`: no progress."""

    to: str = "intervals"
    known: bool = True
    quiet: bool = False


def outcomes(texts: Sequence[Text], contexts: Contexts, way: Way) -> list[Outcome]:
    """The outcome of every source, in order; an id that two files share is an error at the second.
    Raises SettingsError for a value of `--set` that none of them has a name for."""
    check_given(texts, contexts)
    known = Known(contexts, way.to, os.environ) if way.known else None
    found = [known.outcome(text) if known else None for text in texts]
    missing = [text for text, outcome in zip(texts, found, strict=True) if outcome is None]
    fresh = _made(missing, contexts, way)
    if known and missing:
        for text, outcome in zip(missing, fresh, strict=True):
            known.keep(text, outcome)
        known.save()
    left = iter(fresh)
    done = [next(left) if outcome is None else outcome for outcome in found]
    clashes = shared_ids([(t.name, o.workouts, o.plans) for t, o in zip(texts, done, strict=True)])
    return [_clashing(outcome, faults) for outcome, faults in zip(done, clashes, strict=True)]


def works(texts: Sequence[Text], contexts: Contexts, way: Way) -> "list[Work]":
    """The same in full, always compiled."""
    from workoutc.cli.processes import spread
    from workoutc.cli.working import worked
    from workoutc.diagnostic import by_place

    check_given(texts, contexts)
    done = list(spread(worked, _jobs(texts, contexts, way), quiet=way.quiet))
    clashes = shared_ids(
        [
            (text.name, _named(work.compilation.workouts), _named(work.compilation.plans))
            for text, work in zip(texts, done, strict=True)
        ]
    )
    for at, faults in enumerate(clashes):
        if faults:
            compilation = done[at].compilation
            said = by_place([*compilation.diagnostics, *faults])
            done[at] = done[at]._replace(compilation=replace(compilation, diagnostics=said))
    return done


def shared_ids(
    sources: "Sequence[tuple[str, Sequence[Named], Sequence[Named]]]",
) -> "Iterator[list[Diagnostic]]":
    """For each source, given by its name, its workouts and its plans: a fault for every identity
    that an earlier one has."""
    workouts: dict[str, str] = {}
    plans: dict[str, str] = {}
    for name, own, own_plans in sources:
        twice = [
            _shared(each, workouts[each.identity]) for each in own if each.identity in workouts
        ]
        twice += [_same_plan(p, plans[p.identity]) for p in own_plans if p.identity in plans]
        yield twice
        for named in own:
            workouts.setdefault(named.identity, name)
        for named in own_plans:
            plans.setdefault(named.identity, name)


def _shared(named: "Named", first: str) -> "Diagnostic":
    from workoutc.diagnostic import Note as Remark
    from workoutc.resolve.workouts import shared_identity
    from workoutc.source import Span

    remark = Remark(f"the first is in {first}")
    return shared_identity(named.identity, Span(*named.place), remark)


def _same_plan(named: "Named", first: str) -> "Diagnostic":
    from workoutc.diagnostic import Note as Remark
    from workoutc.plan.misfits import same_plan
    from workoutc.source import Span

    return same_plan(Span(*named.place), named.identity, Remark(f"the first is in {first}"))


def _named(written: "Iterable[Workout] | Iterable[Plan]") -> "list[Named]":
    return [Named(each.identity, (each.span.start, each.span.end)) for each in written]


def _clashing(outcome: Outcome, faults: "list[Diagnostic]") -> Outcome:
    if not faults:
        return outcome
    from workoutc.diagnostic import by_place

    return replace(outcome, said=by_place([*outcome.said, *faults]))


def _made(texts: Sequence[Text], contexts: Contexts, way: Way) -> list[Outcome]:
    if not texts:
        return []
    from workoutc.cli.processes import spread
    from workoutc.cli.working import outcome

    return list(spread(outcome, _jobs(texts, contexts, way), quiet=way.quiet))


def _jobs(texts: Sequence[Text], contexts: Contexts, way: Way) -> "list[Job]":
    from workoutc.cli.working import Job

    return [Job(t.name, t.data, contexts.setting(t.file), way.to, t.origin) for t in texts]
