// One indicator in chosen regions: a table and a dot plot of the same rows.
import { fill, home, language, make, wordsOf } from "./dom.js";
import { open } from "./explorer-data.js";
import { save, savePng } from "./chart.js";
import { plot } from "./plot.js";

const place = document.querySelector("#compare");
const words = wordsOf(place);
const data = await open(place.dataset.source);
await data.all();
const comparable = data.rows.filter((row) => row.indicator && row.value !== null && (row.kind === "level" || row.kind === "change"));
const asked = new URLSearchParams(location.search);
const groups = new Map();
for (const row of comparable) {
  const key = `${row.indicator}|${row.kind}|${row.unit ?? ""}`;
  if (!groups.has(key)) groups.set(key, []);
  groups.get(key).push(row);
}
const phone = matchMedia("(max-width: 40rem)");
const places = (rows) => new Set(rows.map((row) => row.region)).size;
const options = [...groups].filter(([, rows]) => places(rows) > 1).sort((a, b) => places(b[1]) - places(a[1]));
const name = (key) => {
  const [indicator, kind] = key.split("|");
  const [first] = groups.get(key);
  return `${data.label("indicator", indicator, language)} · ${data.label("kind", kind, language)}${first.unit ? ` · ${data.labels.unit[first.unit]?.[language] ?? first.unit}` : ""}`;
};

if (options.length) {
  const select = make("select", { id: "c-indicator", class: "field" }, ...options.map(([key]) => make("option", { value: key }, name(key))));
  const boxes = make("fieldset", { class: "legend" });
  const picture = make("figure", { class: "chart" });
  const table = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.caption });
  const status = make("p", { role: "status", class: "num" });
  place.append(make("div", { class: "filters" }, make("label", { for: "c-indicator" }, words.indicator, select)), boxes, status, picture, table);
  if (groups.has(asked.get("indicator") ?? "")) select.value = asked.get("indicator");
  let regions = new Set((asked.get("regions") ?? "").split(",").filter(Boolean));

  const latest = (rows) => {
    const best = new Map();
    for (const row of rows) {
      const held = best.get(row.region);
      if (!held || (row.deadline ?? "") > (held.deadline ?? "")) best.set(row.region, row);
    }
    return [...best.values()].sort((a, b) => b.value - a.value);
  };
  const show = () => {
    const rows = groups.get(select.value);
    const here = [...new Set(rows.map((row) => row.region))].filter(Boolean).sort();
    regions = new Set([...regions].filter((code) => here.includes(code)));
    boxes.replaceChildren(make("legend", {}, words.region), ...here.map((code) => {
      const box = make("input", { type: "checkbox", checked: regions.has(code), onchange: () => {
        if (box.checked) regions.add(code); else regions.delete(code);
        draw();
      } });
      return make("label", {}, box, " ", data.label("region", code, language));
    }));
    draw();
  };
  /** Saves the chart of these rows, with its style, title and source line within. */
  const keep = async (shown, form) => {
    const copy = plot(shown, data, language, name(select.value));
    const height = Number(copy.getAttribute("height")) + 44;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("height", height);
    copy.setAttribute("viewBox", `0 -26 720 ${height}`);
    const part = (tag, attributes, text) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.textContent = text;
      return element;
    };
    const style = await (await fetch(place.dataset.style)).text();
    copy.prepend(part("style", {}, style), part("rect", { class: "ground", y: -26, width: 720, height }, ""), part("text", { class: "c-text", x: 8, y: -8 }, name(select.value)));
    copy.append(part("text", { class: "c-soft", x: 8, y: height - 32 }, fill(words.source, { version: data.version })));
    const text = new XMLSerializer().serializeToString(copy);
    const file = `compare-${select.value.split("|")[0]}`;
    if (form === "PNG") savePng(text, `${file}.png`);
    else save(new Blob([text], { type: "image/svg+xml" }), `${file}.svg`);
  };
  const draw = () => {
    const said = new URLSearchParams({ indicator: select.value });
    if (regions.size) said.set("regions", [...regions].sort().join(","));
    history.replaceState(null, "", `?${said}`);
    const rows = groups.get(select.value).filter((row) => !regions.size || regions.has(row.region));
    const shown = latest(rows);
    const all = groups.get(select.value).length;
    status.textContent = fill(rows.length === all ? words.count_all : words.count, { n: rows.length, all });
    const few = shown.slice(0, 40);
    const drawn = plot(few, data, language, name(select.value), phone.matches);
    picture.replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name(select.value) }, drawn), make("figcaption", {}, words.same_unit), make("p", { class: "actions" }, ...["SVG", "PNG"].map((form) => make("button", { class: "button", type: "button", onclick: () => keep(few, form) }, fill(words.save, { form })))));
    table.replaceChildren(make("table", { class: "rows" }, make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, ...["region", "indicator", "value", "deadline"].map((column) => make("th", { scope: "col", class: column === "value" ? "right" : false }, words[`col_${column}`])))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, make("td", {}, data.label("region", row.region, language)), make("th", { scope: "row" }, make("a", { href: `${home}targets/${row.id}.html`, lang: "zh-Hans" }, row.words)), make("td", { class: "right num" }, make("span", { class: "value" }, data.measure(row, language))), make("td", { class: "num" }, row.deadline ?? ""))))));
  };
  phone.addEventListener("change", draw);
  select.addEventListener("change", () => { regions.clear(); show(); });
  place.hidden = false;
  show();
}
