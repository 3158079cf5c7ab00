// Reads the files of a served site again and again while it is exchanged.
//
//	node read.mjs URL OLD_MANIFEST NEW_MANIFEST STOP_FILE
//
// Each answer must be 200 and hold exactly the bytes that one of the two
// manifests gives for the path. Ends when STOP_FILE exists; prints how many
// answers it saw, by edition, and the first faults.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";

const READERS = 4;
const [base, oldManifest, newManifest, stopFile] = process.argv.slice(2);

const digestsOf = (path) =>
	new Map(
		readFileSync(path, "utf8")
			.trimEnd()
			.split("\n")
			.map((line) => [line.slice(66), line.slice(0, 64)]),
	);
const editions = { old: digestsOf(oldManifest), new: digestsOf(newManifest) };
// What is kept of the editions that were replaced, and the list of it, is another in each turn.
const paths = [...editions.old.keys()].filter(
	(path) => editions.new.has(path) && path !== "data/index.json" && !path.startsWith("data/editions/"),
);
const agent = new http.Agent({ keepAlive: true, maxSockets: READERS });
const seen = { old: 0, new: 0, both: 0 };
const faults = [];

const get = (path) =>
	new Promise((resolve, reject) => {
		http.get(`${base}/${encodeURI(path)}`, { agent }, (answer) => {
			const hash = createHash("sha256");
			answer.on("data", (bytes) => hash.update(bytes));
			answer.on("end", () =>
				resolve({ status: answer.statusCode, whole: answer.complete, digest: hash.digest("hex") }),
			);
			answer.on("error", reject);
		}).on("error", reject);
	});

const judge = (path, { status, whole, digest }) => {
	const isOld = digest === editions.old.get(path);
	const isNew = digest === editions.new.get(path);
	if (status !== 200 || !whole || !(isOld || isNew))
		faults.push(`${path}: status ${status}, ${whole ? "of no edition" : "cut off"}`);
	else seen[isOld && isNew ? "both" : isOld ? "old" : "new"]++;
};

const reader = async (start) => {
	for (let i = start; !existsSync(stopFile) && faults.length < 5; i = (i + 7919) % paths.length)
		await get(paths[i]).then(
			(answer) => judge(paths[i], answer),
			(error) => faults.push(`${paths[i]}: ${error.message}`),
		);
};

await Promise.all(Array.from({ length: READERS }, (_, n) => reader(n * 13)));
agent.destroy();
console.log(`${seen.old} of the old edition, ${seen.new} of the new, ${seen.both} the same in both`);
for (const fault of faults) console.log(fault);
process.exit(faults.length > 0 || seen.old === 0 || seen.new === 0 ? 1 : 0);
