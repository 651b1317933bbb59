import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { referenceExamples, referenceFile, referenceText } from "../../docs/configuration";
import { checkConfig, configFindingText, inspect } from "../../lib/config";
import { alarmTypes } from "../../lib/config/schema/alarm";
import { merged } from "./merged";

const document = readFileSync(referenceFile, "utf8");

test("the reference is what the schema gives today", () => {
  if (document !== referenceText())
    throw new Error(`${referenceFile} is stale. Write it with: npx tsx -C sightline-source docs/configuration.ts`);
});

test.each(Object.entries({ base: "{}", ...referenceExamples.sections }))(
  "nothing is found in the example of %s",
  (_, fragment) => {
    const { config, findings } = inspect(merged(parse(referenceExamples.base), parse(fragment)));
    const all = [...findings, ...(config === undefined ? [] : checkConfig(config))];
    expect(all.map((finding) => configFindingText(finding))).toEqual([]);
  },
);

test("every type of alarm has an example of its own type", () => {
  const types = alarmTypes.map((type) => {
    const { services } = parse(referenceExamples.sections[type] ?? "") as { services: { orders: { alarms: object } } };
    return Object.values(services.orders.alarms as Record<string, { type: string }>).some(
      (alarm) => alarm.type === type,
    );
  });
  expect(types).toEqual(alarmTypes.map(() => true));
});

test("every link leads to a heading", () => {
  const headings = [...document.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title.toLowerCase().replaceAll("`", "").replaceAll(" ", "-"),
  );
  const links = [...document.matchAll(/\]\(#([^)]*)\)/g)].map(([, target = ""]) => target);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((target) => !headings.includes(target))).toEqual([]);
});
