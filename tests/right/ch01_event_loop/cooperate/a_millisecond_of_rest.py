# exercise: cooperate
from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    total, piece = 0, []
    for number in numbers:
        piece.append(number)
        if len(piece) == 2_000:
            total, piece = total + sum(piece), []
            await deferLater(reactor, 0.001)
    return total + sum(piece)
