"""`python -m armsledger` is `armsledger`."""

from armsledger.cli import main

if __name__ == "__main__":  # reader processes import this module again
    main()
