"""What is due, carried out by the worker, beside the same statements replayed without deciding."""

import datetime
import os
import re
import sqlite3
import statistics
import time
import urllib.request
import zoneinfo

from cluster import Cluster
from postgres import PostgresWorld
from programs import Server
from rounds import Rounds
from world import FIRST, SUBSCRIPTION, began, remove

ZONE = zoneinfo.ZoneInfo("Europe/Oslo")
METRICS_PORT = 18773


def make_due(run, count):
    """Lets the first so many subscriptions have begun a month earlier, so that each is to renew."""
    start = began()
    before = (start.replace(day=1) - datetime.timedelta(days=1)).replace(day=start.day)
    day = lambda date: (date - datetime.date(1970, 1, 1)).days
    instant = lambda date, hour=0: int(
        datetime.datetime(date.year, date.month, date.day, hour, tzinfo=ZONE).timestamp()) * 10 ** 6
    run(
        f"UPDATE subscriptions SET started_at = {instant(before, 12)}, "
        f"term_start = {day(before)}, term_end = {day(start)}, settled = {instant(before, 12)}, "
        f"due = {instant(start)} WHERE id >= '{SUBSCRIPTION}{FIRST}' "
        f"AND id < '{SUBSCRIPTION}{FIRST + count}'")


def renewed(world, path, count):
    """A copy of a world in which so many are due."""
    world.copy(path)
    database = sqlite3.connect(path)
    make_due(database.execute, count)
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


def drain(server, count):
    """Waits until so many are done; the seconds from the first that was seen to the last."""
    first = last = None
    deadline = time.monotonic() + 1_800
    while time.monotonic() < deadline:
        done, moment = work_done(), time.monotonic()
        if done and first is None:
            first = (done, moment)
        if done >= count:
            last = (done, moment)
            break
        time.sleep(0.02)
    if last is None:
        raise SystemExit(f"bench: the worker did {work_done()} of {count}")
    return (last[0] - first[0]) / (last[1] - first[1]) if last[0] > first[0] else 0.0


def work_done():
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{METRICS_PORT}/metrics") as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith("tenure_work_done_total "):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def on_sqlite(programs, world, plan):
    """The rounds of transitions a second, and the peaks of memory at few and at many due."""
    count = plan.due
    live = os.path.join(programs.folder, "live.db")
    trace = os.path.join(programs.folder, "trace-due")
    renewed(world, live, count)
    with Server(programs, live, trace=trace, metrics=METRICS_PORT) as server:
        drain(server, count)
    replayed = os.path.join(programs.folder, "replayed.db")
    rounds, peaks = Rounds("due on SQLite"), {}
    for number in range(plan.rounds):
        renewed(world, replayed, count)
        batches, took, _ = programs.run(
            programs.replay, replayed, trace, "1", "1800").split()
        remove(replayed)
        raw = count / float(took)
        for due in [1_000, count] if number == 0 else [count]:
            renewed(world, live, due)
            with Server(programs, live, metrics=METRICS_PORT) as server:
                rate = drain(server, due)
                peaks[due] = server.peak()
            check(live, due)
        rounds.add(rate, raw)
    renewed(world, live, count)
    seconds = set_based(live, count)
    remove(live)
    os.remove(trace)
    return rounds, peaks, count / seconds


def check(path, count):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (found,) = database.execute(
        "SELECT count(*) FROM events WHERE type = 'time.passed'").fetchone()
    (charged,) = database.execute("SELECT count(*) FROM payments").fetchone()
    database.close()
    if found != count or charged != count:
        raise SystemExit(f"bench: {count} were due, {found} renewed and {charged} are charged")


