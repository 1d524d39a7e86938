"""Turns an act that was traced from the server into a script for pgbench.

The names of the act's account, subscription, receipt, entries and messages become those of the
transaction at hand; every other value stays what it was and travels with each transaction, as it does
from the server. What the server sends in one round trip is one pipeline."""

import re

TYPES = {"17": "bytea", "20": "bigint", "25": "text"}
NAMES = {  # what a name begins with, and what stands for it
    "acc_": "('acc_0000000000000000'::text || :a)", "sub_": "('sub_0000000000000000'::text || :s)",
    "rcp_": "('rcp_0000000000000000'::text || :s)"}


def read(path):
    """The round trips of the last act in a trace: lists of (statement, types, values)."""
    prepared, trips, current = {}, [], []
    for line in open(path):
        kind, words = line[0], line.rstrip("\n").split(" ")
        if kind == "P":
            text = bytes.fromhex(words[3]).decode()
            prepared[words[1]] = (text, words[2].split(",")[:-1])
        elif kind == "X":
            values = [None if word == "null" else bytes.fromhex(word)
                      for word in words[2].split(",")[:-1]]
            current.append((*prepared[words[1]], values))
        else:
            trips.append(current)
            current = []
    for index in range(len(trips) - 1, 0, -1):
        if any("INTO receipts" in text for text, _, _ in trips[index]):
            return trips[index - 1:index + 1]
    raise SystemExit(f"bench: there is no act in {path}")


def write(trips, path, accounts):
    """Writes the script.

    Each client has accounts of its own, draws them in rounds, and takes the next subscription of the
    account in each round: so it knows where the account's history ends.

    Returns the values to define on the command line."""
    lines = [
        f"\\set share {accounts} / :clients",
        "\\set round :k / :share",
        "\\set a 1000000000 + :clients * permute(:k % :share, :share, :round) + :client_id",
        f"\\set s :a + :round * {accounts}",
        "\\set q :round + 1",
        "\\set k :k + 1",
    ]
    values, messages = {}, {}
    for trip in trips:
        lines.append("\\startpipeline")
        for text, types, given in trip:
            expressions = [
                expression(text, position, kind, value, values, messages)
                for position, (kind, value) in enumerate(zip(types, given), 1)]
            lines.append(
                re.sub(r"\$(\d+)", lambda found: expressions[int(found[1]) - 1], text) + ";")
        lines.append("\\endpipeline")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")
    return values


def expression(text, position, kind, value, values, messages):
    if value is None:
        return "NULL"
    cast = f"::{TYPES[kind]}"
    if position == 2 and ("UPDATE chains" in text or "INTO events" in text):
        return f":q{cast}"
    if kind == "25":
        word = value.decode()
        if word[:4] in NAMES and len(word) == 30:
            return NAMES[word[:4]]
        if word[:4] in ["msg_", "ent_"]:
            number = messages.setdefault(word, len(messages))
            return f"('{word[:4]}000000000000000{number}'::text || :s)"
        if re.fullmatch(r"(.* )?act-\d+", word):
            return f"('{word.rpartition('act-')[0]}act-'::text || :s)"
    name = f"v{len(values)}"
    values[name] = (
        "\\x" + value.hex() if kind == "17" else
        str(int.from_bytes(value, "big", signed=True)) if kind == "20" else value.decode())
    return f":{name}{cast}"
