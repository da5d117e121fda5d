class C:
    def __init__(self):
        self.entrance_fee = 1

    def get(self):
        return entrance_fee


C().get()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_self.py", line 9, in <module>
# |     C().get()
# |   File "suggestions_self.py", line 6, in get
# |     return entrance_fee
# |            ^^^^^^^^^^^^
# | NameError: name 'entrance_fee' is not defined
# exit: 1
