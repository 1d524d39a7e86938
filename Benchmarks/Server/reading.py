"""Quotes beside reading one subscription, and how long quotes take at half of what is possible."""

import os

from programs import Server
from rounds import Rounds
from world import remove


def quotes(programs, world, plan, connections=32):
    """The rounds, and the client's figures at a fixed rate."""
    live = world.copy(os.path.join(programs.folder, "live.db"))
    rounds = Rounds(f"quotes, {connections} connections")
    with Server(programs, live) as server:
        server.load("quote", connections, plan.warm_up, world)
        for _ in range(plan.rounds):
            read = server.load("get", connections, plan.seconds, world)
            quoted = server.load("quote", connections, plan.seconds, world)
            rounds.add(quoted.rate, read.rate, quoted)
        half = sorted(rounds.values)[len(rounds.values) // 2] / 2
        paced = server.load("quote", connections, plan.seconds, world, rate=half)
        reading = server.load("get", connections, plan.seconds, world, rate=half)
    remove(live)
    return rounds, half, paced, reading


def access(programs, world, plan, connections=32):
    """Asking what users may do, beside reading the subscription."""
    live = world.copy(os.path.join(programs.folder, "live.db"))
    rounds = Rounds(f"access, {connections} connections")
    with Server(programs, live) as server:
        server.load("access", connections, plan.warm_up, world)
        for _ in range(plan.rounds):
            read = server.load("get", connections, plan.seconds, world)
            asked = server.load("access", connections, plan.seconds, world)
            rounds.add(asked.rate, read.rate, asked)
    remove(live)
    return rounds


def start(programs, world, times):
    """Milliseconds from exec to the first 200 of /health/ready, on a database with its schema."""
    live = world.copy(os.path.join(programs.folder, "live.db"))
    taken = []
    for _ in range(times):
        with Server(programs, live) as server:
            taken.append(server.started_in * 1000)
    remove(live)
    return sorted(taken)
