import { brokenInheritance } from "../errors";
import { inheritance } from "../merge";
import type { Rule } from "./rule";

export const environmentUnknown: Rule = {
  id: "environment-unknown",
  title: "An environment extends one that is there.",
  why: "A misspelt name would silently leave out everything that was to be inherited.",
  reads: "config",
  check: ({ names: { parents } }) =>
    Object.entries(parents).flatMap(([name, { extends: parent }]) =>
      parent === undefined || Object.hasOwn(parents, parent) ? [] : [brokenInheritance(parents, name, [name], parent)],
    ),
};

export const environmentCycle: Rule = {
  id: "environment-cycle",
  title: "No environment extends itself, not even by way of others.",
  why: "There would be nothing to start from.",
  reads: "config",
  check: ({ names: { parents } }) =>
    Object.keys(parents).flatMap((name) => {
      const { chain, broken } = inheritance(parents, name);
      // Reported where the circle is, once for each environment in it.
      return broken === name ? [brokenInheritance(parents, name, chain, broken)] : [];
    }),
};
