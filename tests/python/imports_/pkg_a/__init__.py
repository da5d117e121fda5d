"""Package a."""
print("pkg_a is imported")
from .first import value
from . import second
__all__ = ["first", "second", "value", "exported"]
exported = "exported"
_hidden = "hidden"
