import { createHash, createHmac } from "node:crypto";

// What somebody makes of docs/draw.md who has never seen the code. Nothing of lib is used here.

const LABEL = "caddiepro-draw-v1";

export function outsidersCommitment(
  { id, list, day, people }: { id: string; list: number; day: string; people: string[] },
  seed: string,
): string {
  const lines = [LABEL, id, `${list}`, day, people.toSorted().join(","), seed];
  return createHash("sha256").update(lines.join("\n"), "utf8").digest("hex");
}

export function outsidersOrder(people: string[], seed: string): string[] {
  const order = people.toSorted();
  const words: bigint[] = [];
  let block = 0;
  const next = (): bigint => {
    if (words.length === 0) {
      const hex = createHmac("sha256", Buffer.from(seed, "hex")).update(`${LABEL}:${block++}`).digest("hex");
      for (let at = 0; at < 64; at += 8) words.push(BigInt(`0x${hex.slice(at, at + 8)}`));
    }
    return words.shift() ?? 0n;
  };
  for (let k = order.length; k >= 2; k--) {
    const n = BigInt(k);
    let word = next();
    while (word >= 4294967296n - (4294967296n % n)) word = next();
    const j = Number(word % n);
    const last = order[k - 1] ?? "";
    order[k - 1] = order[j] ?? "";
    order[j] = last;
  }
  return order;
}
