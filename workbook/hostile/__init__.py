"""A hostile network for one machine: a proxy that does to a connection what networks do.

Standard-library sockets only: it shares no code with Twisted, so it cannot share a
misunderstanding with a server or a client that is written with it.

    with Proxy(8000, Slicer(1), Latency(50, way="down")) as proxy:
        urlopen(f"http://127.0.0.1:{proxy.port}/")
"""

from workbook.hostile.piece import Toxic
from workbook.hostile.proxy import Proxy
from workbook.hostile.toxics import (
    Bandwidth,
    Coalesce,
    HalfClose,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Timeout,
)

__all__ = [
    "Bandwidth",
    "Coalesce",
    "HalfClose",
    "Latency",
    "LimitData",
    "Proxy",
    "ResetPeer",
    "Slicer",
    "SlowClose",
    "Timeout",
    "Toxic",
]
