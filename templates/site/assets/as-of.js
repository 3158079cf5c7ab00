/*
 * Pages that stay as they are from day to day tell here of which day the list is, so that
 * a print or a saved copy says it.
 */
const place = document.querySelector("[data-as-of]");

async function tell() {
  const answer = await fetch(new URL("../data/edition.json", import.meta.url));
  const { as_of: day, edition } = await answer.json();
  const written = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "ja", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
  const time = document.createElement("time");
  const code = document.createElement("code");
  time.dateTime = day;
  time.textContent = written;
  code.textContent = edition.slice(0, 12);
  place.replaceChildren(time, " ", code);
}

// Without an answer the link to the list stays.
if (place) tell().catch(() => {});
