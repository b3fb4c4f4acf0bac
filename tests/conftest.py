"""For every test: no screen is needed, and hypothesis takes the time that a busy machine asks."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("offerdesigner", deadline=None, max_examples=60)
settings.load_profile("offerdesigner")
