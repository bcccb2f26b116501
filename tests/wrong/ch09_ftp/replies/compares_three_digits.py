# exercise: replies
# rejected by: other_numbers_end_nothing
"""Between the lines, `2300 files` and `230-again` look like the end."""


class Replies:
    def __init__(self):
        self._half, self._begun = b"", []

    def feed(self, data):
        replies = []
        *lines, self._half = (self._half + data).split(b"\n")
        for line in lines:
            text = line.removesuffix(b"\r").decode()
            more = not self._begun and text[3:4] == "-"
            self._begun.append(text)
            if not more and text.startswith(self._begun[0][:3]):
                self._begun[0], self._begun[-1] = self._begun[0][4:], text[4:]
                replies.append((int(text[:3]), "\n".join(self._begun)))
                self._begun = []
        return replies
