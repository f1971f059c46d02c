import { type SignInResponse, signIn } from "next-auth/react";
import { beforeEach, expect, test, vi } from "vitest";
import { signInWithPassword } from "@/components/users/sign-in";

vi.mock("next-auth/react", () => ({ signIn: vi.fn() }));
const answers = vi.mocked(signIn);
beforeEach(() => {
  answers.mockReset();
});

const said = (facts: Partial<SignInResponse>) =>
  ({ ok: true, status: 200, error: undefined, url: "http://localhost/turnos", ...facts }) as SignInResponse;

test("an answer that says ok but lost the race for the CSRF cookie is tried once more", async () => {
  answers
    .mockResolvedValueOnce(said({ url: "http://localhost/entrar?csrf=true" }))
    .mockResolvedValueOnce(said({}));
  expect(await signInWithPassword("a", "b")).toBe("ok");
  expect(answers).toHaveBeenCalledTimes(2);
});

test("a race lost twice is no sign-in", async () => {
  answers.mockResolvedValue(said({ url: "http://localhost/entrar?csrf=true" }));
  expect(await signInWithPassword("a", "b")).toBe("unreachable");
  expect(answers).toHaveBeenCalledTimes(2);
});

test.each([
  [{ ok: false, status: 401, error: "CredentialsSignin" }, "wrong"],
  [{ ok: false, status: 401, error: "RATE_LIMITED" }, "tooMany"],
  [{ ok: false, status: 401, error: "UNAVAILABLE" }, "unreachable"],
  [{ ok: false, status: 500, error: "oops" }, "unreachable"],
])("%o means %s", async (answer, outcome) => {
  answers.mockResolvedValue(said(answer));
  expect(await signInWithPassword("a", "b")).toBe(outcome);
});

test("no network is said, never thrown", async () => {
  answers.mockRejectedValue(new TypeError("fetch failed"));
  expect(await signInWithPassword("a", "b")).toBe("unreachable");
});
