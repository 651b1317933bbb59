import { type ConfigFinding, problem } from "../errors";
import { constructIdOf } from "../names";
import type { ConfigRule } from "./rule";

/** Ids that the stack itself uses. */
const taken: ReadonlyMap<string, string> = new Map(
  ["Aws", "Collectors", "Key", "ManagedGrafana", "Notifications", "SavedQueries", "Xray"].map((id) => [
    id,
    "the stack itself",
  ]),
);

export const constructIds: ConfigRule<"construct-id"> = {
  id: "construct-id",
  check: ({ config }) => [
    ...clashes(config.services, ["services"], taken),
    ...Object.entries(config.services).flatMap(([service, { alarms = {} }]) =>
      clashes(alarms, ["services", service, "alarms"], new Map()),
    ),
  ],
};

function clashes(
  table: Readonly<Record<string, { readonly id?: string | undefined }>>,
  at: readonly string[],
  reserved: ReadonlyMap<string, string>,
): ConfigFinding[] {
  const owners = new Map(reserved);
  return Object.entries(table).flatMap(([name, entry]): ConfigFinding[] => {
    const id = entry.id ?? constructIdOf(name);
    const owner = owners.get(id);
    owners.set(id, `"${name}"`);
    return owner === undefined
      ? []
      : [problem("construct-id", [...at, name], `the construct id ${id} is also the id of ${owner}`)];
  });
}
