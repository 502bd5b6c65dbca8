"""`python -m workoutc`."""

from workoutc.cli.start import run

if __name__ == "__main__":
    run()
