// Saves a chart as PNG: the published SVG, with its source line, drawn on a canvas.
for (const button of document.querySelectorAll("button.png")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = await (await fetch(button.dataset.svg)).text();
    const light = text.replace(/@media \(prefers-color-scheme:dark\)\{.*\}\n/, "");
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(light)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${button.dataset.svg.split("/").at(-1).replace(/\.svg$/, "")}.png`;
      link.click();
    });
  });
}
