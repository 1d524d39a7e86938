"""Counts the operations that answered with success, from schemathesis's own report.

Usage: count.py REPORT SCHEMA. Fails, naming them, if an operation of the schema never did.
"""

import json
import sys

import yaml

report, schema = sys.argv[1:3]
with open(schema, encoding="utf-8") as file:
    paths = yaml.safe_load(file)["paths"]
methods = {"get", "put", "post", "patch", "delete"}
operations = {
    f"{method.upper()} {path}" for path, item in paths.items() for method in item if method in methods
}
requests, succeeded = 0, set()


with open(report, encoding="utf-8") as file:
    for line in file:
        event = json.loads(line)
        recorder = next(iter(event.values())).get("recorder") if isinstance(event, dict) else None
        if not recorder:
            continue
        for case_id, exchange in recorder.get("interactions", {}).items():
            requests += 1
            response = exchange.get("response") or {}
            case = recorder.get("cases", {}).get(case_id, {}).get("value", {})
            # 303 is how an address that leads elsewhere succeeds.
            status = response.get("status_code", 0)
            if 200 <= status < 300 or status == 303:
                name = f"{case.get('method', '').upper()} {case.get('path', '')}"
                succeeded.add(name)

missing = sorted(operations - succeeded)
print(f"clients: {requests} requests, {len(operations) - len(missing)} of {len(operations)} operations succeeded")
if not requests:
    sys.exit("clients: the report holds no request")
if missing:
    sys.exit("clients: these never answered with success:\n  " + "\n  ".join(missing))
