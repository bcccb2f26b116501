# exercise: replies
# rejected by: other_numbers_end_nothing
"""Any line that begins with a code and a space ends the reply."""

import re


class Replies:
    def __init__(self):
        self._half, self._begun = "", []

    def feed(self, data):
        replies = []
        *lines, self._half = (self._half + data.decode("latin-1")).split("\n")
        for line in lines:
            line = line.removesuffix("\r").encode("latin-1").decode("utf-8")
            self._begun.append(line)
            if re.match(r"\d\d\d( |$)", line):
                code = int(line[:3])
                self._begun[0], self._begun[-1] = self._begun[0][4:], line[4:]
                replies.append((code, "\n".join(self._begun)))
                self._begun = []
        return replies
