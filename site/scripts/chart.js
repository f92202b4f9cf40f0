// Saves charts: the published SVG, with its source line, as PNG drawn on a canvas.

/** Saves a file that was made here. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

/** Draws an SVG (its text) in its light colours, twice as large, and saves it as PNG. */
export async function savePng(text, name) {
  const light = text.replace(/@media \(prefers-color-scheme:dark\)\{.*\}\n/, "");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(light)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(blob, name));
}

for (const button of document.querySelectorAll("button.png[data-svg]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const name = button.dataset.svg.split("/").at(-1).replace(/\.svg$/, "");
    savePng(await (await fetch(button.dataset.svg)).text(), `${name}.png`);
  });
}
