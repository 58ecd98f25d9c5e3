# agreement_tool with fonts for Chinese. Build arguments:
#   OFFICE=1      LibreOffice, for .doc .wps .rtf .odt and PDF output (adds about 600 MB)
#   EXTRAS=ocr    extras of the package, separated by commas
#
#   docker build -t agreement-tool .
#   docker run --rm -v "$PWD:/work" agreement-tool check clauses

FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml README.md THIRD_PARTY.md ./
COPY agreement_tool ./agreement_tool
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim-bookworm
ARG OFFICE=0
ARG EXTRAS=""
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-noto-cjk git \
    && if [ "$OFFICE" = 1 ]; then apt-get install --yes --no-install-recommends libreoffice-writer; fi \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /work
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    for wheel in /wheels/*.whl; do python -m pip install --no-cache-dir "$wheel${EXTRAS:+[$EXTRAS]}"; done
RUN useradd --create-home --uid 1000 agreement
USER agreement
WORKDIR /work
ENV LANG=C.UTF-8
ENTRYPOINT ["agreement"]
CMD ["--help"]
