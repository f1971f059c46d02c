import { describe, expect, it } from "vitest";
import { Breaker } from "@/lib/http/breaker";

const SECOND = 1_000;

function failing(times: number, now = 0): Breaker {
  const breaker = new Breaker();
  for (let i = 0; i < times; i++) {
    expect(breaker.admits(now)).toBe(true);
    breaker.failed(now);
  }
  return breaker;
}

describe("[R-17] the breaker", () => {
  it("lets everything through until five have failed in a row", () => {
    const breaker = failing(4);
    breaker.succeeded();
    for (let i = 0; i < 4; i++) breaker.failed(0);
    expect(breaker.admits(0)).toBe(true);
    expect(breaker.isShut).toBe(false);
  });

  it("leaves what fails alone for half a minute, then lets one try, and only one", () => {
    const breaker = failing(5);
    expect(breaker.admits(29 * SECOND)).toBe(false);
    expect(breaker.opensAt).toBe(30 * SECOND);
    expect([breaker.admits(30 * SECOND), breaker.admits(30 * SECOND)]).toEqual([true, false]);
    breaker.succeeded();
    expect([breaker.admits(30 * SECOND), breaker.isShut]).toEqual([true, false]);
  });

  it("waits twice as long each time, ten minutes at most, and half a minute again once it works", () => {
    const breaker = failing(5);
    const pauses: number[] = [];
    for (let i = 0; i < 7; i++) {
      const at = breaker.opensAt;
      breaker.admits(at);
      breaker.failed(at);
      pauses.push((breaker.opensAt - at) / SECOND);
    }
    expect(pauses).toEqual([60, 120, 240, 480, 600, 600, 600]);
    breaker.admits(breaker.opensAt);
    breaker.succeeded();
    for (let i = 0; i < 5; i++) breaker.failed(0);
    expect(breaker.opensAt).toBe(30 * SECOND);
  });

  it("those that were under way when it shut make the pause no longer", () => {
    const breaker = failing(5);
    breaker.failed(20 * SECOND);
    expect(breaker.opensAt).toBe(30 * SECOND);
  });

  it("a try that was none leaves the way open for the next", () => {
    const breaker = failing(5);
    breaker.admits(30 * SECOND);
    breaker.untried();
    expect(breaker.admits(30 * SECOND)).toBe(true);
  });
});
