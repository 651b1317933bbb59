import { excessOf, textFault, textFaultClause, type TextKind, textRules } from "../../aws";
import { excerpt, type Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { EffectiveEnvironment } from "../merge";
import type { ConfigRule } from "./rule";

export const tagLimits: ConfigRule<"tag-limits"> = {
  id: "tag-limits",
  check: ({ plans, environments }) =>
    plans.flatMap(({ environment, provider, services }) => {
      const settings = environments.find(({ name }) => name === environment);
      return [
        ...(settings === undefined ? [] : writtenTags(settings)),
        ...services.flatMap(({ name, owner, tags, source }): ConfigFinding[] => {
          const excess = excessOf("tags", new Set([...Object.keys(provider.tags), ...Object.keys(tags)]).size);
          return [
            ...(excess === undefined
              ? []
              : [
                  problem(
                    "tag-limits",
                    inEnvironment(environment, ["environments", environment, "tags"]),
                    `in environment ${environment} resources of ${name} have ${excess.count} tags, ${excess.most} are allowed`,
                    "Remove some; project, environment, service, tier and owner are added to them.",
                  ),
                ]),
            ...(owner === undefined ? [] : refused("tagValue", owner.team, [...source, "owner"])),
          ];
        }),
      ];
    }),
};

function writtenTags({ name, origins, value }: EffectiveEnvironment): ConfigFinding[] {
  return Object.entries(value.tags).flatMap(([key, text]) => {
    const origin = [...origins].find(
      ([path]) => path === `tags.${key}` || path === `tags[${JSON.stringify(key)}]`,
    )?.[1];
    const path = ["environments", origin?.kind === "environment" ? origin.name : name, "tags", key];
    return [...refused("tagKey", key, path), ...refused("tagValue", text, path)];
  });
}

function refused(kind: TextKind & ("tagKey" | "tagValue"), text: string, path: Path): ConfigFinding[] {
  const fault = textFault(kind, text);
  if (fault === undefined) return [];
  const { form, what } = textRules[kind];
  return [problem("tag-limits", path, `the ${what} ${excerpt(text)} ${textFaultClause(fault)}`, `Use ${form}.`)];
}
