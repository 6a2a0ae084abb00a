"""Does what Quarto does, in the points on which our sources and filters rest.

``render SOURCE --to FORMAT`` in a project's folder: the filters run before anything else, with the
global ``quarto``; an image without an ending gets the format's; the document goes to the output
folder; metadata files that are not there are passed over. Everything else is Pandoc's and Typst's own.
What only the real Quarto can show is tested with it, where it is installed.
"""

import json
import subprocess
import sys
from pathlib import Path

import pypandoc
import typst
import yaml

VERSION = "1.10.18"
ENDINGS = {"html": "html", "docx": "docx", "typst": "typ"}
FILTER = """
quarto = {{ doc = {{ input_file = {source} }} }}
return dofile({path})
"""


def project_settings(name: str) -> dict[str, object]:
    """Return the settings of a format: the project's, over them the format's own."""
    project = yaml.safe_load(Path("_quarto.yml").read_text(encoding="utf-8"))
    settings = {**project, **project["format"][name]}
    for file in project.get("metadata-files", ()):
        if Path(file).is_file():
            settings |= yaml.safe_load(Path(file).read_text())["format"].get(name, {})
    return settings


def render(source: str, name: str) -> None:
    """Render ``source`` in the format ``name``."""
    settings = project_settings(name)
    output = Path(settings["project"]["output-dir"], Path(source).stem).resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    made = output.with_name(f"{output.name}.{ENDINGS[name]}")
    command = [
        pypandoc.get_pandoc_path(),
        source,
        f"--to={'html5' if name == 'html' else name}",
        "--standalone",
        f"--default-image-extension={'svg' if name == 'typst' else 'png'}",
        f"--syntax-highlighting={settings['syntax-highlighting']}",
        f"--metadata=house-style:{json.dumps(settings.get('house-style', False))}",
        f"--output={made}",
    ]
    files = [flag for flag in ("template", "reference-doc") if flag in settings]
    command += [f"--{flag}={settings[flag]}" for flag in files]
    command += ["--toc", "--section-divs", "--mathml", "--wrap=none"] if name == "html" else []
    for number, entry in enumerate(settings["filters"]):
        script = output.with_name(f"filter-{number}.lua")
        values = {"source": json.dumps(str(Path(source).resolve())), "path": entry["path"]}
        script.write_text(FILTER.format(source=values["source"], path=json.dumps(values["path"])))
        command.append(f"--lua-filter={script}")
    subprocess.run([*command, "--citeproc"], check=True)
    if name == "typst":
        standards = [settings["pdf-standard"]]
        made.with_suffix(".pdf").write_bytes(typst.compile(str(made), pdf_standards=standards))


if __name__ == "__main__":
    if sys.argv[1:] == ["--version"]:
        print(VERSION)
    else:
        _, article, _, wanted = sys.argv[1:]
        render(article, wanted)
