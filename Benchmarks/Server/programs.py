"""Starts and stops what is measured, and the programs that measure."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))


class Figure:
    """What one run of the client saw."""

    def __init__(self, line, server_cpu):
        words = line.split()
        self.answers, self.failures = int(words[0]), int(words[1])
        self.seconds, self.client_cpu = float(words[2]), float(words[3])
        self.p50, self.p99, self.longest = (int(word) / 1000 for word in words[4:7])
        self.server_cpu = server_cpu
        self.rate = self.answers / self.seconds

    @property
    def shares(self):
        """Shares of the whole machine's processors."""
        whole = self.seconds * os.cpu_count()
        return (
            f"client {self.client_cpu / whole:.0%} and server {self.server_cpu / whole:.0%} of "
            f"the processors"
        )


def flags(library):
    """What a compiler needs to know of a library."""
    words = ["pkg-config", "--cflags", "--libs", library]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout.split()


class Programs:
    """The compiled tools and the server's binary."""

    def __init__(self, tenure, folder):
        self.tenure, self.folder = os.path.abspath(tenure), folder
        os.makedirs(folder, exist_ok=True)
        self.client = self.compile("client", "client.c")
        self.replay = self.compile("replay", "replay.c", "-lsqlite3")
        self.replay_pg = self.compile("replay_pg", "replay_pg.c", *flags("libpq"))
        self.trace = self.compile("trace.so", "trace.c", "-shared", "-fPIC", "-ldl")

    def compile(self, name, source, *flags):
        path = os.path.join(self.folder, name)
        source = os.path.join(HERE, source)
        subprocess.run(["clang", "-O2", "-Wall", "-o", path, source, *flags], check=True)
        return path

    def run(self, *words, **options):
        """The standard output of a program; its standard error says why it failed."""
        done = subprocess.run(words, stdout=subprocess.PIPE, text=True, **options)
        if done.returncode:
            raise SystemExit(f"bench: {words[0]} ended with status {done.returncode}")
        return done.stdout

    def disk(self, seconds=0.5):
        """What the disk does: writes of one page with an fdatasync each, per second."""
        out = self.run(self.replay, "--disk", os.path.join(self.folder, "disk"), str(seconds))
        count, took, _ = out.split()
        return int(count) / float(took)


class Server:
    """A running `tenure serve`."""

    def __init__(self, programs, database, port=18771, trace=None, metrics=None):
        self.programs, self.port = programs, port
        environment = dict(os.environ)
        if trace:
            environment |= {"LD_PRELOAD": programs.trace, "TENURE_TRACE": trace}
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [programs.tenure, "serve", "--database", database, "--port", str(port),
             *(["--metrics-port", str(metrics)] if metrics else []), "--rate-limit", "off", "--log-level", "warning",
             "--signing-key-file", os.path.join(programs.folder, "signing-key")],
            env=environment)
        self.wait()

    def wait(self):
        """Until `/health/ready` answers 200."""
        deadline = time.monotonic() + 60
        text = b"GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise SystemExit(f"bench: the server ended with status {self.process.returncode}")
            try:
                with socket.create_connection(("127.0.0.1", self.port)) as connection:
                    connection.sendall(text)
                    if connection.recv(64).startswith(b"HTTP/1.1 200"):
                        self.started_in = time.monotonic() - self.began
                        return
            except OSError:
                pass
            time.sleep(0.001)
        raise SystemExit("bench: the server was not ready within a minute")

    def load(self, kind, connections, seconds, world, start=0, rate=0, key=None):
        """Runs the client; nothing may fail. `key` may be a cookie instead."""
        before = self.cpu()
        out = self.programs.run(
            self.programs.client, str(self.port), str(connections), str(rate), str(seconds),
            kind, key or world.key, world.order, str(start))
        figure = Figure(out, self.cpu() - before)
        if figure.failures:
            raise SystemExit(f"bench: {figure.failures} of {figure.answers} requests failed")
        return figure

    def call(self, method, path, key, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self):
        """The most memory that was resident, in MB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            line = next(line for line in file if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
