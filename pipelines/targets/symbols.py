"""The symbols that stand for tokens in folded text; private characters, one a kind.

A figure's symbol says its class, so that a rule may ask for a count and not for a
share.
"""

SHARE, COUNT, TIME, MEASURE, BARE, POINT, MULTIPLE, MONEY = map(
    chr, range(0xE000, 0xE008)
)
REACH, CONTROL, RISE, FALL, MAKE = map(chr, range(0xE008, 0xE00D))
DATE, EVERY, RATE, EACH, BRACKET, NAME, QUALIFIER = map(chr, range(0xE00D, 0xE014))

NOW = "(?:目前|现在|现有|当前|原有|原来|原先|此前|过去|去年|上年|上一年)(?:末|底)?的?"
"""From when what a thing grows from is told: 由目前的31台增至35台."""
FIGURES = SHARE + COUNT + TIME + MEASURE + BARE + POINT + MULTIPLE + MONEY
VERBS = REACH + CONTROL + RISE + FALL
