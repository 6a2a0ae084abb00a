configfile: "config/config.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/literature.smk"
include: "workflow/rules/cases.smk"
include: "workflow/rules/survey.smk"
include: "workflow/rules/robustness.smk"
include: "workflow/rules/synthesis.smk"
include: "workflow/rules/manuscript.smk"
include: "workflow/rules/pooled.smk"


rule all:
    """Build every document."""
    default_target: True
    input:
        PROJECT.rendered_by_study(),
        *([] if MEMBERS else ["results/_manuscript.yml"]),
