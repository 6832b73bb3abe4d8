"""A proxy on loopback that delays each direction, as a network does, and counts the round trips.

Data is sent on after the delay, in its order, and any amount may be on the way: the proxy imitates
distance, not low bandwidth. A round trip begins when the client sends something after it received
something. Data that it sends without waiting for an answer belongs to one round trip.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator


class DelayingProxy:
    """Listens on `port`. `round_trips` is the total of all connections; the caller may set it to
    0 while there are none."""

    def __init__(self, server_port: int, delay: float) -> None:
        self.port = 0
        self.round_trips = 0
        self._server_port = server_port
        self._delay = delay  # seconds
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if not self._listens.wait(10):
            raise TimeoutError("the proxy does not listen")

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        listener = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = listener.sockets[0].getsockname()[1]
        self._listens.set()
        await self._ended.wait()
        listener.close()  # asyncio.run() cancels open connections

    async def _serve(self, from_client: asyncio.StreamReader,
                     to_client: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
        heard = True

        def said() -> None:
            nonlocal heard
            self.round_trips += heard
            heard = False

        def answered() -> None:
            nonlocal heard
            heard = True

        try:
            await asyncio.gather(
                self._carry(from_client, to_server, on_arrival=said, on_delivery=lambda: None),
                self._carry(from_server, to_client, on_arrival=lambda: None,
                            on_delivery=answered))
        except (ConnectionError, asyncio.CancelledError):
            pass  # one side or the proxy has closed: close the other side
        finally:
            to_server.close()
            to_client.close()

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter,
                     on_arrival: Callable[[], None], on_delivery: Callable[[], None]) -> None:
        """Carries data until `source` ends, and then ends `target`."""
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            data = b" "
            while data:
                due, data = await on_the_way.get()
                await asyncio.sleep(due - self._loop.time())
                if data:
                    on_delivery()
                    target.write(data)
                    await target.drain()
            target.write_eof()

        async def take() -> None:
            data = b" "
            while data:
                data = await source.read(65536)
                if data:
                    on_arrival()
                on_the_way.put_nowait((self._loop.time() + self._delay, data))

        await asyncio.gather(take(), deliver())


@contextlib.contextmanager
def new_delaying_proxy(server_port: int, delay: float) -> Iterator[DelayingProxy]:
    """`delay` applies to each direction, in seconds."""
    proxy = DelayingProxy(server_port, delay)
    try:
        yield proxy
    finally:
        proxy.close()
