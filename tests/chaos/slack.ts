/** Stretches every limit of time, for a machine that does other work meanwhile. */
const SLACK = Number(process.env.CHAOS_SLACK ?? 1);
export const within = (ms: number): number => ms * SLACK;
