"""`python -m annotate`: the same as `annotate`, by whichever Python it is installed in."""

from annotate.cli.main import run

if __name__ == "__main__":
    run()
