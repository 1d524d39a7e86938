"""Makes a world of many subscriptions: one is made over HTTP, the rest are copies of its rows."""

import datetime
import os
import random
import shutil
import sqlite3
import subprocess

from programs import Server

FIRST = 10 ** 9  # so that every number has ten digits
ACCOUNT, SUBSCRIPTION = "acc_0000000000000000", "sub_0000000000000000"


class World:
    """So many subscriptions, spread evenly over so many accounts."""

    def __init__(self, programs, subscriptions, accounts=20_000):
        self.programs, self.count, self.accounts = programs, subscriptions, accounts
        today = datetime.datetime.now(datetime.UTC).date()
        name = f"world-{subscriptions}-{accounts}-{today}"
        self.path = os.path.join(programs.folder, f"{name}.db")
        self.order = os.path.join(programs.folder, f"{name}.order")
        self.key_file = os.path.join(programs.folder, f"{name}.key")

    def make(self):
        """On SQLite; what was made today already is taken again."""
        if not os.path.exists(self.key_file):
            remove(self.path)
            key = make_key(self.programs, self.path)
            with Server(self.programs, self.path) as server:
                fill_template(server, key)
            multiply(self.path, self.count, self.accounts)
            write_order(self.order, self.count, self.accounts)
            with open(self.key_file, "w") as file:
                file.write(key)
        with open(self.key_file) as file:
            self.key = file.read()
        return self

    def copy(self, path):
        """A fresh copy, on disk."""
        remove(path)
        shutil.copyfile(self.path, path)
        with open(path) as file:
            os.fsync(file.fileno())
        return path


def remove(path):
    for tail in ["", "-wal", "-shm"]:
        if os.path.exists(path + tail):
            os.remove(path + tail)


def make_key(programs, database):
    """Carries out the migrations and makes a key that may do everything."""
    programs.run(programs.tenure, "migrate", "--database", database)
    return programs.run(
        programs.tenure, "keys", "create", "--label", "benchmark", "--scope", "read",
        "--scope", "act", "--scope", "write", "--scope", "operate", "--database", database,
        stderr=subprocess.DEVNULL).strip()


def began():
    """The day on which the subscriptions began: yesterday, or the 28th of the month before it.

    So their terms end on the same day of the next month, whichever it is."""
    day = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)
    return day.replace(day=min(day.day, 28))


def fill_template(server, key):
    """One account with one subscription, which began lately; its acts change state and money."""
    start = began()
    end = (start.replace(day=1) + datetime.timedelta(days=32)).replace(day=start.day)
    server.call("POST", "/v1/accounts", key, {
        "id": "acc_template", "name": "Template", "kind": "business",
        "family": "microsoft-365-business", "agreement": "mosa", "country": "NO",
        "timeZone": "Europe/Oslo", "language": "en"})
    server.call("POST", "/v1/accounts/acc_template/subscriptions", key, {
        "id": "sub_template", "product": "business-premium", "channel": "direct",
        "started": f"{start}T10:00:00Z",
        "term": {"start": f"{start}", "end": f"{end}", "interval": "month"},
        "price": {"amount": "12.50", "currency": "USD", "per": "license", "every": "month"},
        "licenses": {"purchased": 25, "assigned": 25}, "recurringBilling": True,
        "paymentMethod": "on-file"})


def write_order(path, subscriptions, accounts):
    """Every subscription once, in rounds; each round draws every account once, in random order.

    So the n-th act of an account is in the n-th round, which fixed scripts can count on."""
    source = random.Random(1)
    numbers = list(range(accounts))
    with open(path, "w") as file:
        for first in range(0, subscriptions, accounts):
            source.shuffle(numbers)
            for account in numbers:
                if first + account < subscriptions:
                    file.write(f"{FIRST + account} {FIRST + first + account}\n")


def multiply(path, subscriptions, accounts):
    database = sqlite3.connect(path)
    for pragma in ["synchronous = OFF", "cache_size = -200000", "foreign_keys = OFF"]:
        database.execute(f"PRAGMA {pragma}")
    columns = lambda table: [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    for statement in statements(columns, subscriptions, accounts, sqlite_series):
        database.execute(statement)
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def sqlite_series(count, name):
    return (
        f"(WITH RECURSIVE counter({name}) AS (SELECT 0 UNION ALL SELECT {name} + 1 FROM counter "
        f"WHERE {name} + 1 < {count}) SELECT {name} FROM counter)")


def statements(columns, subscriptions, accounts, series):
    """What fills the tables, in the order of their primary keys."""
    account = f"'{ACCOUNT}' || ({FIRST} + a)"
    subscription = f"'{SUBSCRIPTION}' || ({FIRST} + r * {accounts} + a)"
    rounds = (subscriptions + accounts - 1) // accounts
    places = (
        f"{series(accounts, 'a')} AS accounts_, {series(rounds, 'r')} AS rounds_")
    limit = f"r * {accounts} + a < {subscriptions}"
    named = {
        "accounts": {"id": account},
        "chains": {"account": account, "sequence": "0", "hash": zeros(series)},
        "subscriptions": {"account": account, "id": subscription},
        "milestones": {"account": account, "subscription": subscription},
    }
    templates = {
        "accounts": "id = 'acc_template'", "chains": "account = 'acc_template'",
        "subscriptions": "account = 'acc_template'", "milestones": "account = 'acc_template'"}
    for table, replaced in named.items():
        names = columns(table)
        listed = ", ".join(names)
        values = ", ".join(replaced.get(name, f"t.{name}") for name in names)
        source = (
            f"{series(accounts, 'a')} AS accounts_" if table in ["accounts", "chains"] else places)
        where = "" if table in ["accounts", "chains"] else f" AND {limit}"
        order = "a" if table in ["accounts", "chains"] else "a, r"
        yield (
            f"INSERT INTO {table} ({listed}) SELECT {values} FROM {source} "
            f"CROSS JOIN {table} AS t WHERE t.{templates[table]}{where} ORDER BY {order}")


def zeros(series):
    return "zeroblob(32)" if series is sqlite_series else "decode(repeat('00', 32), 'hex')"
