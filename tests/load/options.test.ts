import { describe, expect, it } from "vitest";
import { readWish } from "./options";

const SECTIONS = ["storm", "nodes", "page"];

describe("what the bench is asked for", () => {
  it("runs everything unless it is told otherwise", () => {
    expect(readWish([], SECTIONS)).toEqual({ quick: false, only: null, profile: false });
    expect(readWish(["--quick"], SECTIONS)).toMatchObject({ quick: true, only: null });
  });

  it("runs the sections that are named, and profiles one", () => {
    expect(readWish(["--only", "storm,nodes"], SECTIONS).only).toEqual(["storm", "nodes"]);
    expect(readWish(["--profile", "page"], SECTIONS)).toMatchObject({ only: ["page"], profile: true });
  });

  it("names what it does not know instead of measuring nothing", () => {
    expect(() => readWish(["--only", "strom"], SECTIONS)).toThrow(
      'there is no section "strom": storm, nodes, page',
    );
    expect(() => readWish(["--only"], SECTIONS)).toThrow("there is no section");
    expect(() => readWish(["--fast"], SECTIONS)).toThrow("there is no option --fast");
  });
});
