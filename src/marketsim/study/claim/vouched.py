"""Other sources with the same bits: after a change of speed alone verdicts stand, once runs made again show it."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from marketsim.provenance import source_digest
from marketsim.study.claim.stored import DamagedVerdicts, shipped
from marketsim.study.claim.told import Kept
from marketsim.study.store import write

VOUCHED = "vouched.json"


class Vouch(Kept):
    """That so many runs of one source, made again with another, came out the same to the bit."""

    source: str
    same_as: str
    runs: int


def vouches(folder: Path) -> list[Vouch]:
    """Read what is vouched for beside some verdicts; nothing where nothing is."""
    file = folder / VOUCHED
    try:
        return TypeAdapter(list[Vouch]).validate_json(file.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValidationError) as problem:
        raise DamagedVerdicts(f"{file}: cannot be read ({problem})") from None


def vouch(folder: Path, same_as: str, runs: int) -> Path:
    """Keep that runs of another source come out the same with today's, beside the verdicts made with that one."""
    mine = Vouch(source=source_digest(), same_as=same_as, runs=runs)
    others = [one for one in vouches(folder) if (one.source, one.same_as) != (mine.source, mine.same_as)]
    told = [one.model_dump() for one in (*others, mine)]
    write(folder / VOUCHED, json.dumps(told, indent=1).encode() + b"\n")
    return folder / VOUCHED


def sources_like_todays() -> set[str]:
    """Return today's source and every one that is vouched to give the same bits."""
    place = shipped()
    today = source_digest()
    return {today, *(one.same_as for one in (vouches(place) if place else ()) if one.source == today)}
