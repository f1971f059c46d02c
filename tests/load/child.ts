type Handlers = Record<string, (input: never) => unknown>;

interface Question {
  id: number;
  command: string;
  input?: never;
}

/** Answers the process that started this one, and ends with it, however that one ends. */
export function answerParent(handlers: Handlers): void {
  process.on("disconnect", () => process.exit(0));
  process.on("message", ({ id, command, input }: Question) => {
    Promise.resolve()
      .then(() => {
        const handler = handlers[command];
        if (!handler) throw new Error("there is no such command");
        return handler(input as never);
      })
      .then(
        (result) => process.send?.({ id, result }),
        (error: unknown) =>
          process.send?.({ id, error: error instanceof Error ? error.message : String(error) }),
      );
  });
}

/** Tells the starter something unasked. */
export function tellParent(news: unknown): void {
  process.send?.({ news });
}
