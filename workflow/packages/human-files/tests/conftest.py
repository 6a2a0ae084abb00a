"""How property tests run where nothing else decides it: without deadlines.

A busy machine is not a fault of the code. Within the compendium, its own settings apply.
"""

from hypothesis import HealthCheck, settings

if settings().deadline is not None:
    settings.register_profile(
        "package", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("package")
