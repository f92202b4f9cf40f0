// Sets the chosen theme before anything is painted; the system's own without a choice.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // A visitor who forbids storage keeps the system's theme.
}
