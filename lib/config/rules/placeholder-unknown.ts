import { didYouMean, type Path } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import { placeholders, unknownPlaceholders } from "../placeholders";
import { sourcesOf } from "../sources";
import { alarmsOf } from "./walk";
import type { LogsEntry } from "../schema/logs";
import type { ConfigRule, RuleSubject } from "./rule";

export const placeholderUnknown: ConfigRule<"placeholder-unknown"> = {
  id: "placeholder-unknown",
  check: ({ config }) =>
    texts(config).flatMap(([path, text]) =>
      unknownPlaceholders(text ?? "").map((name): ConfigFinding =>
        problem(
          "placeholder-unknown",
          path,
          `{${name}} is not a placeholder.${didYouMean(name, placeholders).replace(/"(\w+)"/, "{$1}")}`,
          `Use one of ${placeholders.map((each) => `{${each}}`).join(", ")}.`,
        ),
      ),
    ),
};

function texts(config: RuleSubject["config"]): (readonly [Path, string | undefined])[] {
  const ofServices = Object.entries(config.services).flatMap(([name, { logs, runbooks }]) => [
    [["services", name, "runbooks"], runbooks] as const,
    ...namesIn(["services", name, "logs"], logs),
  ]);
  const ofAlarms = alarmsOf(config).flatMap(({ entry, path }) => [
    ...(["summary", "impact", "runbook", "query"] as const).map((key) => [[...path, key], entry[key]] as const),
    ...sourcesOf(entry).flatMap(({ dimensions, dimensionsPath }) =>
      Object.entries(dimensions ?? {}).map(([key, value]) => [[...path, ...dimensionsPath, key], value] as const),
    ),
  ]);
  const ofEnvironments = Object.entries(config.environments).flatMap(([name, { backend, services }]) => [
    ...(backend?.type === "s3" ? [[["environments", name, "backend", "key"], backend.key] as const] : []),
    ...(backend?.type === "local" ? [[["environments", name, "backend", "path"], backend.path] as const] : []),
    ...Object.entries(services ?? {}).flatMap(([service, entry]) =>
      namesIn(["environments", name, "services", service, "logs"], entry?.logs),
    ),
  ]);
  return [...ofServices, ...ofAlarms, ...ofEnvironments];
}

function namesIn(path: Path, logs: LogsEntry | null | undefined): (readonly [Path, string | undefined])[] {
  return (["group", "existing", "where"] as const).map((key) => [[...path, key], logs?.[key] ?? undefined]);
}
