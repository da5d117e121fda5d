def run(x):
    try:
        print("try", x)
        if x == 1:
            raise ValueError("v")
        if x == 2:
            raise KeyError("k")
        if x == 3:
            return "returned"
    except ValueError as e:
        print("except", e)
    except (KeyError, IndexError) as e:
        print("tuple", repr(e))
    else:
        print("else")
    finally:
        print("finally")
    return "end"


for x in range(4):
    print(run(x))


def bare():
    try:
        raise KeyboardInterrupt
    except ValueError:
        print("no")
    except:
        print("bare except")


bare()
try:
    try:
        raise ValueError(1)
    except KeyError:
        print("not here")
    finally:
        print("inner finally")
except ValueError as e:
    print("outer", e)
try:
    pass
except:
    pass
else:
    print("else without error")
try:
    print("try finally")
finally:
    print("ran")
try:
    try:
        pass
    except ValueError:
        pass
    else:
        raise TypeError("from else")
except TypeError as e:
    print(e)
try:
    raise ValueError
except 5 if False else ValueError:
    print("expression in except")
try:
    try:
        raise ValueError("x")
    except 5:
        pass
except TypeError as e:
    print(e)

# expect:
# | try 0
# | else
# | finally
# | end
# | try 1
# | except v
# | finally
# | end
# | try 2
# | tuple KeyError('k')
# | finally
# | end
# | try 3
# | finally
# | returned
# | bare except
# | inner finally
# | outer 1
# | else without error
# | try finally
# | ran
# | from else
# | expression in except
# | catching classes that do not inherit from BaseException is not allowed
