// The targets as the site publishes them for scripts: columns, with lists of values.

const SIGNS = { ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ " };
const RELATIONS = { ...SIGNS, "=": "= " };
const ARROWS = { up: "↑ ", down: "↓ ", hold: "→ " };
const SCALES = { zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]], en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]] };
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

class Targets {
  constructor(said, parts) {
    this.version = said.version;
    this.lists = said.lists;
    this.labels = said.labels;
    this.rows = [];
    for (const part of parts) {
      const many = part.id.length;
      for (let i = 0; i < many; i += 1) {
        const row = { at: this.rows.length };
        for (const column of Object.keys(part)) row[column] = part[column][i];
        row.notice = said.lists.notice[row.notice][0];
        row.words = said.lists.words[row.words];
        row.indicator = row.indicator === null ? null : said.lists.indicator[row.indicator][0];
        row.lead = row.lead.map((k) => said.lists.lead[k][0]);
        row.unit = row.unit === null ? null : said.lists.unit[row.unit];
        this.rows.push(row);
      }
    }
    this.names = {};
    for (const list of ["indicator", "region", "lead"]) this.names[list] = new Map(said.lists[list].map(([key, zh, en]) => [key, { zh, en: en || zh }]));
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

  label(facet, value, language) {
    if (value === null || value === undefined) return "";
    const named = this.names[facet]?.get(value);
    if (named) return named[language];
    return this.labels[facet]?.[value]?.[language] ?? String(value);
  }

  measure(row, language) {
    const arrow = ARROWS[row.direction] ?? "";
    if (row.value === null && row.reference === null) return `${arrow}${this.label("direction", row.direction, language)}`;
    if (row.value === null) return `${arrow}${RELATIONS[row.comparator] ?? ""}${row.reference}`;
    const most = row.value_max === null ? "" : `–${figure(row.value_max, language)}`;
    const said = `${figure(row.value, language)}${most}`;
    const names = this.labels.unit[row.unit];
    const unit = (said === "1" && language === "en" ? names?.one : names?.[language]) ?? row.unit ?? "";
    const bare = !unit || /^[%‰]/.test(unit) || /[万亿]$/.test(said);
    return `${arrow}${SIGNS[row.comparator] ?? ""}${said}${bare ? "" : "\u00a0"}${unit}`;
  }

  sortKey(column, row, language) {
    if (column === "value" || column === "deadline") return row[column];
    if (column === "indicator") return row.words;
    if (column === "lead") return row.lead.length ? this.label("lead", row.lead[0], "zh") : null;
    return this.label(column, row[column], language) || null;
  }

  record(row, names) {
    const renamed = { target_id: row.id, notice_id: row.notice, indicator: row.words, indicator_id: row.indicator, region_code: /^\d{6}$/.test(row.region) ? row.region : "", aspirational: row.aspirational ? "true" : "false" };
    return names.map((name) => (name in renamed ? renamed[name] : row[name]));
  }
}

/** Loads all targets; `base` is the address of the folder `explorer/`. */
export async function load(base) {
  const json = async (name) => (await fetch(`${base}${name}`)).json();
  const said = await json("index.json");
  return new Targets(said, await Promise.all(said.parts.map(json)));
}
