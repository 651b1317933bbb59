import fc from "fast-check";
import { collectorsOf, collectorText, printDocument } from "../../lib/collector";
import { compareVersions, componentFacts, defaultTarget } from "../../lib/collector/catalogue/look-up";
import { kindOf, typeOf } from "../../lib/collector/rules/family";
import { sectionNames } from "../../lib/collector/rules/values";
import type { CollectorDocument } from "../../lib/collector";
import { deployedEnvironments, inspect, planEnvironment } from "../../lib/config";
import { faultsInText, hasComponent, withCollector } from "../collector/otelcol";
import { configArbitrary } from "../config/arbitrary";
import { saySkipped } from "../skipped";

// Whatever configuration the loader accepts, a collector must accept what becomes of it.

const real = withCollector(test);

/** How many collectors are validated, of which no two are alike. */
const most = 60;

real("any configuration that is accepted gives collectors that are valid for a real one", () => {
  const lacking = new Map<string, number>();
  const seen = new Set<string>();
  fc.assert(
    fc.property(configArbitrary({ quietHours: false }), (input) => {
      const { config, findings } = inspect(input);
      if (config === undefined)
        throw new Error(`the generator made a configuration that is refused: ${JSON.stringify(findings)}`);
      for (const environment of deployedEnvironments(config)) {
        const asked = planEnvironment(config, environment).collector;
        if (asked === undefined) continue;
        // The collector that is asked may be older than what a configuration is for, and then lacks its settings.
        const isNewer = compareVersions(asked.version, defaultTarget.version) > 0;
        const plan = isNewer ? { ...asked, version: defaultTarget.version } : asked;
        for (const { collector, secrets } of collectorsOf(plan)) {
          const { document } = collectorText(collector, plan);
          const { known, missing } = withoutMissing(document);
          for (const id of missing) lacking.set(id, (lacking.get(id) ?? 0) + 1);
          const key = JSON.stringify(known);
          if (seen.size >= most || seen.has(key)) continue;
          seen.add(key);
          const variables = Object.fromEntries(secrets.map(({ variable }) => [variable, "secret"]));
          expect(faultsInText(printDocument(known), variables)).toBe("");
        }
      }
    }),
    { numRuns: 100, endOnFailure: true },
  );
  expect(seen.size).toBeGreaterThan(20);
  for (const [id, times] of lacking)
    saySkipped(
      `${id} of ${times} generated collectors in a real one`,
      "it has no such component, and validated the rest",
    );
});

/** The same without the components that the collector here does not have: exporters become `nop`, others are left out. */
function withoutMissing(document: CollectorDocument): { known: CollectorDocument; missing: readonly string[] } {
  const missing = sectionNames.flatMap((section) =>
    Object.keys(document[section]).filter((id) => {
      const kind = kindOf[section];
      const type = typeOf(id);
      return !hasComponent({ kind, type: componentFacts(kind, type)?.type ?? type });
    }),
  );
  const isKnown = (id: string): boolean => !missing.includes(id);
  const only = <Value>(section: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(section).filter(([id]) => isKnown(id)));
  const { service, ...sections } = document;
  return {
    missing: missing.map(typeOf),
    known: {
      ...(Object.fromEntries(sectionNames.map((name) => [name, only(sections[name])])) as typeof sections),
      exporters: { ...only(sections.exporters), ...(missing.length === 0 ? {} : { nop: null }) },
      service: {
        ...service,
        extensions: service.extensions.filter(isKnown),
        pipelines: Object.fromEntries(
          Object.entries(service.pipelines).map(([pipeline, { exporters, processors, receivers }]) => [
            pipeline,
            {
              receivers,
              processors: processors.filter(isKnown),
              exporters: exporters.map((id) => (isKnown(id) ? id : "nop")),
            },
          ]),
        ),
      },
    },
  };
}
