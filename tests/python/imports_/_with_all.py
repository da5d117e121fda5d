__all__ = ["chosen"]
chosen = 1
not_chosen = 2
