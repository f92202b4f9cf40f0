// Finds every phrase of two characters or more in the bigram index (see postings.py).

const BLANK = /[\s\x1c-\x1f\x85\xa0\xad\u200b-\u200d\u2060\ufeff]+/gu;

/** Gives text as it is compared: NFKC a character, lower case, without white space. */
export function fold(text) {
  return Array.from(text, (char) => char.normalize("NFKC").toLowerCase()).join("").replace(BLANK, "");
}

function numbers(bytes) {
  const found = [];
  let value = 0, scale = 1;
  for (const byte of bytes) {
    value += (byte & 127) * scale;
    if (byte & 128) scale *= 128;
    else { found.push(value); value = 0; scale = 1; }
  }
  return found;
}

function positions(bytes) {
  const found = numbers(bytes);
  for (let i = 1; i < found.length; i += 1) found[i] += found[i - 1];
  return found;
}

/** Gives the place of the last element that is not above value. */
function atOrBefore(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
}

/** Positions in a chunk of a frequent pair, to tell how frequent it is. */
const FREQUENT = 4000;

class Tier {
  constructor(base, name, shards) {
    this.shards = shards;
    this.base = `${base}${name}/`;
    this.shardsHeld = new Map();
    this.chunksHeld = new Map();
  }

  async bytes(name) {
    const answer = await fetch(this.base + name);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** Loads which texts stand where, which is needed only once something is found. */
  async texts() {
    this.coming ??= fetch(`${this.base}texts.json`).then((answer) => {
      if (!answer.ok) throw new Error(`${this.base}texts.json: ${answer.status}`);
      return answer.json();
    });
    Object.assign(this, await this.coming);
    return this;
  }

  shard(one, two) {
    const mixed = (Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b)) >>> 0;
    return (mixed >>> 8) % this.shards;
  }

  async entry(one, two) {
    const n = this.shard(one, two);
    if (!this.shardsHeld.has(n)) this.shardsHeld.set(n, this.bytes(`${n}.bin`));
    const bytes = await this.shardsHeld.get(n);
    let at = 0;
    const next = () => {
      let value = 0, scale = 1;
      for (;;) {
        const byte = bytes[at];
        at += 1;
        value += (byte & 127) * scale;
        if (byte < 128) return value;
        scale *= 128;
      }
    };
    while (at < bytes.length) {
      const a = next(), b = next(), size = next();
      if (size) {
        if (a === one && b === two) return { light: positions(bytes.subarray(at, at + size)) };
        at += size;
      } else {
        const firsts = Array.from({ length: next() }, next);
        if (a === one && b === two) return { firsts, stem: `${one.toString(16)}-${two.toString(16)}-` };
      }
    }
    return null;
  }

  async chunk(entry, k) {
    const name = `${entry.stem}${k}.bin`;
    if (!this.chunksHeld.has(name)) this.chunksHeld.set(name, this.bytes(name).then(positions));
    return this.chunksHeld.get(name);
  }

  /** Keeps of the sorted candidates those at which the bigram stands, offset further on. */
  async keep(candidates, entry, offset) {
    if (entry.light) {
      const held = new Set(entry.light);
      return candidates.filter((place) => held.has(place + offset));
    }
    const wantedChunks = new Set(candidates.map((place) => atOrBefore(entry.firsts, place + offset)));
    await Promise.all([...wantedChunks].filter((k) => k >= 0).map((k) => this.chunk(entry, k)));
    const kept = [];
    let k = -1, held = null;
    for (const place of candidates) {
      const wanted = atOrBefore(entry.firsts, place + offset);
      if (wanted < 0) continue;
      if (wanted !== k) { k = wanted; held = new Set(await this.chunk(entry, k)); }
      if (held.has(place + offset)) kept.push(place);
    }
    return kept;
  }

