"""The report of the arguments: a table of verdicts, then every claim with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from marketsim.study.claim.sentences import counted, effect, moved_by, sentence
from marketsim.study.claim.support import controls, grade, path, strength
from marketsim.study.claim.told import Verdict
from marketsim.study.report.frame import framed

HERE = Path(__file__).parent
STYLE = " a{color:var(--mark)}article{margin-bottom:2.5rem}"


def page(
    title: str, verdicts: Sequence[Verdict], calibration: dict[str, Any], stale: dict[tuple[str, str], list[str]],
    cite: str,
) -> str:  # fmt: skip
    """Return the report as one HTML page.

    Parameters
    ----------
    calibration : ensemble → how many worlds were accepted, and which patterns rejected the others
    stale : verdict → why it no longer stands for today's model
    """
    old = [one for one in verdicts if stale.get(one.key)]
    warning = f'<p class="warning" role="alert">{len(old)} of these verdicts are stale; each says why.</p>'
    return framed(
        HERE / "sections.html",
        title=title,
        style=STYLE,
        setting=setting(verdicts),
        warning=warning if old else "",
        summary=summary(verdicts),
        cards="".join(card(one, stale.get(one.key, [])) for one in verdicts),
        worlds=worlds(calibration),
        cite=cite,
    )


def setting(verdicts: Sequence[Verdict]) -> str:
    """Say what is on trial."""
    number = len({one.experiment for one in verdicts})
    from_ = f"{number} experiments" if number > 1 else "one experiment"
    claims = f"{len(verdicts)} claims" if len(verdicts) > 1 else "One claim"
    return (
        f"{claims} from {from_}, each stated with its smallest effect that matters before anything was run."
    )


def summary(verdicts: Sequence[Verdict]) -> str:
    """Return one line a claim."""
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in (
            "Claim",
            "Verdict",
            "Effect, 95&nbsp;% interval",
            "Prior worlds",
            "Accepted worlds",
            "A sceptic’s",
        )
    )
    body = "".join(line(one) for one in verdicts)
    return (
        "<p>Under worlds: in how many a claim holds · in how many it fails; in the others it is open.</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Verdicts"><table><thead><tr>'
        f"{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def line(verdict: Verdict) -> str:
    """Return one claim's line."""
    sure = "sure" if verdict.verdict in ("supported", "refuted") else "unsure"
    name = escape(" ".join((verdict.row, str(verdict.claim["name"]))).strip())
    shares = "".join(
        f'<td data-label="{one.capitalize()} worlds">{escape(counted(verdict.ensembles.get(one)))}</td>'
        for one in ("prior", "accepted", "sceptical")
    )
    return (
        f'<tr class="{sure}"><th scope="row"><a href="#{anchor(verdict)}">{name}</a></th>'
        f'<td data-label="Verdict"><b>{escape(verdict.verdict)}</b></td>'
        f'<td data-label="Difference">{escape(effect(verdict))}</td>{shares}</tr>'
    )


def card(verdict: Verdict, stale: list[str]) -> str:
    """Return one claim with everything that was found about it."""
    claim = verdict.claim
    lines = {
        "Statement": str(claim["statement"]),
        "Verdict": sentence(verdict),
        "Stale": "; ".join(stale),
        "Smallest effect that matters": f"{claim['smallest_effect']}: {claim['reason']}",
        "Grade": grade(verdict),
        "Where": " ".join(verdict.fails_where),
        "What moves it": "" if verdict.driven_by_assumptions else moved_by(verdict),
        "Path": path(verdict),
        "Controls": controls(verdict),
        "Power": strength(verdict),
        "To decide it": verdict.needs,
        "Notes": "; ".join(note.rstrip(".") for note in verdict.notes),
        "Evidence": str(claim["evidence"]),
        "Sources": ", ".join(claim["source"]),
        "A critic would say": str(claim["critic"]),
        "Rests on": ", ".join(f"{name} {value[:12]}" for name, value in verdict.rests_on.items()),
    }
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(' '.join(told.split()))}</dd>"
        for name, told in lines.items()
        if told
    )
    title = escape(" · ".join(part for part in (verdict.row, str(claim["name"])) if part))
    return f'<article id="{anchor(verdict)}"><h3>{title}</h3><dl>{rows}</dl></article>'


def anchor(verdict: Verdict) -> str:
    """Return the name by which a claim can be linked to."""
    name = "-".join((verdict.experiment, str(verdict.claim["name"])))
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower())


def worlds(calibration: dict[str, Any]) -> str:
    """Say which worlds were accepted and what rejected the others."""
    if not calibration:
        return "<p>No worlds were judged by patterns: these experiments look at one world, or were not calibrated.</p>"
    return "".join(ensemble(name, told) for name, told in calibration.items())


def ensemble(name: str, told: dict[str, Any]) -> str:
    """Say how many worlds of one ensemble were accepted, and which facts could be learned."""
    lines = "".join(
        f'<tr><th scope="row">{escape(str(one["pattern"]))}</th><td>{one["rejected"]}</td><td>{one["alone"]}</td></tr>'
        for one in told["patterns"]
    )
    learned = [one for one in told.get("learned", []) if one["learned"] > one["by_chance"]]
    facts = ", ".join(
        f"{one['key'].replace('_', ' ').replace('.', ': ')} ({one['learned']:.0%})" for one in learned
    )
    taught = (
        f"<p>Letting {told.get('twins', 0)} worlds take turns at being the truth, the patterns teach something about: "
        f"{escape(facts) or 'none of the facts'}. The rest cannot be learned from them.</p>"
        if told.get("twins")
        else ""
    )
    again = "; ".join(
        f"{one['accepted']} of {one['worlds']} reproduce every pattern in {days}"
        for days, one in told.get("again", {}).items()
    )
    held = (
        f"<p>Judged once more by the trial's own runs, which are longer and have other luck: {again}.</p>"
        if again
        else ""
    )
    waves = ", ".join(f"{one['accepted']} of {one['worlds']}" for one in told["waves"])
    return (
        f"<h3>{escape(name.capitalize())} worlds</h3><p>{told['accepted']} of {told['worlds']} worlds reproduce every "
        f"pattern (wave by wave {waves}; from the second on only worlds that a forecast does not rule out are run). "
        "Rejections are of the first wave.</p>"
        '<div class="scroll"><table><thead><tr><th scope="col">Pattern</th><th scope="col">Rejects</th>'
        f'<th scope="col">Alone</th></tr></thead><tbody>{lines}</tbody></table></div>{held}{taught}'
    )
