for s in ("Hello World", "hello", "HELLO", "123", "abc123", "", " ", "a b", "ß", "É", "ǆ", "Title Case",
          "under_score", "9lives", "ⅷ", "²", "٣", "\n\t", "i̇", "ﬁ", "x" * 3 + "Y"):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(),
          [m for m in ("isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "istitle", "isdecimal", "isnumeric", "isidentifier", "isprintable", "isascii") if getattr(s, m)()])
print("they're bill's".title(), "x-ray 3d".title(), "ΑΣ".lower(), "straße".upper(), "ŉ".upper(), "İ".lower() == "i̇")

# expect:
# | 'Hello World' HELLO WORLD hello world Hello World Hello world hELLO wORLD hello world ['istitle', 'isprintable', 'isascii']
# | 'hello' HELLO hello Hello Hello HELLO hello ['isalpha', 'isalnum', 'islower', 'isidentifier', 'isprintable', 'isascii']
# | 'HELLO' HELLO hello Hello Hello hello hello ['isalpha', 'isalnum', 'isupper', 'isidentifier', 'isprintable', 'isascii']
# | '123' 123 123 123 123 123 123 ['isdigit', 'isalnum', 'isdecimal', 'isnumeric', 'isprintable', 'isascii']
# | 'abc123' ABC123 abc123 Abc123 Abc123 ABC123 abc123 ['isalnum', 'islower', 'isidentifier', 'isprintable', 'isascii']
# | ''       ['isprintable', 'isascii']
# | ' '             ['isspace', 'isprintable', 'isascii']
# | 'a b' A B a b A B A b A B a b ['islower', 'isprintable', 'isascii']
# | 'ß' SS ß Ss Ss SS ss ['isalpha', 'isalnum', 'islower', 'isidentifier', 'isprintable']
# | 'É' É é É É é é ['isalpha', 'isalnum', 'isupper', 'istitle', 'isidentifier', 'isprintable']
# | 'ǆ' Ǆ ǆ ǅ ǅ Ǆ ǆ ['isalpha', 'isalnum', 'islower', 'isidentifier', 'isprintable']
# | 'Title Case' TITLE CASE title case Title Case Title case tITLE cASE title case ['istitle', 'isprintable', 'isascii']
# | 'under_score' UNDER_SCORE under_score Under_Score Under_score UNDER_SCORE under_score ['islower', 'isidentifier', 'isprintable', 'isascii']
# | '9lives' 9LIVES 9lives 9Lives 9lives 9LIVES 9lives ['isalnum', 'islower', 'isprintable', 'isascii']
# | 'ⅷ' Ⅷ ⅷ Ⅷ Ⅷ Ⅷ ⅷ ['isalnum', 'islower', 'isnumeric', 'isidentifier', 'isprintable']
# | '²' ² ² ² ² ² ² ['isdigit', 'isalnum', 'isnumeric', 'isprintable']
# | '٣' ٣ ٣ ٣ ٣ ٣ ٣ ['isdigit', 'isalnum', 'isdecimal', 'isnumeric', 'isprintable']
# | '\n\t' 
# | 	 
# | 	 
# | 	 
# | 	 
# | 	 
# | 	 ['isspace', 'isascii']
# | 'i̇' İ i̇ İ İ İ i̇ ['islower', 'isidentifier', 'isprintable']
# | 'ﬁ' FI ﬁ Fi Fi FI fi ['isalpha', 'isalnum', 'islower', 'isidentifier', 'isprintable']
# | 'xxxY' XXXY xxxy Xxxy Xxxy XXXy xxxy ['isalpha', 'isalnum', 'isidentifier', 'isprintable', 'isascii']
# | They'Re Bill'S X-Ray 3D ας STRASSE ʼN True
