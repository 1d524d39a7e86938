"""Acts on SQLite beside the same statements replayed without a server."""

import os
import sqlite3

from programs import Server
from rounds import Rounds
from world import remove


class Trace:
    """The statements of so many acts of a kind, as the server runs them on a world's copy."""

    def __init__(self, programs, world, kind, seconds):
        self.programs, self.world = programs, world
        self.path = os.path.join(programs.folder, f"trace-{world.count}-{kind}")
        self.database = os.path.join(programs.folder, "replayed.db")
        traced = world.copy(os.path.join(programs.folder, "traced.db"))
        with Server(programs, traced, trace=self.path) as server:
            self.acts = server.load(kind, 32, seconds, world).answers
        remove(traced)

    def replay(self, group, seconds):
        """Acts a second, with so many in each commit; starts over on a fresh copy at the end."""
        acts = took = 0.0
        while took < seconds:
            self.world.copy(self.database)
            out = self.programs.run(
                self.programs.replay, self.database, self.path, str(group), str(seconds - took))
            words = out.split()
            acts, took = acts + int(words[0]), took + float(words[1])
        remove(self.database)
        return acts / took


def acts(programs, world, plan, kind="cancel", each=((1, 1), (32, 32))):
    """For each number of connections the acts a second, beside those replayed with so many in a
    commit; and the most memory that the server took."""
    trace = Trace(programs, world, kind, plan.trace_seconds)
    size = os.path.getsize(trace.path) / trace.acts
    print(f"  {trace.acts} acts traced, {size:.0f} bytes each", flush=True)
    peaks, results = [], []
    for connections, group in each:
        live = world.copy(os.path.join(programs.folder, "live.db"))
        rounds = Rounds(f"{kind}, {connections} connections")
        with Server(programs, live) as server:
            done = server.load(kind, connections, 1, world).answers  # warms up
            for _ in range(plan.rounds):
                raw = trace.replay(group, plan.seconds)
                disk = programs.disk()
                figure = server.load(kind, connections, plan.seconds, world, start=done)
                done += figure.answers
                rounds.add(figure.rate, raw, figure, disk)
            peaks.append(server.peak())
        check_events(live, done)
        remove(live)
        results.append(rounds)
    os.remove(trace.path)
    return results, max(peaks)


def check_events(path, expected):
    """Every act that was counted is in the history, once, and nothing else is."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (found,) = database.execute(
        "SELECT count(*) FROM events WHERE type = 'act.carried-out'").fetchone()
    (receipts,) = database.execute("SELECT count(*) FROM receipts").fetchone()
    database.close()
    if found != expected or receipts != expected:
        raise SystemExit(
            f"bench: {expected} acts were counted, but there are {found} events and {receipts} "
            f"receipts")
