"""The start script of the sandbox, installed at the top of the folder that the sandbox shows."""

import sys

from grader.guest.fork_server import main

main(sys.argv[1:])
