"""The tools over standard input and output, for a client that starts this process itself."""

from service.agents.calls import Office
from service.agents.server import mcp_server
from service.explain.query_reader import QueryReader
from service.live.reading_room import furnish
from service.live.releases import LiveReleases
from service.questions.loading import questions_of
from service.settings import Settings


async def answer(settings: Settings) -> None:
    """Answer until standard input ends."""
    releases, reader = LiveReleases(settings, lambda *_: None, furnish), QueryReader()
    office = Office(settings, releases, questions_of(settings), reader)
    await releases.start()
    try:
        await mcp_server(office).run_stdio_async()
    finally:
        await reader.close()
        await releases.stop()
