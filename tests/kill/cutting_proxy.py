"""A proxy on loopback that parses PostgreSQL's messages and cuts the connection at a chosen COMMIT.

A message of the frontend consists of a type byte, four bytes of length (which count themselves) and
the content. Only the first message, the startup message, has no type byte (PostgreSQL manual,
55.7).
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from typing import Literal

Cut = Literal["before", "after"]


class CuttingProxy:
    """Counts the commits that pass through, and cuts the connection at commit number `cut_at`,
    counted from 1; with 0, it cuts none. `before` cuts before the commit is forwarded, `after` cuts
    between the forwarding and the return of the answer."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.cut_at = 0
        self.cut: Cut = "before"
        self.refuses_after_cut = False
        self.commits = 0
        self.was_cut = False
        self._server = server
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def expect(self, cut_at: int, cut: Cut, refuses_after_cut: bool) -> None:
        """Sets what to cut in the next run, and whether the server is unreachable after the cut."""
        self.cut_at, self.cut, self.refuses_after_cut = cut_at, cut, refuses_after_cut
        self.commits, self.was_cut = 0, False

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self.was_cut and self.refuses_after_cut:
                    client.close()
                    continue
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        server = socket.create_connection(self._server)
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        state = _Connection(client, server)
        back = threading.Thread(target=state.answer, daemon=True)
        back.start()
        with contextlib.suppress(OSError, EOFError):
            state.forward(state.start_message())
            while True:
                kind, message = state.message()
                if kind == b"Q" and message[5:].rstrip(b"\0").strip().lower() == b"commit":
                    self.commits += 1
                    if self.commits == self.cut_at:
                        self.was_cut = True
                        if self.cut == "after":
                            state.swallow_answer(message)
                        break
                state.forward(message)
        state.close()
        back.join(10)


class _Connection:
    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self._client = client
        self._server = server
        self._swallows = False
        self._answered = threading.Event()

    def start_message(self) -> bytes:
        """Reads the startup message, or a request for TLS or for a cancel, which has the same form.
        Such a request is followed by another message without a type byte."""
        length = self._exactly(4)
        return length + self._exactly(struct.unpack("!I", length)[0] - 4)

    def message(self) -> tuple[bytes, bytes]:
        head = self._exactly(5)
        return head[:1], head + self._exactly(struct.unpack("!I", head[1:])[0] - 4)

    def forward(self, message: bytes) -> None:
        self._server.sendall(message)

    def swallow_answer(self, message: bytes) -> None:
        """Forwards the message, waits for the server's answer, and drops it."""
        self._swallows = True
        self.forward(message)
        if not self._answered.wait(30):
            raise EOFError("the server does not answer")

    def answer(self) -> None:
        with contextlib.suppress(OSError):
            while data := self._server.recv(65536):
                if self._swallows:
                    self._answered.set()
                else:
                    self._client.sendall(data)
        self.close()

    def close(self) -> None:
        for end in (self._client, self._server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            piece = self._client.recv(size - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data


@contextlib.contextmanager
def new_cutting_proxy(server: tuple[str, int]) -> Iterator[CuttingProxy]:
    proxy = CuttingProxy(server)
    try:
        yield proxy
    finally:
        proxy.close()
