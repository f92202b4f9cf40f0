// One indicator in chosen regions: a table and a dot plot of the same rows.
import { fill, home, language, make, wordsOf } from "./dom.js";
import { figure } from "./explorer-data.js";
import { open } from "./compare-data.js";
import { save, savePng } from "./chart.js";
import { plot } from "./plot.js";

const place = document.querySelector("#compare");
const words = wordsOf(place);
const data = await open(place.dataset.source);
const asked = new URLSearchParams(location.search);
const options = new Map(data.options.map((one) => [one.key, one]));
const phone = matchMedia("(max-width: 40rem)");
const name = (key) => {
  const { indicator, kind, unit } = options.get(key);
  const said = [data.label("indicator", indicator, language), data.label("kind", kind, language), data.unit(unit, language)];
  return said.filter(Boolean).join(" · ");
};

if (options.size) {
  const select = make("select", { id: "c-indicator", class: "field" }, ...[...options.keys()].map((key) => make("option", { value: key }, name(key))));
  const boxes = make("fieldset", { class: "legend" });
  const picture = make("figure", { class: "chart" });
  const table = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.caption });
  const status = make("p", { role: "status", class: "num" });
  place.append(make("div", { class: "filters" }, make("label", { for: "c-indicator" }, words.indicator, select)), boxes, status, picture, table);
  if (options.has(asked.get("indicator") ?? "")) select.value = asked.get("indicator");
  let regions = new Set((asked.get("regions") ?? "").split(",").filter(Boolean));
  let held = { rows: [], nation: null }; // of the indicator that is shown

  const latest = (rows) => {
    const best = new Map();
    for (const row of rows) {
      const known = best.get(row.region);
      if (!known || (row.deadline ?? "") > (known.deadline ?? "")) best.set(row.region, row);
    }
    return [...best.values()].sort((a, b) => b.value - a.value);
  };
  const show = async () => {
    const key = select.value;
    status.textContent = words.loading;
    try {
      const found = await data.of(options.get(key));
      if (key !== select.value) return; // another was chosen meanwhile
      held = found;
    } catch (error) {
      status.textContent = `${words.failed} (${error.message})`;
      return;
    }
    const here = [...new Set(held.rows.map((row) => row.region))].filter(Boolean).sort();
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
  const nation = () => held.nation && { value: held.nation.value, said: fill(words.nation, { year: held.nation.year, value: figure(held.nation.value, language) }) };
  /** Saves the chart of these rows, with its style, title and source line within. */
  const keep = async (shown, form) => {
    const copy = plot(shown, data, language, name(select.value), { nation: nation() });
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
    const rows = held.rows.filter((row) => !regions.size || regions.has(row.region));
    rows.sort((a, b) => b.value - a.value || (a.deadline ?? "").localeCompare(b.deadline ?? ""));
    const shown = latest(rows);
    const all = held.rows.length;
    status.textContent = fill(rows.length === all ? words.count_all : words.count, { n: rows.length, all });
    const few = shown.slice(0, 40);
    const drawn = plot(few, data, language, name(select.value), { nation: nation(), small: phone.matches });
    picture.replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name(select.value) }, drawn), make("figcaption", {}, words.same_unit), make("p", { class: "actions" }, ...["SVG", "PNG"].map((form) => make("button", { class: "button", type: "button", onclick: () => keep(few, form) }, fill(words.save, { form })))));
    table.replaceChildren(make("table", { class: "rows targets folds" }, make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, ...["region", "indicator", "value", "deadline"].map((column) => make("th", { scope: "col", class: column === "value" ? "right" : false }, words[`col_${column}`])))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, make("td", { class: "place" }, data.label("region", row.region, language)), make("th", { scope: "row" }, make("a", { href: `${home}targets/${row.id}.html`, lang: "zh-Hans" }, row.words)), make("td", { class: "right num" }, make("span", { class: "value" }, data.measure(row, language))), make("td", { class: "num" }, row.deadline ?? ""))))));
  };
  phone.addEventListener("change", draw);
  select.addEventListener("change", () => { regions.clear(); show(); });
  place.hidden = false;
  show();
}
