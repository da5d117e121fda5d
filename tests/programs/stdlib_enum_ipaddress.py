# enum and ipaddress, unchanged (with collections, functools, operator, types and reprlib below them).
import enum
import ipaddress

for m in (enum, ipaddress):
    with open(m.__file__, encoding="utf-8") as f:
        print(m.__name__, sum(1 for line in f) >= 500)


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def nice(self):
        return self.name.title()

    @classmethod
    def first(cls):
        return next(iter(cls))


class Perm(enum.Flag):
    R = enum.auto()
    W = enum.auto()
    X = enum.auto()
    RW = R | W


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 10


class Planet(enum.Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.67300e-11 * self.mass / self.radius ** 2, 2)


print(list(Color), Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.CRIMSON is Color.RED)
print(Color.RED.nice, Color.first(), len(Color))
print(Color.RED in Color, Color.__members__["CRIMSON"], {Color.RED: 1}[Color.CRIMSON], Color.RED == 1)
print(Color.RED != Color.GREEN, f"{Color.RED}")
print(Perm.R | Perm.X, Perm.RW, Perm.RW & Perm.W, ~Perm.R, bool(Perm.R & Perm.W), Perm(7))
print(list(Perm.RW), Perm.R in Perm.RW, Perm(0))
print(Level.HIGH > Level.LOW, Level.HIGH + 1, sorted(Level, reverse=True), Level(10))
print(f"{Level.HIGH:>5}", isinstance(Level.LOW, int))
print([(p.name, p.gravity) for p in Planet], enum.Enum("Made", "A B C")(2), Color.RED.value, Color.GREEN.name)
for bad in (lambda: Color(9), lambda: Color["BLUE"], lambda: setattr(Color, "RED", 5),
          lambda: Color.RED < Color.GREEN, lambda: type("Sub", (Color,), {}), lambda: Color.NONE):
    try:
        bad()
        print("no error")
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)


@enum.unique
class U(enum.Enum):
    A = enum.auto()
    B = enum.auto()


print([u.value for u in U])
try:
    @enum.unique
    class V(enum.Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
net = ipaddress.ip_network("192.168.4.0/22")
a = ipaddress.ip_address("192.168.5.77")
print(net, a in net, net.num_addresses, net.netmask, net.broadcast_address, net[5], a + 1, int(a))
print(a.is_private, repr(a), a.packed)
print([str(s) for s in net.subnets(new_prefix=24)], net.supernet())
print(list(ipaddress.ip_network("10.0.0.0/30").hosts()))
print(net.overlaps(ipaddress.ip_network("192.168.5.0/24")))
six = ipaddress.ip_address("2001:db8::ff00:42:8329")
print(six, six.exploded, six.is_reserved, ipaddress.ip_address("::1").is_loopback)
print(ipaddress.IPv6Network("2001:db8::/126").num_addresses)
print(ipaddress.ip_address("::ffff:1.2.3.4").ipv4_mapped)
print(list(ipaddress.collapse_addresses([ipaddress.ip_network("10.0.0.0/25"), ipaddress.ip_network("10.0.0.128/25")])))
print(sorted([a, a - 100]), a.reverse_pointer)
print(list(ipaddress.summarize_address_range(ipaddress.ip_address("10.0.0.1"), ipaddress.ip_address("10.0.0.6"))))
print(ipaddress.ip_interface("10.1.2.3/8").network)
for bad in ("300.1.1.1", "1.2.3", "01.2.3.4", "::1::", "10.0.0.1/33", "10.0.0.1/24", "x"):
    for make in (ipaddress.ip_address, ipaddress.ip_network):
        try:
            print(make(bad))
        except ValueError as e:
            print(e)

# expect:
# | enum True
# | ipaddress True
# | [<Color.RED: 1>, <Color.GREEN: 2>] Color.RED <Color.GREEN: 2> Color.GREEN Color.RED True
# | Red Color.RED 2
# | True Color.RED 1 False
# | True Color.RED
# | Perm.R|X Perm.RW Perm.W Perm.W|X False Perm.R|W|X
# | [<Perm.R: 1>, <Perm.W: 2>] True Perm(0)
# | True 11 [<Level.HIGH: 10>, <Level.LOW: 1>] 10
# |    10 True
# | [('EARTH', 9.8), ('MARS', 3.71)] Made.B 1 GREEN
# | ValueError 9 is not a valid Color
# | KeyError 'BLUE'
# | AttributeError cannot reassign member 'RED'
# | TypeError '<' not supported between instances of 'Color' and 'Color'
# | AttributeError 'dict' object has no attribute '_member_names'
# | AttributeError NONE
# | [1, 2]
# | duplicate values found in <enum 'V'>: B -> A
# | 192.168.4.0/22 True 1024 255.255.252.0 192.168.7.255 192.168.4.5 192.168.5.78 3232236877
# | True IPv4Address('192.168.5.77') b'\xc0\xa8\x05M'
# | ['192.168.4.0/24', '192.168.5.0/24', '192.168.6.0/24', '192.168.7.0/24'] 192.168.0.0/21
# | [IPv4Address('10.0.0.1'), IPv4Address('10.0.0.2')]
# | True
# | 2001:db8::ff00:42:8329 2001:0db8:0000:0000:0000:ff00:0042:8329 False True
# | 4
# | 1.2.3.4
# | [IPv4Network('10.0.0.0/24')]
# | [IPv4Address('192.168.4.233'), IPv4Address('192.168.5.77')] 77.5.168.192.in-addr.arpa
# | [IPv4Network('10.0.0.1/32'), IPv4Network('10.0.0.2/31'), IPv4Network('10.0.0.4/31'), IPv4Network('10.0.0.6/32')]
# | 10.0.0.0/8
# | '300.1.1.1' does not appear to be an IPv4 or IPv6 address
# | '300.1.1.1' does not appear to be an IPv4 or IPv6 network
# | '1.2.3' does not appear to be an IPv4 or IPv6 address
# | '1.2.3' does not appear to be an IPv4 or IPv6 network
# | '01.2.3.4' does not appear to be an IPv4 or IPv6 address
# | '01.2.3.4' does not appear to be an IPv4 or IPv6 network
# | '::1::' does not appear to be an IPv4 or IPv6 address
# | '::1::' does not appear to be an IPv4 or IPv6 network
# | '10.0.0.1/33' does not appear to be an IPv4 or IPv6 address
# | '10.0.0.1/33' does not appear to be an IPv4 or IPv6 network
# | '10.0.0.1/24' does not appear to be an IPv4 or IPv6 address
# | 10.0.0.1/24 has host bits set
# | 'x' does not appear to be an IPv4 or IPv6 address
# | 'x' does not appear to be an IPv4 or IPv6 network
