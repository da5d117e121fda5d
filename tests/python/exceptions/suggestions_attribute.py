class Robot:
    def __init__(self):
        self.speed = 1

    def activate(self):
        pass


r = Robot()
r.activat()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_attribute.py", line 10, in <module>
# |     r.activat()
# |     ^^^^^^^^^
# | AttributeError: 'Robot' object has no attribute 'activat'. Did you mean: 'activate'?
# exit: 1
