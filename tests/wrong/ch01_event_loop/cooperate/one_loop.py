# exercise: cooperate
# rejected by: no_turn_takes_it_all
async def cooperate(reactor, numbers):
    total = 0
    for number in numbers:
        total += number
    return total
