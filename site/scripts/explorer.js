// The targets in columns, filtered in the browser; the address carries the filter.
import { fill, home, language, make, tongue, wordsOf } from "./dom.js";
import { open } from "./explorer-data.js";

const place = document.querySelector("#explorer");
const words = wordsOf(place);
const PAGE = 50;
const FACETS = ["indicator", "region", "level", "year", "kind", "comparator", "binding", "aspirational", "lead"];
const FEW = new Set(["indicator", "region", "level", "year"]);
const data = await open(place.dataset.source);
const state = { q: "", sort: "deadline", down: true, page: 0 };
const chosen = new Map();

const text = (facet, value) => data.label(facet, value, language) || words.none;

function readAddress() {
  const asked = new URLSearchParams(location.search);
  for (const facet of FACETS) {
    const value = asked.get(facet);
    if (value !== null && value !== "") chosen.set(facet, value); else chosen.delete(facet);
  }
  state.q = asked.get("q") ?? "";
  state.sort = asked.get("sort") ?? "deadline";
  state.down = asked.has("sort") ? asked.get("down") === "1" : true;
  state.page = Math.max(0, Number(asked.get("page") ?? 1) - 1) || 0;
}

function writeAddress() {
  const said = new URLSearchParams();
  if (state.q) said.set("q", state.q);
  for (const [facet, value] of chosen) said.set(facet, value);
  if (state.sort !== "deadline" || !state.down) {
    said.set("sort", state.sort);
    if (state.down) said.set("down", "1");
  }
  if (state.page) said.set("page", state.page + 1);
  history.replaceState(null, "", `${location.pathname}${said.size ? `?${said}` : ""}`);
}

const tests = (skip) => [...chosen].filter(([facet]) => facet !== skip).map(([facet, value]) => data.test(facet, value));
const wanted = (skip) => {
  const checks = tests(skip);
  const query = state.q.trim();
  return data.rows.filter((row) => checks.every((check) => check(row)) && (!query || data.words(row).includes(query)));
};

/** Says whether the page is what everybody sees first, which needs no more than the index. */
const plain = () => !chosen.size && !state.q.trim() && !state.page && state.sort === "deadline" && state.down;

function choices(facet) {
  const counts = new Map(data.rows ? [] : data.facets[facet]);
  if (data.rows) for (const row of wanted(facet)) for (const value of data.values(facet, row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const list = [...counts].map(([value, n]) => ({ value, n, label: text(facet, value) }));
  const byLabel = facet === "year";
  list.sort((a, b) => (byLabel ? String(a.value).localeCompare(String(b.value)) : b.n - a.n || a.label.localeCompare(b.label)));
  return list.slice(0, 400);
}

const selects = new Map();
const box = make("input", { type: "search", class: "field", id: "f-q" });
const first = make("div", { class: "filters" }, make("label", { for: "f-q" }, words.indicator_words, box));
const rest = make("div", { class: "filters" });
const more = make("details", { class: "more-filters", open: matchMedia("(min-width: 40rem)").matches }, make("summary", {}, words.more), rest);
for (const facet of FACETS) {
  const select = make("select", { id: `f-${facet}` });
  selects.set(facet, select);
  select.addEventListener("change", () => {
    if (select.value === "") chosen.delete(facet); else chosen.set(facet, select.value);
    state.page = 0;
    show();
  });
  (FEW.has(facet) ? first : rest).append(make("label", { for: `f-${facet}` }, words[facet], select));
}
let timer = 0;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => { state.q = box.value; state.page = 0; show(); }, 150);
});
const chips = make("ul", { class: "chips" });
const count = make("p", { role: "status", class: "num" });
const csv = make("button", { class: "button", type: "button", onclick: download }, words.csv);
const bar = make("div", { class: "bar-count" }, count, csv);
const body = make("tbody");
const COLUMNS = [["region", false], ["indicator", false], ["value", true], ["deadline", false], ["kind", false], ["lead", false]];
const heads = new Map();
const head = make("tr");
for (const [column, right] of COLUMNS) {
  const button = make("button", { class: "sort", type: "button", onclick: () => {
    if (state.sort === column) state.down = !state.down; else { state.sort = column; state.down = column === "value"; }
    state.page = 0;
    show();
  } }, words[`col_${column}`]);
  const th = make("th", { scope: "col", class: right ? "right" : false }, button);
  heads.set(column, th);
  head.append(th);
}
const table = make("table", { class: "rows targets folds" }, make("caption", { class: "hidden" }, words.caption), make("thead", {}, head), body);
const pager = make("nav", { class: "pager", "aria-label": words.pages });
place.append(first, more, chips, bar, make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.caption }, table), pager);

/** Does something with all targets, which are loaded when they are first needed. */
function whole(work) {
  data.all().then(work, (error) => { count.textContent = `${words.failed} (${error.message})`; });
}

