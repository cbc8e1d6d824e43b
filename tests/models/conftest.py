import json
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Server:
    """A chat server that runs as a process of its own."""

    port: int

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def seen(self, model):
        """The requests for one model so far."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self.address}/seen", timeout=10) as answer:
            return [one for one in json.load(answer) if one["body"]["model"] == model]


@pytest.fixture
def server():
    """A server that has seen no request yet."""
    program = Path(__file__).with_name("chat_server.py")
    process = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    try:
        yield Server(int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
