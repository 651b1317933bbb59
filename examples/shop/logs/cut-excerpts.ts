import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ordinaryDay, playDay } from "./day";
import { excerptsOf } from "./excerpts";
import { ndjson } from "./write";

// Writes the logs of the incidents' scenarios again: npx tsx -C sightline-source examples/shop/logs/cut-excerpts.ts
const scenarios = join(__dirname, "../../../test/scenarios");

for (const { incident, services, lines } of excerptsOf(playDay(ordinaryDay))) {
  const folder = join(scenarios, incident);
  mkdirSync(folder, { recursive: true });
  for (const service of services) {
    const contents = ndjson(lines[service] ?? []);
    const packed = gzipSync(contents, { level: 9 });
    writeFileSync(join(folder, `${service}.ndjson.gz`), packed);
    process.stdout.write(
      `${incident}/${service}.ndjson.gz  ${lines[service]?.length ?? 0} lines, ${packed.length} bytes\n`,
    );
  }
}
