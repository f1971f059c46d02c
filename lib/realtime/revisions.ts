/**
 * Changes of access that this process heard of, by user. What was authorised before a change of one's own is authorised
 * again; other people's changes concern nobody, or a busy club would never let a crowd in that returns all at once.
 */
export class Revisions {
  #heard = 0;
  /** One number for each user whose access ever changed while this process ran. */
  readonly #latest = new Map<string, number>();

  /** A moment to compare with later. */
  get now(): number {
    return this.#heard;
  }

  heard(userId: string): void {
    this.#heard += 1;
    this.#latest.set(userId, this.#heard);
  }

  /** Whether this user's access changed after that moment. */
  since(userId: string, moment: number): boolean {
    return (this.#latest.get(userId) ?? 0) > moment;
  }
}
