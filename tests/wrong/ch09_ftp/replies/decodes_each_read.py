# exercise: replies
# rejected by: a_reply_has_a_code_and_a_text
"""A character that a read cuts in two is lost."""


class Replies:
    def __init__(self):
        self._half, self._begun = "", []

    def feed(self, data):
        replies = []
        *lines, self._half = (self._half + data.decode("utf-8", "replace")).split("\n")
        for line in lines:
            self._begun.append(line.removesuffix("\r"))
            first, last = self._begun[0], self._begun[-1]
            if last[:4].rstrip() == first[:3]:
                self._begun[0], self._begun[-1] = first[4:], last[4:]
                replies.append((int(first[:3]), "\n".join(self._begun)))
                self._begun = []
        return replies
