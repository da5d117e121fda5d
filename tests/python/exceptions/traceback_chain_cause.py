class ConfigError(Exception):
    pass


def read():
    try:
        return 1 / 0
    except ZeroDivisionError as e:
        raise ConfigError("cannot read") from e


read()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_chain_cause.py", line 7, in read
# |     return 1 / 0
# |            ~~^~~
# | ZeroDivisionError: division by zero
# |
# | The above exception was the direct cause of the following exception:
# |
# | Traceback (most recent call last):
# |   File "traceback_chain_cause.py", line 12, in <module>
# |     read()
# |   File "traceback_chain_cause.py", line 9, in read
# |     raise ConfigError("cannot read") from e
# | ConfigError: cannot read
# exit: 1
