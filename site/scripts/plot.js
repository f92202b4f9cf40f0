// A dot plot like those that the build draws (see chart_macro.html), for chosen rows.
import { figure } from "./explorer-data.js";

const SVG = "http://www.w3.org/2000/svg";
const TOP = 18, FOOT = 34;
const WIDE = { width: 720, row: 26, left: 190, right: 96 };
const NARROW = { narrow: true, width: 340, row: 44, left: 10, right: 20 }; // place and value stand above their dot

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

/** Draws rows (sorted) as dots; the table beside it has the same rows. */
export function plot(rows, data, language, title, small = false) {
  const shape = small ? NARROW : WIDE;
  const { width, left, right } = shape;
  const height = TOP + shape.row * rows.length + FOOT;
  const values = rows.map((row) => row.value);
  const ticks = steps(Math.min(...values, 0), Math.max(...values, 1e-9));
  const x = (value) => left + ((value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (width - left - right);
  const picture = draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title });
  ticks.forEach((tick, i) => {
    picture.append(draw("line", { class: "c-line", x1: x(tick), x2: x(tick), y1: TOP - 8, y2: height - 30 }));
    const at = !small ? { x: x(tick), "text-anchor": "middle" } : i === 0 ? { x: 2 } : i === ticks.length - 1 ? { x: width - 2, "text-anchor": "end" } : null;
    if (at) picture.append(draw("text", { class: "c-soft", y: height - 14, ...at }, figure(tick, language)));
  });
  const unit = data.labels.unit[rows[0]?.unit]?.[language];
  if (unit && !small) picture.append(draw("text", { class: "c-soft", x: 182, y: height - 14, "text-anchor": "end" }, unit));
  rows.forEach((row, i) => {
    const y = TOP + shape.row * (i + 0.5);
    const words = y + (small ? -3 : 4.5);
    const named = small ? { class: "c-text c-said", x: 2 } : { class: "c-text", x: 182, "text-anchor": "end" };
    const said = small ? { x: width - 2, "text-anchor": "end" } : x(row.value) > 470 ? { x: x(row.value) - 11, "text-anchor": "end" } : { x: x(row.value) + 11 };
    picture.append(
      draw("text", { ...named, y: words }, data.label("region", row.region, language)),
      draw("circle", { class: row.aspirational ? "c-soft-dot" : "c-dot", cx: x(row.value), cy: small ? y + 11 : y, r: 5.5 }),
      draw("text", { class: "c-text c-said", ...said, y: words }, data.measure(row, language), draw("tspan", { class: "c-soft" }, ` ${(row.deadline ?? "").slice(0, 4)}`)));
  });
  return picture;
}
