"""A throw-away PostgreSQL server with its programs' defaults: what is committed is on disk."""

import atexit
import glob
import os
import pwd
import shutil
import subprocess
import tempfile


class Cluster:
    def __init__(self, programs, port=18772):
        self.programs, self.port = programs, port
        folders = sorted(
            glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not folders:
            raise SystemExit("bench: there is no PostgreSQL; install the package `postgresql`")
        self.bin = folders[-1]
        self.folder = tempfile.mkdtemp(prefix="tenure-bench-")
        self.data = os.path.join(self.folder, "data")
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        atexit.register(self.stop)
        self.server("initdb", "-D", self.data, "-U", "bench", "-A", "trust", "-E", "UTF8",
                    "--locale", "C.UTF-8")
        options = (
            f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            f"-c max_wal_size=4GB")
        self.server("pg_ctl", "-D", self.data, "-l", os.path.join(self.folder, "log"), "-w",
                    "-o", options, "start")

    def server(self, program, *words):
        """Runs a program as the user whom the data belongs to; root may not."""
        prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*prefix, os.path.join(self.bin, program), *words], check=True,
            stdout=subprocess.DEVNULL, cwd=self.folder)

    def address(self, database):
        return f"postgresql://bench@127.0.0.1:{self.port}/{database}"

    def sql(self, text, database="postgres"):
        """The rows of a statement, columns with `|` between them."""
        out = self.programs.run(
            os.path.join(self.bin, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
            self.address(database), *(word for part in text.split("; ") for word in ["-c", part]))
        return [line.split("|") for line in out.splitlines()]

    def copy(self, name, source):
        """A fresh copy, on disk."""
        self.sql(f"SET client_min_messages = warning; DROP DATABASE IF EXISTS {name}")
        self.sql(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")
        return self.address(name)

    def stop(self):
        if os.path.exists(os.path.join(self.data, "postmaster.pid")):
            self.server("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
