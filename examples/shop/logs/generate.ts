import { join } from "node:path";
import { parseArgs } from "node:util";
import { ordinaryDay, playDay, serviceNames } from "./day";
import { sampleOf } from "./sample";
import { truthOf, truthText } from "./truth";
import { writeLines, writeWhole } from "./write";

const usage = `Writes a day of logs of the example shop: the same bytes for the same options, on every machine.

  npx tsx -C sightline-source examples/shop/logs/generate.ts [options]

  --out DIR         where to write <service>.ndjson   (default: generated/ beside this script)
  --day YYYY-MM-DD  the day, UTC                      (default: ${ordinaryDay.day})
  --seed N          another day of the same kind      (default: ${ordinaryDay.seed})
  --scale F         traffic, 0.1 is a tenth           (default: ${ordinaryDay.scale})
  --sample          write the committed files instead: sample/ and incidents.json; no other option
  --help            this text
`;

function main(): void {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      day: { type: "string" },
      seed: { type: "string" },
      scale: { type: "string" },
      sample: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return;
  }
  if (values.sample === true) {
    if (Object.keys(values).length > 1) throw new RangeError("--sample goes with no other option.");
    const day = playDay(ordinaryDay);
    writeLines(join(__dirname, "sample"), sampleOf(day));
    writeWhole(join(__dirname, "incidents.json"), truthText(truthOf(day)));
    return;
  }
  const out = values.out ?? join(__dirname, "generated");
  const { lines } = playDay({
    day: values.day ?? ordinaryDay.day,
    seed: numberOf("seed", values.seed, ordinaryDay.seed, Number.isSafeInteger),
    scale: numberOf("scale", values.scale, ordinaryDay.scale, (scale) => scale > 0 && scale <= 100),
  });
  writeLines(out, lines);
  for (const service of serviceNames) process.stdout.write(`${lines[service].length} lines  ${service}.ndjson\n`);
}

function numberOf(
  option: string,
  text: string | undefined,
  otherwise: number,
  good: (value: number) => boolean,
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() === "" || !good(value)) throw new RangeError(`--${option} ${text} is no number it can be.`);
  return value;
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
