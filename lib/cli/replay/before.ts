import { type Counterparts, counterpartsOf, type ReplayOptions } from "../../replay";
import type { Template } from "../../terraform";

/** What a replay is compared with. */
export interface BeforeTemplate {
  readonly template: Template;
  readonly counterparts: Counterparts;
}

export function beforeTemplate(template: Template, after: Template): BeforeTemplate {
  return { template, counterparts: counterpartsOf(template, after) };
}

/**
 * Options of the replay after a change, and of that before it: one clock, and lines go to the log groups that have other names there.
 *
 * @param options of the replay after it
 */
export function optionsOfBoth(
  options: ReplayOptions,
  after: Template,
  { counterparts: { logGroups }, template }: BeforeTemplate,
): [after: ReplayOptions, before: ReplayOptions] {
  const clockAlarms = [...after.metricAlarms, ...template.metricAlarms];
  const has = (one: Template, name: string): boolean => one.logGroups.some((group) => group.name === name);
  const toAfter = new Map([...logGroups].filter(([was]) => !has(after, was)));
  const toBefore = new Map([...logGroups].flatMap(([was, is]) => (has(template, is) ? [] : [[is, was] as const])));
  const { rules, services } = options;
  // Rules may have names of either template; services have those after the change.
  return [
    {
      ...options,
      clockAlarms,
      groupNames: toAfter,
      ...(rules === undefined ? {} : { rules: renamed(rules, toAfter) }),
    },
    {
      ...options,
      clockAlarms,
      groupNames: toBefore,
      ...(rules === undefined ? {} : { rules: renamed(rules, toBefore) }),
      ...(services === undefined ? {} : { services: renamed(services, toBefore) }),
    },
  ];
}

function renamed<Each extends { readonly logGroup: string }>(
  all: readonly Each[],
  names: ReadonlyMap<string, string>,
): Each[] {
  return all.map((each) => ({ ...each, logGroup: names.get(each.logGroup) ?? each.logGroup }));
}
