"""A browser tab without a browser: it speaks to a running server as a page does, and reads what its process spends."""

import asyncio
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 300


@dataclass
class Tab:
    """One open tab: a page of a server, run and run again; `shown` are the kinds of elements of its last run.

    `sliders` are the ids of the page's sliders and of their fragments, by their labels; `fragments` are those whose
    elements the last run sent ('' for what stands in none). `cookies` are what its browser holds of the server.
    """

    url: str
    page: str = ""
    query: str = ""
    cookies: str = ""
    shown: list[str] = field(default_factory=list)
    sliders: dict[str, tuple[str, str]] = field(default_factory=dict)
    fragments: set[str] = field(default_factory=set)
    _socket: websockets.ClientConnection | None = None
    _hash: str = ""

    async def __aenter__(self) -> Self:
        """Open the tab; nothing is run yet."""
        parts = urlsplit(self.url)
        self._socket = await websockets.connect(
            f"ws://{parts.netloc}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(self.url),
            additional_headers={"Cookie": self.cookies} if self.cookies else {},
            max_size=None,
            ping_interval=None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        if self._socket:
            await self._socket.close()

    async def run(self, query: str | None = None) -> None:
        """Run the page, and wait until the server says that it is done; an error on it is raised."""
        assert self._socket is not None
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query = self.query if query is None else query
        if self._hash:
            asked.page_script_hash = self._hash
        else:
            asked.page_name = self.page
        asked.context_info.url = f"{self.url}/{self.page}"
        await self._answered(message)

    async def slide(self, label: str, value: float) -> None:
        """Move a slider that stands in a fragment, as a hand does, and wait until the server has answered."""
        widget, fragment = self.sliders[label]
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash, asked.fragment_id = self.query, self._hash, fragment
        asked.context_info.url = f"{self.url}/{self.page}"
        state = asked.widget_states.widgets.add()
        state.id = widget
        state.double_array_value.data.append(value)
        await self._answered(message)

    async def _answered(self, message: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            await self._until_done()

    async def _until_done(self) -> None:
        assert self._socket is not None
        self.shown, self.fragments = [], set()
        async for data in self._socket:
            answer = ForwardMsg()
            answer.ParseFromString(data)
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self._hash = answer.navigation.page_script_hash
            elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                element = answer.delta.new_element
                self.shown.append(str(element.WhichOneof("type")))
                self.fragments.add(answer.delta.fragment_id)
                if self.shown[-1] == "slider":
                    self.sliders[element.slider.label] = (element.slider.id, answer.delta.fragment_id)
                assert self.shown[-1] != "exception", element.exception.message
            elif kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return
        raise AssertionError("the server closed the connection in the middle of a run")


async def milliseconds_each(tab: Tab, server: psutil.Process, queries: list[str | None]) -> float:
    """Run a tab once for each query (None: as it is), and give the server's processor time for each of the runs."""
    before = sum(server.cpu_times()[:2])
    for query in queries:
        await tab.run(query)
    return (sum(server.cpu_times()[:2]) - before) * 1e3 / len(queries)
