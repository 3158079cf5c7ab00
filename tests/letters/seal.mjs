// Where the seal goes, by what is drawn: node seal.mjs BOX.pdf SPACE.pdf OMITTED.pdf, the same letter
// with each. Its left edge is that of the name's last character, its middle on the name's line;
// room that is left free is as large; where it is omitted, the letter says so.
import { execFileSync } from "node:child_process";

const SIDE = (20 / 25.4) * 72;
const near = (a, b, by) => Math.abs(a - b) <= by;
const letters = process.argv.slice(2).map((file) => {
  const trace = execFileSync("mutool", ["trace", file, "1"], { encoding: "utf8", maxBuffer: 1e8, stdio: ["ignore", "pipe", "ignore"] });
  const glyphs = [...trace.matchAll(/<g unicode="(.)" glyph="\d+" x="([\d.-]+)" y="([\d.-]+)" adv="([\d.]+)"/gu)]
    .map(([, sign, x, y]) => ({ sign, x: Number(x), y: Number(y) }));
  const squares = trace.split("<stroke_path").slice(1).map((path) => [...path.split("</stroke_path")[0].matchAll(/<(?:move|line)to x="([\d.]+)" y="([\d.]+)"/g)]
    .map(([, x, y]) => [Number(x), Number(y)])).filter((points) => points.length === 4).map((points) => {
    const [xs, ys] = [0, 1].map((i) => points.map((point) => point[i]));
    return { x: Math.min(...xs), y: Math.min(...ys), width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
  }).filter(({ width, height }) => near(width, SIDE, 0.5) && near(height, SIDE, 0.5));
  const text = glyphs.map(({ sign }) => sign).join("");
  const last = glyphs[[...text.slice(0, text.indexOf("花子"))].length + 1];
  return { file, glyphs, squares, text, last };
});
const [box, space, omitted] = letters;
const faults = [];
const expect = (good, what) => good || faults.push(what);

const SIZE = 10.5;
expect(box.last.sign === "子", `the name is not found: ${box.last.sign}`);
expect(box.squares.length === 1, `${box.squares.length} squares`);
const [seal] = box.squares;
expect(near(seal?.x, box.last.x, 0.2), `the left edge is at ${seal?.x}, the last character at ${box.last.x}`);
// The middle of a character of kanji is 0.38 em above the baseline.
expect(near(seal?.y + seal?.height / 2, box.last.y - 0.38 * SIZE, 1), `the middle is at ${seal?.y + seal?.height / 2}, the line at ${box.last.y}`);
expect(space.squares.length === 0 && omitted.squares.length === 0, "a square that is not asked for");
expect(near(space.last.x, box.last.x, 0.01) && near(space.last.y, box.last.y, 0.01), "the name stands elsewhere where room is left free");
expect(near(space.glyphs.at(-1).y, box.glyphs.at(-1).y, 0.01), "less room is left free");
expect(omitted.text.includes("（公印省略）") && !(box.text + space.text).includes("公印省略"), "what is omitted is not told, or told where it is not");
console.log(faults.join("\n"));
process.exit(faults.length > 0 ? 1 : 0);
