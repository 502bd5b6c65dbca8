"""Syntax to meaning.

From the whole to the word: `workouts` and `fields`, `items`, then a line by its `pieces` or, where
there is anything to say of it, by `line`, `step` and `finish`. What is said stands in `faults` and
`bare_words`, or beside what it is about: `counts`, `lengths`, `sets`, `speeds`, `spaced`,
`stuck`, `thousands`. A fault that needs only the word goes there, one that needs the whole step to
`finish`.
"""

from workoutc.resolve.workouts import resolve

__all__ = ["resolve"]
