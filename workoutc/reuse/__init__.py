"""Saying things once: names, blocks and files, written out into plain workouts."""
