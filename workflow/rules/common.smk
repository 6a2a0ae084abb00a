"""What the rules of every branch share: the study files, and the names of inputs and outputs."""

from pathlib import Path

from snakemake.exceptions import WorkflowError

from honest_results.build import previous_results, software, surroundings
from honest_results.code_tracking import code_hash
from honest_results.build.snakemake_messages import missing
from alianzas.config.draft_replicates import draft_study
from honest_results.build.draft import draft_project, read_draft
from honest_results.comparison import comparison_project
from honest_results.settings_addresses import files_at
from honest_results.file_hashes import file_hash
from honest_results.project import (
    STAND_IN,
    POOLED,
    Project,
    codebook_file,
    load_project,
    record_file,
    study_file,
    with_studies,
)
from alianzas.config.study_files import load_study
from alianzas.data_package import levels_apart
from alianzas.survey.what_is_asked import asked_parts, survey_questionnaire
from human_files.errors import UserError
from human_files.language.current import use_languages
from human_files.language.grammar import grammar_files
from human_files.language.labels import label_files
from human_files.language.messages import message
from honest_results.provenance import weakest

surroundings.settle_snakemake()

try:
    load_project()
    #: What `alianzas draft` asks for; None in a build of results.
    DRAFT = read_draft(config)
    PROJECT = with_studies(
        Project.model_validate(
            {
                key: value
                for key, value in config.items()
                if key not in ("draft", "pooled")
            }
        )
    )
    if DRAFT:
        PROJECT = draft_project(PROJECT, DRAFT)
    STUDY_FILES = {name: load_study(name) for name in PROJECT.studies}
    #: The studies that are compared, in a build that does nothing else: `--config pooled=true`.
    MEMBERS = list(STUDY_FILES) if config.get("pooled") else []
    if MEMBERS:
        PROJECT = comparison_project(PROJECT)
    #: What each study's survey has and asks, such as scales.
    ASKED = {
        name: asked_parts(study.survey, survey_questionnaire(study))
        for name, study in STUDY_FILES.items()
        if study.survey is not None
    }
    ENGINE = software.choose_engine(PROJECT.engine)
except UserError as error:
    raise WorkflowError(str(error)) from None


def provided(*paths):
    """Return files that no step makes; stop with a list of all that are missing.

    Snakemake would otherwise accept the earlier output of a step whose input no longer exists.
    """
    lost = [str(missing(path)) for path in paths if not Path(path).exists()]
    if lost:
        raise WorkflowError("\n".join(lost))
    return list(paths)


provided(*sorted({path for study in STUDY_FILES.values() for path in study.sources()}))

for study in STUDY_FILES.values():
    # Whatever raises the provenance of raw files in one place alone: nothing is computed.
    if apart := levels_apart(study, Path()):
        raise WorkflowError("\n".join(map(str, apart)))

#: The codebooks that a branch reads.
CODEBOOKS = {
    "literature": ("screening", "ado_tcm"),
    "cases": ("case_codes",),
    "survey": ("questionnaire",),
    "synthesis": ("propositions",),
}
for name, study in STUDY_FILES.items():
    for branch, books in CODEBOOKS.items():
        if getattr(study, branch) is not None:
            provided(*(codebook_file(name, book) for book in books))
    if study.synthesis is not None:
        provided(*study.synthesis.claims_files(codebook_file(name, "claims")))

#: The studies' settings as plain data: what Snakemake can compare with the last build.
STUDIES = {
    name: (draft_study(study) if DRAFT else study).model_dump(mode="json")
    for name, study in STUDY_FILES.items()
}

#: The root of the repository; a draft is made in a folder inside it.
TOP = Path("..") if DRAFT else Path()

FORMATS = PROJECT.formats

#: The languages of the studies that are built together: outputs are told by language. `alianzas build`
#: builds studies in other languages one after the other.
LANGUAGES = PROJECT.languages_of(PROJECT.studies[0])
for name in PROJECT.studies:
    if PROJECT.languages_of(name) != LANGUAGES:
        raise WorkflowError(
            message(
                "The studies {one} and {other} are in other languages. Build them by `make paper`, "
                "or each by itself: STUDY={other} make paper.",
                one=PROJECT.studies[0],
                other=name,
            )
        )

