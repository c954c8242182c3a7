"""Some of the heaviest loops of a tick in C, compiled on the spot, to see how far our compiled loops fall behind.

``step.c`` is written by hand; what C cannot know, the arguments and constants of our loops, is written for it here.
Both sides work on the same arrays, one after the other from the same state, and must leave the same bits.
"""
