import { nameMatcher } from "../../base";
import { brokenInheritance, unknownEnvironment } from "../errors";
import { inheritance } from "../merge";
import type { ConfigRule } from "./rule";

export const environmentUnknown: ConfigRule<"environment-unknown"> = {
  id: "environment-unknown",
  check: ({ config: { accept = [] }, names: { environments, parents } }) => [
    ...Object.entries(parents).flatMap(([name, { extends: parent }]) =>
      parent === undefined || Object.hasOwn(parents, parent) ? [] : [brokenInheritance(parents, name, [name], parent)],
    ),
    ...accept.flatMap(({ environment }, index) =>
      environment === undefined || environments.has(environment) || [...environments].some(nameMatcher(environment))
        ? []
        : [unknownEnvironment(environment, environments, ["accept", index, "environment"])],
    ),
  ],
};

export const environmentCycle: ConfigRule<"environment-cycle"> = {
  id: "environment-cycle",
  check: ({ names: { parents } }) =>
    Object.keys(parents).flatMap((name) => {
      const { chain, broken } = inheritance(parents, name);
      // Reported in the cycle, once for each of its environments.
      return broken === name ? [brokenInheritance(parents, name, chain, broken)] : [];
    }),
};
