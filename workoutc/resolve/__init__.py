"""Syntax to meaning."""

from workoutc.resolve.workouts import resolve

__all__ = ["resolve"]
