"""``ro-crate-metadata.json``: the deposit as a Provenance Run Crate (RO-Crate 1.1, Workflow Run 0.5).

The workflow is the Snakefile; its tools are the scripts, its steps the rules. Each job of the build is
an action, with the files that went in and came out as far as they are in the deposit: records, with
rows of single firms, never are, so a step between two others may lack an input or a result. Nothing is
said of times that nobody measured.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import snakemake
from rocrate.model.contextentity import ContextEntity
from rocrate.model.data_entity import DataEntity
from rocrate.rocrate import ROCrate

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata import described
from alianzas.deposit.metadata.people import Person, makers
from alianzas.deposit.metadata.recorded_jobs import Job, recorded_jobs
from honest_results.comparison import are_comparable
from honest_results.deposit.licences import Licences
from honest_results.deposit.published import PUBLISHED
from honest_results.rule_files import Rule, read_rules

NAME = "ro-crate-metadata.json"
_PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/provenance/0.5": ("Provenance Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
_SNAKEMAKE = "https://w3id.org/workflowhub/workflow-ro-crate#snakemake"
_WORKFLOW, _RUN = "Snakefile", "#run"
#: Media types that Python does not know everywhere alike.
_TYPES = {
    ".csl": "application/vnd.citationstyles.style+xml",
    ".bib": "application/x-bibtex",
    ".md": "text/markdown",
    ".qmd": "text/markdown",
    ".ris": "application/x-research-info-systems",
    ".smk": "text/x-python",
    ".cff": "application/yaml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Properties = dict[str, Any]


def write_crate(deposit: Deposited) -> dict[str, str]:
    """Return ``ro-crate-metadata.json``; it names files that are in the deposit already."""
    jobs = [job for arguments in _builds(deposit) for job in recorded_jobs(deposit.root, arguments)]
    crate = _Crate(deposit)
    crate.describe_root()
    crate.describe_workflow(jobs)
    crate.describe_jobs(jobs)
    crate.describe_files()
    content = crate.content()
    return {NAME: json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"}


def _builds(deposit: Deposited) -> list[list[str]]:
    """Return what Snakemake is given for each build of the deposit."""
    names = [study.study for study in deposit.studies]
    builds = [
        ["--config", f"studies=[{','.join(group)}]"] for group in deposit.project.together(names)
    ]
    if are_comparable(names, deposit.root):
        builds.append(["--config", f"studies=[{','.join(names)}]", "pooled=true"])
    return builds


class _Crate:
    """A crate in the making."""

    def __init__(self, deposit: Deposited) -> None:
        self.deposit = deposit
        self.crate = ROCrate(version="1.1")
        self.rules: dict[str, Rule] = read_rules(deposit.folder)
        self.licences = Licences.read(deposit.folder)
        self.there = {*deposit.files()}

    def content(self) -> Any:
        """Return the crate as JSON-LD, its entities in the order of their identifiers."""
        whole = self.crate.metadata.generate()
        whole["@graph"].sort(key=lambda entity: entity["@id"])
        return whole

    def add(self, identifier: str, kind: str | list[str], /, **properties: Any) -> ContextEntity:
        """Add something that is no file."""
        return self.crate.add(ContextEntity(self.crate, identifier, {"@type": kind, **properties}))

    def file(self, path: str, kind: str | list[str] = "File", /, **properties: Any) -> DataEntity:
        """Return the entity of a file of the deposit, which is added once."""
        identifier = quote(path)
        known = self.crate.dereference(identifier)
        if known is None:
            found = self.deposit.folder / path
            known = self.crate.add(
                DataEntity(
                    self.crate,
                    identifier,
                    {
                        "@type": kind,
                        "name": path,
                        "contentSize": str(found.stat().st_size),
                        "encodingFormat": _media_type(path),
                        **self._licence(path),
                    },
                )
            )
        for name, value in properties.items():
            known[name] = value
        return known

    def _licence(self, path: str) -> Properties:
        found = self.licences.of(path)
        return {"license": {"@id": f"{described.SPDX}{found.expression}"}} if found else {}

    def describe_root(self) -> None:
        """Say what the deposit is, who made it, and what describes it."""
        deposit, root = self.deposit, self.crate.root_dataset
        root["name"] = described.title(deposit)
        root["description"] = described.summary(deposit)
        root["datePublished"] = deposit.date.date().isoformat()
        root["version"] = deposit.version
        root["keywords"] = ", ".join(described.keywords(deposit))
        used = described.licences(deposit)
        for expression in dict.fromkeys(used.values()):
            self.add(f"{described.SPDX}{expression}", "CreativeWork", name=expression)
        root["license"] = {"@id": f"{described.SPDX}{used['text']}"}
        root["author"] = [self._maker(number, one) for number, one in enumerate(makers(deposit), 1)]
        root["conformsTo"] = [
            self.add(address, "CreativeWork", name=name, version=version)
            for address, (name, version) in _PROFILES.items()
        ]
        doi = described.first_given(deposit, "doi")
        if doi:
            root["identifier"] = f"https://doi.org/{doi}"
        cited = [
            self.add(one.address, "CreativeWork", name=one.address)
            for one in described.references(deposit)
        ]
        if cited:
            root["citation"] = cited

    def describe_files(self) -> None:
        """Name the files of rules, and those at the top and in ``deposit/``, which no job reads."""
        for path in sorted(self.there):
            if "/" not in path or path.startswith("deposit/") or path.endswith(".smk"):
                self.file(path)

    def _maker(self, number: int, one: Person) -> ContextEntity:
        kind = "Person" if one.is_person else "Organization"
        more: Properties = {}
        if one.affiliation:
            name = f"#affiliation-{number}"
            more["affiliation"] = self.add(name, "Organization", name=one.affiliation)
        return self.add(one.orcid_address or f"#author-{number}", kind, name=one.name, **more)

    def describe_workflow(self, jobs: Iterable[Job]) -> None:
        """Say what the workflow is: its language, its files, its scripts and its steps."""
        language = self.add(
            _SNAKEMAKE,
            "ComputerLanguage",
            name="Snakemake",
            alternateName="SMK",
            identifier={"@id": "https://doi.org/10.1093/bioinformatics/bts480"},
            url={"@id": "https://snakemake.github.io"},
            version=snakemake.__version__,
        )
        self.workflow = self.file(
            _WORKFLOW, ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"]
        )
        self.workflow["name"] = described.title(self.deposit)
        self.workflow["programmingLanguage"] = language
        self.crate.root_dataset["mainEntity"] = self.workflow
        steps, tools = [], []
        for number, name in enumerate(dict.fromkeys(job.rule for job in jobs), start=1):
            tool = self._tool(name)
            tools.append(tool)
            words = self.rules[name].words
            steps.append(
                self.add(
                    f"#step-{name}",
                    "HowToStep",
                    name=name,
                    description=words,
                    position=str(number),
                    workExample=tool,
                )
            )
        self.workflow["step"] = steps
        self.workflow["hasPart"] = [*dict.fromkeys(tools)]
        self.workflow["input"] = [
            self._folder(f"data/{study.study}/", "raw data") for study in self.deposit.studies
        ]
        self.workflow["output"] = [
            self._folder(f"{PUBLISHED}/{study.study}/", "published results")
            for study in self.deposit.studies
        ]

    def _tool(self, rule: str) -> DataEntity:
        """Return the script of a rule."""
        script = self.rules[rule].script
        return self.file(
            script,
            ["File", "SoftwareSourceCode"],
            programmingLanguage={"@id": "https://www.python.org"},
        )

    def _folder(self, path: str, words: str) -> ContextEntity:
        """Return the parameter that a folder is an example of."""
        folder = self.crate.add(
            DataEntity(self.crate, quote(path), {"@type": "Dataset", "name": f"{words}: {path}"})
        )
        parameter = self.add(
            f"#parameter-{path.strip('/')}",
            "FormalParameter",
            name=path,
            additionalType="Dataset",
            workExample=folder,
            conformsTo={"@id": "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"},
        )
        folder["exampleOfWork"] = parameter
        return parameter

    def describe_jobs(self, jobs: Iterable[Job]) -> None:
        """Say what was run: the workflow as a whole, and each job with its files."""
        self.add(
            "https://www.python.org",
            "ComputerLanguage",
            name="Python",
            url={"@id": "https://www.python.org"},
        )
        engine = self.add(
            "#snakemake",
            "SoftwareApplication",
            name="Snakemake",
            version=snakemake.__version__,
            url={"@id": "https://snakemake.github.io"},
        )
        deposit, run = self.deposit, self.deposit.run
        whole = self.add(
            _RUN,
            "CreateAction",
            name="The build of the published results",
            instrument=self.workflow,
            object=[{"@id": quote(f"data/{one.study}/")} for one in deposit.studies],
            result=[{"@id": quote(f"{PUBLISHED}/{one.study}/")} for one in deposit.studies],
            actionStatus={"@id": "http://schema.org/CompletedActionStatus"},
            **({"endTime": run.day} if run is not None else {}),
        )
        self.crate.root_dataset["mentions"] = whole
        controls = [self._job(job, number) for number, job in enumerate(jobs, start=1)]
        self.add(
            "#orchestration",
            "OrganizeAction",
            name="Snakemake runs the steps",
            instrument=engine,
            object=controls,
            result=whole,
        )

    def _job(self, job: Job, number: int) -> ContextEntity:
        """Return the control of a job, which is added with the job itself."""
        wanted = (name.replace("results/", f"{PUBLISHED}/", 1) for name in job.inputs)
        made = (name.replace("results/", f"{PUBLISHED}/", 1) for name in job.outputs)
        inputs = [self.file(name) for name in wanted if name in self.there]
        outputs = [self.file(name) for name in made if name in self.there]
        action = self.add(
            f"#job-{number}",
            "CreateAction",
            name=f"{job.rule}: {self.rules[job.rule].words}",
            instrument=self._tool(job.rule),
            **({"object": inputs} if inputs else {}),
            **({"result": outputs} if outputs else {}),
        )
        return self.add(
            f"#control-{number}",
            "ControlAction",
            name=f"Snakemake runs {job.rule}",
            instrument={"@id": f"#step-{job.rule}"},
            object=action,
        )


def _media_type(path: str) -> str:
    """Return the media type of a file by its ending."""
    ending = f".{path.rpartition('.')[2].lower()}" if "." in path.rpartition("/")[2] else ""
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, "text/plain")
