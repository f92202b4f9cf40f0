// A dot plot like those that the build draws (see chart_macro.html), for chosen rows.
import { figure } from "./explorer-data.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 720, LEFT = 190, RIGHT = 96, ROW = 26, TOP = 18, FOOT = 34;

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
export function plot(rows, data, language, title) {
  const height = TOP + ROW * rows.length + FOOT;
  const values = rows.map((row) => row.value);
  const ticks = steps(Math.min(...values, 0), Math.max(...values, 1e-9));
  const x = (value) => LEFT + ((value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (WIDTH - LEFT - RIGHT);
  const picture = draw("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: "img", "aria-label": title });
  for (const tick of ticks) {
    picture.append(draw("line", { class: "c-line", x1: x(tick), x2: x(tick), y1: TOP - 8, y2: height - 30 }), draw("text", { class: "c-soft", x: x(tick), y: height - 14, "text-anchor": "middle" }, figure(tick, language)));
  }
  const unit = data.labels.unit[rows[0]?.unit]?.[language];
  if (unit) picture.append(draw("text", { class: "c-soft", x: 182, y: height - 14, "text-anchor": "end" }, unit));
  rows.forEach((row, i) => {
    const y = TOP + ROW * i + ROW / 2;
    picture.append(
      draw("text", { class: "c-text", x: 182, y: y + 4.5, "text-anchor": "end" }, data.label("region", row.region, language)),
      draw("circle", { class: row.aspirational ? "c-soft-dot" : "c-dot", cx: x(row.value), cy: y, r: 5.5 }),
      draw("text", { class: "c-text c-said", ...(x(row.value) > 470 ? { x: x(row.value) - 11, "text-anchor": "end" } : { x: x(row.value) + 11 }), y: y + 4.5 }, data.measure(row, language), draw("tspan", { class: "c-soft" }, ` ${(row.deadline ?? "").slice(0, 4)}`)));
  });
  return picture;
}
