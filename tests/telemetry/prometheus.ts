const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy;

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface Exposition {
  /** Type of each family, by its name. */
  types: Map<string, string>;
  samples: Sample[];
  /** The one sample of this name with these labels, 0 where there is none yet. */
  value(name: string, labels?: Record<string, string>): number;
  /** All values that this label has anywhere. */
  valuesOf(label: string): Set<string>;
}

/** Reads Prometheus' text format (version 0.0.4). @throws Error at whatever a scraper would stumble over */
export function readExposition(text: string): Exposition {
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const samples: Sample[] = [];
  const seen = new Set<string>();
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, kind, family = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === "HELP") helped.add(family);
    else if (kind === "TYPE") {
      if (types.has(family)) throw new Error(`two types of ${family}`);
      types.set(family, rest);
    } else {
      const sample = sampleOf(line);
      const family = familyOf(sample.name, types);
      if (!family || !helped.has(family)) throw new Error(`${sample.name} is not announced`);
      const key = line.slice(0, line.lastIndexOf(" "));
      if (seen.has(key)) throw new Error(`${key} comes twice`);
      seen.add(key);
      samples.push(sample);
    }
  }
  return {
    types,
    samples,
    value(name, labels = {}) {
      const found = samples.filter(
        (s) => s.name === name && Object.entries(labels).every(([label, value]) => s.labels[label] === value),
      );
      if (found.length > 1) throw new Error(`${found.length} samples of ${name}`);
      return found[0]?.value ?? 0;
    },
    valuesOf: (label) => new Set(samples.flatMap((s) => s.labels[label] ?? [])),
  };
}

function sampleOf(line: string): Sample {
  const [, name, inside = "", text = ""] = SAMPLE.exec(line) ?? [];
  if (!name) throw new Error(`no sample: ${line}`);
  const value = text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text);
  if (Number.isNaN(value) && !/^nan$/i.test(text)) throw new Error(`no number: ${line}`);
  const labels: Record<string, string> = {};
  let read = 0;
  for (const [whole, label = "", quoted = ""] of inside.matchAll(LABEL)) {
    labels[label] = quoted;
    read += whole.length;
  }
  if (read !== inside.length) throw new Error(`no labels: ${line}`);
  return { name, labels, value };
}

/** A histogram's and a summary's samples carry more than its name. */
function familyOf(name: string, types: Map<string, string>): string | undefined {
  if (types.has(name)) return name;
  const family = name.replace(/_(bucket|sum|count)$/, "");
  return /^(histogram|summary)$/.test(types.get(family) ?? "") ? family : undefined;
}
