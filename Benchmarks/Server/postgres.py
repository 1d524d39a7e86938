"""Acts on PostgreSQL beside the same statements from pgbench."""

import os
import re

import pgscript
from cluster import Cluster
from programs import Server
from rounds import Rounds
from world import fill_template, make_key, statements, write_order


class PostgresWorld:
    """The world in a database of a throw-away server."""

    def __init__(self, programs, cluster, subscriptions, accounts=20_000):
        self.programs, self.cluster, self.accounts = programs, cluster, accounts
        self.count = subscriptions
        self.order = os.path.join(programs.folder, "postgres.order")
        cluster.sql("CREATE DATABASE world")
        self.key = make_key(programs, cluster.address("world"))
        with Server(programs, cluster.address("world")) as server:
            fill_template(server, self.key)
        for statement in statements(self.columns, subscriptions, accounts, series):
            cluster.sql(statement, "world")
        cluster.sql("VACUUM ANALYZE", "world")
        write_order(self.order, subscriptions, accounts)

    def columns(self, table):
        rows = self.cluster.sql(
            f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' "
            f"ORDER BY ordinal_position", "world")
        return [row[0] for row in rows]


def series(count, name):
    return f"(SELECT generate_series(0, {count - 1}) AS {name})"


def acts(programs, plan, each=(1, 8, 32)):
    """For each number of connections the acts a second beside those of as many pgbench clients."""
    cluster = Cluster(programs)
    world = PostgresWorld(programs, cluster, plan.postgres_subscriptions)
    script = os.path.join(programs.folder, "act.sql")
    trace = os.path.join(programs.folder, "trace-postgres")
    with Server(programs, cluster.copy("traced", "world"), trace=trace) as server:
        server.load("cancel", 1, 1, world)
    values = pgscript.write(pgscript.read(trace), script, world.accounts)
    os.remove(trace)
    results = []
    for connections in each:
        rounds = Rounds(f"cancel on PostgreSQL, {connections} connections")
        for _ in range(plan.rounds):
            raw = pgbench(cluster, script, values, connections, plan.seconds)
            disk = programs.disk()
            live = cluster.copy("live", "world")
            with Server(programs, live) as server:
                warmed = server.load("cancel", connections, plan.warm_up, world).answers
                figure = server.load(
                    "cancel", connections, plan.seconds, world, start=warmed)
            check_events(cluster, warmed + figure.answers)
            rounds.add(figure.rate, raw, figure, disk)
        results.append(rounds)
    cluster.stop()
    return results


def pgbench(cluster, script, values, clients, seconds):
    """Transactions a second on a fresh copy."""
    address = cluster.copy("raw", "world")
    defined = {"k": 0, "clients": clients} | values
    out = cluster.programs.run(
        os.path.join(cluster.bin, "pgbench"), "-n", "-M", "prepared", "-j", str(min(2, clients)),
        "-c", str(clients), "-T", str(seconds), "-f", script,
        *(f"-D{name}={value}" for name, value in defined.items()), address)
    if "number of failed transactions: 0 " not in out:
        raise SystemExit(f"bench: pgbench failed\n{out}")
    done = int(re.search(r"actually processed: (\d+)", out)[1])
    [[found]] = cluster.sql("SELECT count(*) FROM receipts", "raw")
    if int(found) != done:
        raise SystemExit(f"bench: pgbench counted {done} acts and wrote {found} receipts")
    return float(re.search(r"tps = ([\d.]+)", out)[1])


def check_events(cluster, expected):
    [[events, receipts]] = cluster.sql(
        "SELECT (SELECT count(*) FROM events WHERE type = 'act.carried-out'), "
        "(SELECT count(*) FROM receipts)", "live")
    if int(events) != expected or int(receipts) != expected:
        raise SystemExit(
            f"bench: {expected} acts were counted, but there are {events} events and {receipts} "
            f"receipts")
