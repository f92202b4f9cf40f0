"""What holds for all tests."""

from hypothesis import settings

# Speed is measured in benchmarks/, never asserted in a test: no example is too slow.
settings.register_profile("mubiao", deadline=None)
settings.load_profile("mubiao")
