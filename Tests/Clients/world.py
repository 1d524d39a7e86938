"""Makes a world of real ids for schemathesis.

Usage: world.py URL SCHEMA OUTPUT, with an operator's key in TENURE_KEY, and the id
of a key that may be revoked in TENURE_OTHER_KEY. SCHEMA is the server's own
document; OUTPUT is a copy whose path parameters name what this world has.
"""

import os
import sys

import requests
import yaml

url, schema, output = sys.argv[1:4]
session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["TENURE_KEY"]


def post(path, body=None):
    answer = session.post(url + path, json=body, timeout=60)
    if not answer.ok:
        sys.exit(f"world: POST {path} answered {answer.status_code}: {answer.text}")
    return answer.json()


post(
    "/v1/accounts",
    {
        "id": "acc_world",
        "name": "Nordlys AS",
        "kind": "business",
        "family": "microsoft-365-business",
        "agreement": "mca",
        "country": "NO",
        "timeZone": "Europe/Oslo",
        "billingProfile": "Oslo",
        "domains": ["nordlys.example"],
        "people": [
            {"id": "per_kari", "name": "Kari Nordmann", "roles": ["global-administrator"]},
            {"id": "per_ola", "name": "Ola Nordmann", "roles": ["user"]},
            {"id": "per_gone", "name": "Per Nordmann", "roles": ["user"]},
        ],
    },
)
post(
    "/v1/accounts/acc_world/subscriptions",
    {
        "id": "sub_world",
        "product": "business-standard",
        "channel": "direct",
        "kind": "paid",
        "licenses": {"purchased": 20, "assigned": 18},
        "recurringBilling": True,
        "paymentMethod": "on-file",
    },
)
act = {"act": "turn-off-recurring-billing", "actor": {"role": "billing-account-owner"}}
receipt = post("/v1/accounts/acc_world/subscriptions/sub_world/acts", act)["receipt"]["id"]
batch = post("/v1/accounts/acc_world/batches", {**act, "subscriptions": ["sub_world"]})["id"]
key = os.environ["TENURE_OTHER_KEY"]
sign_in = post("/v1/accounts/acc_world/people/per_kari/sessions")["id"]
edition = session.get(url + "/v1/policies", timeout=60).json()["items"][0]["edition"]

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
}
with open(schema, encoding="utf-8") as file:
    document = yaml.safe_load(file)
parameters = document["components"]["parameters"]
for name, value in values.items():
    parameters[name]["example"] = value
    # Half of all generated ids must exist, else hardly a request gets past the look-up.
    parameters[name]["schema"] = {
        "anyOf": [{"type": "string", "enum": [value]}, parameters[name]["schema"]]
    }
with open("Policies/partner@2023-10-23.yaml", encoding="utf-8") as file:
    policy = yaml.load(file.read().replace("2023-10-23", "2031-01-01"), Loader=yaml.BaseLoader)
examples = document["components"]["examples"]
examples["policy"]["value"] = policy
rows = session.get(url + "/v1/operations/export?account=acc_world", timeout=60).text
examples["rows"]["value"] = rows
examples["newBatch"]["value"]["subscriptions"] = ["sub_world"]
with open(output, "w", encoding="utf-8") as file:
    yaml.safe_dump(document, file, allow_unicode=True, sort_keys=False)
