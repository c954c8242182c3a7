"""The description of the model, written by the model: what is in the code is in the pages, and nothing else."""

from marketsim.study.document.pages import PAGES, VERIFICATION, page, write_pages

__all__ = ["PAGES", "VERIFICATION", "page", "write_pages"]
