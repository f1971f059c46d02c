import { expect, it } from "vitest";
import { AfterCommit } from "@/lib/after-commit";
import type { Committed } from "@/lib/realtime/log";
import { type LogLine, recorder } from "../harness/server";

const one = [{ organizationId: "c", stream: "list-1" }] as Committed[];

it("what one listener fails at is logged, and the others hear it all the same, as long as they listen", () => {
  const lines: LogLine[] = [];
  const commits = new AfterCommit(recorder(lines));
  const heard: string[] = [];
  commits.listen(() => {
    throw new Error("no");
  });
  const end = commits.listen((committed) => heard.push(...committed.map(({ stream }) => stream)));
  commits.tell(one);
  commits.tell([]);
  end();
  commits.tell(one);
  expect(heard).toEqual(["list-1"]);
  expect(lines.map(({ level }) => level)).toEqual([50, 50]);
});
