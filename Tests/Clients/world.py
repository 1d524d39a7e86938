"""Makes a world of real ids for schemathesis.

Usage: world.py URL SCHEMA OUTPUT, with an operator's key in TENURE_KEY, and the id
of a key that may be revoked in TENURE_OTHER_KEY. SCHEMA is the server's own
document; OUTPUT is a copy whose path parameters name what this world has.
"""

import datetime
import os
import sys
import time

import requests
import yaml

url, schema, output = sys.argv[1:4]
session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["TENURE_KEY"]


def send(method, path, body=None):
    answer = session.request(method, url + path, json=body, timeout=60)
    if not answer.ok:
        sys.exit(f"world: {method} {path} answered {answer.status_code}: {answer.text}")
    return answer.json()


def post(path, body=None):
    return send("POST", path, body)


def get(path):
    return send("GET", path)


def subscribe(name, account="acc_world", **more):
    """Makes a subscription of 20 licenses, 18 of them assigned."""
    body = {
        "id": name,
        "product": "business-standard",
        "channel": "direct",
        "kind": "paid",
        "licenses": {"purchased": 20, "assigned": 18},
        "recurringBilling": True,
        "paymentMethod": "on-file",
    }
    return post(f"/v1/accounts/{account}/subscriptions", {**body, **more})


nordlys = {
    "name": "Nordlys AS",
    "kind": "business",
    "family": "microsoft-365-business",
    "agreement": "mca",
    "country": "NO",
    "timeZone": "Europe/Oslo",
    "billingProfile": "Oslo",
}
kari = {"id": "per_kari", "name": "Kari Nordmann", "roles": ["global-administrator"]}
ola = {"id": "per_ola", "name": "Ola Nordmann", "roles": ["user"]}
per = {"id": "per_gone", "name": "Per Nordmann", "roles": ["user"]}
post(
    "/v1/accounts",
    {"id": "acc_world", **nordlys, "domains": ["nordlys.example"], "people": [kari, ola, per]},
)
subscribe("sub_world")
owner = {"role": "billing-account-owner"}
act = {"act": "turn-off-recurring-billing", "actor": owner}
receipt = post("/v1/accounts/acc_world/subscriptions/sub_world/acts", act)["receipt"]["id"]
batch = post("/v1/accounts/acc_world/batches", {**act, "subscriptions": ["sub_world"]})["id"]
key = os.environ["TENURE_OTHER_KEY"]
sign_in = post("/v1/accounts/acc_world/people/per_kari/sessions")["id"]
case = post("/v1/accounts/acc_world/cases", {"phone": "+47 22 12 34 56"})["id"]
edition = get("/v1/policies")["items"][0]["edition"]
feed = post("/v1/accounts/acc_world/feeds", {"label": "phone"})["address"].rsplit("/", 1)[1]

# Nobody is left to say no to closing it.
post("/v1/accounts", {"id": "acc_leaving", **nordlys, "people": [kari]})

# Its time is moved by hand, and nothing happens in it.
clock = "2026-01-10T09:00:00Z"
post("/v1/accounts", {"id": "acc_clock", **nordlys, "clock": clock})


def family():
    """An owner whose files are frozen, with a subscription that still runs."""
    account = "/v1/accounts/acc_family"
    post(
        "/v1/accounts",
        {
            "id": "acc_family",
            "name": "Kari Nordmann",
            "kind": "consumer",
            "family": "microsoft-365-consumer",
            "country": "NO",
            "timeZone": "Europe/Oslo",
            "clock": clock,
            "people": [{**kari, "roles": ["owner"]}, {**ola, "roles": ["family-member"]}],
        },
    )
    post(
        account + "/subscriptions",
        {
            "id": "sub_family",
            "product": "family",
            "started": "2026-01-10",
            "term": {"start": "2026-01-10", "end": "2027-01-10", "interval": "year"},
            "price": {"amount": "1290.00", "currency": "NOK", "per": "subscription", "every": "year"},
            "recurringBilling": False,
            "paymentMethod": "on-file",
        },
    )
    send("PUT", account + "/subscriptions/sub_family/shares/per_ola")
    send("PUT", account + "/people/per_kari/storage", {"used": 9_000_000_000_000})
    post(account + "/clock", {"to": "2026-06-10T09:00:00Z"})
    state = get(account + "/people/per_kari/storage")["state"]
    if state != "frozen":
        sys.exit(f"world: the storage is {state}")


def pay():
    """A payment that is due, for licenses that were added within a year."""
    start = datetime.datetime.now(datetime.timezone.utc).date().replace(day=1)
    end = start.replace(year=start.year + 1)
    subscribe(
        "sub_paid",
        started=str(start),
        term={"start": str(start), "end": str(end), "interval": "year"},
        price={"amount": "12.50", "currency": "USD", "per": "license", "every": "month"},
    )
    added = {"act": "add-licenses", "licenses": 30, "actor": owner}
    post("/v1/accounts/acc_world/subscriptions/sub_paid/acts", added)
    return get("/v1/accounts/acc_world/payments?state=due")["items"][0]["id"]


