"""Pages beside the same data as JSON, and the operator's overview at two sizes."""

import os
import time
import urllib.error

from programs import Server
from rounds import Rounds
from world import remove

ACCOUNT = "/v1/accounts/%a"
SUBSCRIPTION = f"{ACCOUNT}/subscriptions/%s"
ROLE = "role=billing-administrator"


def support_cookie(server, key):
    """The session of a support agent, who may see every account."""
    server.call("POST", "/v1/accounts", key, {
        "id": "acc_support", "name": "Support", "kind": "business",
        "family": "microsoft-365-business", "country": "NO", "timeZone": "Europe/Oslo",
        "language": "en",
        "people": [{"id": "agent", "name": "Agent", "roles": ["support-agent"]}]})
    session = server.call("POST", "/v1/accounts/acc_support/people/agent/sessions", key)
    return f"tenure-session={session['token']}"


def operator_cookie(server, key):
    """The session of the operator."""
    code = server.call("POST", "/v1/sign-in-codes", key)["code"]
    session = server.call("POST", "/v1/sign-in-codes/redemption", key, {"code": code})
    return f"tenure-session={session['token']}"


def pages(programs, world, plan, connections=32):
    """The cancel page and Your products, each beside the calls that bring the same as JSON."""
    subjects = {
        "cancel page": (
            "/accounts/%a/subscriptions/%s/cancel",
            [ACCOUNT, SUBSCRIPTION, "quote", f"{SUBSCRIPTION}/options?{ROLE}"]),
        "Your products": (
            "/accounts/%a/subscriptions", [ACCOUNT, f"{ACCOUNT}/subscriptions?limit=20"]),
    }
    live = world.copy(os.path.join(programs.folder, "live.db"))
    results = []
    with Server(programs, live) as server:
        cookie = support_cookie(server, world.key)
        for name, (page, calls) in subjects.items():
            rounds = Rounds(f"{name}, {connections} connections")
            server.load(page, connections, plan.warm_up, world, key=cookie)
            for _ in range(plan.rounds):
                rates = [
                    server.load(call, connections, plan.seconds / len(calls), world).rate
                    for call in calls]
                shown = server.load(page, connections, plan.seconds, world, key=cookie)
                # One after the other: the time of all calls together is what the data takes.
                rounds.add(shown.rate, 1 / sum(1 / rate for rate in rates), shown)
            results.append((name, rounds))
    remove(live)
    return results


def overview(programs, world, plan):
    """Milliseconds of the operator's overview, once today is counted."""
    live = world.copy(os.path.join(programs.folder, "live.db"))
    with Server(programs, live) as server:
        cookie = operator_cookie(server, world.key)
        wait_for_today(server, world.key)
        figure = server.load("/operator", 1, plan.warm_up + plan.seconds, world, key=cookie)
    remove(live)
    return figure.p50


def wait_for_today(server, key):
    """Until the server has counted the subscriptions, as it does at its start."""
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        try:
            if server.call("GET", "/v1/overview", key).get("taken"):
                return
        except urllib.error.HTTPError:
            pass
        time.sleep(1)
    raise SystemExit("bench: the server has not counted today within ten minutes")
