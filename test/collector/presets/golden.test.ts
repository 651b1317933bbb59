import shop from "../../../examples/shop/sightline.config";
import {
  collectorsBeside,
  collectorsOf,
  collectorText,
  checkCollector,
  explain,
  printDocument,
} from "../../../lib/collector";
import { deployedEnvironments, inspect, planEnvironment } from "../../../lib/config";
import { expectGolden } from "../../golden";

const { config } = inspect(shop);

describe.each(deployedEnvironments(config!))("the collectors of shop-%s", (environment) => {
  const plan = planEnvironment(config!, environment).collector!;
  const collectors = [...collectorsOf(plan), ...collectorsBeside(plan)].map((each) => ({
    ...each,
    ...collectorText(each.collector, plan),
  }));

  test.each(collectors)("$tier is as committed", ({ comments, document, tier }) => {
    expectGolden(`shop-${environment}/collector-${tier}.yaml`, printDocument(document, comments));
  });

  test.each(collectors)("$tier has no findings", ({ document, facts }) => {
    const placeOf = (path: readonly (string | number)[]) => ({ kind: "config", path }) as const;
    expect(checkCollector({ document, target: plan, facts, placeOf })).toEqual([]);
  });

  test.each(collectors)(
    "every component of $tier has a reason, and every step is explained",
    ({ comments, document }) => {
      const pipelines = explain(document, comments);
      expect(pipelines.map(({ id }) => id)).toEqual(Object.keys(document.service.pipelines));
      const processors = pipelines.flatMap(({ steps }) => steps).filter(({ role }) => role === "processes");
      expect(processors.filter(({ why }) => why.length === 0)).toEqual([]);
      expect(pipelines.filter(({ why }) => why.length === 0)).toEqual([]);
    },
  );
});
