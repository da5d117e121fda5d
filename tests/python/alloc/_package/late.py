from .inner import value as inner_value

value = inner_value * 2
