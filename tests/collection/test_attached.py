"""Files attached to a page are read with it, and lead back to where each fact stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.captures import Store
from pipelines.collection.build import Build, held
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output
from pipelines.collection.visiting import visit_sources
from pipelines.sources.client import Policy
from pipelines.sources.config import Source
from tests.collection import notices
from tests.collection.outputs import rows
from tests.sources.site import Answer, Site, served

POLICY = Policy(pause=0, backoff=0, retries=1, allowed=("127.0.0.1/32",))
TITLE = "样例县人民政府办公室关于印发样例县第1项行动计划的通知"
TABLE = (
    "序号,指标,2023年现状值,2025年目标值,属性\n"
    "1,健康素养水平（%）,18,{share},预期性\n2,体育场地面积（平方米）,1.8,2.5,约束性\n"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        made.list_page("/list", ["/1.html"])
        yield made


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output.at(tmp_path / "out")


def page(*lines: str, files: tuple[str, ...] = ()) -> Answer:
    links = "".join(f'<p><a href="{file}">附件：{TITLE}</a></p>' for file in files)
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f"<html><head><meta charset='utf-8'><meta name='ArticleTitle' content='{TITLE}'>"
        f"<meta name='PubDate' content='2024-03-08'></head><body><p>首页</p>{body}{links}"
        "<p>主办单位：样例县人民政府 备案号：样ICP备1号</p></body></html>"
    )
    return 200, {"Content-Type": "text/html"}, html.encode()


def stub(*files: str) -> Answer:
    return page("文号：样县政办发〔2024〕1号", TITLE, "详见附件", files=files)


def table(share: int = 25) -> Answer:
    return (
        200,
        {"Content-Type": "text/csv"},
        TABLE.format(share=share).encode("gb18030"),
    )


def plan(share: int = 95) -> Answer:
    return 200, {"Content-Type": "text/plain"}, notices.text(1, share).encode()


def with_files(site: Site) -> None:
    """A page that only points to its plan and its table, and both."""
    site.answers["/1.html"] = stub("/plan.txt", "/table.csv")
    site.answers["/plan.txt"], site.answers["/table.csv"] = plan(), table()


def go(site: Site, output: Output, monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Visit the site on a day and build."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1735600000 + day * 86400))
    source = Source.model_validate(
        {"name": "s", "kind": "list", "url": f"{site.url}/list", "select": "li a"}
    )
    visit_sources(output, [source], POLICY)
    with held(output, print):
        made = Build(output, jobs=1)
        made.receive()
        made.read()
        made.lay_out()


def by_file(output: Output) -> dict[str, dict[str, object]]:
    return {str(row["source_file"]): row for row in rows(output, "captures")}


def figures(output: Output) -> set[tuple[str, float]]:
    return {
        (str(row["indicator"]), float(str(row["value"])))
        for row in rows(output, "targets")
        if row["value"] is not None
    }


def test_a_page_and_its_files_are_one_notice(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_files(site)
    go(site, output, monkeypatch, 0)

    [notice] = rows(output, "notices")
    assert notice["title"] == TITLE
    assert notice["document_number"] == "样县政办发〔2024〕1号"
    assert str(notice["published_on"]) == "2024-03-08"
    assert notice["source_url"] == f"{site.url}/1.html"
    assert ("体育场地面积", 2.5) in figures(output)

    files = by_file(output)
    main = files["1.html"]
    assert main["capture_id"] == notice["capture_id"]
    assert {str(row["status"]) for row in files.values()} == {"read"}
    assert {row["notice_id"] for row in files.values()} == {notice["notice_id"]}
    for name in ("plan.txt", "table.csv"):
        assert files[name]["part_of"] == main["capture_id"]
    assert [files[n]["media_type"] for n in ("1.html", "plan.txt", "table.csv")] == [
        "text/html",
        "text/plain",
        "text/csv",
    ]


def test_the_place_of_a_fact_leads_to_its_file(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_files(site)
    go(site, output, monkeypatch, 0)

    [notice] = rows(output, "notices")
    text = (output.texts / f"{notice['notice_id']}.txt").read_bytes().decode()
    files = by_file(output)

    def file_of(place: int) -> str:
        [name] = [n for n, f in files.items() if int(str(f["text_start"])) <= place < int(str(f["text_end"]))]  # fmt: skip
        return name

    table_row = files["table.csv"]
    own = text[int(str(table_row["text_start"])) : int(str(table_row["text_end"]))]
    assert own.rstrip() == TABLE.format(share=25).rstrip()
    for target in rows(output, "targets"):
        place = int(str(target["char_start"]))
        assert text[place : int(str(target["char_end"]))] == target["quote"]
        in_table = str(target["indicator"]).startswith("体育场地")
        assert file_of(place) == ("table.csv" if in_table else file_of(place))
        assert file_of(place) != "1.html"
    sections = {s["number"]: s for s in rows(output, "sections")}
    assert file_of(int(str(sections["表1/2"]["char_start"]))) == "table.csv"


def test_a_file_that_changed_changes_the_notice_not_its_id(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_files(site)
    go(site, output, monkeypatch, 0)
    [before] = rows(output, "notices")
    site.answers["/table.csv"] = table(share=31)
    go(site, output, monkeypatch, 1)

    [notice] = rows(output, "notices")
    assert notice["notice_id"] == before["notice_id"]
    assert ("健康素养水平", 31.0) in figures(output)
    assert ("健康素养水平", 25.0) not in figures(output)
    states = [r for r in rows(output, "captures") if r["source_file"] == "table.csv"]
    assert sorted(str(r["status"]) for r in states) == ["duplicate", "read"]
    [former] = [r for r in states if r["status"] == "duplicate"]
    [now] = [r for r in states if r["status"] == "read"]
    assert former["reason"] == f"a former state of {now['capture_id']}"
    assert former["text_start"] is None

    site.answers["/table.csv"] = table()
    go(site, output, monkeypatch, 2)
    assert ("健康素养水平", 25.0) in figures(output)
    assert len(rows(output, "captures")) == 4


def test_a_file_that_cannot_be_read_does_not_spoil_its_notice(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = notices.text(1).splitlines()
    site.answers["/1.html"] = page(*lines, files=("/bad.pdf",))
    site.answers["/bad.pdf"] = 200, {}, b"%PDF-1.7 broken"
    go(site, output, monkeypatch, 0)
    bad = by_file(output)["bad.pdf"]
    assert (bad["status"], "is broken" in str(bad["reason"])) == ("quarantined", True)
    assert by_file(output)["1.html"]["status"] == "read"
    assert len(rows(output, "notices")) == 1


def test_what_a_page_says_again_is_current_again(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wanted(share: int) -> Answer:
        return page(*notices.text(1, share).splitlines())

    site.answers["/1.html"] = wanted(95)
    go(site, output, monkeypatch, 0)
    site.answers["/1.html"] = wanted(80)
    go(site, output, monkeypatch, 1)
    assert any(value == 80 for _, value in figures(output))

    site.answers["/1.html"] = wanted(95)
    go(site, output, monkeypatch, 2)

    shares = {value for _, value in figures(output)}
    assert 95 in shares and 80 not in shares
    both = rows(output, "captures")
    assert sorted(str(row["status"]) for row in both) == ["duplicate", "read"]
    [current] = [row for row in both if row["status"] == "read"]
    assert current["returned_at"] > current["received_at"]  # type: ignore[operator]

    site.answers["/1.html"] = wanted(80)
    go(site, output, monkeypatch, 3)
    assert any(value == 80 for _, value in figures(output))
    assert len(rows(output, "captures")) == 2


def test_a_page_that_points_elsewhere_now_keeps_what_it_had(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/1.html"] = stub("/plan.txt")
    site.answers["/plan.txt"] = plan()
    go(site, output, monkeypatch, 0)
    site.answers["/1.html"] = stub("/second.txt")
    site.answers["/second.txt"] = plan(70)
    go(site, output, monkeypatch, 1)
    assert any(value == 70 for _, value in figures(output))
    files = by_file(output)
    assert (files["plan.txt"]["status"], files["second.txt"]["status"]) == (
        "duplicate",
        "read",
    )
    assert str(files["plan.txt"]["reason"]).startswith("belongs to c-")
    assert len(rows(output, "notices")) == 1


def test_a_file_vanished_from_its_address_stays_part_of_the_notice(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/1.html"], site.answers["/plan.txt"] = stub("/plan.txt"), plan()
    go(site, output, monkeypatch, 0)
    del site.answers["/plan.txt"]
    site.answers["/1.html"] = page(
        "有效性：有效", TITLE, "详见附件", files=("/plan.txt",)
    )
    go(site, output, monkeypatch, 1)
    assert by_file(output)["plan.txt"]["gone_since"] is not None
    assert any(value == 95 for _, value in figures(output))


def test_a_given_file_that_returns_to_what_it_was_is_current_again(
    output: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "given" / "notice.txt"
    path.parent.mkdir()
    for day, share in enumerate((95, 80, 95, 95)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1735600000 + day * 86400))
        path.write_text(notices.text(1, share), encoding="utf-8")
        with held(output, print):
            made = Build(output, (path.parent,), jobs=1)
            made.receive()
            made.read()
            made.lay_out()
        assert any(value == share for _, value in figures(output))
    assert len(list(Store(str(output.store)).list())) == 3


def test_captures_of_a_store_with_attachments_are_few(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/1.html"], site.answers["/plan.txt"] = stub("/plan.txt"), plan()
    go(site, output, monkeypatch, 0)
    assert [capture.source_file for capture in captures(output)] == ["1.html"]


@pytest.mark.slow
def test_a_notice_of_several_files_passes_every_check_of_a_version(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/1.html"] = stub("/plan.txt", "/bad.pdf", "/table.csv")
    site.answers["/plan.txt"], site.answers["/table.csv"] = plan(), table()
    site.answers["/bad.pdf"] = 200, {}, b"%PDF-1.7 broken"
    go(site, output, monkeypatch, 0)
    first = Build(output).publish({})
    site.answers["/table.csv"] = table(share=31)
    go(site, output, monkeypatch, 1)
    second = Build(output).publish({})
    assert (str(first.version), str(second.version)) == ("1.0.0", "1.1.0")
    shown = (output.package / "1.1.0" / "data" / "captures.csv").read_text("utf-8")
    assert len(shown.splitlines()) == 6
    site.answers["/table.csv"] = table()
    go(site, output, monkeypatch, 2)
    assert str(Build(output).publish({}).version).startswith("1.")
    go(site, output, monkeypatch, 3)
    assert Build(output).publish({}).is_new is False
