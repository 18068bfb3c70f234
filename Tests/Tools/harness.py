"""What the measuring and fault scripts share: a gateway process, raw backends, raw clients.

Python's standard library only; everything stays on the loopback and on free ports.
"""

import gzip
import json
import os
import pathlib
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"


def binary():
    """The program under test: what DRAGOMAN names, or the release build."""
    path = os.environ.get("DRAGOMAN") or str(ROOT / ".build" / "release" / "dragoman")
    if not os.access(path, os.X_OK):
        sys.exit(f"no program at {path}: run make build, or name one with DRAGOMAN")
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def allow_descriptors(count):
    """Raises this process's limit of open descriptors; returns what it is then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return soft


class Gateway:
    """A running gateway with a configuration given as a dictionary."""

    def __init__(self, configuration, options=(), wait=True):
        self.port = free_port()
        self.folder = tempfile.mkdtemp(prefix="dragoman-")
        path = os.path.join(self.folder, "krakend.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"version": 3, "listen_ip": LOOPBACK, **configuration}, file)
        self.log = open(os.path.join(self.folder, "log"), "wb")
        command = [binary(), "run", "-c", path, "-p", str(self.port), *options]
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        if wait:
            self.wait()

    def wait(self, seconds=20):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection((LOOPBACK, self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.002)
        sys.exit("the gateway did not start:\n" + self.log_text())

    def log_text(self):
        with open(os.path.join(self.folder, "log"), "rb") as file:
            return file.read()[-4000:].decode("utf-8", "replace")

    def memory(self, field="VmRSS"):
        """Kilobytes of memory: VmRSS now, VmHWM at its peak."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(rf"^{field}:\s+(\d+) kB", file.read(), re.M).group(1))

    def reset_peak(self):
        """Makes VmHWM start again from what is resident now."""
        with open(f"/proc/{self.process.pid}/clear_refs", "w", encoding="ascii") as file:
            file.write("5")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def is_alive(self):
        return self.process.poll() is None

    def stop(self):
        if self.is_alive():
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Nginx:
    """An nginx whose `server` block holds `server`, and whose `http` block `http` beside it."""

    def __init__(self, server, http=""):
        self.port = free_port()
        self.folder = tempfile.mkdtemp(prefix="dragoman-nginx-")
        paths = "".join(
            f"{kind}_temp_path {self.folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        text = f"""
            daemon off; worker_processes 1; pid {self.folder}/pid; error_log stderr crit;
            events {{ worker_connections 8192; }}
            http {{ access_log off; {paths} keepalive_requests 100000000; client_max_body_size 0; {http}
              server {{ listen {LOOPBACK}:{self.port} backlog=4096; {server} }} }}
        """
        path = os.path.join(self.folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        if program is None:
            sys.exit("nginx is not there: apt-get install nginx-light")
        self.process = subprocess.Popen(
            [program, "-p", self.folder, "-c", path], stderr=subprocess.PIPE
        )
        for _ in range(2000):
            try:
                socket.create_connection((LOOPBACK, self.port), timeout=1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    sys.exit(self.process.stderr.read().decode())
                time.sleep(0.002)

    @property
    def url(self):
        return f"http://{LOOPBACK}:{self.port}"

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class RawBackend:
    """A backend that runs `handle(connection, head)` for each connection, on a thread of its own."""

    def __init__(self, handle):
        self.handle = handle
        self.listener = socket.create_server((LOOPBACK, 0), backlog=1024)
        self.port = self.listener.getsockname()[1]
        self.closing = False
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self):
        return f"http://{LOOPBACK}:{self.port}"

    def accept(self):
        while not self.closing:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                head = read_head(connection)
                if head:
                    self.handle(connection, head)
            except OSError:
                pass

    def stop(self):
        self.closing = True
        self.listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def read_head(connection):
    """The bytes up to the empty line, with what came behind them; empty at the end."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return b""
        data += piece
    return data


def wait_for_end(connection, seconds):
    """Reads until the peer closes; the seconds that took, or None if it did not close in time."""
    start = time.monotonic()
    connection.settimeout(seconds)
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return None
    return time.monotonic() - start


def ask(port, request, seconds=20):
    """Sends raw bytes; returns (status, bytes received, seconds). Status 0: no answer at all.

    Of a very long answer the beginning and the last bytes are kept.
    """
    start = time.monotonic()
    received, tail = bytearray(), b""
    with socket.create_connection((LOOPBACK, port), timeout=seconds) as connection:
        try:
            connection.sendall(request)
            while piece := connection.recv(1 << 20):
                if len(received) < 1 << 20:
                    received += piece
                else:
                    tail = piece[-16:]
        except OSError:
            pass
    match = re.match(rb"HTTP/1\.[01] (\d{3})", received)
    elapsed = time.monotonic() - start
    return (int(match.group(1)) if match else 0), bytes(received) + tail, elapsed


def get(port, target, seconds=20):
    """One GET on a connection that ends with it."""
    head = f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    return ask(port, head.encode(), seconds)


def gzip_bomb(megabytes):
    """A gzip text that inflates to so many megabytes of JSON."""
    block = b" " * (1 << 20)
    packed = gzip.compress(b"{" + block * megabytes + b"}", 9)
    return packed
