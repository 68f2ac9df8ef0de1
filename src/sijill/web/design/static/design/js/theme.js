// Light, dark or as the device. Kept in a cookie, so that the server draws the right page at once.
const YEAR = 31536000;
const root = document.documentElement;

function show(choice) {
  for (const button of document.querySelectorAll("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
}

function choose(choice) {
  const kept = choice === "light" || choice === "dark";
  if (kept) root.dataset.theme = choice;
  else delete root.dataset.theme;
  document.cookie = `theme=${kept ? choice : ""}; path=/; max-age=${kept ? YEAR : 0}; samesite=lax`;
  show(choice);
}

for (const group of document.querySelectorAll("[data-theme-switch]")) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.value);
  });
}
show(root.dataset.theme ?? "system");
