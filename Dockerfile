# A server with the release that this checkout makes. Mount a data folder over /data to serve others.
#
# For builds that give the same image every time, pin both bases by digest: docker buildx imagetools inspect
# python:3.11-slim shows it, and FROM python:3.11-slim@sha256:... takes it. The tag alone follows security updates.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /source
RUN python -m venv /opt/opencairn
ENV PATH=/opt/opencairn/bin:$PATH
COPY requirements.lock .
RUN pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY ingest ingest
COPY service service
COPY ontology ontology
COPY shapes shapes
COPY queries queries
RUN pip install --no-deps . \
 && opencairn build --data /data

FROM python:3.11-slim
RUN groupadd --gid 10001 opencairn \
 && useradd --uid 10001 --gid opencairn --no-create-home --shell /usr/sbin/nologin opencairn
# Both belong to root: the server reads them and writes nowhere.
COPY --from=build /opt/opencairn /opt/opencairn
COPY --from=build /data /data
ENV PATH=/opt/opencairn/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    OPENCAIRN_DATA=/data \
    OPENCAIRN_HOST=0.0.0.0 \
    OPENCAIRN_PORT=8000 \
    OPENCAIRN_LOG_FORMAT=json
USER 10001:10001
WORKDIR /
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"OPENCAIRN_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["opencairn"]
CMD ["serve"]
