"""An experiment: a question, what is done in each arm, in which worlds, how often, and what is claimed."""

from marketsim.study.experiment.experiment import Experiment

__all__ = ["Experiment"]
