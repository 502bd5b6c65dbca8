"""`python -m workoutc`."""

from workoutc.cli.start import run

run()