  /** Loads the entries of pairs and counts how often each stands; false if one stands nowhere. */
  async look(pairs, seen) {
    await Promise.all(pairs.map(async (pair) => { pair.entry ??= await this.entry(pair.one, pair.two); }));
    for (const { key, entry } of pairs) {
      const { tiers, places } = seen.get(key) ?? { tiers: 0, places: 0 };
      seen.set(key, { tiers: tiers + 1, places: places + (entry?.light?.length ?? (entry?.firsts.length ?? 0) * FREQUENT) });
    }
    return pairs.every(({ entry }) => entry);
  }

  /** Says by the two pairs that were rarest so far that a phrase cannot stand here; cheap. */
  async lacks(pairs, seen) {
    if (pairs.length < 3 || !pairs.every(({ key }) => seen.has(key))) return false;
    const often = ({ key }) => seen.get(key).places / seen.get(key).tiers;
    const [first, second] = [...pairs].sort((a, b) => often(a) - often(b));
    if (!(await this.look([first, second], seen))) return true;
    if (!first.entry.light || !second.entry.light) return false;
    const found = first.entry.light.map((place) => place - first.offset);
    return !(await this.keep(found, second.entry, second.offset)).length;
  }

  /**
   * Gives batches of the sorted places at which the folded phrase stands, newest first.
   * `seen` counts the pairs in the tiers before, so that the rarest are asked for first.
   */
  async *places(phrase, seen = new Map()) {
    const codes = Array.from(phrase, (char) => char.codePointAt(0));
    // Every second pair covers all characters; with their places that is exact.
    const offsets = codes.slice(1).map((_, i) => i).filter((i) => i % 2 === 0 || i === codes.length - 2);
    const pairs = offsets.map((offset) => ({ offset, one: codes[offset], two: codes[offset + 1], key: `${codes[offset]} ${codes[offset + 1]}` }));
    if (await this.lacks(pairs, seen)) return;
    if (!(await this.look(pairs.filter(({ entry }) => !entry), seen))) return;
    const light = pairs.filter(({ entry }) => entry.light).sort((a, b) => a.entry.light.length - b.entry.light.length);
    if (light.length) {
      const [first, ...others] = light;
      let found = first.entry.light.map((place) => place - first.offset).filter((place) => place >= 0);
      for (const { entry, offset } of others) found = await this.keep(found, entry, offset);
      yield await this.confirm(found, pairs, light);
      return;
    }
    const [first] = [...pairs].sort((a, b) => a.entry.firsts.length - b.entry.firsts.length);
    // As long as nothing is found, twice as many chunks at once: few waits in a row.
    let many = 1;
    for (let last = first.entry.firsts.length; last > 0;) {
      const here = Array.from({ length: Math.min(many, last) }, (_, i) => last - 1 - i);
      const batches = await Promise.all(here.map(async (k) => {
        const found = (await this.chunk(first.entry, k)).map((place) => place - first.offset).filter((place) => place >= 0);
        return this.confirm(found, pairs, [first]);
      }));
      yield* batches;
      last -= here.length;
      many = batches.some((batch) => batch.length) ? 1 : Math.min(8, many * 2);
    }
  }

  /** Checks the characters that the bigrams seen so far do not cover. */
  async confirm(candidates, pairs, seen) {
    const covered = new Set(seen.flatMap(({ offset }) => [offset, offset + 1]));
    let found = candidates;
    for (const pair of pairs) {
      if (!found.length) break;
      if (covered.has(pair.offset) && covered.has(pair.offset + 1)) continue;
      found = await this.keep(found, pair.entry, pair.offset);
      covered.add(pair.offset).add(pair.offset + 1);
    }
    return found;
  }

  /** Gives the text in which a place is; `texts` must have been awaited. */
  document(place) { return atOrBefore(this.starts, place); }
}

/** The whole index; `base` is the address of the folder `search/`. */
export class Index {
  constructor(base) { this.base = base; }

