# exercise: guestbook
# earns: 0 of 6
# An endless loop when it is called.

def make_factory(reactor):
    while True:
        pass
