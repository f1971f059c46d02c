import { describe, expect, it } from "vitest";
import { csvOf } from "@/components/figures/csv";

describe("the figures as a file", () => {
  it("is marked as UTF-8, one row a line, quoted where a cell holds what separates", () => {
    expect(
      csvOf(
        [
          ["Caddie", "Turnos"],
          ['Luis "Lucho"; Cano', 3],
        ],
        ";",
      ),
    ).toBe('\uFEFFCaddie;Turnos\r\n"Luis ""Lucho""; Cano";3\r\n');
    expect(csvOf([["a;b", "c,d", "e\nf"]], ",")).toBe('\uFEFFa;b,"c,d","e\nf"\r\n');
  });

  it("no name is a formula to the program that opens it; numbers stay numbers", () => {
    for (const name of ["=1+1", "+57 300", "-2", "@SUM(A1)", "\tx", "\rx"]) {
      const [line = ""] = csvOf([[name, -2]], ";")
        .slice(1)
        .split("\r\n");
      expect(line.replace(/^"/, "").startsWith("'")).toBe(true);
    }
    expect(csvOf([["Ríos", -2]], ",")).toBe("\uFEFFRíos,-2\r\n");
  });
});
