"""Reading an experiment file: found by path or by its name in the library, each mistake told in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from marketsim.parameters.errors import BadDocument, UnknownName, did_you_mean, shown
from marketsim.parameters.read import read_toml
from marketsim.study.experiment.document import Document

PACKAGE = Path(__file__).parents[2]
PLACES = (PACKAGE / "library_experiments", PACKAGE.parents[1] / "experiments")
"""Where the experiments of the house are: in an installed package, and in a checkout."""
FILE = "experiment.toml"
UNKNOWN = "extra_forbidden"


def library() -> dict[str, Path]:
    """Return the experiments of the house: name → file."""
    found = {file.parent.name: file for place in PLACES for file in sorted(place.glob(f"*/{FILE}"))}
    return dict(sorted(found.items()))


def located(name_or_path: str | Path) -> Path:
    """Return the file of an experiment given by its name, its folder or its file."""
    given = str(name_or_path)
    if given in library():
        return library()[given]
    path = Path(given)
    if path.is_dir():
        return path / FILE
    if path.suffix == ".toml" or len(path.parts) > 1:
        return path
    raise UnknownName(
        f"no experiment is called '{shown(given)}'{did_you_mean(given, library())}; "
        f"expected a folder, a TOML file or one of {', '.join(library())}"
    )


def name_of(file: Path) -> str:
    """Return what an experiment is called: its folder's name, or its file's where that has one of its own."""
    return file.parent.resolve().name if file.name == FILE else file.stem


def read_document(file: Path) -> Document:
    """Return what an experiment file says."""
    given = read_toml(file)
    try:
        return Document.model_validate(given)
    except ValidationError as problem:
        raise BadDocument(f"{file}: {in_a_line(problem)}") from None
    except RecursionError:
        raise BadDocument(f"{file}: is nested too deeply") from None


def in_a_line(problem: ValidationError) -> str:
    """Name the first key that is wrong, what was found there and what is allowed; misspelt keys come first."""
    error = min(problem.errors(include_url=False), key=lambda one: one["type"] != UNKNOWN)
    place = [part for part in error["loc"] if not isinstance(part, str) or part not in KINDS_OF_VALUE]
    key = ".".join(str(part + 1) if isinstance(part, int) else shown(part) for part in place)
    if error["type"] == UNKNOWN:
        allowed = keys_at(tuple(error["loc"][:-1]))
        nearest = did_you_mean(str(error["loc"][-1]), allowed)
        return f"'{key}' is unknown; allowed is {', '.join(allowed)}{nearest}"
    if error["type"] == "missing":
        return f"'{key}' is missing{example(place[-1])}"
    said = error["msg"][:1].lower() + error["msg"][1:]
    return f"'{key}' is {shown(error['input'])}; expected: {' '.join(said.split())}"


KINDS_OF_VALUE = {"str", "int", "float", "bool", "list[union[str,int,float,bool]]"}
EXAMPLES = {
    "question": '; expected a sentence such as question = "Does a crackdown lower violence?"',
    "policies": '; expected names such as policies = ["as_today", "crackdown"]',
    "days": "; expected how many days are counted, such as days = 60",
}


def example(key: Any) -> str:
    """Return how a key that must be there may look."""
    return EXAMPLES.get(str(key), "")


def keys_at(place: tuple[int | str, ...]) -> list[str]:
    """Return the keys that a table of the file may have."""
    model: type[BaseModel] = Document
    for part in place:
        if isinstance(part, str) and part in model.model_fields:
            model = model_in(model.model_fields[part].annotation) or model
    return sorted(model.model_fields)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the table that a field holds, alone, in a list or optionally."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := model_in(inner))), None)
