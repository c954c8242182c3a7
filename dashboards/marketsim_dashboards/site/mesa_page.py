"""The same model in Mesa's own page, built for each visitor, for those who know Mesa."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reacton.ipyvuetify as vue
import solara

from marketsim_dashboards.components.pieces import Note, Plain
from marketsim_dashboards.site.visit import Visit
from marketsim_dashboards.words.catalogue import words

SCALE = 0.2
"""Share of the population in this page, since Mesa lives its models in the server itself."""

TICKS_PER_STEP = 12
PLAY_INTERVAL = 400
COLOURS = {"Person": "#6d6a78", "Dealer": "#b3401a", "ConsumptionRoom": "#a8324a"}
POLICE = "#1550a8"
INDOORS = ("Resident",)


def portrayal(agent: Any) -> Any:
    """How an agent is drawn."""
    from mesa.visualization.components import AgentPortrayalStyle

    kind = type(agent).__name__
    colour = COLOURS.get(kind, POLICE)
    if kind in INDOORS:
        return AgentPortrayalStyle(color=colour, size=0.01, alpha=0.0)
    return AgentPortrayalStyle(color=colour, size=14, zorder=2 if kind == "Person" else 3)


@solara.component
def Viz() -> None:
    """Mesa's page around a model of this visitor's own."""
    from mesa.visualization import Slider, SolaraViz, SpaceRenderer, make_plot_component

    from marketsim.model.mesa_model import MarketModel

    options: dict[str, Any] = {"scale": SCALE, "ticks_per_step": TICKS_PER_STEP}
    model = solara.use_memo(lambda: MarketModel(policy="as_today", **options), [])
    renderer = solara.use_memo(lambda: SpaceRenderer(model).render(agent_portrayal=portrayal), [])
    with solara.AppLayout(title="MarketModel", navigation=False, sidebar_open=True):
        SolaraViz(
            model,
            renderer,
            components=[make_plot_component("complaints"), make_plot_component("violence")],
            model_params={"replicate": Slider("replicate", 0, 0, 9, 1), **options},
            play_interval=PLAY_INTERVAL,
            name="MarketModel",
        )


@solara.component
def Mesa(here: Visit) -> None:
    """A few words, and the page itself once it is asked for and there is room."""
    told = words(here.language.value)["mesa"]
    running, set_running = solara.use_state(False)
    refused, set_refused = solara.use_state(False)

    def keep_seat() -> Callable[[], None] | None:
        return here.house.leave_mesa if running else None

    solara.use_effect(keep_seat, [running])

    def start(_: dict[str, Any]) -> None:
        seated = here.house.sit_at_mesa()
        set_refused(not seated)
        set_running(seated)

    Plain(heading=told["heading"], texts=[told["intro"], told["how"]], code=told["code"])
    if running:
        vue.Html(tag="div", class_="ms-mesa", children=[Viz()])
    else:
        Note(text=told["full"] if refused else told["offer"], button=told["start"], event_again=start)
