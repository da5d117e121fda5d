length_of_list = 5
print(lenght_of_list)

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_name.py", line 2, in <module>
# |     print(lenght_of_list)
# |           ^^^^^^^^^^^^^^
# | NameError: name 'lenght_of_list' is not defined. Did you mean: 'length_of_list'?
# exit: 1
