"""For every test: no screen is needed, and hypothesis draws the same examples on every machine.

To look further than those: `pytest --hypothesis-profile=explore`.
"""

import os

from hypothesis import HealthCheck, Phase, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("explore", deadline=None, max_examples=500)
settings.register_profile(
    "offerdesigner",
    deadline=None,
    max_examples=30,
    derandomize=True,
    suppress_health_check=(HealthCheck.too_slow,),  # a loaded machine is no fault of the test
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
settings.load_profile("offerdesigner")
