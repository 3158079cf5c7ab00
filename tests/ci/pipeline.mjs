// Runs the shell parts of a pipeline on this machine, as its service would:
//
//	node pipeline.mjs github|gitlab FILE JOB FOLDER
//
// FOLDER holds one workspace for each job and `artifacts`. Of GitHub's actions,
// those that hand artifacts over are acted; of its expressions, what the example
// uses. Steps that install, or that need a host, are left out. The exit status is
// that of the first step that failed.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import yaml from "js-yaml";

const [kind, file, jobName, folder] = process.argv.slice(2);
const pipeline = yaml.load(readFileSync(file, "utf8"));
const artifacts = join(folder, "artifacts");
const left_out = new Set(["Install", "Know the host"]);

function workspace(name, withContent) {
	const at = join(folder, name);
	mkdirSync(at, { recursive: true });
	for (const data of ["templates", "fonts"])
		if (!existsSync(join(at, data))) symlinkSync(join(process.env.TOP, data), join(at, data));
	if (withContent) cpSync(process.env.CONTENT, join(at, "content"), { recursive: true });
	return at;
}

// The services run a script in a container by `sh -e`: what fails before the last "|" of
// a line is not seen. Only who asks for bash on GitHub gets pipefail.
function shell(script, cwd, env, asked) {
	const words = asked === "bash" ? ["bash", "-e", "-o", "pipefail"] : ["sh", "-e"];
	const run = spawnSync(words[0], [...words.slice(1), "-c", script], {
		cwd, env: { ...process.env, ...env }, stdio: "inherit",
	});
	if (run.status !== 0) process.exit(run.status ?? 3);
}

// "KEY=VALUE" lines
function values(path) {
	if (!existsSync(path)) return {};
	return Object.fromEntries(readFileSync(path, "utf8").trim().split("\n").filter(Boolean)
		.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

function fill(text, known) {
	return String(text).replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name) => {
		if (!(name in known)) throw new Error(`${file}: ${name} is not known here`);
		return known[name];
	});
}

function fillAll(env, known) {
	return Object.fromEntries(Object.entries(env ?? {}).map(([k, v]) => [k, fill(v, known)]));
}

function github() {
	const job = pipeline.jobs[jobName];
	const outputs = join(folder, "outputs");
	const parts = job.strategy?.matrix.part ?? [null];
	for (const part of parts) {
		const known = {
			"vars.TARGET": process.env.TARGET, "vars.ISMAPGEN_DEB": "", "vars.ISMAPGEN_SHA256": "", "matrix.part": part,
			"strategy.job-total": parts.length,
		};
		const at = workspace(part === null ? jobName : `${jobName}-${part}`,
			job.steps.some((step) => step.uses?.startsWith("actions/checkout@")));
		for (const step of job.steps) {
			for (const [key, value] of Object.entries(values(outputs))) {
				known[`steps.${key}.outputs.${key}`] = value;
				known[`needs.examine.outputs.${key}`] = value;
			}
			const given = fillAll(step.with, known);
			if (step.uses?.startsWith("actions/upload-artifact@")) {
				const paths = given.path.trim().split("\n").map((path) => path.trim());
				for (const path of paths)
					cpSync(join(at, path), join(artifacts, given.name, paths.length > 1 ? path : ""),
						{ recursive: true });
			} else if (step.uses?.startsWith("actions/download-artifact@")) {
				const prefix = given.pattern.replace(/\*$/, "");
				for (const name of readdirSync(artifacts).filter((n) => n.startsWith(prefix)))
					cpSync(join(artifacts, name), join(at, given.path), { recursive: true });
			} else if (step.run !== undefined && !left_out.has(step.name)) {
				shell(step.run, at, {
					...fillAll(pipeline.env, known), ...fillAll(job.env, known),
					...fillAll(step.env, known), GITHUB_OUTPUT: outputs, SCRIPTS: process.env.SCRIPTS,
				}, step.shell ?? job.defaults?.run?.shell ?? pipeline.defaults?.run?.shell);
			}
		}
	}
}

function gitlab() {
	const job = pipeline[jobName];
	const total = job.parallel ?? 1;
	for (let index = 1; index <= total; index++) {
		const at = workspace(`${jobName}-${index}`, true);
		if (existsSync(artifacts)) cpSync(artifacts, at, { recursive: true });
		const script = job.script.filter((line) => !line.includes(".ssh") && !line.includes("SSH_"));
		const run = () => shell(script.join("\n"), at, {
			...values(join(artifacts, "day.env")), CI_NODE_INDEX: String(index),
			CI_NODE_TOTAL: String(total), SCRIPTS: process.env.SCRIPTS,
		});
		const keep = () => {
			const reports = Object.values(job.artifacts.reports ?? {});
			for (const path of [...(job.artifacts.paths ?? []), ...reports])
				if (existsSync(join(at, path)))
					cpSync(join(at, path), join(artifacts, path), { recursive: true });
		};
		if (job.artifacts.when === "always") process.on("exit", keep);
		run();
		keep();
	}
}

mkdirSync(artifacts, { recursive: true });
({ github, gitlab })[kind]();
