"""How the compiler treats what only loops call: it is typed and lowered, and optimised where a loop takes it in.

Left to itself it optimises every rule and makes machine code of it, which nobody ever runs, and then optimises it again
as part of each loop. It also looks in every function for closures, whole-array expressions and loops over literals, of
which ours have none. Both together are a fifth of the time of a first start.
"""

from __future__ import annotations

from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import InlineOverloads, NativeLowering, NopythonRewrites
from numba.core.untyped_passes import (
    FindLiterallyCalls,
    InlineClosureLikes,
    InlineInlinables,
    LiteralUnroll,
    WithLifting,
)

NEEDLESS = {
    FindLiterallyCalls, InlineClosureLikes, InlineInlinables, InlineOverloads, LiteralUnroll, NopythonRewrites,
    WithLifting,
}  # fmt: skip


class ForALoop(CompilerBase):
    """The passes that a loop needs."""

    def define_pipelines(self) -> list[Any]:
        """Return the passes, in order."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.passes = [(each, why) for each, why in passes.passes if each not in NEEDLESS]
        passes.finalize()
        return [passes]


class OnlyInside(ForALoop):
    """The passes for what loops call: its code is left for them to optimise."""

    def define_pipelines(self) -> list[Any]:
        """Return the passes, in order."""
        (passes,) = super().define_pipelines()
        passes.passes = [
            (LeftForLoops if each is NativeLowering else each, why) for each, why in passes.passes
        ]
        passes.finalize()
        return [passes]


@register_pass(mutates_CFG=True, analysis_only=False)
class LeftForLoops(NativeLowering):
    """Lowers a function into code that is never run by itself."""

    _name = "left_for_loops"

    def run_pass(self, state: Any) -> bool:
        """Lower the function of this state."""
        state.library = Unfinished(state.targetctx.codegen(), state.func_id.func_qualname)
        return bool(super().run_pass(state))


class NoEngine:
    """In place of the engine in which code is run: nothing is."""

    def set_env(self, name: str, environment: Any) -> None:
        """Do nothing."""


class Unfinished(JITCodeLibrary):
    """Code that others take in; there is no machine code of it."""

    codegen = NoEngine()

    def get_pointer_to_function(self, name: str) -> int:  # noqa: ARG002
        """Nowhere."""
        self._ensure_finalized()
        return 0

    def _optimize_final_module(self) -> None:
        """Left for the loop."""

    def _finalize_final_module(self) -> None:
        self._finalized = True
