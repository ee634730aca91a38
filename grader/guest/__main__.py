"""The start script of the sandbox, installed at the top of the folder that the sandbox shows."""

import gc
import sys

gc.disable()  # what is imported stays: to look for garbage in it would take a tenth of the start

from grader.guest.fork_server import main  # noqa: E402

main(sys.argv[1:])
