"""The source as the architecture tests read it: text and syntax, never behaviour."""

import ast
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

HOUSE = Path(__file__).parents[2]
PACKAGE = HOUSE / "src/marketsim"
COMPILING = {"njit", "jit", "vectorize", "guvectorize", "loop"}


@dataclass(frozen=True)
class Page:
    """One file of the package."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def module(self) -> str:
        """The name by which others import it."""
        return ".".join(("marketsim", *self.path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        )

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}"

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    def compiled(self) -> Iterator[ast.FunctionDef]:
        return (function for function in self.functions() if decorators(function) & COMPILING)

    def imports(self) -> Iterator[tuple[ast.stmt, str]]:
        """Every imported module's full name, whether at the top or inside a function."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node, node.module
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def decorators(function: ast.FunctionDef) -> set[str]:
    """The last parts of the names of a function's decorators."""
    called = (each.func if isinstance(each, ast.Call) else each for each in function.decorator_list)
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called}


@pytest.fixture(scope="session")
def pages() -> list[Page]:
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py")))
    return [Page(path, text, ast.parse(text)) for path, text in texts]


@pytest.fixture(scope="session")
def rules(pages) -> list[Page]:
    return [page for page in pages if page.name.startswith("rules/")]


@pytest.fixture(scope="session")
def processes(pages) -> list[Page]:
    return [page for page in pages if page.name.startswith("model/processes/")]


@pytest.fixture(scope="session")
def house() -> Path:
    return HOUSE


@pytest.fixture(scope="session")
def script_of(house: Path) -> Callable[[str], ModuleType]:
    """A script of the documentation, which is no part of the package, as a module: ``script_of("front")``."""

    def loaded(name: str) -> ModuleType:
        described = importlib.util.spec_from_file_location(name, house / "docs" / f"{name}.py")
        assert described is not None
        assert described.loader is not None
        module = importlib.util.module_from_spec(described)
        described.loader.exec_module(module)
        return module

    return loaded
