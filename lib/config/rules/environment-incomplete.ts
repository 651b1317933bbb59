import { type ConfigFinding, problem } from "../errors";
import type { EffectiveEnvironment } from "../merge";
import type { ConfigRule } from "./rule";

const needed = {
  region: ["no region", "Add region: eu-central-1, here or in an environment it extends."],
  account: ["no account", 'Add account: "111122223333", 12 digits in quotes, here or in an environment it extends.'],
  backend: [
    "no backend: Terraform has no place for the state",
    "Add backend: { type: s3, bucket: ... }, or { type: local } for one person and one machine.",
  ],
} as const;

export const environmentIncomplete: ConfigRule<"environment-incomplete"> = {
  id: "environment-incomplete",
  check: ({ environments }) => environments.flatMap(missingSettings),
};

/** What an environment lacks to be deployed. */
export function missingSettings({ name, value }: EffectiveEnvironment): readonly ConfigFinding[] {
  return (["region", "account", "backend"] as const)
    .filter((setting) => value[setting] === undefined)
    .map((setting) => {
      const [message, fix] = needed[setting];
      return problem("environment-incomplete", ["environments", name], message, fix);
    });
}
