import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { Rule } from "./rule";

const most = 50;
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export const tagLimits: Rule<"tag-limits"> = {
  id: "tag-limits",
  check: ({ plans, environments }) =>
    plans.flatMap(({ environment, provider, services }) => {
      const written = environments.find(({ name }) => name === environment)?.value.tags ?? {};
      const origins = environments.find(({ name }) => name === environment)?.origins;
      const where = (key: string): Path => {
        const origin = [...(origins ?? [])].find(
          ([path]) => path === `tags.${key}` || path === `tags[${JSON.stringify(key)}]`,
        )?.[1];
        return ["environments", origin?.kind === "environment" ? origin.name : environment, "tags", key];
      };
      return [
        ...Object.entries(written).flatMap(([key, value]) => refused(key, value, where(key))),
        ...services.flatMap(({ name, owner, tags, source }): ConfigFinding[] => {
          const count = new Set([...Object.keys(provider.tags), ...Object.keys(tags)]).size;
          return [
            ...(count <= most
              ? []
              : [
                  problem(
                    "tag-limits",
                    inEnvironment(environment, ["environments", environment, "tags"]),
                    `in environment ${environment} resources of ${name} have ${count} tags, ${most} are allowed`,
                    "Take some out; project, environment, service, tier and owner are added to them.",
                  ),
                ]),
            ...(owner === undefined ? [] : refused("owner", owner.team, [...source, "owner"])),
          ];
        }),
      ];
    }),
};

function refused(key: string, value: string, path: Path): ConfigFinding[] {
  const fix = "Use letters, digits, blanks and _ . : / = + - @.";
  if (!characters.test(key)) return [problem("tag-limits", path, `"${key}" is no key of a tag`, fix)];
  if (value.length > 256)
    return [
      problem(
        "tag-limits",
        path,
        `the value of tag "${key}" has ${value.length} characters, 256 are allowed`,
        "Shorten it.",
      ),
    ];
  return characters.test(value) ? [] : [problem("tag-limits", path, `"${value}" is no value of a tag ("${key}")`, fix)];
}
