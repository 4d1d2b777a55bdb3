"""A line to the hub that breaks in the middle of whatever passes over it."""

import socket
import threading
from typing import Self


class Line:
    """Passes on what a client and the hub send, so many bytes in all, and is cut after them."""

    def __init__(self, port: int, most: int) -> None:
        self._port, self._left = port, most
        self.passed = 0
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            with client, socket.create_connection(("127.0.0.1", self._port)) as hub:
                self._serve(client, hub)

    def _serve(self, client: socket.socket, hub: socket.socket) -> None:
        """Pass on both ways until both ends are closed."""
        back = threading.Thread(target=self._pass, args=(hub, client))
        back.start()
        self._pass(client, hub)
        back.join()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        """Pass on until the one end closes or the line is cut; then the other end is closed too."""
        try:
            while data := source.recv(1024):
                with self._lock:
                    some = data[: self._left]
                    self._left -= len(some)
                    self.passed += len(some)
                target.sendall(some)
                if len(some) < len(data):
                    break
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
