"""A step of the pipeline: what all scripts share, so that one only reads, calls and writes.

``with step() as run:`` is the first line of each script. It sends log records, warnings and
tracebacks to the rule's log, tells the person about a mistake in one message, remembers the raw
sources of everything that is read, and gives the outputs that provenance.

A script that no build started (``python workflow/scripts/survey/fit_drivers.py ecuador``, or in a
debugger) gets the same from the Snakefile, and writes to a folder of its own; in a notebook
:func:`open_step` gives it.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import json
import logging
import os
import sys
import time
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from honest_results.facts import Fact, write_facts
from honest_results.provenance import Source, entry_sources, merge_sources
from human_files.disk import disk_error
from human_files.errors import UserError, error_mark, own_fault
from human_files.language.current import use_languages
from human_files.language.labels import Labels
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd
    from pydantic import BaseModel

    from honest_results.alone.running import Alone
    from honest_results.figures import Figure
    from honest_results.tables import Table

Model = TypeVar("Model", bound="BaseModel")


class Run:
    """What a script can do: its inputs, its settings, and writers that carry provenance."""

    def __init__(self, snakemake: Any, alone: Alone | None = None) -> None:
        #: What is known of a script that no build started; None in a build.
        self.alone = alone
        self.input = snakemake.input
        self.output = snakemake.output
        self.params = snakemake.params
        self.rule: str = snakemake.rule
        self.wildcards = snakemake.wildcards
        self.config: Mapping[str, Any] = snakemake.config
        self.script = _script_of(snakemake)
        self._file = Path(snakemake.scriptdir, f"{self.rule}.py")
        self.log = logging.getLogger(f"alianzas.{self.rule}")
        self._facts: list[Fact] = []
        self._sources: list[Source] = []
        self._needs_sources = True
        self._labels: Labels | None = None
        #: The line of the script that wrote each table and figure, by ``tables/<id>``.
        self.lines: dict[str, int] = {}
        if "languages" in self.config:
            countries = self.config.get("countries", {})
            use_languages(self.languages, countries.get(getattr(self.wildcards, "study", ""), ""))

    @property
    def study(self) -> str:
        """The study's name."""
        return str(self.wildcards.study)

    @property
    def language(self) -> str:
        """The language of this job, where the rule has one."""
        return str(self.wildcards.lang)

    @property
    def languages(self) -> list[str]:
        """Every language of the study's documents."""
        return list(self.config["languages"])

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft: few replicates, and all it makes says so."""
        return "draft" in self.config

    @property
    def seed(self) -> int:
        """A seed of this rule alone, from the study's: rules draw independent random numbers."""
        digest = hashlib.sha256(f"{self.params.seed}:{self.rule}".encode()).digest()
        return int.from_bytes(digest[:4], "big")

    @property
    def labels(self) -> Labels:
        """The labels of the rule's label files (its input ``labels``)."""
        if self._labels is None:
            files = self.input.labels
            self._labels = Labels.load(*([files] if isinstance(files, str) else files))
        return self._labels

    def prefer_labels(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Let these words, such as a study's own, take precedence over the rule's label files."""
        self._labels = self.labels.with_texts(texts)

    @property
    def sources(self) -> list[Source]:
        """The raw files behind everything read so far."""
        return merge_sources(self._sources)

    @property
    def _declared(self) -> list[Source] | None:
        """What results rest on; None where nothing was read and nobody said that nothing has to be."""
        return self.sources if self._sources or not self._needs_sources else None

    def rests_on_settings(self) -> None:
        """Say that the results of this step have no data behind them: settings and codebooks alone."""
        self._needs_sources = False

    def settings(self, model: type[Model], section: str | None = None) -> Model:
        """Return the settings that the rule names in its parameters, or a section of them."""
        found = self.params.settings if section is None else self.params.settings[section]
        return model.model_validate(found, context={"draft": self.is_draft})

    def records(self, name: str) -> pd.DataFrame:
        """Return the records of the input ``name``."""
        from honest_results.records import read_records

        frame, sources = read_records(self.input[name])
        self._sources += sources
        return frame

    def facts_of(self, name: str) -> dict[str, Any]:
        """Return the facts of the input ``name``, of one other rule or several, by key, as written."""
        files = self.input[name]
        facts: dict[str, Any] = {}
        for path in [files] if isinstance(files, str) else files:
            content = json.loads(Path(path).read_text(encoding="utf-8"))
            for key, fact in content["facts"].items():
                self._sources += entry_sources(fact if "sources" in fact else content, key)
            facts |= content["facts"]
        self._needs_sources = False  # a rule may rest on settings alone
        return facts

    def remember(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return merged facts unchanged, and remember the raw files behind them."""
        for key, fact in facts.items():
            self._sources += entry_sources(fact, key)
        self._needs_sources = False  # facts that rest on settings alone name no raw files
        return facts

    def raw(self, name: str) -> str:
        """Return the path of the raw input ``name`` (one file)."""
        return self.raws(name)[0]

    def raws(self, name: str) -> list[str]:
        """Return the paths of the raw input ``name``, and remember them with their levels."""
        files = self.input[name]
        paths = [files] if isinstance(files, str) else list(files)
        self._sources += [Source(path, self._level(path)) for path in paths]
        return paths

    def _level(self, path: str) -> str:
        levels: Mapping[str, str] = self.params.provenance
        for place in (path, *(str(parent) for parent in Path(path).parents)):
            if place in levels:
                return levels[place]
        raise KeyError(f"{path} has no provenance in the study file")

    def write_records(self, name: str, frame: pd.DataFrame) -> None:
        """Write ``frame`` to the output ``name``, with the sources of what was read."""
        from honest_results.records import write_records

        write_records(frame, self.output[name], self.sources)

    def fact(self, key: str, value: Any, kind: Any, **options: Any) -> None:
        """Add one fact (see :class:`honest_results.facts.Fact`)."""
        self._facts.append(Fact(key, value, kind, **options))

    def facts(self, facts: Sequence[Fact]) -> None:
        """Add facts; they are written when the step ends."""
        self._facts += facts

    def table(self, table: Table, sources: Sequence[Source] | None = None) -> None:
        """Write a table next to the rule's other results.

        It rests on everything read so far unless ``sources`` says on what alone.
        """
        self._note_line(f"tables/{table.id}")
        table.write(
            self._folder("tables"),
            labels=self.labels,
            languages=self.languages,
            rule=self.rule,
            script=self.script,
            sources=self._declared if sources is None else sources,
        )

    def figure(self, figure: Figure) -> None:
        """Draw a figure in every language."""
        self._note_line(f"figures/{figure.id}")
        figure.write(
            self._folder("figures"),
            languages=self.languages,
            labels=self.labels,
            rule=self.rule,
            script=self.script,
            sources=self._declared,
            is_draft=self.is_draft,
        )

    def _note_line(self, output: str) -> None:
        """Remember the line of the script that writes an output, for whoever looks for its program."""
        frame = sys._getframe(2)
        while frame.f_code.co_name != "<module>" and frame.f_back is not None:
            frame = frame.f_back
        running = Path(frame.f_code.co_filename)
        if running.is_file() and self._file.is_file():
            # Snakemake runs a copy, with lines of its own on top.
            more, own = (path.read_bytes().count(b"\n") for path in (running, self._file))
            self.lines[output] = frame.f_lineno - (more - own)

    def _folder(self, kind: str) -> Path:
        return Path("results", self.study, kind)

    def finish(self) -> None:
        """Write the facts, if the rule has that output."""
        if "facts" in self.output.keys():  # noqa: SIM118 — Snakemake's Namedlist has no `in`
            write_facts(
                self._facts,
                self.output.facts,
                rule=self.rule,
                script=self.script,
                sources=self._declared,
            )
        elif self._facts:
            raise RuntimeError(f"rule {self.rule} has facts but no output called facts")
        if self.alone is not None:
            print("\n".join(self.alone.report()))


def _script_of(snakemake: Any) -> str:
    """Return the path of the running script from the top of the repository."""
    folder = Path(snakemake.scriptdir)
    branch = folder.name
    return f"workflow/scripts/{branch}/{snakemake.rule}.py"


def step(snakemake: Any = None) -> AbstractContextManager[Run]:
    """Run the body of a script; see the module's first lines.

    ``snakemake`` is what Snakemake hands to the script; it is found there, or made where no build
    started the script. A person's mistake ends the step with exit code 1 and its message on standard
    error; anything else is our fault, and shows the one line that says where the traceback is (of a
    script alone, the traceback itself).
    """
    script = sys._getframe(1).f_globals
    snakemake = snakemake or script.get("snakemake")
    if snakemake is not None:
        return _step(Run(snakemake), snakemake)
    alone = _alone().of_script(Path(script["__file__"]))
    return _step(Run(alone.job.snakemake, alone), alone.job.snakemake)


def open_step(
    rule: str, study: str | None = None, *, output: Path | str | None = None, **chosen: str
) -> Run:
    """Return the step of ``rule`` for a notebook or a console: its inputs, settings and writers.

    The working directory becomes the folder that the step works in, ``scratch/<rule>`` unless
    ``output`` names another, where its inputs are links: results/ stays as it is. ``chosen`` are other
    wildcards, such as ``lang="es"``. ``run.finish()`` writes the facts.

    >>> run = open_step("fit_drivers", "ecuador")  # doctest: +SKIP
    >>> scores = run.records("scores")  # doctest: +SKIP
    """
    alone = _alone().of_names(rule, study, output, chosen)
    return Run(alone.job.snakemake, alone)


def _alone() -> Any:
    """Return what runs scripts alone: hidden from :mod:`honest_results.code_tracking`, since a
    change there is no change of any result, and unknown to a build."""
    return import_module("honest_results.alone.running")


def _measuring() -> Any:
    """Return what notes the time a step took; hidden like :func:`_alone`, for the same reason."""
    return import_module("honest_results.deposit.note")


class _Discreet(logging.Formatter):
    """Writes no personal data to a log: a message about a mistaken cell quotes it."""

    def format(self, record: logging.LogRecord) -> str:
        # Hidden from honest_results.code_tracking, as above: no result depends on it.
        masked: str = import_module("human_files.personal_data").without_personal_data(
            super().format(record)
        )
        return masked


@contextmanager
def _step(run: Run, snakemake: Any) -> Iterator[Run]:
    # What came before is starting Python and imports, which occupy the processor.
    begin = time.perf_counter() - time.process_time()
    atexit.register(gc.freeze)  # spares the search for what is unused when all is given up anyway
    log = Path(snakemake.log[0]) if snakemake.log else None
    handler: logging.Handler = logging.NullHandler()
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log, mode="w", encoding="utf-8")
        handler.setFormatter(_Discreet("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    warnings.simplefilter("default")
    try:
        yield run
        run.finish()
        if log is not None and run.alone is None:
            _measuring().write_note(log, run.rule, time.perf_counter() - begin, run.lines)
    except UserError as error:
        root.error("%s", traceback.format_exc())
        if run.alone is not None:
            print(f"{error_mark()}{error}", file=sys.stderr)
            raise SystemExit(1) from None
        _tell(f"{error_mark()}{disk_error(error) or error}")
    except Exception as error:
        if run.alone is not None:
            raise
        root.error("%s", traceback.format_exc())
        told = disk_error(error)
        if told is not None:
            _tell(f"{error_mark()}{told}")
        # As seen from the top of the repository: a draft's steps run in a folder of its own.
        where = Path(Path.cwd().name, log) if log and "draft" in snakemake.config else log
        said = f"{type(error).__name__}: {_first_line(error)}"
        failed = message("{step} failed: {said}", step=snakemake.rule, said=said)
        _tell(f"{error_mark()}{failed}\n  {own_fault(str(where))}")


def _first_line(error: Exception) -> str:
    """Return what an error says, without what it explains in further lines; the log has all."""
    return str(error).partition("\n")[0]


def _tell(words: str) -> None:
    """Print the message and end the script without the traceback Snakemake would add.

    It is the log's last record as well: of a step on another machine nobody sees what it prints.
    """
    logging.getLogger().critical("%s", words)
    print(words, file=sys.stderr, flush=True)
    logging.shutdown()
    os._exit(1)


__all__ = ["Run", "open_step", "step"]
