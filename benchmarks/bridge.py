"""What the bridge costs in a kernel: an await, the stop button, the start, the end."""

from __future__ import annotations

import statistics
import tempfile
import time

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager
from kernel import PATIENCE, kernel, seconds

ROUNDS = 9
PRESSES = 50
STARTS = 5

SETUP = """
import asyncio, time
from twisted.internet import reactor
from twisted.internet.defer import Deferred
spent = []
"""
AWAITS = """
loop, began = asyncio.get_running_loop(), time.process_time()
for _ in range(3000):
    {new}
    await it
spent.append(time.process_time() - began)
"""
FUTURE = AWAITS.format(new="it = loop.create_future(); loop.call_soon(it.set_result, None)")
DEFERRED = AWAITS.format(new="it = Deferred(); loop.call_soon(it.callback, None)")
TIMER = AWAITS.format(new="it = Deferred(); reactor.callLater(0, it.callback, None)")


def main() -> None:
    """Print each figure, with the round's own measure beside it."""
    with tempfile.TemporaryDirectory() as home:
        for mode in ("asyncio", "thread"):
            with kernel(home) as client:
                seconds(client, f"%load_ext workbook.bridge\n%reactor {mode}\n{SETUP}")
                deferred, timer = ratios(client)
                pressed = presses(client)
            print(f"{mode:8} await d / await future     {deferred:.2f}")
            print(f"{mode:8} await a timer / future     {timer:.2f}")
            print(f"{mode:8} stop button, median of {PRESSES}  {pressed * 1000:.0f} ms")
        print(f"start of the extension / kernel     {start(home):.2f}")


def ratios(client: BlockingKernelClient) -> tuple[float, float]:
    """Return what awaiting a Deferred, and a timer, costs in awaits of a bare future."""
    for _ in range(ROUNDS):
        for cell in (FUTURE, DEFERRED, TIMER):
            seconds(client, cell)
    reply = client.execute_interactive(
        "",
        user_expressions={"spent": "spent"},
        timeout=PATIENCE,
        output_hook=lambda message: None,
    )
    shown = reply["content"]["user_expressions"]["spent"]["data"]["text/plain"]
    spent = [float(number) for number in shown.strip("[]").split(",")]
    rounds = list(zip(spent[::3], spent[1::3], spent[2::3], strict=True))
    deferred = statistics.median(one / bare for bare, one, _ in rounds)
    return deferred, statistics.median(timer / bare for bare, _, timer in rounds)


def presses(client: BlockingKernelClient) -> float:
    """Return the median seconds from the stop button to the end of a cell that awaits."""
    taken = []
    for _ in range(PRESSES):
        request = client.execute("print('on')\nawait Deferred()", stop_on_error=False)
        said = ""
        while "on" not in said:
            said = client.get_iopub_msg(timeout=PATIENCE)["content"].get("text", "")
        began = time.perf_counter()
        manager_of(client).interrupt_kernel()
        while client.get_shell_msg(timeout=PATIENCE)["parent_header"].get("msg_id") != request:
            pass
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def start(home: str) -> float:
    """Return the start of the extension, in starts of a bare kernel."""
    found = []
    for _ in range(STARTS):
        began = time.perf_counter()
        with kernel(home) as client:
            bare = time.perf_counter() - began
            found.append(seconds(client, "%load_ext workbook.bridge") / bare)
    return statistics.median(found)


def manager_of(client: BlockingKernelClient) -> KernelManager:
    """Return what started the kernel of *client*."""
    assert isinstance(client.parent, KernelManager)
    return client.parent


if __name__ == "__main__":
    main()