  async json(path) {
    const answer = await fetch(this.base + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  async open() {
    this.said ??= await this.json("index.json");
    return this.said;
  }

  /** Loads what every search needs, before anybody asks. */
  async warm() {
    const { tiers } = await this.open();
    await Promise.all(["names", ...tiers.slice(0, 2).map(([name]) => name)].map(async (name) => (await this.tier(name)).texts()));
  }

  async tier(name) {
    const { tiers, shards } = await this.open();
    this.held ??= new Map();
    if (!this.held.has(name)) this.held.set(name, new Tier(this.base, name, name === "names" ? shards : new Map(tiers).get(name)));
    return this.held.get(name);
  }

  /** Gives names (kind, file, Chinese, English) that hold all phrases. */
  async names(phrases, most) {
    const said = await this.open();
    const tier = await this.tier("names");
    const hits = await this.documents(tier, phrases);
    const lists = new Map();
    const found = [];
    for (const document of [...hits.keys()].slice(0, most)) {
      const k = Math.floor(document / said.names);
      if (!lists.has(k)) lists.set(k, this.json(`names/list-${k}.json`));
      found.push((await lists.get(k))[document % said.names]);
    }
    return { total: hits.size, found };
  }

  /** Gives the documents of a tier that hold all phrases, with the places of each. */
  async documents(tier, phrases, seen) {
    let hits = null;
    for (const phrase of phrases) {
      const here = new Map();
      for await (const batch of tier.places(phrase, seen)) await this.sort(tier, batch, here, hits);
      hits = this.merge(hits, here);
      if (!hits.size) break;
    }
    return hits ?? new Map();
  }

  async sort(tier, batch, here, within) {
    if (!batch.length) return;
    await tier.texts();
    for (const place of batch) {
      const document = tier.document(place);
      if (within && !within.has(document)) continue;
      if (!here.has(document)) here.set(document, []);
      here.get(document).push(place - tier.starts[document]);
    }
  }

  merge(before, here) {
    if (before === null) return here;
    return new Map([...here].filter(([key]) => before.has(key)).map(([key, places]) => [key, [...before.get(key), ...places]]));
  }

  /**
   * Gives ranked notices that hold all phrases, in batches: a batch for each tier, or for
   * each chunk of a phrase that is very frequent, so that a first answer comes at once.
   */
  async *notices(phrases) {
    const { tiers } = await this.open();
    const seen = new Map();
    // As long as nothing is found, twice as many tiers at once: few waits in a row.
    let many = 1;
    for (let at = 0; at < tiers.length;) {
      const streams = tiers.slice(at, at + many).map(([name]) => this.within(name, phrases, seen));
      const first = await Promise.all(streams.map((stream) => stream.next()));
      for (let i = 0; i < streams.length; i += 1) {
        if (first[i].done) continue;
        yield first[i].value;
        yield* streams[i];
      }
      at += streams.length;
      many = first.some(({ value }) => value?.length) ? 1 : Math.min(4, many * 2);
    }
  }

  /** Gives the ranked notices of one tier, in batches. */
  async *within(name, phrases, seen) {
    const tier = await this.tier(name);
    if (phrases.length > 1) {
      yield this.rank(tier, await this.documents(tier, phrases, seen));
      return;
    }
    const before = new Set();
    for await (const batch of tier.places(phrases[0], seen)) {
      const here = new Map();
      await this.sort(tier, batch, here, null);
      for (const document of before) here.delete(document);
      for (const document of here.keys()) before.add(document);
      yield this.rank(tier, here);
    }
  }

  rank(tier, hits) {
    return [...hits].map(([document, places]) => {
      const inTitle = places.some((place) => place < tier.body[document]);
      const promised = places.some((place) => place >= tier.promises[document]);
      const score = (inTitle ? 4 : 0) + (promised ? 2 : 0) + Math.log2(1 + places.length);
      return { id: tier.ids[document], places: places.sort((a, b) => a - b), promises: tier.promises[document], body: tier.body[document], score, document };
    }).sort((a, b) => b.score - a.score || b.document - a.document);
  }

  /** Gives the file that holds a place of a notice. */
  block(id, place) {
    return this.json(`text/${id}/${Math.floor(place / this.said.block)}.json`);
  }
}
