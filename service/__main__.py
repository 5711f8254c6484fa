"""`python -m service` is the command `opencairn`."""

from service.cli import main

main(prog_name="opencairn")
