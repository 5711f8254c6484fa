"""The application: routes, errors, and the release they answer from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from service.evidence import why
from service.http import problem, static_files
from service.linked_data import routes as linked_data
from service.live.one_release import HEADER, OneRelease
from service.live.releases import LiveReleases
from service.pages import routes as pages
from service.settings import Settings
from service.sources import routes as sources
from service.sparql import endpoint as sparql

ROUTERS = (sparql.router, why.router, pages.router, sources.router, linked_data.router, static_files.router)


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings; it opens the current release when it is started."""
    releases = LiveReleases(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await releases.start()
        yield
        await releases.stop()

    app = FastAPI(
        title="OpenCairn",
        summary="The knowledge graph of open-source AI collaboration",
        version=version("opencairn"),
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.releases = releases
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=[HEADER, "ETag", "Retry-After"],
    )
    app.add_middleware(OneRelease, releases=releases)
    problem.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app
