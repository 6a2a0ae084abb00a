"""What the last build took, step by step, and on which machine.

Kept apart from results, which hold no times: in ``logs/<study>/run.json``.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Machine(BaseModel):
    """Where a build ran; nothing in it tells one computer from another of its kind."""

    model_config = ConfigDict(frozen=True)

    #: Operating system and release, such as "Linux 6.8 (Debian GNU/Linux 13)".
    system: str
    #: Architecture and, where the system tells it, model of the processor.
    processor: str
    cores: int
    #: Main memory in bytes.
    memory: int
    python: str


class MeasuredStep(BaseModel):
    """All jobs of one rule: seconds are summed, memory is the largest of any job."""

    model_config = ConfigDict(frozen=True)

    rule: str
    jobs: int
    #: Elapsed and processor time in seconds.
    seconds: float
    cpu_seconds: float
    #: Peak memory of one job in bytes.
    memory: int


class MeasuredRun(BaseModel):
    """The last build of one study or several: each step as it was when it ran last."""

    model_config = ConfigDict(frozen=True)

    machine: Machine
    #: The day on which the last of the steps ran, such as "2026-11-30".
    day: str
    #: Elapsed seconds of a build of everything from nothing; None where the last one was partial.
    seconds: float | None
    steps: list[MeasuredStep]
    #: Bytes that the raw files and the published results take.
    raw_bytes: int
    published_bytes: int

    @property
    def cpu_seconds(self) -> float:
        """Processor time of all steps."""
        return sum(step.cpu_seconds for step in self.steps)

    @property
    def memory(self) -> int:
        """Peak memory of the largest job, in bytes."""
        return max((step.memory for step in self.steps), default=0)
