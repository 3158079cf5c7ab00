// node evidence.mjs SITE PROGRAM [brief]: the evidence of each entry is one page that says what its
// service.json says, no more and no less, in this order, and has that file in it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [site, program] = process.argv.slice(2);
const run = (...command) => execFileSync(command[0], command.slice(1), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const bare = (text) => text.replace(/[\s\f　]/g, "");
const western = (iso) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
const era = (iso) => western(iso).replace(/^\d+/, (year) => `令和${year - 2018}`);
const names = (list) => list.map((one) => one.name ?? one.objective).join("、");
const told = (label, list, brief) => `${label}${list.length}件${list.length > 0 && !brief ? `：${names(list)}` : ""}`;

function words(list, version, sha256, brief) {
	const { service } = list;
	const { provider, statement_scope: scope, control_objectives: objectives, audit_period: period } = service;

	return bare([
		list.sample ? "見本" : "", `${era(list.as_of)}現在`, `${list.title}掲載事項の写し`,
		"この登録の掲載は、次のとおりです。括弧の数字は登録規則7.5の号です。(9)、(11)、(12)の文章を含む全文は、このファイルに添付したservice.jsonと、下に示す版の頁にあります。",
		"登録番号", service.number, "(1)クラウドサービスの名称", service.name, "(2)ホームページ", service.url,
		"(3)事業者", provider.name, provider.corporate_number ? `（法人番号${provider.corporate_number}）` : "", provider.address,
		"(4)登録日", western(service.registered_on), service.renewed_on ? `（直近の更新${western(service.renewed_on)}）` : "",
		"(5)登録の有効期限", western(service.expires_on),
		"状態", ...service.statuses.map((one) => `${one.label}（登録規則${one.clause}、${western(one.since)}から）`),
		"(6)言明の対象範囲", told("対象のサブサービス", scope.sub_services, brief),
		told("対象外のサービス", scope.outside_services, brief), told("リージョン", scope.regions, brief),
		"(7)統制目標の管理策", `管理基準（${objectives.criteria_edition}版）の統制目標${objectives.total}項目のうち、${objectives.implemented}項目を実施`,
		told("対象外の統制目標", objectives.exclusions, brief),
		"(8)監査対象期間", `${western(period.first_on)}から${western(period.last_on)}まで`,
		"(9)後発事象", service.subsequent_events ? "文章あり" : "なし",
		"(10)改善計画書の有無", service.improvement_plan ? "有" : "無", "(11)3.4の情報文章あり",
		"(12)特記事項", service.special_notes ? "文章あり" : "なし",
		"この写しの元", "掲載内容の基準日", western(list.as_of), "リストの版（SHA-256）", list.edition,
		"この登録の版", `${western(service.since)}からの掲載`, version, "そのversion.json（SHA-256）", sha256,
		"ISMAP運用支援機関", service.permalink,
	].join(""));
}

let faults = 0, count = 0, briefly = 0;
for (const number of readdirSync(join(site, "services"))) {
	const folder = join(site, "services", number);
	let list;
	try {
		list = JSON.parse(readFileSync(join(folder, "service.json"), "utf8"));
	} catch {
		continue; // the entry was removed
	}
	const pdf = join(folder, "evidence.pdf");
	const sha256 = createHash("sha256").update(readFileSync(join(folder, list.service.since, "version.json"))).digest("hex");
	const version = `${list.service.permalink}${list.service.since}/`;
	const text = bare(run("pdftotext", "-raw", pdf, "-"));
	const brief = text !== words(list, version, sha256, false);
	const code = join(process.env.TMPDIR ?? "/tmp", `evidence-${process.pid}`);

	count++;
	briefly += brief;
	if (brief && text !== words(list, version, sha256, true))
		faults++, console.log(`${number}:\n${text}\n${words(list, version, sha256, true)}`);
	if (!/^Pages: *1$/m.test(run("pdfinfo", pdf)))
		faults++, console.log(`${number}: not one page`);
	if (run(program, "extract", pdf) !== readFileSync(join(folder, "service.json"), "utf8"))
		faults++, console.log(`${number}: other data`);
	if (count > 3)
		continue;
	run("pdftoppm", "-singlefile", "-gray", ..."-r 150 -x 80 -y 1500 -W 300 -H 240".split(" "), "-png", pdf, code);
	if (run("zbarimg", "-q", "--raw", `${code}.png`).trim() !== list.service.permalink)
		faults++, console.log(`${number}: the QR code leads elsewhere`);
	run("rm", `${code}.png`);
}
console.log(`# ${count} entries, ${briefly} briefly`);
process.exit(faults === 0 && count > 0 && (briefly > 0) === (process.argv[4] === "brief") ? 0 : 1);
