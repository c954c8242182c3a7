"""A comparison in rows: every measure under every contrast, for tables, CSV and JSON alike."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from typing import Any

from marketsim.measures import Measure
from marketsim.study.comparison import Contrast, Results
from marketsim.study.intervals import PairedDifference


@dataclass(frozen=True)
class Row:
    """One measure under one contrast, as a mean a day."""

    contrast: Contrast
    measure: Measure
    paired: PairedDifference

    def document(self) -> dict[str, Any]:
        """Return the row as plain data; what is not known is null."""
        paired = self.paired
        plain = {
            "treated": self.contrast.treated,
            "control": self.contrast.control,
            "measure": self.measure.name,
            "theme": self.measure.theme,
            "unit": self.measure.unit,
            "treated_mean": paired.treated.value,
            "control_mean": paired.control.value,
            "difference": paired.difference.value,
            "low": paired.difference.low,
            "high": paired.difference.high,
            "relative": paired.relative,
            "sign_established": paired.established,
            "variance_saved_by_pairing": paired.pairing_saved,
            "replicates": paired.difference.replicates,
        }
        return {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in plain.items()
        }


def summary(results: Results, measures: tuple[Measure, ...]) -> list[Row]:
    """Return every measure under every contrast for which at least one pair has finished."""
    return [
        Row(contrast, measure, results.difference(contrast, measure.name))
        for contrast in results.comparison.contrasts
        if results.paired(contrast.treated, contrast.control)
        for measure in results.measured(measures)
    ]


def to_csv(rows: list[Row]) -> bytes:
    """Write the rows as CSV, with full precision."""
    text = io.StringIO()
    documents = [row.document() for row in rows]
    writer = csv.DictWriter(text, fieldnames=list(documents[0]) if documents else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(documents)
    return text.getvalue().encode()
