from . import inner
from .inner import value

name = __name__
