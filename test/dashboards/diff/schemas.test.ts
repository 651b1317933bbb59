import fc from "fast-check";
import { deployedEnvironments, inspect, planEnvironment } from "../../../lib/config";
import { boardsOf, grafanaEmitter } from "../../../lib/dashboards";
import { dashboardChanges } from "../../../lib/dashboards/diff";
import { configArbitrary } from "../../config/arbitrary";
import { documentOf } from "./payments";

test("our own dashboards are the same in v1 and v2, whatever the configuration", async () => {
  const emit = await grafanaEmitter();
  const grafana = { url: "https://grafana.example.com", dataSources: { tempo: { url: "https://tempo.example.com" } } };
  fc.assert(
    fc.property(configArbitrary(), (input) => {
      const environments = Object.fromEntries(
        Object.entries(input.environments).map(([name, environment]) => [name, { grafana, ...environment }]),
      );
      const { config } = inspect({ ...input, environments });
      for (const name of deployedEnvironments(config!).slice(0, 1)) {
        const plan = planEnvironment(config!, name);
        const [v1, v2] = (["v1", "v2"] as const).map((schema) =>
          emit(boardsOf(plan), plan, { schema }).map(({ text }) => documentOf(JSON.parse(text))),
        );
        for (const [at, before] of v1!.entries())
          expect(dashboardChanges(before, v2![at]!)).toEqual([{ kind: "schema", before: "v1", after: "v2" }]);
      }
    }),
    { numRuns: 3 },
  );
});
