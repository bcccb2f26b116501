"""The proxy as a command: read what it shall do, and do it until Ctrl-C."""

from __future__ import annotations

import dataclasses
import difflib
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from workbook.hostile.piece import BOTH, WAYS, Toxic
from workbook.hostile.proxy import HERE, Proxy
from workbook.hostile.toxics import TOXICS


def run(to: str, toxics: Sequence[str], listen: int, seed: str, say: Callable[[str], None]) -> None:
    """Pass on to *to*, ``HOST:PORT``, until Ctrl-C; *say* what is done to each connection.

    Raises:
        ValueError: a word is not understood; the text says which.
        OSError: the port *listen* is not free.
    """
    there = address(to)
    with Proxy(there, *map(toxic, toxics), listen=listen, seed=seed, say=say) as proxy:
        say(f"{HERE}:{proxy.port} leads to {there[0]}:{there[1]}. Ctrl-C ends it.")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


def address(text: str) -> tuple[str, int]:
    """Return the host and the port of ``HOST:PORT``; a port alone is one of this machine."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise ValueError(f"`{text}` is no address. Write HOST:PORT, such as {HERE}:8000.")
    return host or HERE, int(port)


def toxic(text: str) -> Toxic:
    """Return the toxic that *text* asks for: ``[up:|down:]NAME[=VALUE][,NAME=VALUE]…``.

    A value without a name is the next one in the order of the toxic's own.
    """
    name, _, given = text.partition("=")
    way, _, name = name.rpartition(":")
    for word, known in ((way or BOTH, {*WAYS}), (name, {*TOXICS})):
        if word not in known:
            raise ValueError(f"`{word}` in `{text}` is not known. {instead(word, known)}")
    kind = TOXICS[name]
    return kind(way=way or BOTH, **values(kind, given, text))


def values(kind: type[Toxic], given: str, text: str) -> dict[str, int]:
    """Return the values that are *given* for a kind of toxic, by name."""
    names = [each.name for each in dataclasses.fields(kind) if each.init and each.name != "way"]
    found = {}
    for place, word in enumerate(given.split(",") if given else ()):
        name, _, number = word.rpartition("=")
        name = name or "".join(names[place : place + 1])
        if name not in names:
            raise ValueError(f"`{word}` in `{text}` is not known. {instead(word, {*names})}")
        if not number.isdecimal():
            raise ValueError(f"`{word}` in `{text}` needs a whole number.")
        found[name] = int(number)
    return found


def instead(word: str, known: set[str]) -> str:
    """Say what might have been meant."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"There is: {', '.join(sorted(known))}."
