configfile: "config/config.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/literature.smk"
include: "workflow/rules/cases.smk"
include: "workflow/rules/survey.smk"
include: "workflow/rules/synthesis.smk"
include: "workflow/rules/manuscript.smk"


rule all:
    """Build every article."""
    default_target: True
    input:
        expand(
            "results/{study}/article.{lang}.{format}",
            study=PROJECT.studies,
            lang=LANGUAGES,
            format=FORMATS,
        ),