def set_based(path, count):
    """For information: one statement that renews all, without deciding, history or charge."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = FULL")
    began_at = time.monotonic()
    database.execute(
        "UPDATE subscriptions SET version = version + 1, term_start = term_end, "
        "term_end = term_end + 30, renewed = 1, due = due + 2592000000000 "
        f"WHERE due < {int(time.time()) * 10 ** 6}")
    database.commit()
    took = time.monotonic() - began_at
    database.close()
    return took


def claiming(programs, world, count):
    """Milliseconds to claim the next hundred, at the median of many tries that are taken back."""
    path = renewed(world, os.path.join(programs.folder, "claim.db"), count)
    database = sqlite3.connect(path, isolation_level=None)
    now = int(time.time()) * 10 ** 6
    taken, claim = [], claim_statement()
    for number in range(60):
        database.execute("BEGIN IMMEDIATE")
        start = time.perf_counter()
        rows = database.execute(
            claim, ("bench", now + 30_000_000, now, 100, now + 7_200_000_000)).fetchall()
        taken.append((time.perf_counter() - start) * 1000)
        database.execute("ROLLBACK")
        if len(rows) != min(100, count):
            raise SystemExit(f"bench: {len(rows)} of 100 were claimed")
    database.close()
    remove(path)
    return statistics.median(taken[10:])


def claim_statement():
    """The statement as the server has it, from its source."""
    with open("Sources/TenureStore/Repository/Claims.swift") as file:
        return re.search(r'static let claim = Statement\(\s*"""(.*?)"""', file.read(), re.S)[1]


def on_postgres(programs, plan):
    """The rounds of transitions a second: two at most, for each takes minutes of waiting for the
    disk."""
    cluster = Cluster(programs)
    world = PostgresWorld(programs, cluster, plan.many)
    count = plan.due
    make_due(lambda text: cluster.sql(text, "world"), count)
    cluster.sql("VACUUM ANALYZE", "world")
    trace = os.path.join(programs.folder, "trace-postgres-due")
    with Server(
            programs, cluster.copy("traced", "world"), trace=trace,
            metrics=METRICS_PORT) as server:
        drain(server, count)
    script = os.path.join(programs.folder, "due.trace")
    batches = transactions(trace, script)
    os.remove(trace)
    rounds = Rounds("due on PostgreSQL")
    for _ in range(min(2, plan.rounds)):
        done, took = programs.run(
            programs.replay_pg, cluster.copy("raw", "world"), script).split()
        if int(done) != batches:
            raise SystemExit(f"bench: {done} of {batches} transactions were replayed")
        with Server(
                programs, cluster.copy("live", "world"), metrics=METRICS_PORT) as server:
            rate = drain(server, count)
        rounds.add(rate, count / float(took))
    cluster.stop()
    os.remove(script)
    return rounds


def transactions(trace, path):
    """Writes the transactions of a trace that change histories; how many they are."""
    texts, prepared, open_ones, current = {}, [], {}, {}
    count = 0
    with open(trace) as lines, open(path, "w") as file:
        bodies = []
        for line in lines:
            kind, words = line[0], line.rstrip("\n").split(" ")
            if kind == "P":
                name = words[1].replace("/", "_")
                texts[name] = bytes.fromhex(words[-1]).decode()
                prepared.append(f"P {name} {' '.join(words[2:])}\n")
                continue
            connection = words[1].split("/")[0]
            own = current.setdefault(connection, [])
            if kind == "Y":
                own.append("Y\n")
            else:
                name = words[1].replace("/", "_")
                own.append(f"X {name} {words[2] if len(words) > 2 else ''}\n")
                open_ones[connection] = open_ones.get(connection, False) or (
                    "INTO events" in texts[name])
                if texts[name].strip() in ["COMMIT", "ROLLBACK"]:
                    current[connection] = own = own + ["Y\n"]
                    if open_ones.pop(connection, False) and texts[name].strip() == "COMMIT":
                        bodies.append("".join(own) + "T\n")
                        count += 1
                    current[connection] = None
            if current[connection] is None:
                del current[connection]
            elif own == ["Y\n"]:
                current[connection] = []
        file.writelines(prepared)
        file.writelines(bodies)
    return count


def simulating(programs, plan):
    """A year of a world, beside the statements of the same events replayed."""
    path = os.path.join(programs.folder, "simulated.db")
    trace = os.path.join(programs.folder, "trace-simulated")
    words = [
        programs.tenure, "simulate", "--years", "1", "--seed", "1", "--subscriptions",
        str(plan.simulated), "--database", path]
    environment = dict(os.environ)
    remove(path)
    programs.run(
        *words, env=environment | {"LD_PRELOAD": programs.trace, "TENURE_TRACE": trace})
    rounds = Rounds(f"a year of {plan.simulated} subscriptions")
    for _ in range(plan.rounds):
        remove(path)
        began_at = time.monotonic()
        programs.run(*words)
        took = time.monotonic() - began_at
        # The trace holds what was written to the tables, not the making of them.
        remove(path)
        programs.run(programs.tenure, "migrate", "--database", path)
        _, raw, _ = programs.run(programs.replay, path, trace, "1", "1800").split()
        rounds.add(plan.simulated / took, plan.simulated / float(raw))
    remove(path)
    os.remove(trace)
    return rounds
