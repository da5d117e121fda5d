for source in ("5()", "None()", "'s'()", "[]()", "(1, 2)(3)", "{}()", "1[0]", "1 is 1", "assert (1, 'x')",
          "'\\d'", "f'{1}'()", "1 is not ''"):
    try:
        exec(source)
    except TypeError as e:
        print(e)

# expect:
# | 'int' object is not callable
# | 'NoneType' object is not callable
# | 'str' object is not callable
# | 'list' object is not callable
# | 'tuple' object is not callable
# | 'dict' object is not callable
# | 'int' object is not subscriptable
# | 'str' object is not callable
# stderr:
# | <string>:1: SyntaxWarning: 'int' object is not callable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: 'NoneType' object is not callable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: 'str' object is not callable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: 'list' object is not callable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: 'tuple' object is not callable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: 'dict' object is not callable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: 'int' object is not subscriptable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: "is" with a literal. Did you mean "=="?
# | <string>:1: SyntaxWarning: assertion is always true, perhaps remove parentheses?
# | <string>:1: SyntaxWarning: 'str' object is not callable; perhaps you missed a comma?
# | <string>:1: SyntaxWarning: "is not" with a literal. Did you mean "!="?
