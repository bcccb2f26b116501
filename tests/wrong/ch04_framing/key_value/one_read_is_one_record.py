# exercise: key_value
# rejected by: a_record_is_answered
from twisted.internet.protocol import Factory, Protocol


class KeyValue(Protocol):
    def dataReceived(self, data: bytes) -> None:
        try:
            key, value = data.decode().split(":")
        except ValueError:
            print("badly formed:", data)
            return
        self.transport.write(f"OK {key}={value}\n".encode())


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
