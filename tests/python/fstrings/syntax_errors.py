sources = ["f'{}'", "f'{'", "f'}'", "f'{a'", "f'{a!}'", "f'{a!x}'", "f'{a b}'", "f'{!r}'", "f'{:5}'", "f'{ }'", "f'{a:{b:{c}}}'", "f'{\\\\n}'", "f'{#}'",
           "f'{a!r!s}'", "f'{lambda x: 1}'", "f'{a =! r}'", "f'{a[}'", "f'{(}'", "f'{*a}'", "f'{**a}'", "f'{yield}'", "f'{a:{}}'", "f'{1a}'", "f'{a$b}'"]
a = b = c = 1
for s in sources:
    try:
        print(s, "->", eval(s))
    except SyntaxError as e:
        print(s, "|", e.msg)
    except Exception as e:
        print(s, "|", type(e).__name__, e)

# expect:
# | f'{}' | f-string: empty expression not allowed
# | f'{' | f-string: expecting '}'
# | f'}' | f-string: single '}' is not allowed
# | f'{a' | f-string: expecting '}'
# | f'{a!}' | f-string: invalid conversion character: expected 's', 'r', or 'a'
# | f'{a!x}' | f-string: invalid conversion character: expected 's', 'r', or 'a'
# | f'{a b}' | f-string: invalid syntax. Perhaps you forgot a comma?
# | f'{!r}' | f-string: expression required before '!'
# | f'{:5}' | f-string: expression required before ':'
# | f'{ }' | f-string: empty expression not allowed
# | f'{a:{b:{c}}}' | f-string: expressions nested too deeply
# | f'{\\n}' | f-string expression part cannot include a backslash
# | f'{#}' | f-string expression part cannot include '#'
# | f'{a!r!s}' | f-string: expecting '}'
# | f'{lambda x: 1}' | f-string: invalid syntax
# | f'{a =! r}' | f-string: invalid conversion character: expected 's', 'r', or 'a'
# | f'{a[}' | f-string: closing parenthesis '}' does not match opening parenthesis '['
# | f'{(}' | f-string: closing parenthesis '}' does not match opening parenthesis '('
# | f'{*a}' | f-string: cannot use starred expression here
# | f'{**a}' | f-string: cannot use double starred expression here
# | f'{yield}' | 'yield' outside function
# | f'{a:{}}' | f-string: empty expression not allowed
# | f'{1a}' | invalid decimal literal
# | f'{a$b}' | f-string: invalid syntax
