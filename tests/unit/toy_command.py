"""``marketsim`` with the toy in place of the model, as a process of its own that a test may interrupt or kill."""

from __future__ import annotations

import sys

if __name__ == "__main__":  # workers, which read this file too, are told by their jobs who does them
    from toy_experiments import toy_sweep

    from marketsim import __main__ as command_line
    from marketsim.study import engine
    from marketsim.study.sweep import plan

    plan.Sweep.__init__ = toy_sweep  # type: ignore[method-assign]
    engine.needs_compiling = lambda *_: False
    sys.exit(command_line.exit_code(sys.argv[1:]))
