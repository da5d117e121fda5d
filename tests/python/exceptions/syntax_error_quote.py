print("fine")
s = "no end
print(s)

# expect:
# stderr:
# |   File "syntax_error_quote.py", line 2
# |     s = "no end
# |         ^
# | SyntaxError: unterminated string literal (detected at line 2)
# exit: 1
