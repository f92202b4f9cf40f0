"""The symbols that stand for tokens in folded text; private characters, one a kind.

A figure's symbol says its class, so that a rule may ask for a count and not for a
share.
"""

SHARE, COUNT, TIME, MEASURE, BARE, POINT, MULTIPLE, MONEY = map(
    chr, range(0xE000, 0xE008)
)
REACH, CONTROL, RISE, FALL, MAKE = map(chr, range(0xE008, 0xE00D))
DATE, EVERY, RATE, EACH, BRACKET, NAME, QUALIFIER = map(chr, range(0xE00D, 0xE014))

FIGURES = SHARE + COUNT + TIME + MEASURE + BARE + POINT + MULTIPLE + MONEY
VERBS = REACH + CONTROL + RISE + FALL
