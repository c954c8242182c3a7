"""Six guided tours: what each step of a tour does to the page; what it says stands in the catalogues."""

from __future__ import annotations

from typing import Any

Step = dict[str, Any]
"""What a step does: ``pair`` of policies, ``day`` and ``hour`` to begin at, ``heat``, ``show`` an outline, ``speed`` in
ticks a second, ``difference``, ``play`` or ``pause``, ``scroll`` to a part of the page, and the ``page`` on which it
takes place, where that is not the opening one."""

TOURS: dict[str, tuple[Step, ...]] = {
    "reading": (
        {"pair": ["as_today", "as_today"], "day": 0, "hour": 9, "play": True, "speed": 12},
        {"speed": 12, "play": True},
        {"pair": ["crackdown", "as_today"], "day": 0, "hour": 9, "speed": 12, "play": True},
        {"pause": True},
        {"day": 14, "hour": 15, "play": True},
        {"pause": True, "scroll": ".ms-why"},
    ),
    "violence": (
        {"pair": ["crackdown", "harm_reduction"], "day": 7, "hour": 9, "pause": True, "scroll": ".ms-bet"},
        {"heat": "violence", "day": 14, "hour": 12, "play": True, "speed": 36, "scroll": ".ms-maps"},
        {"play": True, "speed": 12},
        {"day": 28, "hour": 18, "play": True},
        {"pause": True, "scroll": ".ms-figures"},
        {"scroll": ".ms-figures"},
    ),
    "displacement": (
        {"pair": ["hot_spot_patrol", "random_patrol"], "day": 5, "hour": 11, "show": "target", "pause": True},
        {"heat": "police_presence", "play": True, "speed": 36},
        {"heat": "outdoor_use", "day": 14, "hour": 14, "play": True, "speed": 36},
        {"difference": True, "pause": True},
        {"difference": False, "day": 28, "hour": 14, "play": True},
        {"pause": True, "scroll": ".ms-figures"},
    ),
    "rooms": (
        {"pair": ["rooms_closed", "as_today"], "day": 3, "hour": 12, "play": True, "speed": 12},
        {"play": True},
        {"heat": "outdoor_use", "day": 10, "hour": 16, "play": True, "speed": 36},
        {"heat": "complaints", "play": True},
        {"pause": True, "scroll": ".ms-figures"},
        {"scroll": ".ms-levers"},
    ),
    "trust": (
        {"pair": ["crackdown", "harm_reduction"], "day": 1, "hour": 9, "play": True, "speed": 12},
        {"speed": 3, "play": True},
        {"pause": True},
        {"day": 14, "hour": 10, "play": True, "speed": 36},
        {"pause": True, "scroll": ".ms-figures"},
        {"scroll": ".ms-levers"},
    ),
    "doubt": (
        {"pair": ["placebo", "as_today"], "day": 6, "hour": 12, "play": True, "speed": 36},
        {
            "pair": ["random_patrol", "as_today"],
            "day": 14,
            "hour": 12,
            "pause": True,
            "scroll": ".ms-figures",
        },
        {"scroll": ".ms-levers"},
        {"scroll": ".ms-levers"},
        {"page": "arguments"},
        {"page": "limits"},
    ),
}
