"""The pages to look at, each with whoever looks at it and what is done there before."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page to look at. `path` names ids of the face in braces."""

    name: str
    path: str
    faces: tuple
    status: int = 200
    deed: str = ""  # what is done there before it is looked at: a name in deeds.py
    language: str = ""  # of a document, which keeps the one it was written in


OWN = ("organisation", "consumer")
ALL = (*OWN, "support")
ONLY = ("organisation",)
BUSINESS = ("organisation", "support")
ACCOUNT = "/accounts/{account}"
ONE = ACCOUNT + "/subscriptions/{subscription}"
ORDER = "review=yes&product=business-basic&every=month&licenses=5&renews=no"
ENDED = ACCOUNT + "/subscriptions/{ended}"
FIXED = ACCOUNT + "/subscriptions/{fixed}"
CASE = "/support/cases/{account}/{case}"
EDITION = "/operator/policies/microsoft-365-business/2024-09-10"

# The page that everything else is measured by, seen in every combination.
CANCEL = Page("cancel", ONE + "/cancel", ALL)
RESULT = Page("cancel-result", "", ALL)
REFUSED = Page("cancel-refused", FIXED + "/cancel", OWN)
QUILL = "/accounts/acc_quill/subscriptions/sub_quill/cancel"
DOMAINS = Page("cancel-domains", QUILL, ("support",))
CHIEF = [
    CANCEL,
    Page("home", ACCOUNT, ALL),
    Page("subscription", ONE, ALL),
    Page("receipt", ACCOUNT + "/receipts/{receipt}", ALL),
    REFUSED,
    Page("products", ACCOUNT + "/subscriptions", BUSINESS),
    Page("options", ONE + "/options", ALL),
    Page("people", ACCOUNT + "/people", ALL),
    Page("money", ACCOUNT + "/money", ALL),
    Page("closing", ACCOUNT + "/closing", ALL),
]
PAGES = CHIEF + [
    Page("sign-in", "/sign-in", ("nobody",)),
    Page("sign-in-faulty", "/sign-in", ("nobody",), status=422, deed="send"),
    Page("sign-in-locked", "/sign-in", ("nobody",), status=429, deed="try"),
    Page("sign-in-kept", ONE + "/cancel", OWN, deed="lapse"),
    Page("trouble", "/accounts/acc_nobody", OWN, status=404),
    Page("nowhere", "/nowhere", ("nobody", *ALL), status=404),
    Page("wrong-method", "/sign-out", OWN, status=405),
    Page("looking-only", "/accounts/acc_brook/closing", ("operator",), status=403),
    Page("home-looked-at", "/accounts/acc_brook", ("operator",)),
    Page("cancel-faulty", ONE + "/cancel", BUSINESS, status=422, deed="send"),
    Page("cancel-changed", ONE + "/cancel", ALL, status=409, deed="outdate"),
    Page("cancel-again", ONE + "/cancel", ALL, status=409, deed="renew"),
    Page("cancel-over", ENDED + "/cancel", OWN),
    Page("subscription-ended", ENDED, ALL),
    Page("receipt-superseded", ACCOUNT + "/receipts/{receipt}", OWN, deed="supersede"),
    Page("act-billing", ONE + "/acts/turn-off-recurring-billing", ALL),
    Page("act-reduce", ONE + "/acts/reduce-licenses", BUSINESS),
    Page("act-reduce-shown", ONE + "/acts/reduce-licenses?licenses=19", BUSINESS),
    Page("act-reduce-faulty", ONE + "/acts/reduce-licenses?licenses=none", BUSINESS, status=422),
    Page("act-plan", ONE + "/acts/change-plan", ALL),
    Page("act-reactivate", ENDED + "/acts/reactivate", ALL),
    Page("act-refused", ONE + "/acts/reactivate", ALL),
    Page("export", ONE + "/export", BUSINESS),
    Page("export-running", FIXED + "/export", ("organisation",)),
    Page("export-done", ENDED + "/export", ("organisation",)),
    Page("export-made", ENDED + "/export", ("organisation",), deed="fetch"),
    Page("domains", ACCOUNT + "/domains", BUSINESS),
    Page("domains-faulty", ACCOUNT + "/domains", ("organisation",), status=422, deed="send"),
    Page("domains-own", "/accounts/acc_quill/domains", ("support",)),
    DOMAINS,
    Page("home-empty", "/accounts/acc_empty", ("support",)),
    Page("products-none", ACCOUNT + "/subscriptions?state=deleted", BUSINESS),
    Page("people-empty", "/accounts/acc_empty/people", ("support",)),
    Page("money-empty", "/accounts/acc_empty/money", ("support",)),
    Page("messages-empty", "/accounts/acc_empty/messages", ("support",)),
    Page("history-empty", "/accounts/acc_empty/history", ("support",)),
    Page("calendar-empty", "/accounts/acc_empty/calendar", ("support",)),
    Page("calendar", ACCOUNT + "/calendar", ALL),
    Page("calendar-faulty", ACCOUNT + "/calendar", OWN, status=422, deed="send"),
    Page("calendar-made", ACCOUNT + "/calendar", OWN, deed="address"),
    Page("messages", ACCOUNT + "/messages", ALL),
    Page("history", ACCOUNT + "/history", ALL),
    Page("history-one", ACCOUNT + "/history?subscription={ended}", OWN),
    Page("storage", ACCOUNT + "/storage", ("consumer",)),
    Page("storage-frozen", "/accounts/acc_frost/storage", ("support",)),
    Page("storage-faulty", "/accounts/acc_frost/storage", ("support",), status=422, deed="send"),
    Page("buy", ACCOUNT + "/buy", OWN),
    Page("buy-review", ACCOUNT + "/buy?" + ORDER, ("organisation",)),
    Page("buy-faulty", ACCOUNT + "/buy?review=yes", OWN, status=422),
    Page("closing-open", "/accounts/acc_empty/closing", ("support",)),
    Page("closing-faulty", "/accounts/acc_empty/closing", ("support",), status=422, deed="forget"),
    Page("closed-now", ACCOUNT + "/closing", ALL, deed="close"),
    Page("closed", "/accounts/acc_shut/closing", ("support",)),
    Page("home-closed", "/accounts/acc_shut", ("support",)),
    Page("receipt-document", ACCOUNT + "/receipts/{receipt}/document", ALL, language="en"),
    Page("call-back", ACCOUNT + "/call-back", ALL),
    Page("call-back-asked", ACCOUNT + "/call-back?case={case}", ALL),
    Page("call-back-faulty", ACCOUNT + "/call-back", ALL, status=422, deed="send"),
    Page("sessions", "/sessions", ALL),
    Page("support", "/support", ("support",)),
    Page("support-found", "/support?q={account}", ("support",)),
    Page("support-nothing", "/support?q=nobody-is-called-so", ("support",)),
    Page("cases", "/support/cases", ("support",)),
    Page("case", CASE, ("support",)),
    Page("case-faulty", CASE, ("support",), status=422, deed="send"),
    Page("case-closed", CASE, ("support",), deed="settle"),
    Page("person", ACCOUNT + "/people/{person}", BUSINESS),
    Page("person-faulty", ACCOUNT + "/people/{person}", ONLY, status=422, deed="unname"),
    Page("person-last", ACCOUNT + "/people/{own}", ONLY, status=422, deed="unrole"),
    Page("people-faulty", ACCOUNT + "/people", ONLY, status=422, deed="overassign"),
    Page("family-faulty", ACCOUNT + "/people", ("consumer",), status=422, deed="join"),
    *(
        Page(f"{name}-member", ACCOUNT + path, ("member",))
        for name, path in {
            "home": "", "subscription": "/subscriptions/{subscription}",
            "options": "/subscriptions/{subscription}/options",
            "cancel": "/subscriptions/{subscription}/cancel",
            "people": "/people", "storage": "/storage", "calendar": "/calendar", "buy": "/buy",
            "call-back": "/call-back", "closing": "/closing",
        }.items()
    ),
    Page("forbidden", ACCOUNT + "/money", ("member",), status=403),
    Page("overview", "/operator", ("operator",)),
    Page("policies", "/operator/policies", ("operator",)),
    Page("policy", EDITION, ("operator",)),
    Page("policy-table", EDITION + "?table=cancel/refusals", ("operator",)),
    Page("policy-refund", EDITION + "?table=refund", ("operator",)),
    Page("events", "/operator/events", ("operator",)),
    Page("due", "/operator/due", ("operator",)),
    *(
        Page(f"due-{tab}", f"/operator/due?show={tab}", ("operator",))
        for tab in ("tasks-waiting", "tasks-claimed", "payments-due", "payments-failed",
                    "payments-charged-back")
    ),
    Page("health", "/operator/health", ("operator",)),
]
