# exercise: replies
# rejected by: a_dash_says_read_on
"""It takes 220- as final, as if every line were a reply."""


class Replies:
    def __init__(self):
        self._half = b""

    def feed(self, data):
        *lines, self._half = (self._half + data).split(b"\n")
        texts = [line.decode().removesuffix("\r") for line in lines]
        return [(int(text[:3]), text[4:]) for text in texts if text[:3].isdigit()]
