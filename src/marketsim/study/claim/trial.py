"""A trial: the arguments of some experiments, the pools of runs they take, and the verdicts that come out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from marketsim.measures import Measure, declared
from marketsim.parameters.errors import BadDocument
from marketsim.study.claim import bundle
from marketsim.study.claim.calibration import Calibration
from marketsim.study.claim.examine import ACCEPTED, PRIOR, SCEPTICAL
from marketsim.study.claim.mediation import ENGINE as CLAMPED
from marketsim.study.claim.mediation import clamped_experiment, must_be_mediators
from marketsim.study.claim.patterns import Patterns, accepted, patterns, quantities
from marketsim.study.claim.pool import Pool, claims_of, grouped, united
from marketsim.study.claim.quantities import Quantity, quantities_of
from marketsim.study.claim.runs import Runs, read_runs
from marketsim.study.claim.shares import variants
from marketsim.study.claim.strengths import must_be_strengths, zeros
from marketsim.study.engine import OURS
from marketsim.study.executor import Executor
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.claims import Claim
from marketsim.study.experiment.reading import library, read_document
from marketsim.study.experiment.worlds import Point
from marketsim.study.identity import digest, ground_of, ground_on
from marketsim.study.sweep.drive import Drive, Progress
from marketsim.study.sweep.store import SweepStore
from marketsim.study.sweep.store import known as begun

CALIBRATED_BY = {ACCEPTED: "what_is_plausible", SCEPTICAL: "what_a_sceptic_assumes"}
"""Ensemble → the experiment whose worlds are judged by the patterns."""
KNOCKED_OUT_WORLDS = 8
"""In how many worlds mechanisms are knocked out; every subset of them in each."""
ACCEPTED_BY = [Path(__file__).with_name(f"{name}.py") for name in ("calibration", "patterns", "screening")]
"""The files that decide which worlds are accepted, and which are run to find them."""
SAMPLED = ("latin_hypercube", "sobol")


def arguments_of_the_house() -> list[str]:
    """Return the experiments of the library that put arguments on trial."""
    return [name for name, file in library().items() if any(one.row for one in read_document(file).claim)]


@dataclass
class Trial:
    """The arguments of some experiments.

    Attributes
    ----------
    folder : where the runs of all pools and the verdicts are kept
    most_worlds : of each ensemble only so many are run, the first ones; all of them unless told otherwise
    runs_only : the ensembles that are run, all of them unless told otherwise; what was run of the others counts
    known : the patterns by which worlds are accepted
    given : ensemble → worlds that were accepted before, in place of calibrating anew
    told : ensemble → what was kept about how the given worlds were accepted
    shows_paths : whether mechanisms are knocked out and mediators held
    measures : every measure the model declares
    """

    experiments: Sequence[Experiment]
    folder: Path
    most_worlds: int | None = None
    runs_only: Collection[str] = ()
    known: Patterns = field(default_factory=patterns)
    measures: tuple[Measure, ...] = field(default_factory=declared)
    engine: str = OURS
    clamped_engine: str = CLAMPED
    ground: Callable[[Any], Any] = ground_of
    clamped_ground: Callable[[Any], Any] = field(default_factory=lambda: ground_on(CLAMPED))
    calibrations: dict[str, Experiment] = field(default_factory=dict)
    calibrated: dict[str, Calibration] = field(default_factory=dict)
    given: dict[str, list[Point]] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    shows_paths: bool = True

    def __post_init__(self) -> None:
        """Refuse claims that cannot be examined, and find the calibrations where worlds are sampled."""
        for one in self.experiments:
            for claim in one.document.claim:
                must_be_strengths(one, claim)
                must_be_mediators(f"{one.path}: 'claim.{claim.name}.clamps'", claim)
        if not claims_of(self.experiments):
            raise BadDocument(f"{self.experiments[0].path}: claims nothing; put a claim under [[claim]]")
        if any(is_sampled(one) for one in self.experiments) and not self.calibrations and not self.given:
            self.calibrations = {name: Experiment.read(one) for name, one in CALIBRATED_BY.items()}

    def calibrating(self, name: str) -> Pool:
        """Return the pool of the first wave by which an ensemble's worlds are accepted; never a part of it."""
        first = self.calibrations[name]
        return self.pool(f"calibrating-{name}", united(first.name, [first]))

    def calibrating_further(self, name: str) -> Pool | None:
        """Return the pool of the next wave; nothing where enough worlds are accepted."""
        judged = self.calibrated[name]
        wave = judged.next_wave(self.known.pattern, self.wanted_worlds, len(judged.experiment.worlds) // 2)
        return self.pool(f"calibrating-{name}-further", united(wave.name, [wave])) if wave else None

    @property
    def wanted_worlds(self) -> int:
        """How many accepted worlds there are to be."""
        asked = (wanted_of(one) for one in self.experiments if is_sampled(one))
        return max((min(one, self.most_worlds or one) for one in asked), default=0)

    def accepts_by(self, name: str) -> str:
        """Return the digest of what decides which worlds an ensemble accepts, but for how many are wanted."""
        return self._deciding(self.calibrating(name).sweep.basis)

    def accepts_by_sources(self, name: str, sources: Collection[str]) -> set[str]:
        """Return the same with the program as it is, and with each of these sources in its place."""
        basis = self.calibrating(name).sweep.basis  # worlds are put into words for it, which takes a second
        return {self._deciding(basis), *(self._deciding(basis | {"source": one}) for one in sources)}

    def _deciding(self, basis: dict[str, Any]) -> str:
        code = [sha256(one.read_bytes()).hexdigest() for one in ACCEPTED_BY]
        return digest([self.known.digest, digest(basis), code])

    def is_calibrated(self, name: str) -> bool:
        """Whether an ensemble's worlds are all known: as many as are wanted, or as many as all waves gave."""
        judged = self.calibrated[name]
        return judged.complete and self.calibrating_further(name) is None

    def groups(self) -> list[list[Experiment]]:
        """Return the experiments by the pool that serves them, the shortest first: its verdicts come soonest."""
        return sorted(grouped(self.experiments), key=lambda group: group[0].document.days)

    def pools_of(self, group: Sequence[Experiment]) -> dict[str, Pool]:
        """Return the pools that serve some experiments, by ensemble; of accepted worlds once these are known."""
        days = group[0].document.days
        return {
            name: self.pool(f"{name}-{days}", united(f"{name}-{days}", group, worlds))
            for name, worlds in self.ensembles(group[0]).items()
        }

    def knocking_out(self, experiment: Experiment, claim: Claim) -> Pool | None:
        """Return the pool in which a claim's mechanisms are knocked out; nothing where it names none."""
        if not claim.knock_outs:
            return None
        name = f"knocked-out-{experiment.document.days}"
        made = variants(self.deep_worlds(experiment), claim.knock_outs, zeros(claim))
        return self.pool(name, united(name, [experiment], made, claim.compared))

    def clamping(self, experiment: Experiment, claim: Claim) -> Pool | None:
        """Return the pool in which a claim's mediators are held to their course in the control."""
        if not claim.clamps or not claim.control:
            return None
        made = clamped_experiment(experiment, claim, tuple(self.deep_worlds(experiment)))
        return Pool(f"clamped-{experiment.document.days}", made, self.clamped_engine, self.clamped_ground)

    def paths(self) -> Iterator[tuple[str, Claim, Pool]]:
        """Give the pools that show paths: what is done in them, for which claim, and the pool."""
        for one in self.experiments if self.shows_paths else ():
            for claim in one.document.claim:
                for done, pool in (
                    ("knocked out", self.knocking_out(one, claim)),
                    ("clamped", self.clamping(one, claim)),
                ):
                    if pool:
                        yield done, claim, pool

    def deep_worlds(self, experiment: Experiment) -> list[Point]:
        """Return the worlds in which mechanisms are taken apart: accepted ones where they are known."""
        found = self.ensembles(experiment)
        return list(found.get(ACCEPTED) or found[PRIOR])[:KNOCKED_OUT_WORLDS]

    def ensembles(self, experiment: Experiment) -> dict[str, Sequence[Point]]:
        """Return the worlds of each ensemble that are run for an experiment."""
        found = {PRIOR: self.first(experiment.worlds)}
        if is_sampled(experiment):
            for name, worlds in self.accepted_worlds().items():
                if worlds:
                    found[name] = self.first(tuple(worlds[: wanted_of(experiment)]))
        return found

    def accepted_worlds(self) -> dict[str, list[Point]]:
        """Return the worlds that reproduce every pattern, by ensemble."""
        return self.given | {name: one.accepted for name, one in self.calibrated.items()}

    def first(self, worlds: Sequence[Point]) -> Sequence[Point]:
        """Return the worlds of an ensemble that are run."""
        return worlds if self.most_worlds is None else worlds[: self.most_worlds]

    def pool(self, name: str, experiment: Experiment) -> Pool:
        """Return a pool of this trial."""
        return Pool(name, experiment, self.engine, self.ground)

    def is_run(self, name: str) -> bool:
        """Whether what is left of an ensemble is run."""
        return not self.runs_only or name in self.runs_only

    def run(self, hands: Executor, told: Callable[[Pool, Progress], object]) -> bool:
        """Run everything that has not been run, calibrations first; return whether no run failed."""
        whole = True
        for name in filter(self.is_run, self.calibrations):
            wave: Pool | None = self.calibrating(name)
            while wave:
                whole &= self.carry_on(wave, hands, told)
                self.accept(name, wave)
                wave = self.calibrating_further(name)
        asked = [(name, pool) for group in self.groups() for name, pool in self.pools_of(group).items()]
        for name, pool in asked:
            if not self.is_run(name):
                with pool.planned(self.folder):
                    continue  # what smaller trials have run is taken over
        pools = [pool for name, pool in asked if self.is_run(name)] + [pool for *_, pool in self.paths()]
        for pool in {one.place(self.folder): one for one in pools}.values():
            whole &= self.carry_on(pool, hands, told)
        return whole

    def gather(self) -> None:
        """Take over what trials of other sizes have run, where something is left to be run."""
        asked = [pool for group in self.groups() for pool in self.pools_of(group).values()]
        for pool in [*asked, *(pool for *_, pool in self.paths())]:
            if pool.has_others(self.folder) and not pool.is_done(self.folder):
                with pool.planned(self.folder):
                    continue

    def carry_on(self, pool: Pool, hands: Executor, told: Callable[[Pool, Progress], object]) -> bool:
        """Run what is left of one pool, and once more what failed before."""
        with pool.planned(self.folder) as store:
            store.journal.again()
            ended = Drive(pool.sweep, store, lambda now: told(pool, now)).carry_on(hands)
        return ended.failed == 0

    def accept(self, name: str, wave: Pool) -> None:
        """Judge the worlds of a wave by the patterns; a first wave begins anew."""
        asked = quantities(self.known, wave.experiment.document.days)
        judged = accepted(self.known, self.read(wave, list(asked.values())))
        if wave.name == f"calibrating-{name}":
            self.calibrated[name] = Calibration(self.calibrations[name])
        self.calibrated[name].waves.append((wave.experiment.worlds, judged))

    def accept_all(self) -> None:
        """Judge the worlds of every calibration by what has been run."""
        for name in self.calibrations:
            wave: Pool | None = self.calibrating(name)
            while wave and begun(wave.place(self.folder)):
                self.accept(name, wave)
                wave = self.calibrating_further(name)

    def read(self, pool: Pool, wanted: Sequence[Quantity]) -> Runs:
        """Read what has finished of a pool; nothing of one that has not been begun."""
        place = pool.place(self.folder)
        if not begun(place):
            return read_runs(pool.experiment, None, wanted)
        with SweepStore.found(place) as store:
            return read_runs(pool.experiment, store, wanted)

    def wanted(self, experiments: Sequence[Experiment]) -> list[Quantity]:
        """Return every quantity that the claims of these experiments need."""
        found = []
        for one in experiments:
            for claim in one.document.claim:
                asked = quantities_of(claim, one.document.days)
                found += [*asked, Quantity(bundle.ARRESTS, None, asked[0].window)]
        return found

    @property
    def digest(self) -> str:
        """What the trial asks: its claims and the patterns; not the runs."""
        return digest(
            [self.known.digest, [one.model_dump(mode="json") for one in claims_of(self.experiments)]]
        )


def wanted_of(experiment: Experiment) -> int:
    """Return in how many accepted worlds an experiment's claims are to be judged."""
    return experiment.document.accepted_worlds or len(experiment.worlds)


def is_sampled(experiment: Experiment) -> bool:
    """Whether an experiment looks at sampled worlds, so that it can look at accepted ones as well."""
    return experiment.document.design.kind in SAMPLED
