"""Measures a release build of the server: see Documentation/guides/benchmarks.md.

Prints a table of values beside their references and adds it to a file of JSON."""

import argparse
import dataclasses
import functools
import json
import os
import statistics
import time

import due
import portal
import postgres
import reading
import sqlite
from programs import Programs
from world import World


@dataclasses.dataclass
class Plan:
    """How long and on how much is measured."""

    rounds: int = 5
    seconds: float = 10
    trace_seconds: float = 6
    warm_up: float = 1
    subscriptions: int = 300_000
    postgres_subscriptions: int = 120_000
    few: int = 1_000
    many: int = 1_000_000
    starts: int = 20
    due: int = 100_000
    simulated: int = 10_000


QUICK = Plan(
    rounds=2, seconds=3, trace_seconds=2, warm_up=0.5, subscriptions=80_000,
    postgres_subscriptions=60_000, many=100_000, starts=5,
    due=10_000, simulated=1_000)


class Report:
    """The lines of the table, with what is aimed at."""

    def __init__(self):
        self.lines, self.beside = [], []

    def add(self, line, aim, note=""):
        self.lines.append(line)
        self.beside.append((aim, note))

    def rounds(self, name, rounds, aim):
        self.add(rounds.measurement(name), f"ratio ≥ {aim:.2f}" if aim else "", rounds.notes())

    def plain(self, name, value, unit, limit, note=""):
        """A value beside the limit it should keep to."""
        self.add(
            {"name": name, "value": value, "unit": unit, "reference": limit,
             "ratio": value / limit}, "ratio < 1", note)

    def show(self):
        width = max(len(line["name"]) for line in self.lines)
        for line, (aim, note) in zip(self.lines, self.beside):
            print(
                f"{line['name']:{width}} {line['value']:10.1f} {line['reference']:10.1f} "
                f"{line['unit']:4} {line['ratio']:6.3f}  {aim}")
            if note:
                print(f"{'':{width}}   {note}")


def section(name):
    print(f"{time.strftime('%H:%M:%S')} {name}", flush=True)


def acts_on_sqlite(programs, world, plan, report):
    section(f"acts on SQLite, {world.count} subscriptions")
    results, _ = sqlite.acts(programs, world, plan)
    for rounds, name, aim in zip(
            results, ["1 connection, raw at 1 a commit", "32 connections, raw at 32 a commit"],
            [0.25, 0.33]):
        report.rounds(f"acts, SQLite, {name}", rounds, aim)


def acts_on_one_account(programs, plan, report):
    plan = dataclasses.replace(plan, rounds=2)
    world = World(programs, plan.subscriptions, accounts=1).make()
    section("acts on SQLite, all on one account")
    results, _ = sqlite.acts(programs, world, plan, each=((32, 32),))
    report.rounds("acts, SQLite, one account, 32 connections", results[0], None)


def acts_on_postgres(programs, plan, report):
    section("acts on PostgreSQL")
    for rounds, connections, aim in zip(
            postgres.acts(programs, plan), [1, 8, 32], [0.6, 0.6, 0.8]):
        report.rounds(f"acts, PostgreSQL, {connections} connections, pgbench", rounds, aim)


def reads(programs, world, plan, report):
    section("quotes beside reading a subscription")
    rounds, half, paced, read = reading.quotes(programs, world, plan)
    report.rounds("quotes, beside GET of one subscription", rounds, 0.5)
    report.add(
        {"name": f"p99 of quotes at {half:.0f}/s, beside GET's", "value": paced.p99, "unit": "ms",
         "reference": read.p99, "ratio": paced.p99 / read.p99}, "",
        f"p50 {paced.p50:.2f} ms, longest {paced.longest:.1f} ms; {paced.shares}")
    section("access beside reading a subscription")
    report.rounds(
        "access, beside GET of one subscription", reading.access(programs, world, plan), 0.8)
    section("cold start")
    taken = reading.start(programs, world, plan.starts)
    report.plain(
        f"cold start, median of {len(taken)}", statistics.median(taken), "ms", 150,
        f"{taken[0]:.0f} to {taken[-1]:.0f} ms")


