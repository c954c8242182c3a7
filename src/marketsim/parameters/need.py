"""How craving rises and falls, and with it tolerance (M1)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Need:
    """Craving, withdrawal and tolerance (M1)."""

    heroin_cycle: float = parameter(
        "5.5 h",
        between=("3 h", "10 h"),
        source="assumed-need",
        grade="assumed",
        about="Time in which a fully dependent person goes from a dose of heroin to full need of the next.",
    )
    cocaine_cycle: float = parameter(
        "1.6 h",
        between=("0.5 h", "5 h"),
        source=("cphpost-2014", "assumed-need"),
        grade="assumed",
        about="The same for cocaine, whose effect is short.",
    )
    need_strength: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-need",
        grade="assumed",
        knock_out=True,
        about="Speed at which need builds up; at zero nobody ever needs drugs.",
    )
    relief: float = parameter(
        "1.1",
        between=("0.6", "2"),
        source="assumed-need",
        grade="assumed",
        about="Craving taken away by a dose.",
    )
    worst_craving: float = parameter(
        "2",
        between=("1.5", "3"),
        source="assumed-need",
        grade="assumed",
        about="The strongest craving there is; full need is 1.",
    )
    starts_seeking: float = parameter(
        "0.55",
        between=("0.2", "0.9"),
        source="assumed-need",
        grade="assumed",
        about="Craving at which a person begins to look for money and drugs.",
    )
    uses_at: float = parameter(
        "0.6",
        between=("0.3", "1"),
        source="assumed-need",
        grade="assumed",
        about="Craving at which a person who holds drugs uses them.",
    )
    tolerance_gain: float = parameter(
        "0.03",
        between=("0.01", "0.1"),
        source="assumed-overdose",
        grade="assumed",
        about="Share of the missing tolerance gained by a dose of heroin.",
    )
    tolerance_half_life: float = parameter(
        "7 days",
        between=("3 days", "21 days"),
        source="assumed-overdose",
        grade="assumed",
        about="Abstinence after which half of the tolerance is gone, as after custody.",
    )
    substitution_relief: float = parameter(
        "0.6",
        between=("0.2", "0.9"),
        source="assumed-need",
        grade="assumed",
        about="Share of the need for heroin met by substitution treatment; cocaine has none.",
    )
