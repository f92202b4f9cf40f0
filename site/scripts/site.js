// What every page can do beyond reading: switch the theme, copy a text.
const root = document.documentElement;

const dark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

const switcher = document.querySelector("button.theme");
if (switcher) {
  const show = () => { switcher.textContent = dark() ? switcher.dataset.light : switcher.dataset.dark; };
  switcher.hidden = false;
  show();
  switcher.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not kept */ }
    show();
  });
}

// On a phone the row of places is wider than the page: the one we are in is shown.
const here = document.querySelector(".main-nav [aria-current]");
if (here) {
  const row = here.closest(".main-nav");
  const [inner, outer] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = button.textContent;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = said; }, 2000);
  });
}

