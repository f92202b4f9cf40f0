// What can be compared, and the rows of one indicator, loaded when it is chosen.
import { Named, asker, unpack } from "./explorer-data.js";

class Comparison extends Named {
  constructor(ask, said) {
    super(said);
    this.ask = ask;
    this.files = new Map(said.indicators.map(([key, file]) => [key, file]));
    this.name("indicator", said.indicators.map(([key, , ...names]) => [key, ...names]));
    this.options = said.options.map(([indicator, kind, unit]) => ({ key: `${indicator}|${kind}|${unit ?? ""}`, indicator, kind, unit }));
    this.coming = new Map();
  }

  /** Loads what an indicator's files hold: its own, and those before it. */
  async load(indicator) {
    const folder = "indicators/";
    const last = await this.ask(`${folder}${this.files.get(indicator)}.json`);
    const parts = [...await Promise.all((last.earlier ?? []).map((name) => this.ask(`${folder}${name}`))), last];
    const rows = [];
    for (const part of parts) rows.push(...unpack(part, rows.length));
    return { rows, regions: parts.flatMap((part) => part.regions), nations: last.nations };
  }

  /** Gives the rows of an option, with the national value beside them where there is one. */
  async of({ indicator, kind, unit }) {
    if (!this.coming.has(indicator)) this.coming.set(indicator, this.load(indicator));
    try {
      const held = await this.coming.get(indicator);
      this.name("region", held.regions);
      const nation = held.nations.find((one) => one[0] === kind && one[1] === unit);
      return {
        rows: held.rows.filter((row) => row.kind === kind && row.unit === unit),
        nation: nation ? { year: nation[2], value: nation[3] } : null,
      };
    } catch (error) {
      this.coming.delete(indicator); // the next try may succeed
      throw error;
    }
  }
}

/** Opens what can be compared; `base` is the address of the folder `explorer/`. */
export async function open(base) {
  const ask = asker(base);
  return new Comparison(ask, await ask("compare.json"));
}
