// A small part of SQL over rows: enough to filter, join, group, sort and count.
//
//   SELECT [DISTINCT] column | count(*) | count|sum|avg|min|max(column) [AS name], ... | *
//   FROM table [JOIN table USING (column)] ...
//   [WHERE condition (AND|OR|NOT, parentheses; = != <> < <= > >= LIKE, IN (...), IS [NOT] NULL)]
//   [GROUP BY column, ...] [ORDER BY name [DESC], ...] [LIMIT n]

const TOKEN = /\s*(?:('(?:[^']|'')*')|("[^"]*")|(\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)?)|(<>|!=|<=|>=|[=<>(),*;-]))/uy;
const KEYWORDS = new Set("select distinct from join using where and or not like in is null group order by limit as desc asc true false".split(" "));

function tokens(query) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < query.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(query);
    if (!match) throw new Error(`? ${query.slice(at, at + 20)}`);
    const [, text, quoted, number, word, sign] = match;
    if (text !== undefined) found.push({ kind: "value", value: text.slice(1, -1).replaceAll("''", "'") });
    else if (quoted !== undefined) found.push({ kind: "name", value: quoted.slice(1, -1) });
    else if (number !== undefined) found.push({ kind: "value", value: Number(number) });
    else if (word !== undefined) {
      const lower = word.toLowerCase();
      found.push(KEYWORDS.has(lower) ? { kind: "key", value: lower } : { kind: "name", value: word.split(".").at(-1) });
    } else if (sign !== ";") found.push({ kind: "sign", value: sign });
  }
  return found;
}

class Parser {
  constructor(query) { this.list = tokens(query); this.at = 0; }
  peek(value) { const token = this.list[this.at]; return token && token.kind !== "value" && token.kind !== "name" && token.value === value; }
  take(value) { if (!this.peek(value)) return false; this.at += 1; return true; }
  need(value) { if (!this.take(value)) throw new Error(`${value.toUpperCase()} ? ${this.list[this.at]?.value ?? ""}`); }
  name() {
    const token = this.list[this.at];
    if (token?.kind !== "name") throw new Error(`? ${token?.value ?? ""}`);
    this.at += 1;
    return token.value;
  }
  names() { const found = [this.name()]; while (this.take(",")) found.push(this.name()); return found; }

  query() {
    this.need("select");
    const said = { distinct: this.take("distinct"), columns: this.columns(), joins: [], where: null, group: [], order: [], limit: 1000 };
    this.need("from");
    said.table = this.name();
    while (this.take("join")) {
      const table = this.name();
      this.need("using"); this.need("(");
      said.joins.push({ table, by: this.name() });
      this.need(")");
    }
    if (this.take("where")) said.where = this.either();
    if (this.take("group")) { this.need("by"); said.group = this.names(); }
    if (this.take("order")) {
      this.need("by");
      do { said.order.push({ name: this.orderName(), down: this.take("desc") || (this.take("asc"), false) }); } while (this.take(","));
    }
    if (this.take("limit")) said.limit = this.literal();
    if (this.at < this.list.length) throw new Error(`? ${this.list[this.at].value}`);
    return said;
  }
  orderName() { const column = this.column(); return column.as; }
  columns() {
    if (this.take("*")) return null;
    const found = [this.column()];
    while (this.take(",")) found.push(this.column());
    return found;
  }
  column() {
    const name = this.name();
    let column = { name, as: name, by: null };
    if (this.take("(")) {
      const by = name.toLowerCase();
      if (!(by in AGGREGATES)) throw new Error(`? ${name}()`);
      const inner = this.take("*") ? null : this.name();
      this.need(")");
      column = { name: inner, as: inner ? `${by}_${inner}` : by, by };
    }
    if (this.take("as")) column.as = this.name();
    return column;
  }
  either() { let left = this.both(); while (this.take("or")) { const a = left, b = this.both(); left = (row) => a(row) || b(row); } return left; }
  both() { let left = this.one(); while (this.take("and")) { const a = left, b = this.one(); left = (row) => a(row) && b(row); } return left; }
  one() {
    if (this.take("not")) { const inner = this.one(); return (row) => !inner(row); }
    if (this.take("(")) { const inner = this.either(); this.need(")"); return inner; }
    const name = this.name();
    if (this.take("is")) {
      const not = this.take("not");
      this.need("null");
      return (row) => (get(row, name) === null) !== not;
    }
    const not = this.take("not");
    const flip = (test) => (not ? (row) => get(row, name) !== null && !test(row) : test);
    if (this.take("in")) {
      this.need("(");
      const list = [this.literal()];
      while (this.take(",")) list.push(this.literal());
      this.need(")");
      return flip((row) => list.some((value) => compare(get(row, name), value) === 0));
    }
    if (this.take("like")) {
      const pattern = String(this.literal()).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("%", ".*").replaceAll("_", ".");
      const like = new RegExp(`^${pattern}$`, "su");
      return flip((row) => get(row, name) !== null && like.test(String(get(row, name))));
    }
    const sign = this.list[this.at]?.value;
    if (!(sign in SIGNS)) throw new Error(`${name} ? ${sign ?? ""}`);
    this.at += 1;
    const value = this.literal();
    return (row) => { const held = get(row, name); return held !== null && SIGNS[sign](compare(held, value)); };
  }
  literal() {
    if (this.take("true")) return true;
    if (this.take("false")) return false;
    const minus = this.take("-");
    const token = this.list[this.at];
    if (token?.kind !== "value") throw new Error(`? ${token?.value ?? ""}`);
    this.at += 1;
    return minus ? -token.value : token.value;
  }
}

