import ast
from pathlib import Path

import pytest

from honest_results import code_tracking
from honest_results.code_tracking import code_hash, import_closure
from human_files.plugins import Plugin


@pytest.fixture
def package(tmp_path):
    """A small library, `alianzas` and a package beside it, with one chain of imports, and a script."""
    root = tmp_path / "workflow" / "alianzas"
    (root / "survey").mkdir(parents=True)
    (root / "__init__.py").write_text("")
    (root / "survey" / "__init__.py").write_text("")
    (root / "survey" / "drivers.py").write_text("from alianzas.survey import scales\n")
    (root / "survey" / "scales.py").write_text("import alianzas.errors\n")
    (root / "errors.py").write_text("import records.reading\n")
    (root / "survey" / "other.py").write_text("y = 1\n")
    records = tmp_path / "workflow/packages/records/src/records"
    records.mkdir(parents=True)
    (records / "__init__.py").write_text("")
    (records / "reading.py").write_text("z = 1\n")
    (records / "writing.py").write_text("z = 1\n")
    script = tmp_path / "workflow" / "scripts" / "fit.py"
    script.parent.mkdir()
    script.write_text("if True:\n    from alianzas.survey.drivers import fit\n")
    _forget()
    yield root, script
    _forget()


def _forget():
    code_tracking.library.cache_clear()
    code_tracking._imports.cache_clear()
    code_tracking._digest.cache_clear()
    code_tracking._plugins.cache_clear()


def test_the_closure_follows_imports_inside_functions_and_packages(package):
    root, script = package
    names = {path.relative_to(root.parents[1]).as_posix() for path in import_closure(script)}
    assert names == {
        "workflow/scripts/fit.py",
        "workflow/alianzas/__init__.py",
        "workflow/alianzas/survey/__init__.py",
        "workflow/alianzas/survey/drivers.py",
        "workflow/alianzas/survey/scales.py",
        "workflow/alianzas/errors.py",
        "workflow/packages/records/src/records/__init__.py",
        "workflow/packages/records/src/records/reading.py",
    }


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("errors.py", True),
        ("survey/scales.py", True),
        ("survey/other.py", False),
        ("../packages/records/src/records/reading.py", True),
        ("../packages/records/src/records/writing.py", False),
    ],
)
def test_only_reachable_modules_change_the_hash(package, file, changes):
    root, script = package
    before = code_hash(script)
    (root / file).write_text("x = 2\n")
    _forget()
    assert (code_hash(script) != before) == changes


def test_another_version_of_a_library_is_other_code(package):
    root, script = package
    before = code_hash(script)
    (root.parents[1] / "requirements.lock").write_text("pandas==9\n")
    _forget()
    assert code_hash(script) != before


def test_another_plugin_is_other_code(package, monkeypatch):
    root, script = package
    (root / "errors.py").write_text('GROUP = "records.readers"\n')
    _forget()
    before = code_hash(script)
    asked = []

    def installed(group):
        asked.append(group)
        return [Plugin("acme-reader", "1.0", "acme", "acme:READER", group)]

    monkeypatch.setattr(code_tracking, "installed_plugins", installed)
    _forget()
    assert code_hash(script) != before
    assert asked == ["records.readers"]


def is_for_types(node):
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


def parsed_imports(path):
    """Return what a file imports of the library, by Python's own parser."""
    found = set()
    tree = ast.parse(path.read_bytes())
    tree.body = [node for node in tree.body if not is_for_types(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            found.update(code_tracking._files(name, WORKFLOW))
    return found


WORKFLOW = Path(__file__).parents[2] / "workflow"


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for pattern in ("alianzas/**/*.py", "packages/*/src/**/*.py", "scripts/**/*.py")
        for path in WORKFLOW.glob(pattern)
    ),
    ids=lambda path: path.relative_to(WORKFLOW).as_posix(),
)
def test_no_import_of_the_library_is_missed(path):
    missed = parsed_imports(path) - code_tracking._imports(path, WORKFLOW)
    assert not missed
    relative = [
        node
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative, "relative imports are not tracked"
