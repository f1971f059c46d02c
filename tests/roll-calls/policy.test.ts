import { expect, it } from "vitest";
import { effectOf } from "@/lib/roll-calls/policy";

const RULES = { lateTo: "end", absentTo: "end" } as const;

it("who answers is in the queue, and stays where he is when he was", () => {
  expect(effectOf("present", "Disponible", RULES)).toBeNull();
  expect(effectOf("present", "Ausente", { ...RULES, absentTo: "kept" })).toEqual({
    kind: "status",
    status: "Disponible",
    placement: "kept",
  });
});

it("who comes late goes where the list's rule says", () => {
  expect(effectOf("late", "Disponible", RULES)).toEqual({ kind: "place", placement: "end" });
  expect(effectOf("late", "Disponible", { ...RULES, lateTo: "kept" })).toBeNull();
  expect(effectOf("late", "Ausente", { ...RULES, lateTo: "after_present" })).toEqual({
    kind: "status",
    status: "Disponible",
    placement: "after_present",
  });
});

it("who is not there is Ausente, whether excused or not", () => {
  for (const mark of ["absent", "permission"] as const) {
    expect(effectOf(mark, "Disponible", RULES)).toEqual({ kind: "status", status: "Ausente" });
    expect(effectOf(mark, "Ausente", RULES)).toBeNull();
  }
});

it("nothing is done to who is out on the course, nor by taking a mark back", () => {
  for (const mark of ["present", "late", "absent", "permission"] as const)
    expect(effectOf(mark, "En campo", RULES)).toBeNull();
  expect(effectOf(null, "Disponible", RULES)).toBeNull();
});
