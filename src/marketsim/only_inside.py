"""How the compiler treats our loops and rules: each is optimised once, where a loop has taken in all that it calls.

Left to itself it optimises every rule and makes machine code of it, which nobody ever runs, and then optimises it again
as part of each loop, function by function, quickly and thoroughly. It also looks in every function for closures,
whole-array expressions and loops over literals, of which ours have none, and reports every step to listeners, of which
there are none either. All this together is a third of the time of a first start.
"""

from __future__ import annotations

from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.typed_passes import InlineOverloads, NativeLowering, NopythonRewrites
from numba.core.untyped_passes import (
    FindLiterallyCalls,
    InlineClosureLikes,
    LiteralUnroll,
    WithLifting,
)

NEEDLESS = {
    FindLiterallyCalls, InlineClosureLikes, InlineOverloads, LiteralUnroll, NopythonRewrites, WithLifting,
}  # fmt: skip


class NoEngine:
    """In place of the engine in which code is run: nothing is run where it is compiled."""

    def set_env(self, name: str, environment: Any) -> None:
        """Do nothing."""


class Unfinished(JITCodeLibrary):
    """Code that others take in; there is no machine code of it."""

    codegen = NoEngine()

    def get_pointer_to_function(self, name: str) -> int:  # noqa: ARG002
        """Nowhere."""
        self._ensure_finalized()
        return 0

    def _optimize_functions(self, module: Any) -> None:
        module.data_layout = self._codegen._data_layout

    def _optimize_final_module(self) -> None:
        """Left for the loop."""

    def _finalize_final_module(self) -> None:
        self._finalized = True


class Whole(Unfinished):
    """Code of a loop with all that it calls, which is optimised at once."""

    def object_file(self) -> bytes:
        """Its machine code."""
        self._ensure_finalized()
        made: bytes = self._codegen._tm.emit_object(self._final_module)
        return made

    def _optimize_final_module(self) -> None:
        thorough, options = self._codegen._module_pass_manager()
        thorough.run(self._final_module, options)


class Lowering(NativeLowering):
    """Lowers a function into a library of ours."""

    library: type[Unfinished]

    def run_pass(self, state: Any) -> bool:
        """Lower the function of this state."""
        state.library = self.library(state.targetctx.codegen(), state.func_id.func_qualname)
        return bool(super().run_pass(state))


@register_pass(mutates_CFG=True, analysis_only=False)
class LoweredWhole(Lowering):
    """Lowers a loop."""

    _name = "lowered_whole"
    library = Whole


@register_pass(mutates_CFG=True, analysis_only=False)
class LeftForLoops(Lowering):
    """Lowers a function into code that is never run by itself."""

    _name = "left_for_loops"
    library = Unfinished


class Passes(PassManager):
    """Passes one after the other, without a report on each."""

    def _runPass(self, _index: int, step: Any, state: Any) -> None:  # noqa: N802 - numba's own name
        step.analysis = self._analysis
        step.run_initialization(state)
        step.run_pass(state)
        step.run_finalizer(state)


class ForALoop(CompilerBase):
    """The passes that a loop needs."""

    lowering: type[Lowering] = LoweredWhole

    def define_pipelines(self) -> list[Any]:
        """Return the passes, in order."""
        passes = Passes("loops")
        for each, why in DefaultPassBuilder.define_nopython_pipeline(self.state).passes:
            if each not in NEEDLESS:
                passes.add_pass(self.lowering if each is NativeLowering else each, why)
        passes.finalize()
        return [passes]


class OnlyInside(ForALoop):
    """The passes for what loops call: its code is left for them to optimise."""

    lowering = LeftForLoops