const SIGNS = { "=": (c) => c === 0, "!=": (c) => c !== 0, "<>": (c) => c !== 0, "<": (c) => c < 0, "<=": (c) => c <= 0, ">": (c) => c > 0, ">=": (c) => c >= 0 };
const AGGREGATES = {
  count: (values) => values.length,
  sum: (values) => values.reduce((a, b) => a + Number(b), 0),
  avg: (values) => (values.length ? values.reduce((a, b) => a + Number(b), 0) / values.length : null),
  min: (values) => values.reduce((a, b) => (a === null || compare(b, a) < 0 ? b : a), null),
  max: (values) => values.reduce((a, b) => (a === null || compare(b, a) > 0 ? b : a), null),
};

function get(row, name) {
  if (!(name in row)) throw new Error(`? ${name}`);
  return row[name] ?? null;
}

function compare(a, b) {
  if (typeof a === "boolean" || typeof b === "boolean") return Number(a) - Number(b);
  if (typeof a === "number" || typeof b === "number") return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Gives the rows that a query asks for; `table(name)` gives the rows of a table. */
export async function run(query, table) {
  const said = new Parser(query).query();
  let rows = await table(said.table);
  for (const { table: other, by } of said.joins) {
    const index = new Map();
    for (const row of await table(other)) {
      const key = get(row, by);
      if (!index.has(key)) index.set(key, []);
      index.get(key).push(row);
    }
    rows = rows.flatMap((row) => (index.get(get(row, by)) ?? []).map((more) => ({ ...more, ...row })));
  }
  if (said.where) rows = rows.filter(said.where);
  if (said.group.length || said.columns?.some(({ by }) => by)) rows = grouped(rows, said);
  else if (said.columns) rows = sort(rows, said.order.filter(({ name }) => !said.columns.some(({ as }) => as === name))).map((row) => Object.fromEntries(said.columns.map(({ name, as }) => [as, get(row, name)])));
  if (said.distinct) rows = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  const order = said.columns && rows.length ? said.order.filter(({ name }) => name in rows[0]) : said.order;
  return sort(rows, order).slice(0, said.limit);
}

function grouped(rows, said) {
  const groups = new Map();
  for (const row of rows) {
    const key = JSON.stringify(said.group.map((name) => get(row, name)));
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  if (!said.group.length && !groups.size) groups.set("[]", []);
  const columns = said.columns ?? said.group.map((name) => ({ name, as: name, by: null }));
  return [...groups.values()].map((held) => Object.fromEntries(columns.map(({ name, as, by }) => {
    if (!by) return [as, held.length ? get(held[0], name) : null];
    const values = name === null ? held : held.map((row) => get(row, name)).filter((value) => value !== null);
    return [as, AGGREGATES[by](values)];
  })));
}

function sort(rows, order) {
  if (!order.length) return rows;
  return [...rows].sort((a, b) => {
    for (const { name, down } of order) {
      const x = get(a, name), y = get(b, name);
      if (x === null || y === null) { if (x !== y) return x === null ? 1 : -1; continue; }
      const c = compare(x, y);
      if (c) return down ? -c : c;
    }
    return 0;
  });
}
