"""Why did this happen? Two histories with the same luck, where they part, and how some of what follows came about.

``explain(one, other)`` gives it as data (:class:`Explanation`), ``tell`` in sentences.
"""

from marketsim.study.explain.explanation import DAYS, Explanation, explain
from marketsim.study.explain.words import ENGLISH, Paragraph, Teller, tell

__all__ = ["DAYS", "ENGLISH", "Explanation", "Paragraph", "Teller", "explain", "tell"]
