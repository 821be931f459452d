"""Two people who change the same thing: the later one is told, and neither change is lost, in every store alike."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import Objective
from kpi.errors import ChangedMeanwhile
from kpi.management.comment import Comment
from kpi.store import Assumption, Note, open_store
from tests.calendar.builders import campaign, full_entry
from tests.store.builders import AT, full_target
from tests.store.test_own import SCENARIO

MARCH = date(2026, 3, 1), date(2026, 3, 31)
READ = {
    "target": full_target(),
    "assumption": Assumption("Instagram", 6.5, "EUR", "Ana", AT, low=5.0),
    "kpi": Kpi("a", "A", "shares / posts", "How many.", typed=""),
    "objective": Objective("o", "O", "?", ("reach", "ctr"), headline="ctr"),
    "note": Note("n1", MARCH[0], "Launch", "Ana", AT, until=MARCH[1], channel="X"),
    "scenario": SCENARIO,
    "comment": Comment(*MARCH, "Up.", "The fair.", "", "", "Ana", AT, {"Reach": "24.1\u00a0%"}),
    "entry": full_entry(),
    "campaign": campaign(note="A fair."),
}
MINE = {
    "target": {"goal": 9_000.0},
    "assumption": {"value": 7.0},
    "kpi": {"label": "Mine"},
    "objective": {"label": "Mine"},
    "note": {"text": "Mine"},
    "scenario": {"name": "Mine"},
    "comment": {"why": "Mine"},
    "entry": {"title": "Mine"},
    "campaign": {"name": "Mine"},
}
THEIRS = {
    "target": {"reason": "Theirs"},
    "assumption": {"low": 6.0},
    "kpi": {"meaning": "Theirs"},
    "objective": {"question": "Theirs?"},
    "note": {"day": MARCH[1], "until": None},
    "scenario": {"filled_in": {}},
    "comment": {"headline": "Theirs"},
    "entry": {"day": MARCH[1], "at": None},
    "campaign": {"end": date(2026, 10, 19)},
}


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Nordlicht").id


def kept(store, workspace, what):
    own = store.own(workspace)
    found = {"kpi": own.kpis, "objective": own.objectives, "entry": store.entries(workspace)}
    return list(found[what] if what in found else getattr(store, f"{what}s")(workspace))


def test_what_nobody_changed_meanwhile_is_saved(store, workspace):
    for what, read in READ.items():
        save, mine = getattr(store, f"save_{what}"), replace(read, **MINE[what])
        save(workspace, read, seen=None)

        save(workspace, mine, seen=kept(store, workspace, what)[0])

        assert kept(store, workspace, what) == [mine]


def test_what_somebody_changed_meanwhile_is_told_and_stays_theirs(store, workspace):
    for what, read in READ.items():
        save, theirs = getattr(store, f"save_{what}"), replace(read, **THEIRS[what])
        save(workspace, read)
        save(workspace, theirs)
        before = store.workspace(workspace)

        with pytest.raises(ChangedMeanwhile, match="changed this") as told:
            save(workspace, replace(read, **MINE[what]), seen=read)

        assert told.value.theirs == theirs
        assert kept(store, workspace, what) == [theirs]
        assert store.workspace(workspace) == before
    assert [len(versions) for versions in store.target_histories(workspace).values()] == [1]


def test_whoever_has_seen_theirs_may_replace_it(store, workspace):
    for what, read in READ.items():
        save, mine = getattr(store, f"save_{what}"), replace(read, **MINE[what])
        theirs = replace(read, **THEIRS[what])
        save(workspace, theirs)

        save(workspace, mine, seen=theirs)

        assert kept(store, workspace, what) == [mine]


def test_what_somebody_removed_or_made_meanwhile_is_told_too(store, workspace):
    for what, read in READ.items():
        save = getattr(store, f"save_{what}")

        with pytest.raises(ChangedMeanwhile, match="removed this") as gone:
            save(workspace, replace(read, **MINE[what]), seen=read)
        assert gone.value.theirs is None
        assert kept(store, workspace, what) == []

        save(workspace, read)
        with pytest.raises(ChangedMeanwhile) as there:
            save(workspace, replace(read, **MINE[what]), seen=None)
        assert there.value.theirs == read


def test_what_somebody_changed_meanwhile_is_not_deleted(store, workspace):
    for what in ("entry", "campaign"):
        delete, theirs = getattr(store, f"delete_{what}"), replace(READ[what], **THEIRS[what])
        getattr(store, f"save_{what}")(workspace, theirs)

        with pytest.raises(ChangedMeanwhile, match="changed this") as told:
            delete(workspace, theirs.id, seen=READ[what])

        assert told.value.theirs == theirs
        assert delete(workspace, theirs.id, seen=theirs) == theirs
        assert kept(store, workspace, what) == []
        with pytest.raises(ChangedMeanwhile, match="removed this"):
            delete(workspace, theirs.id, seen=theirs)


def test_of_two_who_save_at_the_same_moment_one_is_told(store, workspace):
    store.save_target(workspace, READ["target"])
    at_once, told = Barrier(4), []

    def save(goal) -> None:
        at_once.wait()
        try:
            store.save_target(workspace, replace(READ["target"], goal=goal), seen=READ["target"])
        except ChangedMeanwhile as changed:
            told.append((goal, changed.theirs.goal))

    threads = [Thread(target=save, args=(float(goal),)) for goal in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (target,) = store.targets(workspace)
    assert sorted(told) == sorted((float(goal), target.goal) for goal in range(1, 5) if goal != target.goal)
