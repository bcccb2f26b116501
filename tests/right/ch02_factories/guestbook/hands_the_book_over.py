# exercise: guestbook
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Book:
    def __init__(self):
        self.pages = {}

    def sign(self, name):
        self.pages[len(self.pages) + 1] = name
        return max(self.pages)


class Visit(LineReceiver):
    def __init__(self, book):
        self.book = book

    def lineReceived(self, line):
        self.sendLine(f"You are visitor {self.book.sign(line)}, {line.decode()}.".encode())
        self.transport.loseConnection()


class Guestbook(Factory):
    def __init__(self):
        self.book = Book()

    def buildProtocol(self, address):
        return Visit(self.book)


def make_factory(reactor):
    return Guestbook()
