#!/usr/bin/env python3
"""Writes decimal.txt, the cases of DecimalTests: `operation operands => result`, one a line.

The results are those of Python's decimal module with the parameters of decimal128. Run it again only to
add operations: the seed is fixed, so the same program writes the same file.

    python3 make-decimal-cases.py > decimal.txt
"""
import random
from decimal import (
    ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP,
    ROUND_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, setcontext)

random.seed(20260101)
TRAPS = [Overflow, InvalidOperation, DivisionByZero]
D128 = Context(prec=34, Emin=-6143, Emax=6144, rounding=ROUND_HALF_EVEN, clamp=0, traps=TRAPS)
WIDE = Context(prec=120, Emin=-99999, Emax=99999, rounding=ROUND_HALF_EVEN, traps=TRAPS)
VERY_WIDE = Context(prec=14000, Emin=-99999, Emax=99999, rounding=ROUND_HALF_EVEN, traps=TRAPS)
MODES = {
    "up": ROUND_UP, "down": ROUND_DOWN, "halfUp": ROUND_HALF_UP, "halfDown": ROUND_HALF_DOWN,
    "halfEven": ROUND_HALF_EVEN, "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}


def number(digits=None, low=-40, high=40, positive=False):
    digits = digits or random.choice([1, 2, 3, 5, 9, 17, 18, 19, 20, 33, 34])
    value = Decimal(random.randrange(10 ** (digits - 1), 10 ** digits))
    sign = 0 if positive or random.random() < 0.6 else 1
    parts = value.as_tuple()
    return Decimal((sign, parts.digits, random.randint(low, high)))


SPECIAL = [Decimal(text) for text in """
0 1 -1 2 3 5 7 10 -10 100 0.1 -0.1 0.5 1.5 2.5 -2.5 9 99 0.9 25 4611686018427387903 4611686018427387904
-4611686018427387904 9223372036854775807 -9223372036854775808 9223372036854775808 18446744073709551615
18446744073709551616 9999999999999999999999999999999999 -9999999999999999999999999999999999
9999999999999999999999999999999998 5000000000000000000000000000000000 1e33 1e34 -1e34 1e-6176 -1e-6176
5e-6176 9e-6176 1e-6143 9.99999999999999999999999999999999e-6144 1e6144 -1e6144 1e6111
9.999999999999999999999999999999999e6144 -9.999999999999999999999999999999999e6144
1.000000000000000000000000000000001 0.9999999999999999999999999999999999 1e-34 5e-35 5.1e-35 1e-33
0.3333333333333333333333333333333333 0.6666666666666666666666666666666667 12 -12 4.5 10.1 -10.1
""".split()]


def text(value):
    """The value in the form of FEEL's string(): plain digits up to 100 of them, else an exponent."""
    if value == 0:
        return "0"
    sign, digits, exponent = value.as_tuple()
    digits = "".join(map(str, digits)).lstrip("0")
    stripped = digits.rstrip("0")
    exponent += len(digits) - len(stripped)
    digits = stripped
    minus = "-" if sign else ""
    if 0 <= exponent and len(digits) + exponent <= 100:
        return minus + digits + "0" * exponent
    if -100 <= exponent < 0:
        point = len(digits) + exponent
        if point <= 0:
            return minus + "0." + "0" * -point + digits
        return minus + digits[:point] + "." + digits[point:]
    fraction = "." + digits[1:] if len(digits) > 1 else ""
    return minus + digits[0] + fraction + "e" + str(exponent + len(digits) - 1)


def case(operation, *operands, expected=None, compute=None):
    if expected is None:
        try:
            expected = text(D128.plus(compute()))
        except (Overflow, InvalidOperation, DivisionByZero):
            expected = "nil"
    print(operation, *[str(operand) for operand in operands], "=>", expected)


def modulo(x, y):
    rest = VERY_WIDE.remainder(x, y)
    if rest != 0 and (rest < 0) != (y < 0):
        rest = VERY_WIDE.add(rest, y)
    return rest


def rounded(x, scale, mode):
    if x.as_tuple().exponent >= -scale:
        return x
    return x.quantize(Decimal((0, (1,), -scale)), rounding=MODES[mode], context=VERY_WIDE)


BINARY = {
    "add": D128.add, "subtract": D128.subtract, "multiply": D128.multiply, "divide": D128.divide,
    "modulo": modulo}


def pairs(count):
    for _ in range(count):
        kind = random.randrange(6)
        if kind == 0:
            yield random.choice(SPECIAL), random.choice(SPECIAL)
        elif kind == 1:
            yield number(low=-6176, high=6100), number(low=-6176, high=6100)
        elif kind == 2:
            yield number(digits=34, low=-3, high=3), number(digits=34, low=-38, high=3)
        elif kind == 3:
            x = number(digits=34, low=0, high=2)
            nudge = Decimal(random.randint(-3, 3)).scaleb(x.as_tuple().exponent)
            yield x, -D128.add(x, nudge)
        elif kind == 4:
            yield number(digits=3, low=-2, high=2), number(digits=2, low=-2, high=2)
        else:
            yield number(), number()


for name, function in BINARY.items():
    for x, y in pairs(200):
        case(name, x, y, compute=lambda: function(x, y))

# Ties of long division: odd over a power of two has a finite expansion that ends in 5.
for _ in range(60):
    power = random.randint(1, 112)
    case("divide", x := Decimal(random.randrange(1, 10 ** 6) * 2 + 1), y := Decimal(2 ** power),
         compute=lambda: D128.divide(x, D128.plus(y)) if len(str(y)) > 34 else D128.divide(x, y))

# Ties of addition and multiplication.
for _ in range(60):
    x = number(digits=34, low=0, high=0)
    half = Decimal(5).scaleb(-1)
    case("add", x, half, compute=lambda: D128.add(x, half))
    case("subtract", x, half, compute=lambda: D128.subtract(x, half))
    case("add", x, tiny := Decimal("0.50000000000000000000000000000001"),
         compute=lambda: D128.add(x, tiny))
    case("add", x, far := number(low=-90, high=-40), compute=lambda: D128.add(x, far))
    y = Decimal(random.randrange(10 ** 16, 10 ** 18) * 10 + 5)
    z = Decimal(random.randrange(10 ** 15, 10 ** 16) * 2 + 1)
    case("multiply", y, z, compute=lambda: D128.multiply(y, z))

for x in SPECIAL + [number(low=-6176, high=6100) for _ in range(60)] + [number() for _ in range(60)]:
    case("sqrt", x, compute=lambda: D128.sqrt(x))
for _ in range(30):
    root = number(digits=random.randint(1, 17), positive=True)
    case("sqrt", square := root * root, compute=lambda: D128.sqrt(square))

# Near 1, near the limits and in between.
for x in SPECIAL + [number(digits=n, low=-n - 4, high=3 - n) for n in [1, 2, 5, 18, 34] * 24] + \
        [number(digits=34, low=-80, high=-34) for _ in range(20)]:
    case("exp", x, compute=lambda: D128.exp(x))
for x in [Decimal(n) / 10 for n in range(141500, 141560, 4)] + \
        [-Decimal(n) / 10 for n in range(141400, 142400, 70)]:
    case("exp", x, compute=lambda: D128.exp(x))
for x in SPECIAL + [number(positive=True) for _ in range(80)] + \
        [number(positive=True, low=-6176, high=6100) for _ in range(40)] + \
        [1 + number(low=-60, high=-34) for _ in range(40)]:
    x = D128.plus(x)
    case("ln", x, compute=lambda: D128.ln(x) if x != 0 else D128.divide(x, x))

for _ in range(120):
    x = number(digits=random.randint(1, 12), low=-8, high=3)
    n = Decimal(random.randint(-40, 60))
    case("power", x, n, compute=lambda: WIDE.power(x, n))
for _ in range(60):
    x = number(digits=random.choice([2, 9, 34]), low=-34, high=3, positive=True)
    y = number(digits=random.choice([1, 3, 9]), low=-9, high=1)
    case("power", x, y, compute=lambda: WIDE.power(x, y))
for _ in range(30):
    # Near 1 with huge exponents.
    x = D128.plus(1 + number(digits=2, low=-33, high=-28))
    y = number(digits=8, low=18, high=24)
    case("power", x, y, compute=lambda: WIDE.power(x, y))
for _ in range(30):
    # Exact roots, with ties: (s^2) ** 1.5 is s^3, of 35 digits ending in 5.
    s = random.randrange(2 * 10 ** 11, 4 * 10 ** 11) * 10 + 5
    case("power", Decimal(s * s), Decimal("1.5"), compute=lambda: D128.create_decimal(s ** 3))
    case("power", Decimal(s), Decimal(2), compute=lambda: D128.create_decimal(s ** 2))
    r = random.randrange(2, 1000)
    case("power", Decimal(r ** 5), Decimal("0.2"), compute=lambda: Decimal(r))
    case("power", Decimal(r ** 2), Decimal("-0.5"), compute=lambda: D128.divide(1, Decimal(r)))
for n in range(44, 60):
    case("power", Decimal(5), Decimal(n), compute=lambda: WIDE.power(Decimal(5), n))
    case("power", Decimal(2), Decimal(-n), compute=lambda: WIDE.power(Decimal(2), -n))
    case("power", Decimal(5), Decimal(-n - 50), compute=lambda: WIDE.power(Decimal(5), -n - 50))
for x, y, expected in [
        ("0", "0", "1"), ("0", "5", "0"), ("0", "-1", "nil"), ("-2", "0.5", "nil"), ("1", "1e6000", "1"),
        ("-1", "1e6000", "1"), ("-1", "9999999999999999999999999999999999", "-1"), ("2", "1e30", "nil"),
        ("0.5", "1e30", "0"), ("10", "6144", "1e6144"), ("10", "6145", "nil"), ("10", "-6176", "1e-6176"),
        ("10", "-6177", "0"), ("-10", "3", "-1000"), ("-10", "-3", "-0.001"), ("1e6144", "1e-30",
         None), ("7", "1e-6176", "1"), ("7", "-1e-6176", "1"), ("1e-6176", "-1", "nil"), ("1e-3088", "2", "1e-6176"),
        ("1e-3089", "2", "0"), ("100", "0.5", "10"), ("0.01", "0.5", "0.1"), ("1e2000", "-3", "1e-6000")]:
    case("power", x, y, expected=expected,
         compute=lambda: WIDE.power(Decimal(x), Decimal(y)))

for mode in MODES:
    for _ in range(40):
        x = random.choice([number(low=-40, high=2), number(digits=2, low=-3, high=1),
                           Decimal(random.randint(-999, 999) * 10 + 5) / 10])
        scale = random.choice([-3, -1, 0, 0, 1, 2, 5, 10, 33, 34, 40])
        case("round-" + mode, x, scale, compute=lambda: rounded(x, scale, mode))
for x, scale, mode, expected in [
        ("1", -6111, "up", "1e6111"), ("-1", -6111, "floor", "-1e6111"), ("1", -6111, "halfUp", "0"),
        ("1e-6176", 6176, "down", "1e-6176"), ("1", 6177, "down", "nil"), ("1", -6112, "down", "nil"),
        ("9999999999999999999999999999999999", -1, "up", "1" + "0" * 34), ("0", -6111, "up", "0"),
        ("9.999999999999999999999999999999999e6144", -6111, "up", None)]:
    case("round-" + mode, x, scale, expected=expected, compute=lambda: Decimal(x))

for _ in range(150):
    x, y = next(pairs(1))
    if random.random() < 0.3:
        y = x
    case("compare", x, y, expected="<" if x < y else ">" if x > y else "=")

for _ in range(120):
    x = number(digits=random.choice([1, 10, 34, 35, 36, 37, 38, 39, 40, 60, 100]), low=-120, high=120)
    literal = random.choice([str(x), format(x, "f"), text(x), str(x).lower()])
    case("parse", literal, compute=lambda: x)
for digits in range(35, 45):
    odd = "1234567890123456789012345678901233" + "5".ljust(digits - 34, "0")
    even = "1234567890123456789012345678901234" + "5".ljust(digits - 34, "0")
    for literal in [odd, even, even + ".0", even + ".00001", "-" + odd + "e-6200", "0.00" + even]:
        case("parse", literal, compute=lambda: D128.create_decimal(literal))
for literal, expected in [
        ("", None), ("", None), (".", "nil"), ("5.", "nil"), (".5", "0.5"), ("+5", "5"), ("-.5", "-0.5"),
        ("1e", "nil"), ("1e+", "nil"), ("e5", "nil"), ("1e5x", "nil"), ("1..2", "nil"), ("1.2.3", "nil"), ("--1", "nil"),
        ("0x10", "nil"), ("1_000", "nil"), ("Infinity", "nil"), ("NaN", "nil"), ("1e99999999999999999999", "nil"),
        ("1e-99999999999999999999", "0"), ("0e99999999999999999999", "0"), ("-0", "0"), ("-0.000", "0"),
        ("00012.500", "12.5"), ("1e6145", "nil"), ("9.9999999999999999999999999999999995e6144", "nil"),
        ("4e-6177", "0"), ("5e-6177", "0"), ("5.1e-6177", "1e-6176"), ("15e-6177", "2e-6176"), ("٣", "nil")]:
    if literal:
        case("parse", literal, expected=expected)


def total(values):
    result = Decimal(0)
    for value in values:
        result = D128.add(result, value)
    return result


def deviation(values):
    """The sample standard deviation, rounded once."""
    mean = VERY_WIDE.divide(sum(values, Decimal(0)), len(values))
    squares = [VERY_WIDE.multiply(d, d) for d in (VERY_WIDE.subtract(v, mean) for v in values)]
    return SUM.sqrt(SUM.divide(sum(squares, Decimal(0)), len(values) - 1))


SUM = Context(prec=200, Emin=-99999, Emax=99999, rounding=ROUND_HALF_EVEN, traps=TRAPS)
setcontext(VERY_WIDE)
for number_of_values in [2, 3, 3, 4, 7, 12] * 12:
    kind = random.randrange(4)
    base = number(digits=34, low=-5, high=0)
    values = [
        number(digits=random.randint(1, 6), low=-3, high=2) if kind == 0
        else number(digits=34, low=-36, high=-30) if kind == 1
        else D128.add(base, Decimal(random.randint(-9, 9)).scaleb(base.as_tuple().exponent)) if kind == 2
        else number() for _ in range(number_of_values)]
    case("sum", *values, compute=lambda: total(values))
    case("mean", *values, compute=lambda: D128.divide(total(values), Decimal(len(values))))
    ordered = sorted(values)
    middle = len(values) // 2
    case("median", *values, compute=lambda: ordered[middle] if len(values) % 2 else D128.divide(
        D128.add(ordered[middle - 1], ordered[middle]), Decimal(2)))
    case("stddev", *values, compute=lambda: deviation(values))
