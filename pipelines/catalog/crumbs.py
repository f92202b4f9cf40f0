"""Where a page stands on the site, as schema.org says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def breadcrumbs(
    base: str, home: str, steps: Sequence[tuple[object, str]]
) -> dict[str, Any]:
    """Say the trail of a page as a schema.org/BreadcrumbList.

    Args:
        base: the address of the language's folder, absolute or seen from the page.
        home: what the first page is called.
        steps: the words of each step and its path below *base*; the page itself,
            which ends the trail, has none.
    """
    places = [(home, "index.html"), *steps]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": str(words),
                **({"item": f"{base}{path}"} if path else {}),
            }
            for place, (words, path) in enumerate(places, 1)
        ],
    }
