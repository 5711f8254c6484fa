"""The application: routes, errors, and the release they answer from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from service.agents import routes as agents
from service.agents.calls import Office
from service.agents.door import Agents
from service.api import index
from service.api.openapi import DescribedAPI
from service.dumps import routes as dumps
from service.entities import routes as entities
from service.evidence import why
from service.explain.query_reader import QueryReader
from service.fair_use.budgets import Budgets, Rates
from service.fair_use.desk import FairUse
from service.http import problem, static_files
from service.http.kept_documents import KeptDocuments
from service.http.public_prefix import PublicPrefix
from service.linked_data import routes as linked_data
from service.live.memory import settle
from service.live.one_release import HEADER, OneRelease
from service.live.reading_room import furnish
from service.live.releases import FEDERATED, SPARQL, LiveRelease, LiveReleases
from service.networks import routes as networks
from service.operations import request_ids
from service.operations import routes as operations
from service.operations.access_log import AccessLines, AccessLog
from service.operations.live_figures import LiveFigures
from service.operations.metrics import Metrics
from service.operations.readiness import Readiness
from service.pages import html
from service.pages import routes as pages
from service.paths import routes as paths
from service.processes.siblings import Siblings
from service.questions import pages as question_pages
from service.questions import routes as questions
from service.questions.described import described
from service.questions.loading import questions_of
from service.reconciliation import routes as reconciliation
from service.search import routes as search
from service.settings import Settings
from service.sources import routes as sources
from service.sparql import service_description
from service.sparql.endpoint import SparqlEndpoint
from service.sparql.short_way import ShortWay

ROUTERS = (
    operations.router,
    dumps.router,
    why.router,
    index.router,
    questions.router,
    questions.open_router,
    question_pages.router,
    question_pages.open_router,
    search.router,
    entities.router,
    reconciliation.router,
    networks.router,
    paths.router,
    agents.router,
    pages.router,
    sources.router,
    linked_data.router,
    static_files.router,
)


def prepare(live: LiveRelease) -> None:
    """Do for a release, before anybody is answered from it, what the first to ask would wait for."""
    service_description.prepare(live)
    furnish(live)


def create_app(settings: Settings, siblings: Siblings | None = None) -> FastAPI:
    """The application for these settings; it opens the current release when it is started.

    Among `siblings` it shows their figures with its own.
    """
    metrics = Metrics()
    metrics.open_lane(SPARQL)
    if settings.service_endpoints:
        metrics.open_lane(FEDERATED)
    html.compile_all()
    releases = LiveReleases(settings, metrics.worker_lost, prepare)
    metrics.registry.register(LiveFigures(releases))
    reader = QueryReader()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await releases.start()
        if siblings:
            await siblings.tell(metrics.registry)
        settle()
        async with app.state.agents.open():
            yield
        if siblings:
            siblings.close()
        await reader.close()
        await releases.stop()

    app = DescribedAPI(
        title="OpenCairn",
        summary="The knowledge graph of open-source AI collaboration",
        version=version("opencairn"),
        lifespan=lifespan,
        redirect_slashes=False,
        servers=[{"url": settings.base_url.rstrip("/")}] if settings.base_url else None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.questions = questions_of(settings)
    app.state.releases = releases
    app.state.readiness = Readiness(releases)
    app.state.metrics = metrics
    app.state.query_reader = reader
    app.state.siblings = siblings
    app.state.agents = Agents(Office(settings, releases, app.state.questions, reader), settings.request_limit)
    lines = AccessLines(metrics, settings.log_format)
    budgets = Budgets(Rates(settings.client_seconds, settings.client_burst, settings.client_queries))
    app.state.short_way = ShortWay(app, releases, budgets, lines)
    app.add_middleware(SparqlEndpoint)
    app.add_middleware(KeptDocuments)
    app.add_middleware(FairUse, budgets=budgets)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=[HEADER, "ETag", "Retry-After", "RateLimit", "RateLimit-Policy", "Link", request_ids.HEADER],
    )
    app.add_middleware(OneRelease, releases=releases)
    app.add_middleware(PublicPrefix, prefix=urlsplit(settings.base_url).path.rstrip("/"))
    app.add_middleware(AccessLog, lines=lines)
    problem.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.include_router(described(app.state.questions))
    return app
