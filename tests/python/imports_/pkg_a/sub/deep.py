from .. import first
from ..first import value

deep_value = value + 41


def go_too_far():
    from ... import nothing
