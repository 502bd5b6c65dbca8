# Makes a virtual environment with this project in it, once; sourced by tests/run and examples/demo.
#   environment FOLDER REQUIREMENT   leaves its interpreter in $PYTHON

environment() {
    base=""
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            base=$candidate
            break
        fi
    done
    if [ -z "$base" ]; then
        echo "workoutc needs Python 3.11 or newer" >&2
        exit 2
    fi
    PYTHON="$PWD/$1/bin/python"
    stamp="$1/installed"
    if [ ! -e "$stamp" ] || [ pyproject.toml -nt "$stamp" ] || [ grammar/workout.lark -nt "$stamp" ]; then
        echo "setting up $1 …" >&2
        "$base" -m venv --clear "$1"
        "$PYTHON" -m pip install --quiet --disable-pip-version-check --editable "$2"
        touch "$stamp"
    fi
}