#: The files with words for the shared codebooks.
TRANSLATED = [
    path
    for language in LANGUAGES
    for path in sorted(Path("config/languages", language, "codebooks").rglob("*.yaml"))
]

config["languages"] = LANGUAGES
use_languages(LANGUAGES)
#: How numbers are written.
config["countries"] = {name: study.country.code for name, study in STUDY_FILES.items()}

#: Rules whose facts are evidence, by what a study must have for them: a branch, or an analysis in it
#: (an address of its settings). Each rule file adds its own.
EVIDENCE = {}


wildcard_constraints:
    # What is compared is taken as it is: no rule makes it.
    study=POOLED if MEMBERS else "[a-z][a-z0-9-]*",
    lang="[a-z]{2,3}",


onstart:
    previous_results.remove_published_records()
    previous_results.keep_results()


onsuccess:
    previous_results.forget_results()


onerror:
    previous_results.restore_results(PROJECT.rendered_by_study())


def raw(address):
    """Raw files at an address of the study file, such as survey.responses.file."""
    return lambda wildcards: files_at(STUDIES[wildcards.study], address)


def by_answers(least, per_megabyte):
    """The resources, on a cluster, of a step whose time grows with the number of firms."""

    def needed(wildcards):
        paths = map(Path, raw("survey.responses.file")(wildcards))
        size = sum(path.stat().st_size for path in paths if path.is_file())
        return least + round(per_megabyte * size / 1e6)

    return needed


def settings(section):
    """A section of the study file, tracked by value."""
    return lambda wildcards: STUDIES[wildcards.study][section]


def provenance(section):
    """The provenance level of each raw file of a section, by path."""
    return lambda wildcards: getattr(
        STUDY_FILES[wildcards.study], section
    ).sources_by_file()


def seed(wildcards):
    """The study's seed."""
    return STUDIES[wildcards.study]["seed"]


def confidence(wildcards):
    """The confidence level of the study's intervals."""
    return STUDIES[wildcards.study]["confidence"]


def facts_of(names, wildcards):
    """The facts of rules, of one study."""
    return [facts(name).format(study=wildcards.study) for name in names]


def code(script):
    """A hash of a script and of all library code it can reach.

    Where a language has words for the shared codebooks, these count too: a step reads them with the book.
    """
    made = code_hash(Path(workflow.basedir, "workflow/scripts", script))
    return "-".join([made, *map(file_hash, TRANSLATED)])


def has(study, address):
    """Say whether a study has a branch, or an analysis in it: an address of its settings.

    survey:scales, with a colon, is what its survey asks (see alianzas.survey.what_is_asked).
    """
    branch, _, asked = address.partition(":")
    if asked:
        return ASKED.get(study, {}).get(asked, False)
    found = STUDIES[study]
    for part in address.split("."):
        found = None if found is None else found[part]
    return found is not None


def codebook(name):
    """A codebook: the study's own, or the one that studies share."""
    return lambda wildcards: provided(codebook_file(wildcards.study, name))[0]


def words(*names):
    """Label files in the study's languages, and what these want of a sentence or number.

    Every table and figure needs the common labels.
    """
    return provided(
        *label_files(*names, languages=LANGUAGES), *grammar_files(LANGUAGES)
    )


def record(name):
    """Records on their way through the branch: rows of raw files, apart from the results."""
    return record_file("{study}", name)


def facts(rule_name):
    """The facts of a rule."""
    return f"results/{{study}}/facts/{rule_name}.json"


def table(*names):
    """The files of tables: data, description, and text in every language."""
    endings = ["csv", "json", *(f"{language}.md" for language in LANGUAGES)]
    return [
        f"results/{{study}}/tables/{name}.{ending}"
        for name in names
        for ending in endings
    ]


def figures(*names):
    """The files of figures in every language: drawings, data, alt text."""
    drawings = ["svg"] if DRAFT else ["svg", "png"]
    return [
        f"results/{{study}}/figures/{name}.{language}.{ending}"
        for name in names
        for language in LANGUAGES
        for ending in (*drawings, "csv", "json")
    ]


def inserts(name):
    """Text that a document includes: Markdown in every language."""
    return [f"results/{{study}}/inserts/{name}.{language}.md" for language in LANGUAGES]
