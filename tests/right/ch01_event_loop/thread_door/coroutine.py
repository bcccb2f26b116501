# exercise: thread_door
import concurrent.futures

from twisted.internet.defer import Deferred

pool = concurrent.futures.ThreadPoolExecutor()


async def in_thread(reactor, work, *args):
    arrived = Deferred()
    future = pool.submit(work, *args)
    future.add_done_callback(lambda done: reactor.callFromThread(arrived.callback, done))
    done = await arrived
    print("in the reactor's thread again")
    return done.result()
