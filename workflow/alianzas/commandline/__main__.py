"""``python -m alianzas.commandline`` is ``alianzas``."""

import sys

from alianzas.commandline.main import main

sys.exit(main())
