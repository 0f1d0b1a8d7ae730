"""What the tests of the pipelines share."""

from validated import validated_once  # noqa: F401 it is a fixture
