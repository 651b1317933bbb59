import { alarmsOfRule, textFault, textFaultClause, type TextKind, textRules } from "../../aws";
import { excerpt, own } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { flatAlarms } from "../flat-alarms";
import type { EnvironmentPlan } from "../plan/environment";
import { logGroupKey } from "./log-groups";
import { type Named, namedAlarms } from "./named-alarms";
import type { ConfigRule } from "./rule";
import { namedRule, noticeRule } from "./rule-tree";

export const alarmName: ConfigRule<"alarm-name"> = {
  id: "alarm-name",
  check: ({ config, plans }) =>
    plans.flatMap((plan) => {
      const alarms = namedAlarms(plan, config);
      return [
        ...refused({ rule: "alarm-name", kind: "alarmName" }, plan, alarms),
        ...twice("alarm-name", plan, alarms),
        ...unquotable(plan, alarms),
      ];
    }),
};

export const logGroupName: ConfigRule<"log-group-name"> = {
  id: "log-group-name",
  check: ({ plans }) => {
    const owners = new Map<string, { readonly text: string; readonly isMade: boolean }>(
      plans.flatMap((plan) =>
        collectorLogGroups(plan).map((name) => [
          logGroupKey(plan, name),
          { text: `the collector in ${plan.environment}`, isMade: true },
        ]),
      ),
    );
    return plans.flatMap((plan) =>
      plan.services.flatMap(({ logGroup, name: service, source }): ConfigFinding[] => {
        if (logGroup === undefined) return [];
        const { name } = logGroup;
        const isMade = logGroup.kind === "made";
        const path = [...source, "logs", isMade ? "group" : "existing"];
        const text = `${service} in ${plan.environment}`;
        const key = logGroupKey(plan, name);
        const owner = owners.get(key);
        owners.set(key, { text, isMade: isMade || owner?.isMade === true });
        if (owner !== undefined && (isMade || owner.isMade)) {
          const others = `"${name}" is the log group of ${owner.text} and of ${text}, in the same account and region`;
          return [
            isMade && owner.isMade
              ? problem("log-group-name", path, others)
              : problem(
                  "log-group-name",
                  path,
                  `${others}: one makes it, and for the other it is to exist`,
                  "Write `existing` for both if somebody else makes it; else give each its own `group`.",
                ),
          ];
        }
        return refused({ rule: "log-group-name", kind: "logGroupName" }, plan, [{ name, what: "log group", path }]);
      }),
    );
  },
};

/** Log groups that are made for an environment's collector. */
function collectorLogGroups({ collector }: EnvironmentPlan): readonly string[] {
  if (collector?.ecs === undefined) return [];
  const { logGroupPrefix } = collector.ecs;
  const tiers = collector.sampler === undefined ? ["gateway"] : ["gateway", "sampler"];
  const made = [...collector.logs, ...collector.metrics].flatMap((backend) =>
    "isMade" in backend && backend.isMade ? [backend.logGroup] : [],
  );
  return [...tiers.map((tier) => `${logGroupPrefix}/${tier}`), ...made];
}

export const topicName: ConfigRule<"topic-name"> = {
  id: "topic-name",
  check: ({ plans }) =>
    plans.flatMap((plan) => {
      const topics = plan.topics.map(({ name, severity, scope }) => ({
        name,
        what: "topic",
        path: ["environments", plan.environment, ...(scope === undefined ? [] : ["routes", severity])],
        of: scope === undefined ? `all ${severity} alarms` : `${scope.kind} ${scope.name}`,
      }));
      const owners = new Map<string, (typeof topics)[number]>();
      const twice = topics.flatMap((topic): ConfigFinding[] => {
        const owner = owners.get(topic.name);
        owners.set(topic.name, topic);
        if (owner === undefined) return [];
        return [
          problem(
            "topic-name",
            inEnvironment(plan.environment, topic.path),
            `in environment ${plan.environment} the topics of ${owner.of} and of ${topic.of} are both named ${topic.name}`,
            "Rename one of them: names of topics have only lower-case letters, digits and -.",
          ),
        ];
      });
      return [...refused({ rule: "topic-name", kind: "topicName" }, plan, topics), ...twice];
    }),
};

