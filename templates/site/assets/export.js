/*
 * Tables to keep as evidence: what the reader sees, below a head that says what was
 * asked, of which day and edition, and where.
 */
import { saveFile } from "./page.js";

/* The records of a CSV file as they stand there: a line end in quotes ends none. */
function recordsOf(text) {
  return text.replace(/^\ufeff/u, "").match(/(?:"(?:[^"]|"")*"|[^"\r\n])+/gu) ?? [];
}

function quoted(text) {
  const safe = /^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  return response;
}

/* The edition stands in data/index.json, beside the data of the search. */
async function editionOf(form) {
  return (await (await fetched(new URL("index.json", new URL(form.dataset.index, location.href)))).json()).edition;
}

async function save(form, name, asOf, conditions, records) {
  const [asOfWord, editionWord, conditionWord, addressWord] = form.dataset.file.split("|");
  const head = [
    [asOfWord, asOf], [editionWord, await editionOf(form)],
    [conditionWord, conditions.map(({ text }) => text).join(" / ") || "―"], [addressWord, location.href],
  ].map((cells) => cells.map(quoted).join(","));
  saveFile(name, `\ufeff${[...head, "", ...records, ""].join("\r\n")}`, "text/csv;charset=utf-8");
}

/* The services with these numbers, in this order: rows of data/services.csv as they are published. */
export async function saveServices(form, numbers, conditions, asOf) {
  const table = new URL("services.csv", new URL(form.dataset.index, location.href));
  const [head, ...records] = recordsOf(await (await fetched(table)).text());
  const byNumber = new Map(records.map((record) => [record.match(/C\d{2}-\d{4}-\d/)[0], record]));
  await save(form, `ismap-services-${asOf}.csv`, asOf, conditions, [head, ...numbers.map((number) => byNumber.get(number))]);
}

export async function saveLines(form, name, asOf, lines) {
  await save(form, name, asOf, [], lines.map((cells) => cells.map(quoted).join(",")));
}
