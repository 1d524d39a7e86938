"""The server's own interface, and the sign-in page as a form without a browser."""

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Server:
    """A server that runs, and the operator's key to it."""

    def __init__(self, url, key):
        self.url, self.key = url, key
        self._opener = urllib.request.build_opener(_Stay)

    @classmethod
    def of_demo(cls, printed):
        """A `tenure demo`: what it printed names its address and its keys."""
        url = re.search(r"^server +(\S+)", printed, re.M)[1]
        return cls(url, re.search(r"^ *operator +(tnk_\S+)", printed, re.M)[1])

    @classmethod
    def of_service(cls, log, key):
        """A `tenure serve`: its log names its port, and `tenure keys create --json` its key."""
        port = re.search(r"listening on \S+:(\d+)", log)[1]
        return cls(f"http://127.0.0.1:{port}", json.loads(key)["secret"])

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
            raise RuntimeError(f"{method} {path} answered {error.code}: {error.read().decode()}")

    def post(self, path, body=None):
        return self.send("POST", path, body)

    def get(self, path):
        return self.send("GET", path)

    def page(self, path, form=None, cookie=""):
        """The status and the header fields that somebody's browser would get, who is taken
        nowhere else; `form` is sent if there is one."""
        fields = {"Origin": self.url, "Accept": "text/html"}
        if cookie:
            fields["Cookie"] = f"tenure-session={cookie}"
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(self.url + path, data=data, headers=fields)
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers

    def elsewhere(self, path, body, fields):
        """The status, the header fields and the page for somebody at another address, as the
        server sees it, who sends a form."""
        host = urllib.parse.urlsplit(self.url)
        source = ("127.0.0.9", 0)
        line = http.client.HTTPConnection(
            host.hostname, host.port, timeout=60, source_address=source
        )
        try:
            line.request("POST", path, body, fields)
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            line.close()

    def signing_in(self, account=None, person=None):
        """What is answered to somebody who signs in with a code; without a person, the
        operator."""
        whose = f"/accounts/{account}/people/{person}" if person else ""
        code = self.post(f"/v1{whose}/sign-in-codes")["code"]
        return self.page("/sign-in", {"provider": "code", "answer": code})

    def sign_in(self, account=None, person=None):
        """The value of the cookie that somebody has after signing in."""
        status, fields = self.signing_in(account, person)
        cookie = re.search(r"tenure-session=([^;]+)", fields.get("Set-Cookie", ""))
        if status != 303 or not cookie:
            raise RuntimeError(f"nobody was signed in as {person or 'operator'}")
        return cookie[1]
