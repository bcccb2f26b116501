# exercise: replies
# rejected by: a_reply_has_a_code_and_a_text
"""Each read is taken for whole lines."""


class Replies:
    def __init__(self):
        self._begun = []

    def feed(self, data):
        replies = []
        for line in data.decode("utf-8", "replace").splitlines():
            self._begun.append(line)
            if line[:4].rstrip() == self._begun[0][:3]:
                code = int(line[:3])
                self._begun[0], self._begun[-1] = self._begun[0][4:], line[4:]
                replies.append((code, "\n".join(self._begun)))
                self._begun = []
        return replies
