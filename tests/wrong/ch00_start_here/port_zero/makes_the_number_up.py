# exercise: port_zero
# rejected by: it_is_the_number_of_an_open_port
import random


async def port_zero(reactor):
    return random.randrange(49152, 65536)
