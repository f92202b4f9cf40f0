// The version's own Parquet files, read and queried in the browser.
import { fill, make, wordsOf } from "./dom.js";
import { run } from "./sql.js";
import { decompress } from "./vendor/fzstd/index.js";
import { parquetReadObjects } from "./vendor/hyparquet/index.js";

const place = document.querySelector("#query");
const words = wordsOf(place);
const known = new Set(JSON.parse(place.dataset.tables));
const tables = new Map();
const compressors = { ZSTD: (packed, size) => decompress(packed, new Uint8Array(size)) };

/** Gives plain values: exact numbers as numbers, days as ISO 8601. */
function plain(value) {
  if (value === undefined) return null;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso;
  }
  return value;
}

async function read(name) {
  if (!known.has(name)) throw new Error(`${words.no_table} ${name}`);
  const url = new URL(`${place.dataset.source}${name}.parquet`, location.href).href;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const file = await answer.arrayBuffer();
  const rows = await parquetReadObjects({ file, compressors });
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])));
}
const table = (name) => {
  if (!tables.has(name)) tables.set(name, read(name).catch((error) => { tables.delete(name); throw error; }));
  return tables.get(name);
};

const area = place.querySelector("textarea");
const status = place.querySelector("#query-status");
const output = place.querySelector("#query-rows");
const csv = place.querySelector("#query-csv");
let last = [];

async function ask() {
  status.textContent = words.reading;
  output.replaceChildren();
  csv.hidden = true;
  try {
    last = await run(area.value, table);
  } catch (error) {
    status.textContent = `${words.wrong} ${error.message}`;
    return;
  }
  status.textContent = fill(words.rows, { n: last.length });
  csv.hidden = !last.length;
  if (!last.length) return;
  const names = Object.keys(last[0]);
  output.append(make("table", { class: "rows" }, make("caption", { class: "hidden" }, words.caption),
    make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...last.slice(0, 500).map((row) => make("tr", {}, ...names.map((name) => make("td", { class: typeof row[name] === "number" ? "num right" : false }, cell(name, row[name]))))))));
}

function cell(name, value) {
  if (value === null) return "";
  const pages = { target_id: "targets", notice_id: "notices" };
  if (name in pages) return make("a", { href: `${document.documentElement.dataset.home}${pages[name]}/${value}.html` }, value);
  return typeof value === "number" ? String(Number(value.toFixed(6))) : String(value);
}

place.querySelector("#query-run").addEventListener("click", ask);
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); ask(); }
});
csv.addEventListener("click", () => {
  const quote = (value) => (value === null ? "" : /[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const names = Object.keys(last[0]);
  const text = `\ufeff${[names, ...last.map((row) => names.map((name) => row[name]))].map((line) => line.map(quote).join(",")).join("\n")}\n`;
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: "query.csv" });
  link.click();
});
for (const button of document.querySelectorAll("button.example")) {
  button.hidden = false;
  button.addEventListener("click", () => { area.value = button.parentElement.querySelector("code").textContent; area.focus(); ask(); });
}
place.hidden = false;
document.querySelector("#needs-script").hidden = true;
