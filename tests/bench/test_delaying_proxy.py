"""What bench/delaying_proxy.py delays and counts."""

from __future__ import annotations

import socket
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "bench"))
from delaying_proxy import new_delaying_proxy  # noqa: E402

DELAY = 0.02


def serve_echo(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        while data := connection.recv(65536):
            connection.sendall(data)


def read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise EOFError(data)
        data += piece
    return data


class DelayingProxyTest(unittest.TestCase):
    def setUp(self) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        threading.Thread(target=serve_echo, args=(listener,), daemon=True).start()
        self.proxy = self.enterContext(
            new_delaying_proxy(listener.getsockname()[1], DELAY))
        self.client = socket.create_connection(("127.0.0.1", self.proxy.port), timeout=10)
        self.addCleanup(self.client.close)

    def test_each_answer_waited_for_is_a_round_trip(self) -> None:
        begin = time.monotonic()
        for i in range(5):
            self.client.sendall(b"%d" % i)
            self.assertEqual(read(self.client, 1), b"%d" % i)
        self.assertEqual(self.proxy.round_trips, 5)
        # Even a slow machine cannot be faster than this.
        self.assertGreaterEqual(time.monotonic() - begin, 5 * 2 * DELAY)

    def test_what_is_said_without_waiting_is_one_round_trip(self) -> None:
        sent = b"".join(b"%04d" % i for i in range(1000))
        self.client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.client.sendall(sent[:2000])
        self.client.sendall(sent[2000:])
        self.assertEqual(read(self.client, len(sent)), sent)
        self.assertEqual(self.proxy.round_trips, 1)

    def test_much_is_carried_in_order(self) -> None:
        sent = bytes(range(256)) * 4096
        sender = threading.Thread(target=self.client.sendall, args=(sent,))
        sender.start()
        self.assertEqual(read(self.client, len(sent)), sent)
        sender.join(10)
        self.assertGreaterEqual(self.proxy.round_trips, 1)

    def test_the_end_of_one_side_reaches_the_other(self) -> None:
        self.client.sendall(b"last")
        self.client.shutdown(socket.SHUT_WR)
        self.assertEqual(read(self.client, 4), b"last")
        self.assertEqual(self.client.recv(1), b"")


if __name__ == "__main__":
    unittest.main()
