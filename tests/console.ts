import { format } from "node:util";

const heard: string[] = [];
let expected: RegExp[] = [];

/** Hears every `console.error` from now on; `tests/setup.ts` calls it once per test file. */
export function listenToConsole(): void {
  console.error = (...args: unknown[]) => {
    heard.push(format(...args));
  };
}

/**
 * Says that this test makes the code complain: an error that matches is then required, any other still fails the
 * test. Holds until the end of the test that calls it.
 * @public
 */
export function expectConsoleError(pattern: RegExp): void {
  expected.push(pattern);
}

/** What was wrong since the last call: errors that nobody expected, and expected ones that never came. */
export function takeConsoleComplaints(): string[] {
  const errors = heard.splice(0);
  const patterns = expected;
  expected = [];
  return [
    ...errors.filter((text) => !patterns.some((pattern) => pattern.test(text))),
    ...patterns
      .filter((pattern) => !errors.some((text) => pattern.test(text)))
      .map((pattern) => `expected a console.error like ${pattern}, none came`),
  ];
}
