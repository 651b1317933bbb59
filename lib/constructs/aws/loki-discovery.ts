import { type LokiCluster, lokiPorts } from "../../backends";
import { badValue } from "../errors";
import { isKnown, isKnownNumber } from "./tokens";

/** Where several tasks of Loki find each other in AWS Cloud Map. */
export interface LokiDiscovery {
  /**
   * A new namespace, or an existing one.
   *
   * @default - a new one, named as the service
   */
  readonly namespace?: string | { readonly id: string; readonly name: string };

  /**
   * Name of the service in the namespace.
   *
   * @default - that of the service in ECS
   */
  readonly service?: string;
}

/** Where tasks are found, and what Loki's configuration says of it. */
interface Discovery {
  readonly namespace: string | { readonly id: string; readonly name: string };
  readonly service: string;
  readonly cluster: LokiCluster;
}

/**
 * Undefined for one task, which looks for no others.
 *
 * @throws {ConstructError} for a number of tasks that loses lines, or that is not known yet
 */
export function discoveryOf(
  path: string,
  { discovery, name }: { readonly discovery?: LokiDiscovery; readonly name: string },
  tasks: number,
): Discovery | undefined {
  if (!isKnownNumber(tasks))
    throw badValue(path, "tasks", "a token", "Write the number down: Loki's configuration depends on it.");
  if (tasks === 1) return undefined;
  if (!Number.isInteger(tasks) || tasks < 3)
    throw badValue(
      path,
      "tasks",
      tasks,
      "Run 1, or at least 3: each line is in the memory of three until it is stored.",
    );
  const { namespace = name, service = name } = discovery ?? {};
  const zone = typeof namespace === "string" ? namespace : namespace.name;
  const host = `${known(path, "`service` of `discovery`", service)}.${known(path, "`namespace` of `discovery`", zone)}`;
  return { namespace, service, cluster: { name, members: [`dns+${host}:${lokiPorts.members}`] } };
}

/** What Loki's configuration says, which is written before Terraform runs. */
export function known(path: string, property: string, text: string): string {
  if (isKnown(text)) return text;
  throw badValue(path, property, "a token", "Write it down: Loki's configuration has it as text.");
}
