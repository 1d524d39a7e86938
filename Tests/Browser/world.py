"""The world that the browser sees, and the list of pages to look at in it.

Its accounts have clocks of their own, so that every date is the same on every day.
"""

from dataclasses import dataclass, field

CLOCK = "2026-01-10T09:00:00Z"
LANGUAGES = ["en", "nb", "da", "lv"]

ORGANISATION = {
    "kind": "business",
    "family": "microsoft-365-business",
    "agreement": "mosa",
    "country": "US",
    "timeZone": "America/Chicago",
    "language": "en",
    "clock": CLOCK,
}
PERSON = {
    "kind": "consumer",
    "family": "microsoft-365-consumer",
    "country": "NO",
    "timeZone": "Europe/Oslo",
    "language": "en",
    "clock": CLOCK,
}


@dataclass
class Face:
    """Somebody who looks at pages, and whose pages they are."""

    account: str = ""
    person: str = ""
    looks_at: str = ""
    cookie: str = ""
    ids: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A page to look at. `path` names ids of the face in braces."""

    name: str
    path: str
    faces: tuple
    status: int = 200
    submit: bool = False  # as it is after its form was sent with nothing filled in
    language: str = ""  # of a document, which keeps the one it was written in


OWN = ("organisation", "consumer")
ALL = (*OWN, "support")
BUSINESS = ("organisation", "support")
ACCOUNT = "/accounts/{account}"
ONE = ACCOUNT + "/subscriptions/{subscription}"
ORDER = "review=yes&product=business-basic&every=month&licenses=5&renews=no"
ENDED = ACCOUNT + "/subscriptions/{ended}"

# The page that everything else is measured by, seen in every combination.
CANCEL = Page("cancel", ONE + "/cancel", ALL)
RESULT = Page("cancel-result", "", ALL)
CHIEF = [
    CANCEL,
    Page("home", ACCOUNT, ALL),
    Page("subscription", ONE, ALL),
    Page("receipt", ACCOUNT + "/receipts/{receipt}", ALL),
    Page("cancel-refused", ACCOUNT + "/subscriptions/{fixed}/cancel", ALL),
    Page("products", ACCOUNT + "/subscriptions", BUSINESS),
    Page("options", ONE + "/options", ALL),
    Page("people", ACCOUNT + "/people", ALL),
    Page("money", ACCOUNT + "/money", ALL),
    Page("closing", ACCOUNT + "/closing", ALL),
]
PAGES = CHIEF + [
    Page("sign-in", "/sign-in", ("nobody",)),
    Page("trouble", "/accounts/acc_nobody", OWN, status=404),
    Page("nowhere", "/nowhere", ("nobody", *ALL), status=404),
    Page("wrong-method", "/sign-out", OWN, status=405),
    Page("cancel-faulty", ONE + "/cancel", BUSINESS, status=422, submit=True),
    Page("cancel-over", ENDED + "/cancel", OWN),
    Page("subscription-ended", ENDED, ALL),
    Page("act-billing", ONE + "/acts/turn-off-recurring-billing", ALL),
    Page("act-reduce", ONE + "/acts/reduce-licenses", BUSINESS),
    Page("act-reduce-shown", ONE + "/acts/reduce-licenses?licenses=19", BUSINESS),
    Page("act-plan", ONE + "/acts/change-plan", ALL),
    Page("act-reactivate", ENDED + "/acts/reactivate", ALL),
    Page("export", ONE + "/export", BUSINESS),
    Page("domains", ACCOUNT + "/domains", BUSINESS),
    Page("domains-own", "/accounts/acc_quill/domains", ("support",)),
    Page("cancel-domains", "/accounts/acc_quill/subscriptions/sub_quill/cancel", ("support",)),
    Page("home-empty", "/accounts/acc_empty", ("support",)),
    Page("money-empty", "/accounts/acc_empty/money", ("support",)),
    Page("history-empty", "/accounts/acc_empty/history", ("support",)),
    Page("calendar-empty", "/accounts/acc_empty/calendar", ("support",)),
    Page("calendar", ACCOUNT + "/calendar", ALL),
    Page("messages", ACCOUNT + "/messages", ALL),
    Page("history", ACCOUNT + "/history", ALL),
    Page("storage", ACCOUNT + "/storage", ("consumer",)),
    Page("buy", ACCOUNT + "/buy", OWN),
    Page("buy-review", ACCOUNT + "/buy?" + ORDER, ("organisation",)),
    Page("closing-open", "/accounts/acc_empty/closing", ("support",)),
    Page("receipt-document", ACCOUNT + "/receipts/{receipt}/document", ALL, language="en"),
    Page("call-back", ACCOUNT + "/call-back", ALL),
    Page("sessions", "/sessions", ALL),
    Page("support", "/support", ("support",)),
    Page("support-found", "/support?q={account}", ("support",)),
    Page("support-nothing", "/support?q=nobody-is-called-so", ("support",)),
    Page("cases", "/support/cases", ("support",)),
    Page("case", "/support/cases/{account}/{case}", ("support",)),
    Page("call-back-faulty", ACCOUNT + "/call-back", OWN, status=422, submit=True),
    Page("person", ACCOUNT + "/people/{person}", BUSINESS),
    Page("overview", "/operator", ("operator",)),
    Page("policies", "/operator/policies", ("operator",)),
    Page("policy", "/operator/policies/microsoft-365-business/2024-09-10", ("operator",)),
    Page("events", "/operator/events", ("operator",)),
    Page("due", "/operator/due", ("operator",)),
    Page("health", "/operator/health", ("operator",)),
]


def person(id, name, *roles):
    return {"id": id, "name": name, "email": f"{id[4:]}@brook.example", "roles": list(roles)}


def licenses(id, product="business-premium", **more):
    """A month that began three days ago."""
    return {
        "id": id,
        "product": product,
        "started": "2026-01-07T15:00:00Z",
        "term": {"start": "2026-01-07", "end": "2026-02-07", "interval": "month"},
        "price": {"amount": "22.00", "currency": "USD", "per": "license", "every": "month"},
        "licenses": {"purchased": 20, "assigned": 18},
        "recurringBilling": True,
        "paymentMethod": "on-file",
        **more,
    }


def plan(id, product="family", **more):
    """A year that began ten days ago, at one price for all who share it."""
    return {
        "id": id,
        "product": product,
        "started": "2025-12-31T12:00:00Z",
        "term": {"start": "2025-12-31", "end": "2026-12-31", "interval": "year"},
        "price": {"amount": "1299.00", "currency": "NOK", "per": "subscription", "every": "year"},
        "recurringBilling": True,
        "paymentMethod": "on-file",
        **more,
    }


YEAR = {
    "started": "2025-03-01T15:00:00Z",
    "term": {"start": "2025-03-01", "end": "2026-03-01", "interval": "year"},
    "price": {"amount": "150.00", "currency": "USD", "per": "license", "every": "year"},
}
OVER = {
    "started": "2025-11-20T15:00:00Z",
    "term": {"start": "2025-12-20", "end": "2026-01-20", "interval": "month"},
    "renewed": True,
}


class World:
    def __init__(self, server):
        self.server = server
        self.faces = {"nobody": Face()}
        self._brook()
        self._birch()
        self._desk()
        self.faces["operator"] = Face(cookie=server.sign_in())
        self._open("acc_empty", ORGANISATION, "Quiet Ltd")
        domains = ["quill.example", "q.example"]
        self._open("acc_quill", ORGANISATION, "Quill Ltd", domains=domains)
        self.subscribe("acc_quill", licenses("sub_quill"))

    def subscribe(self, account, body):
        return self.server.post(f"/v1/accounts/{account}/subscriptions", body)

    def ask(self, account, person, phone="+1 312 555 0142"):
        """Somebody asks to be called; the name of the case."""
        body = {"phone": phone, "person": person}
        return self.server.post(f"/v1/accounts/{account}/cases", body)["id"]

    def path(self, page, face):
        looker = self.faces[face]
        return page.path.format(account=looker.looks_at, **looker.ids)

    def _act(self, account, subscription, act, **more):
        path = f"/v1/accounts/{account}/subscriptions/{subscription}/acts"
        return self.server.post(path, {"act": act, **more})["receipt"]["id"]

    def _open(self, account, kind, name, **more):
        self.server.post("/v1/accounts", {**kind, "id": account, "name": name, **more})

    def _brook(self):
        """An organisation with a subscription in each state, and people of each kind."""
        account = "acc_brook"
        people = [
            person("per_maud", "Maud Brook", "global-administrator"),
            person("per_otis", "Otis Lane", "billing-administrator"),
            person("per_lena", "Lena Ward", "user"),
        ]
        self._open(account, ORGANISATION, "Brook & Sons Bindery", people=people)
        for body in (
            licenses("sub_brook_premium"),
            licenses("sub_brook_annual", "business-standard", **YEAR),
            licenses("sub_brook_basic", "business-basic", recurringBilling=False, **OVER),
            licenses("sub_brook_ended", "business-basic"),
        ):
            self.subscribe(account, body)
        actor = {"role": "billing-administrator"}
        receipt = self._act(
            account, "sub_brook_ended", "cancel", reason="not-used", actor=actor
        )
        ids = {
            "case": self.ask(account, "per_otis"),
            "person": "per_otis",
            "subscription": "sub_brook_premium",
            "fixed": "sub_brook_annual",
            "ended": "sub_brook_ended",
            "receipt": receipt,
        }
        self.faces["organisation"] = Face(
            account, "per_maud", account, self.server.sign_in(account, "per_maud"), ids
        )

    def _birch(self):
        """A person with a family; one subscription was bought in a phone's shop."""
        account = "acc_birch"
        people = [
            person("per_elin", "Elin Birch", "owner"),
            person("per_nils", "Nils Birch", "family-member"),
            person("per_ada", "Ada Birch", "family-member"),
        ]
        storage = {"used": 212_000_000_000, "mail": 8_400_000_000}
        self._open(account, PERSON, "Elin Birch", people=people, storage=storage)
        shares = [
            {"person": "per_nils", "storage": {"used": 41_100_000_000}},
            {"person": "per_ada", "storage": {"used": 3_100_000_000}},
        ]
        for body in (
            plan("sub_birch_family", sharedWith=shares),
            plan("sub_birch_phone", "basic", channel="app-store"),
            plan("sub_birch_ended", "personal"),
        ):
            self.subscribe(account, body)
        receipt = self._act(account, "sub_birch_ended", "cancel", actor={"role": "owner"})
        ids = {
            "subscription": "sub_birch_family",
            "fixed": "sub_birch_phone",
            "ended": "sub_birch_ended",
            "receipt": receipt,
        }
        self.faces["consumer"] = Face(
            account, "per_elin", account, self.server.sign_in(account, "per_elin"), ids
        )

    def _desk(self):
        """A support agent, who looks at the organisation."""
        account = "acc_desk"
        agent = person("per_agent", "Iris Vale", "support-agent")
        self._open(account, ORGANISATION, "Customer care", people=[agent])
        brook = self.faces["organisation"]
        self.faces["support"] = Face(
            account,
            "per_agent",
            brook.account,
            self.server.sign_in(account, "per_agent"),
            brook.ids,
        )
