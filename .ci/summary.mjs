// Prints the closing line of .ci/run, alone on it: tests counted over vitest's JSON reports. A step that failed
// without a failed test counts as one, so that "0 failed" is never said of a red run.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder = "", code = "1", failedStep = ""] = process.argv.slice(2);
const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const passed = reports.reduce((sum, report) => sum + report.numPassedTests, 0);
const broken = reports.reduce((sum, report) => sum + report.numFailedTests, 0);
const failed = code === "0" ? broken : Math.max(1, broken);

if (failedStep) console.log(`\nfailed step: ${failedStep}`);
console.log(`${passed} passed, ${failed} failed`);
