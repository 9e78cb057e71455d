"""`python -m armsledger` is `armsledger`."""

from armsledger.cli import main

main()
