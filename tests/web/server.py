"""The site on a real port, for tests that speak HTTP or drive a browser."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from armsledger.web.app import create_app
from armsledger.web.security import Role
from armsledger.web.security.access import COOKIE
from armsledger.web.security.gate import own_hosts
from armsledger.web.serving import listening
from armsledger.web.site import Site


@dataclass
class Server:
    """A site that listens in a thread."""

    base: str
    app: FastAPI
    site: Site
    cookie: str
    token: str
    _server: uvicorn.Server
    _thread: threading.Thread

    @property
    def headers(self) -> dict[str, str]:
        """What a request in the person's name carries."""
        return {"cookie": f"{COOKIE}={self.cookie}", "x-form-token": self.token}

    @classmethod
    def over(cls, where: str, role: Role) -> Server:
        """A site over a ledger, with somebody in a role."""
        listener = listening("127.0.0.1", 0)
        port = listener.getsockname()[1]
        site = Site(where)
        app = create_app(site, own_hosts("127.0.0.1", port))
        person = site.access.person("Ada", role)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        end = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.02)
        return cls(
            f"http://127.0.0.1:{port}",
            app,
            site,
            site.access.cookie(person),
            site.access.form_token(person),
            server,
            thread,
        )

    def close(self) -> None:
        """Stop listening."""
        self._server.should_exit = True
        self._thread.join(10)
        self.site.close()
