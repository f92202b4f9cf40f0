// A dot plot like those that the build draws (see chart_macro.html), for chosen rows.
import { figure } from "./explorer-data.js";

const SVG = "http://www.w3.org/2000/svg";
const FOOT = 34;
const WIDE = { width: 720, row: 26, left: 190, right: 150 };
const NARROW = { width: 340, row: 44, left: 10, right: 20 }; // place and value stand above their dot

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function steps(low, high) {
  if (low < 0) {
    const size = steps(0, Math.max(-low, high));
    const step = size[1];
    const found = [];
    for (let at = Math.floor(low / step) * step; at < high + step; at += step) found.push(Number(at.toPrecision(12)));
    return found;
  }
  const power = 10 ** Math.floor(Math.log10(high / 4));
  const step = [1, 2, 5, 10].map((size) => size * power).find((size) => size * 5 >= high);
  const found = [0];
  while (found.at(-1) < high) found.push(Number((found.at(-1) + step).toPrecision(12)));
  return found;
}

/** Cuts words to a number of letters, of which a Chinese character takes two. */
function fit(text, most) {
  let room = most;
  for (let i = 0; i < text.length; i++) {
    room -= /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(text[i]) ? 2 : 1;
    if (room < 0) return `${text.slice(0, i - 1)}…`;
  }
  return text;
}

/** Draws rows (sorted) as dots; `nation` ({ said, value } or null) is a line. The table beside it has the same rows. */
export function plot(rows, data, language, title, { nation = null, small = false } = {}) {
  const shape = small ? NARROW : WIDE;
  const { width, left, right } = shape;
  const top = nation ? 46 : 18;
  const height = top + shape.row * rows.length + FOOT;
  const values = [...rows.map((row) => row.value), ...(nation ? [nation.value] : [])];
  const ticks = steps(Math.min(...values, 0), Math.max(...values, 1e-9));
  const x = (value) => left + ((value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (width - left - right);
  const middle = (i) => top + shape.row * (i + 0.5);
  /** Draws a line downwards; on a phone only in the lanes of the dots, where no words stand. */
  const down = (name, at, from) => draw("path", {
    class: name,
    d: small ? [from < top ? `M${at} ${from}V${top}` : "", ...rows.map((_, i) => `M${at} ${middle(i) + 4}v16`)].join("") : `M${at} ${from}V${height - 30}`,
  });
  const picture = draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title });
  ticks.forEach((tick, i) => {
    picture.append(down("c-line", x(tick), small ? top : top - 8));
    const at = !small ? { x: x(tick), "text-anchor": "middle" } : i === 0 ? { x: 2 } : i === ticks.length - 1 ? { x: width - 2, "text-anchor": "end" } : null;
    if (at) picture.append(draw("text", { class: "c-soft", y: height - 14, ...at }, figure(tick, language)));
  });
  const unit = fit(data.unit(rows[0]?.unit, language), small ? 34 : 24);
  if (unit) picture.append(draw("text", { class: "c-soft", x: small ? width / 2 : 172, y: height - 14, "text-anchor": small ? "middle" : "end" }, unit));
  if (nation) {
    const at = x(nation.value);
    const anchor = small ? (at > 170 ? "end" : "start") : at > 520 ? "end" : at < 260 ? "start" : "middle";
    picture.append(down("c-nation", at, 28), draw("text", { class: "c-nation-text", x: at, y: 22, "text-anchor": anchor }, nation.said));
  }
  rows.forEach((row, i) => {
    const y = middle(i);
    const words = y + (small ? -3 : 4.5);
    const year = row.deadline ? [draw("tspan", { class: "c-soft" }, ` ${row.deadline.slice(0, 4)}`)] : [];
    picture.append(draw("g", { class: "c-row" },
      draw("text", { class: "c-text", y: words, ...(small ? { x: 2 } : { x: 172, "text-anchor": "end" }) }, fit(data.label("region", row.region, language) || "–", small ? 30 : 24)),
      draw("circle", { class: row.aspirational ? "c-soft-dot" : "c-dot", cx: x(row.value), cy: small ? y + 12 : y, r: 5.5 }),
      draw("text", { class: "c-text", x: width - 2, "text-anchor": "end", y: words }, data.measure(row, language, true), ...year)));
  });
  return picture;
}