def export(name, *steps):
    """An export of a subscription of its own, brought as far as the steps say."""
    path = f"/v1/accounts/acc_world/subscriptions/{name}"
    if name not in ("sub_world", "sub_export"):
        subscribe(name)
    task = post(path + "/exports")["id"]
    for step, body in steps:
        post(f"/v1/tasks/{task}/{step}", body)
    return task


claim = ("claim", {"seconds": 86400})
completion = {"attempt": 1, "link": "https://files.example.com/export.zip"}
done = ("completion", completion)
family()
payment = pay()
subscribe("sub_prepaid", kind="prepaid", started="2026-01-10", term={
    "start": "2026-01-10", "end": "2027-01-10", "interval": "year"})
subscribe("sub_export")
finished = export("sub_world", claim, done)
fetched = export("sub_export", claim, done)
exports = "/v1/accounts/acc_world/subscriptions/sub_export/exports"
secret = post(f"{exports}/{fetched}/addresses")["address"].rsplit("/", 1)[1]
tasks = {name: export(f"sub_{name}", claim) for name in ("progress", "completion", "failure")}
waiting = export("sub_waiting")


def fail():
    """Work that failed: nobody told what becomes of a subscription whose term is over."""
    path = "/v1/accounts/acc_world/subscriptions"
    term = {"start": "2025-03-10", "end": "2025-04-10", "interval": "month"}
    post(path, {"id": "sub_unknown", "product": "business-basic", "term": term})
    for _ in range(120):
        failed = get("/v1/operations/work")["items"]
        if failed:
            return {name: failed[0][name] for name in ("account", "subscription")}
        time.sleep(0.5)
    sys.exit("world: nothing failed within a minute")


failed = fail()

# Two sign in with codes: one has done so, the other is about to.
operator = post("/v1/sign-in-codes/redemption", {"code": post("/v1/sign-in-codes")["code"]})
code = post("/v1/accounts/acc_world/people/per_kari/sign-in-codes")["code"]

# One path parameter, one real value, given as the parameter's example.
values = {
    "Account": "acc_world",
    "Person": "per_kari",
    "Subscription": "sub_world",
    "Receipt": receipt,
    "Batch": batch,
    "Key": key,
    "Session": sign_in,
    "Domain": "nordlys.example",
    "Edition": edition,
    "FeedSecret": feed,
    "Case": case,
    "Payment": payment,
    "Task": waiting,
    "Export": finished,
    "ExportSecret": secret,
}

# Operations that need values of their own, by their ids.
shared = {"account": "acc_family", "subscription": "sub_family", "person": "per_ola"}
frozen = {"account": "acc_family", "person": "per_kari"}
others = {
    "closeAccount": {"account": "acc_leaving"},
    "advanceClock": {"account": "acc_clock"},
    "getStorage": frozen,
    "reopenStorage": frozen,
    "setStorage": {**frozen, "person": "per_ola"},
    "share": shared,
    "stopSharing": shared,
    "endKeySession": {"key": operator["key"], "session": operator["id"]},
    "redeemKey": {"subscription": "sub_prepaid"},
    "reportTask": {"task": tasks["progress"]},
    "completeTask": {"task": tasks["completion"]},
    "failTask": {"task": tasks["failure"]},
}

with open(schema, encoding="utf-8") as file:
    document = yaml.safe_load(file)
parameters = document["components"]["parameters"]


def known(parameter, value):
    """The parameter with a value that exists."""
    # Half of all generated ids must exist, else hardly a request gets past the look-up.
    either = {"anyOf": [{"type": "string", "enum": [value]}, parameter["schema"]]}
    return {**parameter, "example": value, "schema": either}


operations = {
    operation["operationId"]: operation
    for path in document["paths"].values()
    for operation in path.values()
    if "operationId" in operation
}
for operation, needed in others.items():
    for name, value in needed.items():
        parameter = next(p for p in parameters.values() if (p["in"], p["name"]) == ("path", name))
        operations[operation].setdefault("parameters", []).append(known(parameter, value))
# Each operation has a key of its own, or all but the first would be refused for repeating it.
once = {"$ref": "#/components/parameters/IdempotencyKey"}
for name, operation in operations.items():
    if once in operation.get("parameters", []):
        own = {**parameters["IdempotencyKey"], "example": f"once-{name}"}
        operation["parameters"][operation["parameters"].index(once)] = own
for name, value in values.items():
    parameters[name] = known(parameters[name], value)
with open("Policies/partner@2023-10-23.yaml", encoding="utf-8") as file:
    policy = yaml.load(file.read().replace("2023-10-23", "2031-01-01"), Loader=yaml.BaseLoader)
examples = document["components"]["examples"]
examples["policy"]["value"] = policy
rows = session.get(url + "/v1/operations/export?account=acc_world", timeout=60).text
examples["rows"]["value"] = rows
examples["newBatch"]["value"]["subscriptions"] = ["sub_world"]
examples["paymentReport"]["value"] = {"outcome": "paid"}
examples["taskCompletion"]["value"] = completion
examples["redemption"]["value"] = {"code": code}
retry = operations["retryWork"]["requestBody"]["content"]["application/json"]
retry["example"] = failed
with open(output, "w", encoding="utf-8") as file:
    yaml.safe_dump(document, file, allow_unicode=True, sort_keys=False)
