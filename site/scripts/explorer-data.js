// The targets as the site publishes them for scripts: columns, with lists of values.

const SIGNS = { ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ " };
const RELATIONS = { ...SIGNS, "=": "= " };
const ARROWS = { up: "↑ ", down: "↓ ", hold: "→ " };
const SCALES = { zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]], en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]] };
const TOGETHER = 14; // letters of a figure and its unit that a narrow page holds on one line
const amount = new Intl.NumberFormat("en", { maximumFractionDigits: 9 });

/** Writes a figure in full, from a million on by its scale where that is exact. */
export function figure(value, language) {
  if (Math.abs(value) < 1e6) return amount.format(value);
  for (const [power, name] of SCALES[language]) {
    const scaled = value / power;
    if (Math.abs(scaled) >= 1 && Math.abs(scaled * 1e4 - Math.round(scaled * 1e4)) < 1e-6) return `${Number(scaled.toFixed(4))}${name}`;
  }
  return language === "zh" ? String(value) : amount.format(value);
}

/** Unpacks columns into rows; `at` is the place of the first in order of arrival. */
export function unpack({ lists, columns }, at) {
  const names = Object.keys(columns);
  return columns.id.map((_, i) => {
    const row = { at: at + i };
    for (const name of names) {
      const cell = columns[name][i];
      const held = lists[name];
      row[name] = !held || cell === null ? cell : Array.isArray(cell) ? cell.map((k) => held[k]) : held[cell];
    }
    return row;
  });
}

/** Gives what loads a file of the folder `explorer/`, whose address is `base`. */
export const asker = (base) => async (name) => {
  const answer = await fetch(`${base}${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
};

/** Names what rows hold: `names` and `labels` are those of a file. */
export class Named {
  constructor(said) {
    this.version = said.version;
    this.labels = said.labels;
    this.names = {};
  }

  name(list, held) { this.names[list] = new Map(held.map(([key, zh, en]) => [key, { zh, en: en || zh }])); }

  label(facet, value, language) {
    if (value === null || value === undefined) return "";
    const named = this.names[facet]?.get(value);
    if (named) return named[language];
    return this.labels[facet]?.[value]?.[language] ?? String(value);
  }

  unit(unit, language, one = false) {
    const names = this.labels.unit[unit];
    return (one && language === "en" ? names?.one : names?.[language]) ?? unit ?? "";
  }

  /** Writes a row's direction, comparator, value and unit; a chart's axis names all units but % and ‰. */
  measure(row, language, charted = false) {
    const arrow = ARROWS[row.direction] ?? "";
    if (row.value === null && row.reference === null) return `${arrow}${this.label("direction", row.direction, language)}`;
    if (row.value === null) return `${arrow}${RELATIONS[row.comparator] ?? ""}${row.reference}`;
    const most = row.value_max === null ? "" : `–${figure(row.value_max, language)}`;
    const said = `${figure(row.value, language)}${most}`;
    const unit = this.unit(row.unit, language, said === "1");
    const short = /^[%‰]/.test(unit);
    const bare = !unit || short || /[万亿]$/.test(said);
    const space = said.length + unit.split(" ", 1)[0].length > TOGETHER ? " " : "\u00a0";
    return `${arrow}${SIGNS[row.comparator] ?? ""}${said}${charted && !short ? "" : `${bare ? "" : space}${unit}`}`;
  }
}

class Targets extends Named {
  /** `ask` loads a file of the folder `explorer/`; `said` is its index. */
  constructor(ask, said) {
    super(said);
    Object.assign(this, { ask, parts: said.parts, total: said.total, facets: said.facets });
    this.first = unpack(said.first, 0);
    this.rows = null;
    this.know(said.names);
  }

  know(names) { for (const [list, held] of Object.entries(names)) this.name(list, held); }

  /** Loads the rows of all targets, once. */
  all() {
    this.coming ??= Promise.all(["names.json", ...this.parts].map(this.ask)).then(([names, ...parts]) => {
      const rows = [];
      for (const part of parts) for (const row of unpack(part, rows.length)) rows.push(row);
      this.know(names);
      this.rows = rows;
    });
    this.coming.catch(() => { this.coming = null; }); // the next try may succeed
    return this.coming;
  }

  values(facet, row) {
    if (facet === "year") return row.deadline ? [row.deadline.slice(0, 4)] : [];
    if (facet === "lead") return row.lead;
    if (facet === "aspirational") return [row.aspirational ? "1" : "0"];
    const value = row[facet];
    return value === null || value === undefined ? [] : [value];
  }

  test(facet, wanted) { return (row) => this.values(facet, row).some((value) => String(value) === wanted); }

  words(row) { return `${row.words} ${row.indicator ? Object.values(this.names.indicator.get(row.indicator)).join(" ") : ""}`; }

  sortKey(column, row, language) {
    if (column === "value" || column === "deadline") return row[column];
    if (column === "indicator") return row.words;
    if (column === "lead") return row.lead.length ? this.label("lead", row.lead[0], language) : null;
    return this.label(column, row[column], language) || null;
  }

  record(row, names) {
    const renamed = { target_id: row.id, notice_id: row.notice, indicator: row.words, indicator_id: row.indicator, region_code: /^\d{6}$/.test(row.region) ? row.region : "", aspirational: row.aspirational ? "true" : "false" };
    return names.map((name) => (name in renamed ? renamed[name] : row[name]));
  }
}

/** Opens the targets: the first of them and what can be chosen; `base` is the address of the folder `explorer/`. */
export async function open(base) {
  const ask = asker(base);
  return new Targets(ask, await ask("index.json"));
}