const clean = (value) => (value === null || value === undefined ? "" : value);
function sorted(rows) {
  const key = (row) => data.sortKey(state.sort, row, language);
  const way = state.down ? -1 : 1;
  return rows.map((row) => [key(row), row]).sort(([a, x], [b, y]) => {
    if (a === null || b === null) return (a === null) - (b === null) || x.at - y.at; // nothing stands last
    return (a < b ? -way : a > b ? way : 0) || x.at - y.at;
  }).map(([, row]) => row);
}

/** Names a body: first in English, where that is known, on an English page. */
function answerable(key) {
  const [zh, own] = [data.label("lead", key, "zh"), data.label("lead", key, language)];
  const chinese = make("span", { lang: "zh-Hans" }, zh);
  return own === zh ? make("li", {}, chinese) : make("li", {}, make("span", { class: "english" }, own), " ", chinese);
}

function line(row) {
  const flags = row.aspirational ? [make("span", { class: "flag flag-soft" }, words.aspirational_flag)] : [];
  if (row.binding) flags.push(make("span", { class: "flag" }, text("binding", row.binding)));
  return make("tr", {},
    make("td", { class: "place", lang: tongue(data.label("region", row.region, language)) }, clean(text("region", row.region))),
    make("th", { scope: "row" }, make("a", { href: `${home}targets/${row.id}.html`, lang: "zh-Hans" }, row.words), ...flags),
    make("td", { class: "right num" }, make("span", { class: "value", lang: tongue(data.measure(row, language)) }, data.measure(row, language))),
    make("td", { class: "num" }, clean(row.deadline)),
    make("td", { class: "short" }, text("kind", row.kind)),
    make("td", { class: "line" }, row.lead.length ? make("ul", { class: "leads" }, ...row.lead.map(answerable)) : null));
}

function show() {
  if (!data.rows && !plain()) {
    count.textContent = words.loading;
    whole(show);
    return;
  }
  const rows = data.rows ? sorted(wanted(null)) : data.first;
  const many = data.rows ? rows.length : data.total;
  const last = Math.max(0, Math.ceil(many / PAGE) - 1);
  state.page = Math.min(state.page, last);
  writeAddress();
  for (const [facet, select] of selects) {
    const value = chosen.get(facet) ?? "";
    const options = choices(facet);
    select.replaceChildren(make("option", { value: "" }, words.any), ...options.map((one) => make("option", { value: one.value, lang: tongue(one.label), selected: String(one.value) === value }, `${one.label} (${one.n})`)));
    if (value !== "" && !options.some((one) => String(one.value) === value)) select.append(make("option", { value, selected: true }, `${text(facet, value)} (0)`));
    select.value = value;
  }
  if (box.value !== state.q) box.value = state.q;
  chips.replaceChildren(...[...chosen].map(([facet, value]) => make("li", {}, make("button", { type: "button", class: "chip", onclick: () => { chosen.delete(facet); show(); selects.get(facet).focus(); } }, `${words[facet]}: `, make("span", { lang: tongue(text(facet, value)) }, text(facet, value)), " ✕"))));
  const [n, all] = [many, data.total].map((figure) => figure.toLocaleString("en"));
  count.textContent = [fill(n === all ? words.count_all : words.count, { n, all }), many ? "" : words.nothing].join(" ").trim();
  for (const [column, th] of heads) {
    if (column === state.sort) th.setAttribute("aria-sort", state.down ? "descending" : "ascending"); else th.removeAttribute("aria-sort");
  }
  body.replaceChildren(...rows.slice(state.page * PAGE, (state.page + 1) * PAGE).map(line));
  const step = (by) => () => { state.page += by; show(); table.scrollIntoView(); };
  pager.replaceChildren(
    make("button", { class: "button", type: "button", disabled: state.page === 0, onclick: step(-1) }, words.previous),
    make("span", { class: "num" }, `${state.page + 1} / ${last + 1}`),
    make("button", { class: "button", type: "button", disabled: state.page === last, onclick: step(1) }, words.next));
}

function download() {
  whole(save);
}

function save() {
  const quote = (value) => (/[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const names = ["target_id", "notice_id", "indicator", "indicator_id", "region_code", "level", "kind", "comparator", "value", "value_max", "unit", "reference", "deadline", "aspirational", "binding"];
  const lines = sorted(wanted(null)).map((row) => data.record(row, names).map((value) => quote(clean(value))).join(","));
  const blob = new Blob([`\ufeff${names.join(",")}\n${lines.join("\n")}\n`], { type: "text/csv" });
  const link = make("a", { href: URL.createObjectURL(blob), download: `targets-${data.version}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

place.addEventListener("focusin", () => data.all().catch(() => { /* said when they are needed */ }), { once: true });
readAddress();
place.hidden = false;
document.querySelector("#plain-targets h2").id = "lists";
show();
addEventListener("popstate", () => { readAddress(); show(); });
