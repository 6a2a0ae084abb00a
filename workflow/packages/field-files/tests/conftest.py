"""How property tests run: without deadlines, since a busy machine is not a fault of the code."""

from hypothesis import HealthCheck, settings

settings.register_profile("package", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("package")
