import { fill, home, language, make, root, wordsOf } from "./dom.js";
import { fold, Index } from "./search-index.js";

const place = document.querySelector("#results");
const words = wordsOf(place);
const status = document.querySelector("#status");
const form = document.querySelector("#search-form");
const input = form.elements.q;
export const index = new Index(`${root}search/`);
const FEW = 8;
let run = 0;

/** Parts a query at its spaces into folded phrases of two characters or more. */
function phrasesOf(query) {
  const latin = /^[\p{Script=Latin}\p{N}\s.,'%-]+$/u.test(query.trim());
  const parts = latin ? [query] : query.trim().split(/\s+/u);
  return parts.map(fold).filter((part) => Array.from(part).length > 1);
}

function marked(text, phrases, from, to) {
  const ranges = [];
  for (const phrase of phrases) {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) ranges.push([at, at + phrase.length]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const parts = [];
  let done = from;
  for (const [begin, end] of ranges) {
    if (begin < done || end > to) continue;
    parts.push(text.slice(done, begin), make("mark", {}, text.slice(begin, end)));
    done = end;
  }
  parts.push(text.slice(done, to));
  return parts;
}

/** Gives folded Chinese words their full-width punctuation back, save within numbers. */
function pretty(text) {
  const wide = { ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）" };
  return text.replace(/(?<!\d)[,;:!?()]|[,;:!?()](?!\d)/gu, (sign) => wide[sign]);
}

function excerpt(block, local, phrases) {
  const text = block.text;
  const line = text.lastIndexOf("\n", local) + 1;
  const stop = text.indexOf("\n", local);
  const from = Math.max(line, local - 36);
  const to = Math.min(stop < 0 ? text.length : stop, local + 70);
  const parts = marked(text, phrases, from, to).map((part) => (typeof part === "string" ? pretty(part) : part));
  return make("p", { lang: "zh-Hans" }, from > line ? "…" : "", ...parts, to < (stop < 0 ? text.length : stop) ? "…" : "");
}

/** Gives the first place of a hit in an item of the text, where its block holds one; what stands above the items is a page's head. */
function inItem(at, hit, block) {
  if (at < hit.body || at >= hit.promises) return at;
  const [first] = block.places.find(([start]) => start >= hit.body) ?? [at];
  const end = Math.min(hit.promises, block.at + Array.from(block.text).length);
  return at >= first ? at : hit.places.find((one) => one >= first && one < end) ?? at;
}

async function card(hit, phrases) {
  const said = await index.open();
  const wanted = [...new Set([
    hit.places.find((at) => at >= hit.promises),
    hit.places.find((at) => at >= hit.body && at < hit.promises),
    hit.places[0],
  ].filter((at) => at !== undefined))].slice(0, 2);
  const held = await Promise.all(wanted.map((at) => index.block(hit.id, at)));
  const item = make("li");
  const address = `${home}notices/${hit.id}.html`;
  const [first] = held;
  const own = language === "zh" ? 0 : 1; // titles and places stand in both languages
  const title = first.title[own];
  item.append(
    make("a", { class: "title", href: address, lang: title === first.title[0] ? "zh-Hans" : "en" }, ...marked(title, phrases, 0, title.length)),
    make("p", { class: "meta" }, ...[first.place[own], first.day].filter(Boolean).map((said) => make("span", { class: "num" }, said)), make("span", { class: "num" }, fill(hit.places.length === 1 ? words.hit : words.hits, { n: hit.places.length }))),
  );
  wanted.forEach((hitAt, i) => {
    const block = held[i];
    const at = inItem(hitAt, hit, block);
    const near = block.places.filter(([start]) => start <= at).at(-1);
    if (at >= hit.promises && near && near[2]) {
      item.append(make("p", {}, make("span", { class: "tag" }, words.target), make("a", { href: `${home}targets/${near[1]}.html` }, near[language === "zh" ? 2 : 3])));
    } else if (at >= hit.body) {
      // Code points in the index, UTF-16 in a script: count again within the block.
      const local = Array.from(block.text).slice(0, at - block.at).join("").length;
      const p = excerpt(block, local, phrases);
      if (near) p.append(" ", make("a", { href: `${address}#${near[1]}`, lang: language === "zh" ? "zh-Hans" : "en" }, words.there));
      item.append(p);
    }
  });
  return said && item;
}

function nameItem([kind, file, zh, en]) {
  return make("li", {}, make("span", { class: "tag" }, words[kind]), make("a", { href: `${home}${kind}/${file}.html`, ...(language === "zh" || !en ? { lang: "zh-Hans" } : {}) }, language === "zh" ? zh : en || zh));
}

async function search(query) {
  const mine = (run += 1);
  const phrases = phrasesOf(query);
  place.replaceChildren();
  if (!phrases.length) {
    status.textContent = query.trim() ? words.short : "";
    return;
  }
  status.textContent = words.searching;
  const named = index.names(phrases, 12);
  const stream = index.notices(phrases)[Symbol.asyncIterator]();
  const list = make("ol", { class: "results" });
  const names = make("ul", { class: "results names" });
  place.append(names, list);
  const pending = [];
  let shown = 0, found = 0, ended = false;
  const button = make("button", { class: "button", type: "button", hidden: true, onclick: () => more(true) }, words.more);
  place.append(button);

  const pull = async (need) => {
    while (!ended && pending.length < need) {
      const { done, value } = await stream.next();
      if (done) ended = true;
      else { pending.push(...value); found += value.length; }
    }
  };
  const tell = () => { status.textContent = fill(ended ? words.found : words.found_more, { n: found }); };
  const more = async (asked) => {
    await pull(FEW + 1);
    if (mine !== run) return;
    const cards = pending.splice(0, FEW).map((hit) => card(hit, phrases));
    for (const coming of cards) { // each is shown as soon as it and those above are there
      const item = await coming;
      if (mine !== run) return;
      list.append(item);
    }
    shown += cards.length;
    button.hidden = ended && !pending.length;
    tell();
    if (!ended && !pending.length) pull(1).then(() => { if (mine === run) { button.hidden = ended && !pending.length; tell(); } });
    if (asked && cards.length) (await cards[0]).querySelector("a").focus();
  };

  const { found: items } = await named;
  if (mine !== run) return;
  names.append(...items.map(nameItem));
  if (!items.length) names.remove();
  await more(false);
  if (mine === run && !shown && !items.length) status.textContent = words.nothing;
}

let timer = 0;
function changed(push) {
  const query = input.value;
  const address = new URL(location.href);
  address.searchParams.set("q", query);
  history[push ? "pushState" : "replaceState"](null, "", address);
  search(query).catch((error) => { status.textContent = `${words.failed} (${error.message})`; });
}
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); changed(true); });
input.addEventListener("input", (event) => {
  if (event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(() => changed(false), 180);
});
input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(() => changed(false), 60); });
const open = () => {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) changed(false); else input.focus();
};
addEventListener("popstate", open);
document.querySelector("#needs-script").hidden = true;
form.hidden = false;
index.warm().catch(() => { /* said when a search is tried */ });
open();
