import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { databases, type Target } from "./databases";
import { createClub, type TestClub } from "./factories";
import { closePhones } from "./phone";
import { type LogLine, TestServer } from "./server";

const targets = await databases();

export interface Suite {
  readonly database: Target["name"];
  readonly server: TestServer;
  club(...sizes: number[]): Promise<TestClub>;
}

const inShort = ({ msg, path, err }: LogLine) =>
  [path, msg, (err as { message?: string } | undefined)?.message].filter(Boolean).join(": ");

/**
 * Runs the same tests on every database, each time against a server of its own. A fault in the server's log that no
 * test took fails the suite.
 * @param variables further environment of the server
 */
export function onEveryDatabase(body: (suite: Suite) => void, variables: Record<string, string> = {}): void {
  describe.each(targets)("on $name", (target) => {
    let server: TestServer | undefined;
    const running = (): TestServer => {
      if (!server) throw new Error("the server is not running yet");
      return server;
    };
    beforeAll(async () => {
      server = await TestServer.start(await target.create(), variables);
    });
    afterEach(() => {
      closePhones();
      const faults = running().takeFaults();
      if (faults.length > 0) throw new Error(`the server logged a fault: ${faults.map(inShort).join("; ")}`);
    });
    afterAll(() => server?.stop());
    body({
      database: target.name,
      get server() {
        return running();
      },
      club: (...sizes) => createClub(running(), sizes.length > 0 ? { sizes } : {}),
    });
  });
}
