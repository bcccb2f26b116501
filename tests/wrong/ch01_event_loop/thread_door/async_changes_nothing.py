# exercise: thread_door
# rejected by: the_reactor_is_not_held_up
async def in_thread(reactor, work, *args):
    return work(*args)
