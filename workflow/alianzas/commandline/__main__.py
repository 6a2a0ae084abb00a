"""``python -m alianzas.commandline`` runs ``alianzas``."""

import sys

from alianzas.commandline.main import main

sys.exit(main())
