"""How fast the search page answers, how much it loads, and whether it finds all.

    python -m benchmarks.search [NOTICES] [--kept DIR]

For each of thirty phrases: milliseconds to the first result on a first visit (the best
of three) in headless Chromium, files and kilobytes of the index that were loaded until then, and the recall
against a plain scan. ``--kept`` names a folder that ``benchmarks.site`` has kept.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from pipelines.catalog import render  # noqa: E402
from pipelines.catalog.search import fold  # noqa: E402
from tests.catalog import factory  # noqa: E402
from tests.site.conftest import ARGUMENTS, CHROMIUM, served  # noqa: E402
from tests.site.test_search import FIND, folded, phrases  # noqa: E402

FIRST = """
async ([base, query]) => {
  const { Index, fold } = await import(`${base}scripts/search-index.js`);
  const index = new Index(`${base}search/`);
  await index.warm(); // as the page does while the visitor types
  const start = performance.now();
  for await (const batch of index.notices([fold(query)])) {
    if (!batch.length) continue;
    const cards = batch.slice(0, 8).map((hit) => index.block(hit.id, hit.places[0]));
    await cards[0]; // the others follow while the first is read
    return performance.now() - start;
  }
  return performance.now() - start;
}
"""


TOOK = """
() => performance.getEntriesByType("resource").filter((one) => one.name.includes("/search/"))
  .map((one) => one.encodedBodySize)
"""


class Answer(NamedTuple):
    """What one query cost until its first result, and what it found at last."""

    milliseconds: float
    files: int
    kilobytes: float
    found: set[str]


def ask(browser: Browser, address: str, query: str) -> Answer:
    """Ask on three first visits; the quickest is least blurred by a busy machine."""
    times = []
    for _ in range(3):
        page = browser.new_page()
        page.goto(address + "en/about/index.html")
        times.append(page.evaluate(FIRST, [address, query]))
        page.wait_for_load_state("networkidle")
        sizes = page.evaluate(TOOK)
        found = set(page.evaluate(FIND, [address, query]))
        page.close()
    return Answer(min(times), len(sizes), sum(sizes) / 1000, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("notices", nargs="?", type=int, default=1000)
    parser.add_argument("--kept", type=Path)
    asked = parser.parse_args()
    if asked.kept:
        measure(asked.kept / "1.1.0", asked.kept / "site")
        return
    with tempfile.TemporaryDirectory() as home:
        version = factory.write_version(Path(home), notices=asked.notices, items=24)
        render(version, Path(home) / "site", specimens=True)
        measure(version, Path(home) / "site")


def measure(version: Path, site: Path) -> None:
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        report(browser, address, version)
        browser.close()


def report(browser: Browser, address: str, version: Path) -> None:
    answers, recalls = [], []
    texts = folded(version)
    for query in phrases(version):
        wanted = fold(query)
        if len(wanted) < 2:
            continue
        answer = ask(browser, address, query)
        stands = {key for key, text in texts.items() if wanted in text}
        recall = len(answer.found & stands) / len(stands) if stands else 1.0
        answers.append(answer)
        recalls.append(recall)
        print(
            f"{query[:16]:16} {len(stands):5} texts, recall {recall:.2f}, "
            f"{answer.milliseconds:5.0f} ms, {answer.files:3} files, "
            f"{answer.kilobytes:4.0f} kB"
        )
    times = [answer.milliseconds for answer in answers]
    most = max(answer.kilobytes for answer in answers)
    print(
        f"{len(answers)} phrases: median {statistics.median(times):.0f} ms, "
        f"at most {max(times):.0f} ms; at most {most:.0f} kB; "
        f"recall {min(recalls):.2f} at least"
    )


if __name__ == "__main__":
    main()
