"""A stranger's client: it knows what the documentation of the HTTP API says, and nothing else.

It makes an account and a subscription, asks for a quote, cancels on it, repeats the cancellation,
and verifies the receipt with a public JOSE library and the keys that the server publishes.

Usage: client.py URL, with an API key in TENURE_KEY.
"""

import datetime
import json
import os
import sys

import requests
from joserfc import jws
from joserfc.jwk import KeySet

url = sys.argv[1]
session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["TENURE_KEY"]


def call(method, path, body=None, status=200, **headers):
    """Sends a request and returns its answer, which must have the status."""
    answer = session.request(method, url + path, json=body, headers=headers, timeout=30)
    if answer.status_code != status:
        sys.exit(f"client: {method} {path} answered {answer.status_code}, not {status}: {answer.text}")
    return answer


def check(holds, what):
    if not holds:
        sys.exit(f"client: {what}")


# An organisation and a yearly subscription that began today: within the seven days to cancel.
today = datetime.datetime.now(datetime.timezone.utc).date()
account = call(
    "POST",
    "/v1/accounts",
    {
        "name": "Nordlys AS",
        "kind": "business",
        "family": "microsoft-365-business",
        "agreement": "mca",
        "country": "NO",
        "timeZone": "UTC",
        "billingProfile": "Oslo",
    },
    status=201,
    **{"Idempotency-Key": f"account-{os.getpid()}"},
).json()
term_end = today.replace(year=today.year + 1) if (today.month, today.day) != (2, 29) else (
    today.replace(year=today.year + 1, day=28)
)
made = call(
    "POST",
    f"/v1/accounts/{account['id']}/subscriptions",
    {
        "product": "business-standard",
        "channel": "direct",
        "started": str(today),
        "term": {"start": str(today), "end": str(term_end), "interval": "year"},
        "price": {"amount": "150.00", "currency": "USD", "per": "license", "every": "year"},
        "licenses": {"purchased": 20, "assigned": 18},
        "recurringBilling": True,
        "paymentMethod": "on-file",
    },
    status=201,
)
subscription = made.json()
path = f"/v1/accounts/{account['id']}/subscriptions/{subscription['id']}"

# An unchanged subscription needs no second copy.
call("GET", path, status=304, **{"If-None-Match": made.headers["ETag"]})

act = {"act": "cancel", "actor": {"role": "billing-account-owner"}, "reason": "not-used"}
quote = call("POST", path + "/quotes", act).json()
check(quote["decision"]["outcome"] == "permitted", f"the quote says {quote['decision']['outcome']}")
# The first day counts as unused, so on it everything comes back: 20 x 150.00 x 365 / 365.
refund = quote["decision"]["plan"]["refund"]
check(refund["amount"] == {"amount": "3000.00", "currency": "USD"}, f"comes back: {refund}")

act["quote"] = quote["quote"]
once = {"Idempotency-Key": f"cancel-{subscription['id']}", "If-Match": made.headers["ETag"]}
first = call("POST", path + "/acts", act, **once)
again = call("POST", path + "/acts", act, **once)
check(first.content == again.content, "the repetition is answered differently")
check(again.headers.get("Idempotency-Replayed") == "true", "the repetition is not marked")
receipt = first.json()["receipt"]
check(receipt["decision"]["plan"]["refund"] == refund, "the receipt shows another refund")
check(receipt["quote"] == quote["quote"], "the receipt names another quote")

# The receipt, signed, checked with what the server publishes.
compact = call("GET", f"/v1/receipts/{receipt['id']}", Accept="application/jose").text
keys = requests.get(url + "/.well-known/jwks.json", timeout=30).json()
header = jws.extract_compact(compact.encode()).headers()
check(header["alg"] == "Ed25519", f"signed with {header['alg']}")
key_set = KeySet.import_key_set(keys)
signed = jws.deserialize_compact(compact, key_set, algorithms=["Ed25519"])
check(json.loads(signed.payload) == receipt, "what is signed is not the receipt")
tampered = compact[:-8] + ("AAAAAAAA" if compact[-8:] != "AAAAAAAA" else "BBBBBBBB")
try:
    jws.deserialize_compact(tampered, key_set, algorithms=["Ed25519"])
    sys.exit("client: a changed signature is taken for a good one")
except Exception as error:  # the library has a kind of error of its own for each fault
    check(type(error).__name__ == "BadSignatureError", f"verifying failed oddly: {error!r}")

# The dates, as a calendar that any program can read.
calendar = call("GET", path + "/timeline", Accept="text/calendar").text
check(calendar.startswith("BEGIN:VCALENDAR\r\n"), "the timeline is no calendar")
state = call("GET", path).json()["state"]
check(state == "disabled", f"the subscription is {state}")
print(f"client: cancelled once, {refund['amount']['amount']} USD come back, receipt verified")
