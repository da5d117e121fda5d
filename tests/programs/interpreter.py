# An interpreter in an interpreter: a small Lisp with closures and tail calls.
import sys

sys.setrecursionlimit(3000)


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise NameError("unbound " + name)


class Lambda:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env


def parse(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    tokens.reverse()

    def read():
        t = tokens.pop()
        if t == "(":
            out = []
            while tokens[-1] != ")":
                out.append(read())
            tokens.pop()
            return out
        try:
            return int(t)
        except ValueError:
            return t
    out = []
    while tokens:
        out.append(read())
    return out


def evaluate(x, env):
    while True:
        match x:
            case str(name):
                return env.find(name)[name]
            case int():
                return x
            case ["quote", value]:
                return value
            case ["if", test, yes, no]:
                x = yes if evaluate(test, env) else no
            case ["define", [name, *params], *body]:
                env[name] = Lambda(params, ["begin", *body], env)
                return None
            case ["define", name, value]:
                env[name] = evaluate(value, env)
                return None
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return None
            case ["lambda", params, *body]:
                return Lambda(params, ["begin", *body], env)
            case ["begin", *forms, last]:
                for form in forms:
                    evaluate(form, env)
                x = last
            case [head, *args]:
                f = evaluate(head, env)
                values = [evaluate(a, env) for a in args]
                if not isinstance(f, Lambda):
                    return f(*values)
                x, env = f.body, Env(f.params, values, f.env)


top = Env()
top.update({"+": lambda *a: sum(a), "-": lambda a, b: a - b, "*": lambda a, b: a * b, "<": lambda a, b: a < b, "=": lambda a, b: a == b,
            "cons": lambda a, b: [a] + b, "car": lambda l: l[0], "cdr": lambda l: l[1:], "null": lambda l: not l, "print": print})
program = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(print (fact 30))
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(print (loop 5000 0))
(define (make-counter) (define n 0) (lambda () (set! n (+ n 1)) n))
(define a (make-counter))
(define b (make-counter))
(a) (a)
(print (a) (b))
(define (map f l) (if (null l) (quote ()) (cons (f (car l)) (map f (cdr l)))))
(print (map (lambda (x) (* x x)) (quote (1 2 3 4 5))))
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(print (fib 15))
"""
for form in parse(program):
    evaluate(form, top)
try:
    evaluate(parse("(undefined 1)")[0], top)
except NameError as e:
    print("error:", e)

# expect:
# | 265252859812191058636308480000000
# | 12502500
# | 3 1
# | [1, 4, 9, 16, 25]
# | 610
# | error: unbound undefined
