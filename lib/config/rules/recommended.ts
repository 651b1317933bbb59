import { didYouMean, listed, own, type Path } from "../../base";
import { seriesOf, type RecommendedSet } from "../../recommended";
import type { Service } from "../config";
import { type ConfigFinding, problem, unknownName } from "../errors";
import { logsNothing } from "../log-settings";
import {
  missingDimensions,
  recommendedName,
  type RecommendedUse,
  recommendedUses,
  resolvedUse,
  unknownDimensions,
} from "../recommended";
import type { ConfigRule, RuleSubject } from "./rule";

/** A recommended set, the service that has it, and where it is. */
interface PlacedUse extends RecommendedUse {
  readonly service: string;
  readonly entry: Service;
  readonly at: Path;
}

function usesOf({ config }: RuleSubject): readonly PlacedUse[] {
  return Object.entries(config.services).flatMap(([service, entry]) =>
    recommendedUses(entry).map((use) => ({ ...use, service, entry, at: ["services", service, ...use.path] })),
  );
}

export const recommendedResource: ConfigRule<"recommended-resource"> = {
  id: "recommended-resource",
  check: (subject) =>
    usesOf(subject).flatMap((use): ConfigFinding[] => {
      const { at, set } = use;
      if (set.kind === "lines")
        return use.of === undefined
          ? []
          : [problem("recommended-resource", [...at, "of"], `alarms on ${set.of} watch no resource`, "Remove `of`.")];
      const fix = `Give ${set.of} as of: { ${Object.keys(set.dimensions)
        .map((name) => `${name}: "..."`)
        .join(", ")} }.`;
      const missing = missingDimensions(use);
      return [
        ...unknownDimensions(use).map((name) =>
          problem(
            "recommended-resource",
            [...at, "of", name],
            `"${name}" is not a dimension of ${set.of}.${didYouMean(name, Object.keys(set.dimensions))}`,
            fix,
          ),
        ),
        ...(missing.length === 0 ? [] : [problem("recommended-resource", at, lacking(missing, set), fix)]),
        ...(missing.length === 0 ? elsewhere(use, subject, fix) : []),
      ];
    }),
};

function lacking(missing: readonly string[], set: Extract<RecommendedSet, { kind: "resource" }>): string {
  const parts = missing.map((name) => `${name}, ${own(set.dimensions, name) ?? ""}`);
  return `it is not known which resource is meant: ${parts.join("; ")}, ${parts.length === 1 ? "is" : "are"} not given`;
}

/** Environments in which a service has another log group than the one whose name says which resource is meant. */
function elsewhere({ at, of, service }: PlacedUse, { environments }: RuleSubject, fix: string): ConfigFinding[] {
  if (of !== undefined) return [];
  const others = environments.filter(({ value }) => {
    const logs = own(value.services, service)?.logs;
    return logs?.existing !== undefined || logs?.group !== undefined;
  });
  return others.length === 0
    ? []
    : [
        problem(
          "recommended-resource",
          at,
          `the log group is another one in ${listed(others.map(({ name }) => name))}, so its name does not say which resource is meant there`,
          `${fix} Use \`vars\` for what differs between environments.`,
        ),
      ];
}

export const recommendedUnknown: ConfigRule<"recommended-unknown"> = {
  id: "recommended-unknown",
  check: (subject) =>
    usesOf(subject).flatMap(({ at, changes, set, setName, settings }) => {
      const known = set.kind === "resource" ? Object.keys(set.settings ?? {}) : [];
      const where = ` in the set ${setName}`;
      const unknown = (what: string, key: string, names: readonly string[], used: object): ConfigFinding[] =>
        Object.keys(used)
          .filter((name) => !names.includes(name))
          .map((name) =>
            unknownName({ rule: "recommended-unknown", path: [...at, key, name], what, name, names, where }),
          );
      return [
        ...unknown("alarm", "alarms", Object.keys(set.alarms), changes),
        ...unknown("setting", "settings", known, settings),
      ];
    }),
};

export const recommendedSignals: ConfigRule<"recommended-signals"> = {
  id: "recommended-signals",
  check: (subject) =>
    usesOf(subject).flatMap(({ at, changes, entry, set, setName }) => {
      const alarms = Object.entries(set.alarms).filter(([alarm]) => own(changes, alarm) !== "off");
      const read = alarms.flatMap(([, { watches }]) =>
        seriesOf(watches).flatMap((series) => ("signal" in series ? [series.signal] : [])),
      );
      const missing = [...new Set(read)].filter((name) => !Object.hasOwn(entry.contract.signals, name));
      if (missing.length === 0) return [];
      return logsNothing(entry)
        ? [
            problem(
              "recommended-signals",
              at,
              `alarms of the set ${setName} watch ${listed(missing)} in its lines, and the service logs nothing`,
              `Remove the set, or in place of logs: none give the service a contract that extends ${setName}.`,
            ),
          ]
        : [
            problem(
              "recommended-signals",
              at,
              `the contract has no ${listed(missing)}, which alarms of the set ${setName} watch`,
              `Let the contract extend ${setName}, or turn these alarms off under \`alarms\`.`,
            ),
          ];
    }),
};

export const recommendedTwice: ConfigRule<"recommended-twice"> = {
  id: "recommended-twice",
  check: (subject) => {
    const first = new Map<string, PlacedUse>();
    return usesOf(subject).flatMap((use): ConfigFinding[] => {
      const key = JSON.stringify([use.service, use.prefix]);
      const other = first.get(key);
      first.set(key, other ?? use);
      return other === undefined
        ? []
        : [
            problem(
              "recommended-twice",
              use.at,
              `the names of its alarms begin with "${use.prefix}", as those of another set do: ${recommendedName(use, Object.keys(use.set.alarms)[0] ?? "")}`,
            ),
          ];
    });
  },
};

export const recommendedSetting: ConfigRule<"recommended-setting"> = {
  id: "recommended-setting",
  check: (subject) =>
    usesOf(subject).flatMap((use): ConfigFinding[] => {
      const { leftOut } = resolvedUse(use);
      if (leftOut.length === 0 || use.set.kind === "lines") return [];
      const settings = [...new Set(leftOut.map(({ setting }) => setting))];
      const declared = use.set.settings ?? {};
      return [
        problem(
          "recommended-setting",
          use.at,
          `left out, as nothing says what their thresholds follow from: ${leftOut.map(({ alarm, setting }) => `${alarm} (${setting})`).join(", ")}`,
          `Give settings: { ${settings.map((name) => `${name}: ...`).join(", ")} }, or turn them off: alarms: { ${leftOut.map(({ alarm }) => `${alarm}: off`).join(", ")} }. ${settings.map((name) => `${name}: ${own(declared, name)?.description ?? ""}`).join(" ")}`,
        ),
      ];
    }),
};
