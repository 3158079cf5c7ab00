// A SARIF log, read from standard input, by the schema of SARIF 2.1.0.
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";

const schema = JSON.parse(readFileSync(new URL(
  "../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json", import.meta.url)));
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
const validate = ajv.compile(schema);
const log = JSON.parse(readFileSync(0, "utf8"));

if (!validate(log)) {
  console.log(ajv.errorsText(validate.errors, { separator: "\n" }));
  process.exit(1);
}
if (log.runs[0].results.length === 0) {
  console.log("the log holds no result");
  process.exit(1);
}
