"""How to run a deposit in a container: ``Dockerfile`` and ``deposit/apptainer.def``.

Both install the locked packages as `make` does anywhere, each against its hash (from ``wheels/`` where
the deposit has them), as a user who is not root.
"""

from __future__ import annotations

from alianzas.deposit.deposited import Deposited

#: Where no build was measured: the newest Python that is supported.
_PYTHON = "3.13"
_DEBIAN = "bookworm"

_DOCKERFILE = """\
# Everything that `make paper` needs, and the paper built by it.
#
#   docker build --tag {name} .
#   docker run --name paper {name}              # builds the paper
#   docker cp paper:/deposit/results results    # takes it out
#   docker run --rm {name} verify               # builds it again, and compares with published/
#
# The image is named by its tag; write its digest (python@sha256:…) to pin its bytes as well.
FROM python:{python}-slim-{debian}

# hadolint ignore=DL3008
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends make \\
    && rm -rf /var/lib/apt/lists/* \\
    && useradd --create-home --uid 1000 checker \\
    && install --directory --owner=checker /deposit

ENV LANG=C.UTF-8 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
USER 1000
WORKDIR /deposit
COPY --chown=1000 . .
# The exact versions of requirements.lock, each against its SHA-256 hash.
RUN make ready

ENTRYPOINT ["make"]
CMD ["paper"]
"""

_APPTAINER = """\
# Everything that `make paper` needs. From the top of the deposit:
#
#   apptainer build --sandbox paper deposit/apptainer.def
#   apptainer run --writable paper             # builds the paper, in paper/deposit/results
#   apptainer run --writable paper verify      # builds it again, and compares with published/
Bootstrap: docker
From: python:{python}-slim-{debian}

%files
    . /deposit

%post
    apt-get update
    apt-get install --yes --no-install-recommends make
    rm -rf /var/lib/apt/lists/*
    export LC_ALL=C.UTF-8
    # The exact versions of requirements.lock, each against its SHA-256 hash.
    cd /deposit && make ready
    chmod -R a+rwX /deposit

%environment
    export LANG=C.UTF-8 LC_ALL=C.UTF-8

%runscript
    cd /deposit && exec make "${{@:-paper}}"

%labels
    org.opencontainers.image.version {version}
    org.opencontainers.image.revision {commit}
"""


def write_containers(deposit: Deposited) -> dict[str, bytes | str]:
    """Return the definitions of both containers, with the Python of the last measured build."""
    python = ".".join(deposit.run.machine.python.split(".")[:2]) if deposit.run else _PYTHON
    fields = {
        "name": deposit.name.lower(),
        "python": python,
        "debian": _DEBIAN,
        "version": deposit.version,
        "commit": deposit.commit,
    }
    return {
        "Dockerfile": _DOCKERFILE.format(**fields),
        "deposit/apptainer.def": _APPTAINER.format(**fields),
    }


def write_last_run(deposit: Deposited) -> dict[str, bytes | str]:
    """Return what the last build took, in machine-readable form."""
    if deposit.run is None:
        return {}
    return {"deposit/last-run.json": deposit.run.model_dump_json(indent=1) + "\n"}
