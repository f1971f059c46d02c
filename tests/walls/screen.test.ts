import { describe, expect, it } from "vitest";
import { Age, type Clocks } from "@/hooks/wall-age";
import { Calls } from "@/hooks/wall-calls";
import { OUT_IN_SIGHT, Pages } from "@/hooks/wall-pages";
import type { WallState } from "@/lib/walls/contract";
import { tidyCode } from "@/lib/walls/vocabulary";
import { onWall, wallState } from "./wall-fixture";

class TwoClocks implements Clocks {
  ran = 0;
  says = Date.parse("1970-01-01T00:00:00Z");
  steady = () => this.ran;
  date = () => this.says;
  pass(ms: number): void {
    this.ran += ms;
    this.says += ms;
  }
}

describe("how old what is shown is", () => {
  it("is counted by the device, whatever year it believes to have", () => {
    const clocks = new TwoClocks();
    const age = new Age(clocks);
    clocks.pass(4_000);
    expect(age.ms).toBe(4_000);
  });

  it("grows while the device sleeps and its steady clock stands still", () => {
    const clocks = new TwoClocks();
    const age = new Age(clocks);
    clocks.says += 3_600_000;
    expect(age.ms).toBe(3_600_000);
  });

  it("does not become younger when the device's clock is set back", () => {
    const clocks = new TwoClocks();
    const age = new Age(clocks);
    clocks.pass(30_000);
    clocks.says -= 86_400_000;
    expect(age.ms).toBe(30_000);
  });
});

describe("what is called out", () => {
  const at = (seconds: number) =>
    new Date(Date.parse("2026-11-20T15:00:00.000Z") + seconds * 1000).toISOString();
  const called = (asOf: number, ...people: [text: string, since: number][]): WallState =>
    wallState({
      asOf: at(asOf),
      lists: [
        onWall(1, {
          now: people.map(([text, since]) => ({ key: text, text, since: at(since), gone: false })),
        }),
      ],
    });
  const texts = (calls: { text: string }[]) => calls.map(({ text }) => text);

  it("is each call once, in the order in which they were made", () => {
    const calls = new Calls();
    expect(calls.heard(called(0))).toEqual([]);
    expect(texts(calls.heard(called(5, ["Marta", 4], ["Óscar", 3])))).toEqual(["Óscar", "Marta"]);
    expect(calls.heard(called(10, ["Marta", 4], ["Óscar", 3]))).toEqual([]);
    expect(texts(calls.heard(called(20, ["Marta", 19])))).toEqual(["Marta"]);
  });

  it("is not said a second time when the called one goes out, and is when he is called again", () => {
    const calls = new Calls();
    const with1 = (asOf: number, since: number, gone: boolean) =>
      wallState({
        asOf: at(asOf),
        lists: [onWall(1, { now: [{ key: "o", text: "Óscar", since: at(since), gone }] })],
      });
    calls.heard(called(0));
    expect(texts(calls.heard(with1(5, 4, false)))).toEqual(["Óscar"]);
    expect(texts(calls.heard(with1(15, 14, false)))).toEqual(["Óscar"]);
    expect(calls.heard(with1(20, 19, true))).toEqual([]);
    expect(calls.heard(called(60))).toEqual([]);
    expect(texts(calls.heard(with1(80, 79, true)))).toEqual(["Óscar"]);
  });

  it("is nothing of what was there when the screen was opened", () => {
    expect(new Calls().heard(called(5, ["Óscar", 3]))).toEqual([]);
  });

  it("is nothing old: a screen that slept, or had no network, does not call who has gone", () => {
    const calls = new Calls();
    calls.heard(called(0));
    expect(texts(calls.heard(called(600, ["Óscar", 540], ["Marta", 590])))).toEqual(["Marta"]);
  });
});

describe("the pages of a screen", () => {
  const lists = (...out: number[]) => out.map((n, i) => ({ number: i + 1, out: n }));

  it("turn from list to list, and through all who are out", () => {
    const pages = new Pages();
    const yard = lists(OUT_IN_SIGHT + 1, 0);
    const seen = [0, 6_000, 12_000, 24_000, 36_000].map((now) => pages.at(now, yard));
    expect(seen).toEqual([
      { list: 1, part: 0 },
      { list: 1, part: 0 },
      { list: 1, part: 1 },
      { list: 2, part: 0 },
      { list: 1, part: 0 },
    ]);
  });

  it("turn to a call at once, stay with it, and then show the next list's call", () => {
    const pages = new Pages();
    const yard = lists(0, 0, 0);
    pages.at(0, yard);
    pages.call(3, 1_000);
    pages.call(2, 2_000);
    pages.call(3, 3_000);
    const seen = [3_000, 20_999, 23_001, 43_001, 43_002].map((now) => pages.at(now, yard)?.list);
    expect(seen).toEqual([3, 3, 2, 3, 3]);
  });

  it("show no list that is gone, and no part without anybody on it", () => {
    const pages = new Pages();
    pages.at(0, lists(10));
    expect(pages.at(12_000, lists(10))).toEqual({ list: 1, part: 1 });
    expect(pages.at(13_000, lists(9))).toEqual({ list: 1, part: 0 });
    expect(pages.at(14_000, [{ number: 4, out: 0 }])).toEqual({ list: 4, part: 0 });
    expect(pages.at(15_000, [])).toBeNull();
    expect(pages.at(16_000, lists(1))).toEqual({ list: 1, part: 0 });
  });
});

it("a code is the same however it is written", () => {
  expect(tidyCode(" a3k-9 xp ")).toBe("A3K9XP");
});
