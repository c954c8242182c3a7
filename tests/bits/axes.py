"""What the results must not depend on, one axis at a time: each setting differs from the reference in one thing."""

from __future__ import annotations

from dataclasses import dataclass, field

OLDEST = "lowest-direct"


@dataclass(frozen=True)
class Setting:
    """One way to compute the golden scenarios.

    Attributes
    ----------
    axis, name : what differs from the reference, and how
    python : version of Python
    packages : versions asked for besides what marketsim itself asks for
    resolution : how packages are chosen: the newest ones, or the oldest that marketsim allows
    environment : variables of the environment
    arguments : said to ``tests.bits.digests``
    """

    axis: str
    name: str
    python: str = "3.11"
    packages: tuple[str, ...] = ()
    resolution: str = "highest"
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The name of the folder with the packages; settings that need the same ones share it."""
        return "-".join((self.python, self.resolution, *self.packages)).replace("==", "-").replace("<", "-")

    @property
    def key(self) -> str:
        """How the setting is called on the command line."""
        return f"{self.axis}: {self.name}"


REFERENCE = Setting("reference", "Python 3.11, the newest packages")
MESA = ("--through-mesa",)
SETTINGS = (
    REFERENCE,
    Setting("Python", "3.12", python="3.12"),
    Setting("Python", "3.13", python="3.13"),
    Setting("packages", "the oldest that are allowed", resolution=OLDEST),
    Setting("processor", "AVX and all above SSE2 switched off", arguments=("--plain-processor",)),
    *(Setting("workers", str(number), arguments=("--workers", str(number))) for number in (1, 2, 3, 4)),
    *(Setting("PYTHONHASHSEED", str(one), environment={"PYTHONHASHSEED": str(one)}) for one in range(4)),
    Setting("Mesa", "3.3.1", packages=("mesa==3.3.1",), arguments=MESA),
    Setting(
        "Mesa", "3.5.1, which asks for Python 3.12", python="3.12", packages=("mesa==3.5.1",), arguments=MESA
    ),
)
