"""The dashboard as a user starts it, but every page breaks once it is drawn, for whoever came by one luck number."""

import sys

UNLUCKY = 1313
SECRET = "secret of /home/somebody/file.py"
PAGES = {
    "stage_page": ("Stage",),
    "other_pages": ("Arguments", "History", "Lessons", "Limits"),
    "mesa_page": ("Mesa",),
}


def flaw(page):
    """The page with something at its end that breaks."""
    import solara

    @solara.component
    def flawed(here):
        page(here)
        if here.story.value.replicate == UNLUCKY:
            raise RuntimeError(SECRET)

    return flawed


def flaw_pages():
    """Put a flaw into every page, before the site puts its pages together."""
    from importlib import import_module

    for module, names in PAGES.items():
        found = import_module(f"marketsim_dashboards.site.{module}")
        for name in names:
            setattr(found, name, flaw(getattr(found, name)))


if __name__ == "__main__":
    from marketsim_dashboards.serve import launch

    settle = launch.settle

    def settle_and_flaw(address):
        """Solara reads its settings when it is first loaded, so the pages come after them."""
        settle(address)
        flaw_pages()

    launch.settle = settle_and_flaw
    from marketsim.__main__ import main

    sys.exit(main())
