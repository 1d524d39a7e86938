"""The world that the browser sees.

Its accounts have clocks of their own, so that every date is the same on every day.
"""

import copy
import itertools
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
    name: str = ""  # of the account


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


# More people have a license than may have one when an administrator cancels.
CROWDED = {"licenses": {"purchased": 40, "assigned": 36}}


class World:
    def __init__(self, server):
        self.server = server
        self.faces = {"nobody": Face()}
        self._numbers = itertools.count(1)
        self._brook()
        self._birch()
        self._desk()
        self.faces["operator"] = Face(cookie=server.sign_in())
        self.open("acc_empty", ORGANISATION, "Quiet Ltd")
        domains = ["quill.example", "q.example"]
        self.open("acc_quill", ORGANISATION, "Quill Ltd", domains=domains)
        self.subscribe("acc_quill", licenses("sub_quill"))
        self.open("acc_shut", ORGANISATION, "Former Ltd")
        closing = {"understood": True, "actor": {"role": "global-administrator"}}
        self.server.post("/v1/accounts/acc_shut/closure", closing)
        self.freeze("acc_frost", "Runa Frost")

    def seen_by(self, faces):
        """The same world, where others look at it."""
        other = copy.copy(self)
        other.faces = {**self.faces, **faces}
        return other

    def path(self, page, face):
        looker = self.faces[face]
        return page.path.format(account=looker.looks_at, own=looker.person, **looker.ids)

    def open(self, account, kind, name, **more):
        self.server.post("/v1/accounts", {**kind, "id": account, "name": name, **more})

    def fresh(self, face):
        """An account of nothing that nobody else looks at, and the cookie of whoever does."""
        number = next(self._numbers)
        account, own = f"acc_fresh_{number}", f"per_fresh_{number}"
        looker, is_home = self.faces[face], face == "consumer"
        boss = person(own, looker.name, "owner" if is_home else "global-administrator")
        self.open(account, PERSON if is_home else ORGANISATION, looker.name, people=[boss])
        if face == "support":
            return account, looker.cookie
        return account, self.server.sign_in(account, own)

    def subscribe(self, account, body):
        return self.server.post(f"/v1/accounts/{account}/subscriptions", body)

    def ask(self, account, person, phone="+1 312 555 0142"):
        """Somebody asks to be called; the name of the case."""
        body = {"phone": phone, "person": person}
        return self.server.post(f"/v1/accounts/{account}/cases", body)["id"]

    def export(self, account, subscription, percent):
        """Somebody asks for the data; a worker has come so far with it."""
        path = f"/v1/accounts/{account}/subscriptions/{subscription}/exports"
        task = f"/v1/tasks/{self.server.post(path)['id']}"
        attempt = self.server.post(f"{task}/claim", {"seconds": 86_400})["attempt"]
        report = {"attempt": attempt, "percent": percent, "seconds": 86_400}
        self.server.post(f"{task}/progress", report)
        if percent == 100:
            link = "https://files.example/brook.zip"
            self.server.post(f"{task}/completion", {"attempt": attempt, "link": link})

    def freeze(self, account, name):
        """Opens an account of somebody whose files are too many since a subscription ended, so
        that nobody can open them."""
        own, one = account.replace("acc_", "per_"), account.replace("acc_", "sub_")
        people = [person(own, name, "owner")]
        self.open(account, PERSON, name, people=people, storage={"used": 40_000_000_000})
        self.subscribe(account, plan(one, "personal"))
        self.act(account, one, "cancel", "owner")
        self.server.post(f"/v1/accounts/{account}/clock", {"to": "2026-05-10T09:00:00Z"})

    def act(self, account, subscription, act, role="billing-administrator", **more):
        """Somebody of a role acts; the name of the receipt."""
        path = f"/v1/accounts/{account}/subscriptions/{subscription}/acts"
        body = {"act": act, "actor": {"role": role}, **more}
        return self.server.post(path, body)["receipt"]["id"]

    def _brook(self):
        """An organisation with a subscription in each state, and people of each kind."""
        account, name = "acc_brook", "Brook & Sons Bindery"
        people = [
            person("per_maud", "Maud Brook", "global-administrator"),
            person("per_otis", "Otis Lane", "billing-administrator"),
            person("per_lena", "Lena Ward", "user"),
        ]
        self.open(account, ORGANISATION, name, people=people)
        for body in (
            licenses("sub_brook_premium"),
            licenses("sub_brook_annual", "business-standard", **YEAR, **CROWDED),
            licenses("sub_brook_basic", "business-basic", recurringBilling=False, **OVER),
            licenses("sub_brook_ended", "business-basic"),
        ):
            self.subscribe(account, body)
        receipt = self.act(account, "sub_brook_ended", "cancel", reason="not-used")
        self.export(account, "sub_brook_annual", 40)
        self.export(account, "sub_brook_ended", 100)
        ids = {
            "case": self.ask(account, "per_otis"),
            "person": "per_otis",
            "subscription": "sub_brook_premium",
            "fixed": "sub_brook_annual",
            "ended": "sub_brook_ended",
            "receipt": receipt,
        }
        cookie = self.server.sign_in(account, "per_maud")
        self.faces["organisation"] = Face(account, "per_maud", account, cookie, ids, name)

    def _birch(self):
        """A person with a family; one subscription was bought in a phone's shop."""
        account, name = "acc_birch", "Elin Birch"
        people = [
            person("per_elin", name, "owner"),
            person("per_nils", "Nils Birch", "family-member"),
            person("per_ada", "Ada Birch", "family-member"),
        ]
        storage = {"used": 212_000_000_000, "mail": 8_400_000_000}
        self.open(account, PERSON, name, people=people, storage=storage)
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
        receipt = self.act(account, "sub_birch_ended", "cancel", "owner")
        ids = {
            "case": self.ask(account, "per_elin", "+47 22 12 34 56"),
            "subscription": "sub_birch_family",
            "fixed": "sub_birch_phone",
            "ended": "sub_birch_ended",
            "receipt": receipt,
        }
        cookie = self.server.sign_in(account, "per_elin")
        self.faces["consumer"] = Face(account, "per_elin", account, cookie, ids, name)
        cookie = self.server.sign_in(account, "per_nils")
        self.faces["member"] = Face(account, "per_nils", account, cookie, ids, name)

    def _desk(self):
        """A support agent, who looks at the organisation."""
        account, brook = "acc_desk", self.faces["organisation"]
        agent = person("per_agent", "Iris Vale", "support-agent")
        self.open(account, ORGANISATION, "Customer care", people=[agent])
        cookie = self.server.sign_in(account, "per_agent")
        self.faces["support"] = Face(
            account, "per_agent", brook.account, cookie, brook.ids, brook.name
        )
