from .first import where as first_where
from .sub.deep import deep_value
from . import first
