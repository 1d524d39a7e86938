"""A calendar program: it reads an account's dates at their secret address with a public library.

It makes an account with a clock of its own, lets time pass, cancels, and checks what programs rely
on: ids that stay, a SEQUENCE that grows, and CANCELLED for what no longer holds.

Usage: feed.py URL, with an API key in TENURE_KEY.
"""

import os
import sys

import icalendar
import requests

url = sys.argv[1]
session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["TENURE_KEY"]


def call(method, path, body=None, status=200):
    """Sends a request and returns its answer, which must have the status."""
    answer = session.request(method, url + path, json=body, timeout=30)
    if answer.status_code != status:
        sys.exit(f"feed: {method} {path} answered {answer.status_code}, not {status}: {answer.text}")
    return answer


def check(holds, what):
    if not holds:
        sys.exit(f"feed: {what}")


account = call(
    "POST",
    "/v1/accounts",
    {
        "name": "Prøve, og; feil\\AS",
        "kind": "business",
        "family": "microsoft-365-business",
        "agreement": "mosa",
        "country": "NO",
        "timeZone": "Europe/Oslo",
        "language": "nb",
        "clock": "2026-01-10T09:00:00Z",
    },
    status=201,
).json()
base = f"/v1/accounts/{account['id']}"
subscription = call(
    "POST",
    base + "/subscriptions",
    {
        "product": "business-premium",
        "started": "2026-01-10T09:00:00Z",
        "term": {"start": "2026-01-10", "end": "2026-02-10", "interval": "month"},
        "price": {"amount": "12.50", "currency": "EUR", "per": "license", "every": "month"},
        "licenses": {"purchased": 10, "assigned": 8},
        "recurringBilling": True,
        "paymentMethod": "on-file",
    },
    status=201,
).json()["id"]
feed = call("POST", base + "/feeds", {"label": "phone"}, status=201).json()
address = url + "/v1/feeds/" + feed["address"].rsplit("/", 1)[1]


def read():
    """The events of the calendar by their UIDs, read without any credential."""
    answer = requests.get(address, timeout=30)
    check(answer.status_code == 200, f"the address answered {answer.status_code}")
    check(answer.headers["Content-Type"].startswith("text/calendar"), "it is no calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    # The library knows no type for the name, so it is left as it was escaped.
    name = icalendar.parser.unescape_char(str(calendar["NAME"]))
    check(name == "Prøve, og; feil\\AS", f"its name is {name}")
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    check(len(events) == len(calendar.walk("VEVENT")), "two events have one UID")
    check(not calendar.walk("VALARM"), "it has alarms")
    for event in events.values():
        check(len(str(event["DTSTART"].dt)) == 10, f"{event['UID']} is not all day")
    return events, answer.headers["ETag"]


first, tag = read()
again, same = read()
check(first.keys() == again.keys() and tag == same, "reading twice gives something else")
unchanged = requests.get(address, headers={"If-None-Match": tag}, timeout=30)
check(unchanged.status_code == 304, "what is known is sent again")
billing = f"nextBilling.{account['id']}.{subscription}@tenure.invalid"
check(str(first[billing]["DTSTART"].dt) == "2026-02-10", "the next billing date is another one")

# The dates of one subscription alone, by the same ids.
own = session.get(
    f"{url}{base}/subscriptions/{subscription}/timeline",
    headers={"Accept": "text/calendar"},
    timeout=30,
)
check(own.headers["Content-Type"].startswith("text/calendar"), "a timeline is no calendar")
dates = {
    str(event["UID"]): str(event["DTSTART"].dt)
    for event in icalendar.Calendar.from_ical(own.content).walk("VEVENT")
}
check(
    dates == {uid: str(event["DTSTART"].dt) for uid, event in first.items()},
    f"the subscription's own dates are others: {dates}",
)

# A month passes: what has passed stays, and the next one is an event of its own.
call("POST", base + "/clock", {"to": "2026-02-12T09:00:00Z"})
second, _ = read()
check(str(second[billing]["DTSTART"].dt) == "2026-02-10", "a day that has passed was moved")
following = billing.replace("nextBilling.", "nextBilling-2.")
check(str(second[following]["DTSTART"].dt) == "2026-03-10", "the next billing date is missing")
check(int(second[following]["SEQUENCE"]) == 0, "what is told first has a SEQUENCE")

act = {"act": "cancel", "actor": {"role": "global-administrator"}, "reason": "not-used"}
call("POST", f"{base}/subscriptions/{subscription}/acts", act)
third, changed = read()
check(changed != tag, "the ETag stays although the dates have changed")
check(str(third[following]["STATUS"]) == "CANCELLED", "what no longer holds is not cancelled")
check(int(third[following]["SEQUENCE"]) == 1, "the SEQUENCE of what was cancelled stays")
check(set(second) <= set(third), "events are gone without a word")
grown = sum(int(third[uid]["SEQUENCE"]) > int(second[uid]["SEQUENCE"]) for uid in second)

call("DELETE", f"{base}/feeds/{feed['id']}")
check(requests.get(address, timeout=30).status_code == 404, "a revoked address answers")
print(f"feed: {len(third)} dates read, {grown} changed by a cancellation, address revoked")
