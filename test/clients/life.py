"""What the lives of VMs of both clients share: where the cloud is, what they order, and how they wait."""

import os
import time
from collections.abc import Callable

URL = os.environ["WALDUR_URL"]
TOKEN = os.environ["WALDUR_TOKEN"]
PROJECT = os.environ["WALDUR_PROJECT"]
KEY = os.environ["WALDUR_KEY"]

# nothing that works needs so long, however busy the machine
PATIENCE = 600


def said(step: str) -> None:
    print(f"ok {step}", flush=True)


def until(what: str, holds: Callable[[], bool]) -> None:
    """Looks until it holds: the clients have no events to wait for."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.2)
