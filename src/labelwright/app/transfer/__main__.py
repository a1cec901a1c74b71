"""A worker process: `python -m labelwright.app.transfer`."""

import sys

from labelwright.app.transfer.process import main

main(sys.argv[1:])
