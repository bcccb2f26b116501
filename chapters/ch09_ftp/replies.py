# exercise: replies
# built 12b3422f9f2754dd from solutions/ch09_ftp/replies.py
# Your own copy, to write in and to run: my/ch09_ftp/replies.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch09_ftp/replies.py")
"""Find the replies in what an FTP server says, in whatever pieces it comes.

See it at work:  python replies.py
"""


class Replies:
    """The replies of one FTP server; it has no socket, so it can be fed by hand."""

    def __init__(self) -> None:
        self._begun: list[str] = []  # the lines of a reply whose end has not come
        self._half = b""  # the beginning of a line

    def feed(self, data: bytes) -> list[tuple[int, str]]:
        """Take the next bytes, and return each reply that they complete: its code, its text.

        A line ends with LF; a CR before it is dropped. The text has a line for each line of
        the reply. The code is cut off the first line and the last one, with the character
        after it; the lines between are kept as they are. All is UTF-8.
        """
        *lines, self._half = (self._half + data).split(b"\n")
        replies = []
        for line in lines:
            self._begun.append(line.removesuffix(b"\r").decode("utf-8", "replace"))
            # YOUR TURN: if this line is its last, add the reply to the list, and begin afresh.
            raise NotImplementedError
        return replies


if __name__ == "__main__":
    replies = Replies()
    for piece in b"220 Wel", b"come.\r\n211-It can:\r\n UTF8\r\n", b"211 End\r\n":
        print(piece, "→", replies.feed(piece))
