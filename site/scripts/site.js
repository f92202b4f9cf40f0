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

