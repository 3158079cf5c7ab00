/*
 * What pages with a state share: the link to the other language keeps it, and what
 * is chosen for comparison stays while the window is open.
 */
const KEY = "compared";

export function keepLanguage() {
  const link = document.querySelector(".site-nav .twin");
  if (!link) return;
  link.search = location.search;
}

/* Storage may be switched off: then the choice lives as long as the page. */
export function chosenNumbers() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]").filter((number) => /^C\d{2}-\d{4}-\d$/.test(number));
  } catch {
    return [];
  }
}

export function rememberChosen(numbers) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(numbers));
  } catch {
    // Nothing is remembered.
  }
}

/* Gives the reader a file with this text. */
export function saveFile(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
