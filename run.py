"""Set Nudge up and start it: python3 run.py (--help tells the rest).

Standard library only. This file stays readable to old Pythons, so that they can say what is wrong.
"""

import sys

if sys.version_info < (3, 10):
    sys.exit(
        "Nudge needs Python 3.10 or newer, and this is Python %d.%d. "
        "Install a newer one (python.org/downloads) and start run.py with it." % sys.version_info[:2]
    )

from setup.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
