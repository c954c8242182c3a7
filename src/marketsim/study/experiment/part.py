"""What every table of an experiment file has in common: a misspelt key or a value of another kind is an error."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1, max_length=200)]
Confidence = Annotated[float, Field(ge=0.5, lt=1)]


class Part(BaseModel):
    """A table of the file, in which a misspelt key or a value of another kind is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
