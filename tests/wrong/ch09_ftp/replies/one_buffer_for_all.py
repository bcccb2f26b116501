# exercise: replies
# rejected by: servers_are_not_mixed_up
"""The half line is kept on the class."""


class Replies:
    half = b""

    def __init__(self):
        self._begun = []

    def feed(self, data):
        replies = []
        *lines, Replies.half = (Replies.half + data).split(b"\n")
        for line in lines:
            self._begun.append(line.removesuffix(b"\r").decode("utf-8", "replace"))
            first, last = self._begun[0], self._begun[-1]
            if last[:4].rstrip() == first[:3]:
                self._begun[0], self._begun[-1] = first[4:], last[4:]
                replies.append((int(first[:3]), "\n".join(self._begun)))
                self._begun = []
        return replies
