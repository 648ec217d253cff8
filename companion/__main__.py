"""``python -m companion`` is the command ``sidestep``."""

import sys

from companion.cli import main

sys.exit(main())