def sizes(programs, plan, report):
    """Acts on few and on many subscriptions, each beside its own raw limit."""
    plan = dataclasses.replace(plan, seconds=plan.seconds / 2)
    ratios, peaks = [], []
    for count in [plan.few, plan.many]:
        world = World(programs, count).make()
        section(f"acts that turn recurring billing off and on, {count} subscriptions")
        [rounds], peak = sqlite.acts(programs, world, plan, kind="toggle", each=((32, 32),))
        report.rounds(f"acts off and on, {count} subscriptions, 32 connections", rounds, None)
        ratios.append(rounds.ratio)
        peaks.append(peak)
    report.add(
        {"name": f"act ratio at {plan.many} subscriptions, beside {plan.few}", "value": ratios[1],
         "unit": "", "reference": ratios[0], "ratio": ratios[1] / ratios[0]}, "ratio ≥ 0.90")
    report.plain(f"peak memory at {plan.many} subscriptions", peaks[1], "MB", 64)


def transitions(programs, plan, report):
    """What the worker carries out, on both engines."""
    world = World(programs, plan.many).make()
    section(f"{plan.due} due of {plan.many} subscriptions, SQLite")
    rounds, peaks, at_once = due.on_sqlite(programs, world, plan)
    report.rounds("due transitions, SQLite, raw by batches", rounds, 0.33)
    report.add(
        {"name": "one UPDATE for all, for information", "value": at_once, "unit": "1/s",
         "reference": at_once, "ratio": 1.0}, "")
    few, many = peaks[1_000], peaks[plan.due]
    report.add(
        {"name": f"peak memory at {plan.due} due, beside 1000", "value": many, "unit": "MB",
         "reference": few, "ratio": many / few}, "ratio ≤ 1.10")
    small = due.claiming(programs, World(programs, 10_000, accounts=1_000).make(), 1_000)
    large = due.claiming(programs, world, plan.due)
    report.add(
        {"name": f"claiming a batch at {plan.many}, beside 10000", "value": large, "unit": "ms",
         "reference": small, "ratio": large / small}, "ratio ≤ 1.20")
    section(f"{plan.due} due of {plan.many} subscriptions, PostgreSQL")
    report.rounds(
        "due transitions, PostgreSQL, raw by batches", due.on_postgres(programs, plan), 0.33)


def years(programs, plan, report):
    section(f"a year of {plan.simulated} subscriptions")
    report.rounds(
        "a year simulated, subscriptions a second", due.simulating(programs, plan), 0.25)


def faces(programs, plan, report):
    """What people see, beside what programs are told."""
    world = World(programs, plan.few * 20, accounts=plan.few).make()
    section("pages beside the same data as JSON")
    for name, rounds in portal.pages(programs, world, plan):
        report.rounds(f"{name}, beside the same data as JSON", rounds, 0.33)
    section("the operator's overview")
    small = portal.overview(programs, World(programs, plan.few).make(), plan)
    large = portal.overview(programs, World(programs, plan.many).make(), plan)
    report.add(
        {"name": f"overview at {plan.many} subscriptions, beside {plan.few}", "value": large,
         "unit": "ms", "reference": small, "ratio": large / small}, "ratio ≤ 1.20")


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--tenure", default=".build/release/tenure", help="the server's binary")
    words.add_argument("--folder", default=".build/bench", help="where worlds are kept")
    words.add_argument("--output", help="the file of JSON to add to")
    words.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    words.add_argument("--only", help="sqlite, postgres, reads, one, sizes, due, years or pages")
    told = words.parse_args()
    plan = QUICK if told.quick else Plan()
    programs, report = Programs(told.tenure, told.folder), Report()
    world = functools.cache(lambda: World(programs, plan.subscriptions).make())
    parts = {
        "sqlite": lambda: acts_on_sqlite(programs, world(), plan, report),
        "postgres": lambda: acts_on_postgres(programs, plan, report),
        "reads": lambda: reads(programs, world(), plan, report),
        "one": lambda: acts_on_one_account(programs, plan, report),
        "sizes": lambda: sizes(programs, plan, report),
        "due": lambda: transitions(programs, plan, report),
        "years": lambda: years(programs, plan, report),
        "pages": lambda: faces(programs, plan, report),
    }
    for name, part in parts.items():
        if told.only in [None, name]:
            part()
    report.show()
    if told.output:
        known = []
        if os.path.exists(told.output):
            with open(told.output) as file:
                known = json.load(file)
        with open(told.output, "w") as file:
            json.dump(known + report.lines, file, indent=2)


main()
