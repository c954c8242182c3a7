"""Why something cannot be had, in the visitor's language; what the program itself says of it stays in English."""

from __future__ import annotations

from marketsim_dashboards.site.sharing import BadLink
from marketsim_dashboards.words.catalogue import words

OTHER = "other"


def reason(problem: Exception, language: str) -> str:
    """One sentence for a problem: by what is wrong with a link, else by the kind of error."""
    told = words(language)["site"]["reasons"]
    if isinstance(problem, BadLink):
        return str(told[problem.what])
    named = (one.__name__ for one in type(problem).__mro__)
    return str(told[next((name for name in named if name in told), OTHER)])
