// What televisions since 2020 (Chromium 68) lack of the language's own library, as far as this page and what it is built
// on use it. Their syntax is esbuild's business. Imported before everything else.

type Library = Record<string, unknown>;
function provide(where: object, name: string, what: unknown): void {
  if (name in where) return;
  Object.defineProperty(where, name, { value: what, configurable: true, writable: true });
}

provide(window, "globalThis", window);
provide(window, "queueMicrotask", (task: () => void) => void Promise.resolve().then(task));
provide(Object, "fromEntries", (entries: Iterable<[string, unknown]>) => {
  const made: Library = {};
  for (const [key, value] of entries) made[key] = value;
  return made;
});
provide(Object, "hasOwn", (of: object, key: string) => Object.hasOwn(of, key));
provide(Array.prototype, "flat", function flat(this: unknown[]) {
  return ([] as unknown[]).concat(...(this as unknown[][]));
});
provide(Array.prototype, "flatMap", function flatMap(this: unknown[], make: (item: unknown) => unknown) {
  return ([] as unknown[]).concat(...(this.map((item) => make(item)) as unknown[][]));
});
provide(Array.prototype, "at", function at(this: unknown[], index: number) {
  return this[index < 0 ? this.length + index : index];
});
provide(String.prototype, "replaceAll", function replaceAll(this: string, what: string, by: string) {
  return this.split(what).join(by);
});
