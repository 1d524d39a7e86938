"""The server's own interface, and the sign-in page as a form without a browser."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Server:
    """A `tenure demo` that runs: what it printed names its address and its keys."""

    def __init__(self, printed):
        self.url = re.search(r"^server +(\S+)", printed, re.M)[1]
        self.key = re.search(r"^ *operator +(tnk_\S+)", printed, re.M)[1]
        self._opener = urllib.request.build_opener(_Stay)

    def send(self, method, path, body=None):
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=json.dumps(body or {}).encode() if method != "GET" else None,
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path} answered {error.code}: {error.read().decode()}")

    def post(self, path, body=None):
        return self.send("POST", path, body)

    def get(self, path):
        return self.send("GET", path)

    def sign_in(self, account=None, person=None):
        """The value of the cookie that somebody has after signing in; without a person, the
        operator."""
        whose = f"/accounts/{account}/people/{person}" if person else ""
        code = self.post(f"/v1{whose}/sign-in-codes")["code"]
        form = urllib.parse.urlencode({"provider": "code", "answer": code}).encode()
        request = urllib.request.Request(
            self.url + "/sign-in", data=form, headers={"Origin": self.url}
        )
        try:
            self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as answer:
            cookie = re.search(r"tenure-session=([^;]+)", answer.headers.get("Set-Cookie", ""))
            if answer.code == 303 and cookie:
                return cookie[1]
        raise SystemExit(f"nobody was signed in as {person or 'operator'}")
