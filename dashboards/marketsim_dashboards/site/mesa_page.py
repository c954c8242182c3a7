"""The same model in Mesa's own page, built for each visitor, for those who know Mesa."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import reacton.ipyvuetify as vue
import solara

from marketsim.measures.declared import MEASURES
from marketsim_dashboards.components.pieces import Described, Note, Plain
from marketsim_dashboards.site.findings import capital
from marketsim_dashboards.site.naming import measure_words, with_unit
from marketsim_dashboards.site.portrayal import bare, legend, of_days, portrayal, streets_of
from marketsim_dashboards.site.visit import Visit
from marketsim_dashboards.words.catalogue import words
from marketsim_dashboards.words.translated import ENGLISH

SCALE = 0.2
"""Share of the population in this page, since Mesa lives its models in the server itself."""

TICKS_PER_STEP = 12
PLAY_INTERVAL = 400
MORNING = 10 * 12
"""Ticks after midnight at which the page begins: an hour at which there is somebody to see."""

PLOTTED = ("complaints", "violence")


def drawn(model: Any) -> Any:
    """The map of a model by Mesa's renderer: streets, everybody on them, and no raster."""
    import matplotlib.pyplot as plt
    from mesa.visualization import SpaceRenderer

    renderer = SpaceRenderer(model).render(
        agent_portrayal=portrayal, propertylayer_portrayal=streets_of(model), post_process=bare
    )
    renderer.space_mesh = None
    plt.close(renderer.canvas.get_figure())  # else pyplot would keep it when the visitor has gone
    return renderer


@solara.component
def Chart(model: Any, measure: str, language: str) -> None:
    """A measure on each day that the model has lived, drawn anew whenever Mesa says that it has moved on."""
    from mesa.visualization.utils import update_counter

    update_counter.get()
    told = words(language)
    declared = next(one for one in MEASURES if one.name == measure)
    days = {"day": told["figures"]["day"], "nothing": told["stage"]["panels"]["none_yet"]}
    values = model.datacollector.get_model_vars_dataframe()[measure].tolist()
    name = with_unit(measure_words(declared, language))
    solara.FigureMatplotlib(of_days(values, capital(name), days), format="png", bbox_inches="tight")


@solara.component
def Viz(language: str) -> None:
    """Mesa's page around a model of this visitor's own."""
    from mesa.visualization import Slider, SolaraViz

    from marketsim.model.mesa_model import MarketModel

    class InTheMorning(MarketModel):
        """A model that begins where there is something to see, also when Mesa makes it anew."""

        def __init__(self, **kwargs: Any) -> None:  # Mesa lets other words pass under this name alone
            super().__init__(**kwargs)
            self.market.ticks(MORNING)

    options: dict[str, Any] = {"scale": SCALE, "ticks_per_step": TICKS_PER_STEP}
    model = solara.use_memo(lambda: InTheMorning(policy="as_today", **options), [])
    renderer = solara.use_memo(lambda: drawn(model), [])
    with solara.AppLayout(title="MarketModel", navigation=False, sidebar_open=True):
        SolaraViz(
            model,
            renderer,
            components=[(partial(Chart, measure=measure, language=language), 0) for measure in PLOTTED],
            model_params={"replicate": Slider(words(language)["levers"]["luck"], 0, 0, 9, 1), **options},
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
        vue.Html(tag="p", class_="ms-note", children=[told["controls"]])
        Described(
            heading=told["legend"],
            legend=legend(told["kinds"]),
            pictures=[told["pictures"][one] for one in ("map", *PLOTTED)],
            working=told["working"],
            within=".ms-mesa",
        )
        vue.Html(
            tag="div",
            class_="ms-mesa",
            attributes={"lang": ENGLISH},
            children=[Viz(here.language.value)],
        )
    else:
        Note(
            text=told["full"] if refused else told["offer"],
            button=told["start"],
            problem=refused,
            event_again=start,
        )
