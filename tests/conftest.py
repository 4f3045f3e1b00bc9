"""What all tests share."""

from hypothesis import settings

# On a busy machine any example takes long once; no test is decided by the clock.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
