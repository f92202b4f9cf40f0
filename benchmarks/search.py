"""How fast the search page answers, how much it loads, and whether it finds all.

    python benchmarks/search.py [NOTICES]

For each of thirty phrases: milliseconds to the first result in a fresh headless
Chromium, kilobytes of the index that were loaded, and the recall against a plain scan.
"""

from __future__ import annotations

import functools
import http.server
import statistics
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "catalog")]

import factory  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from pipelines.catalog import render  # noqa: E402
from pipelines.catalog.search import fold  # noqa: E402
from tests.site.conftest import ARGUMENTS, CHROMIUM, Handler  # noqa: E402
from tests.site.test_search import FIND, phrases, scan  # noqa: E402

FIRST = """
async ([base, query]) => {
  const { Index, fold } = await import(`${base}scripts/search-index.js`);
  const index = new Index(`${base}search/`);
  await index.warm(); // as the page does while the visitor types
  const start = performance.now();
  for await (const batch of index.notices([fold(query)])) {
    if (!batch.length) continue;
    await Promise.all(batch.slice(0, 8).map((hit) => index.block(hit.id, hit.places[0])));
    break;
  }
  return performance.now() - start;
}
"""

LOADED = """
performance.getEntriesByType("resource").filter((one) => one.name.includes("/search/"))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)
"""


def ask(browser: Browser, address: str, query: str) -> tuple[float, int, set[str]]:
    page = browser.new_page()
    page.goto(address + "en/about/index.html")
    spent = page.evaluate(FIRST, [address, query])
    size = page.evaluate(LOADED)
    found = set(page.evaluate(FIND, [address, query]))
    page.close()
    return spent, size, found


def main() -> None:
    notices = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as home:
        version = factory.write_version(Path(home), notices=notices, items=24)
        site = Path(home) / "site"
        render(version, site, specimens=True)
        handler = functools.partial(Handler, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=ARGUMENTS
            )
            report(browser, address, version)
            browser.close()
        server.shutdown()


def report(browser: Browser, address: str, version: Path) -> None:
    times, sizes, recalls = [], [], []
    for query in phrases(version):
        if len(fold(query)) < 2:
            continue
        spent, size, found = ask(browser, address, query)
        stands = scan(version, query)
        recall = len(found & stands) / len(stands) if stands else 1.0
        times.append(spent)
        sizes.append(size)
        recalls.append(recall)
        words = f"{len(stands):5} texts, recall {recall:.2f}"
        print(f"{query[:16]:16} {words}, {spent:5.0f} ms, {size / 1000:4.0f} kB")
    print(
        f"median {statistics.median(times):.0f} ms, at most {max(times):.0f} ms;",
        end=" ",
    )
    print(f"at most {max(sizes) / 1000:.0f} kB; recall {min(recalls):.2f} at least")


if __name__ == "__main__":
    main()
