"""`python -m workoutc`."""

from workoutc.cli.main import run

run()