export const namespaceName: ConfigRule<"namespace-name"> = {
  id: "namespace-name",
  check: ({ config, plans }) =>
    plans.flatMap((plan) =>
      refused({ rule: "namespace-name", kind: "filterNamespace" }, plan, [
        ...plan.services.map(({ name, namespace, source }) => {
          const isGiven = own(config.services, name)?.namespace !== undefined;
          return { name: namespace, what: "namespace", path: isGiven ? [...source, "namespace"] : source, isGiven };
        }),
        ...(plan.collector?.ecs === undefined
          ? []
          : [
              {
                name: plan.collector.ecs.namespace,
                what: "namespace of the collector's own metrics",
                path: ["environments", plan.environment, "collector", "ecs"],
              },
            ]),
      ]),
    ),
};

interface Judged {
  readonly rule: "alarm-name" | "log-group-name" | "topic-name" | "namespace-name";
  readonly kind: TextKind;
}

function refused({ kind, rule }: Judged, { environment }: EnvironmentPlan, named: readonly Named[]): ConfigFinding[] {
  return named.flatMap(({ isGiven, name, path, what }): ConfigFinding[] => {
    const fault = textFault(kind, name);
    if (fault === undefined) return [];
    return [
      problem(
        rule,
        inEnvironment(environment, path),
        `in environment ${environment} the name of the ${what} ${textFaultClause(fault)}: ${excerpt(name)}`,
        fault.kind === "too-long" && isGiven !== true
          ? `Use shorter names of ${parts[rule]}.`
          : `Use ${textRules[kind].form}.`,
      ),
    ];
  });
}

/** What the names are made of. */
const parts: Readonly<Record<Judged["rule"], string>> = {
  "alarm-name": "project, environment, service or alarm",
  "log-group-name": "project, environment or service, or set logs.group",
  "topic-name": "project or environment",
  "namespace-name": "project, environment or service",
};

function twice(rule: "alarm-name", { environment }: EnvironmentPlan, named: readonly Named[]): ConfigFinding[] {
  const seen = new Map<string, Named>();
  return named.flatMap((each): ConfigFinding[] => {
    const other = seen.get(each.name);
    seen.set(each.name, each);
    if (other === undefined) return [];
    const where =
      other.path[0] === "services"
        ? `one of ${other.path.filter((_, index) => index % 2 === 1).join("/")}`
        : `an ${other.what}`;
    return [
      problem(
        rule,
        inEnvironment(environment, each.path),
        `in environment ${environment} two alarms are named ${each.name}: this one and ${where}`,
        "Rename one of them; in names of alarms, _ becomes -.",
      ),
    ];
  });
}

/** Names that the rule of a composite alarm cannot write, of alarms that one reads. */
function unquotable({ environment, services }: EnvironmentPlan, named: readonly Named[]): ConfigFinding[] {
  const odd = named.filter(({ name }) => /["\\]/.test(name));
  if (odd.length === 0) return [];
  const read = new Set(
    services.flatMap((service) => [
      ...flatAlarms(service).flatMap((alarm) =>
        alarm.kind === "composite" ? [...alarmsOfRule(namedRule(alarm.rule))] : [],
      ),
      ...service.notices.flatMap((notice) => [...alarmsOfRule(noticeRule(notice))]),
    ]),
  );
  return odd
    .filter(({ name }) => read.has(name))
    .map(({ name, path }) =>
      problem(
        "alarm-name",
        inEnvironment(environment, path),
        `in environment ${environment} a composite alarm reads the alarm ${excerpt(name)}, whose name has a double quote or a backslash`,
        "Rename it, or let no composite alarm read it: `notify: each` of the service makes none for its notifications.",
      ),
    );
}
