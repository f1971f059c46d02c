import { afterAll, afterEach } from "vitest";
import { listenToConsole, takeConsoleComplaints } from "./console";

// A complaint on the console is a failure that nobody looked at. A test that provokes one says so with
// `expectConsoleError(/pattern/)` from tests/console.ts.
listenToConsole();

function assertQuietConsole() {
  const complaints = takeConsoleComplaints();
  if (complaints.length > 0) throw new Error(`console.error was called:\n${complaints.join("\n")}`);
}

afterEach(assertQuietConsole);
afterAll(assertQuietConsole);
