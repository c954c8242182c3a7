"""The chores of a developer, each in an environment of its own: ``nox -s tests``."""

import nox

nox.options.sessions = ["tests", "lint"]
nox.options.reuse_existing_virtualenvs = True


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session):
    """The default suite, as the README gives it."""
    session.install(".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python="3.11")
def lint(session):
    """Style, types and layers."""
    session.install("-e", ".[all,dev]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session(python="3.11")
def full(session):
    """What takes minutes or measures time: run alone on an idle machine."""
    session.install(".[all,dev]")
    for marks in ("browser or cluster", "slow and not benchmark", "benchmark"):
        session.run(
            "python", "-m", "pytest", "--numprocesses=0", "-m", marks, *session.posargs, success_codes=[0, 5]
        )


@nox.session(python="3.11")
def bits(session):
    """The same bits on every Python, package, processor and number of workers; some minutes the first time."""
    session.install("uv")
    session.run("python", "-m", "tests.bits", *session.posargs)


@nox.session(python="3.11")
def docs(session):
    """The documentation site, in which a warning is a failure."""
    session.install(".[docs]")
    session.run("sphinx-build", "-W", "-q", "-b", "html", "docs", "docs/_build/html")


@nox.session(python="3.11")
def links(session):
    """Every address that the documentation names, which needs a network."""
    session.install(".[docs]")
    session.run("sphinx-build", "-W", "-q", "-b", "linkcheck", "docs", "docs/_build/links")


@nox.session(python="3.11")
def front(session):
    """The picture and the figures of the front page; minutes, and a first look with -- --days 20 --replicates 4."""
    session.install(".")
    session.run("python", "docs/front.py", *session.posargs)


@nox.session(python="3.11")
def release(session):
    """Refuse to publish while a page tells results of another source."""
    session.install(".")
    session.run("python", "docs/made_with.py")


@nox.session(python="3.11")
def lock(session):
    """Choose the newest allowed versions of everything and write them down with their digests."""
    session.install("uv")
    session.run(
        *(
            "uv",
            "pip",
            "compile",
            "pyproject.toml",
            "--universal",
            "--generate-hashes",
            "--no-emit-index-url",
        ),
        *("--all-extras", "--upgrade", "--quiet", "--output-file", "requirements.lock"),
        env={"UV_CUSTOM_COMPILE_COMMAND": "nox -s lock"},
    )
