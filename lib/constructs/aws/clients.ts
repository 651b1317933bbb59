import { badValue } from "../errors";
import { pascalCase } from "./names";
import type { Peer, TrafficRule, TrafficRules } from "./security-group-rules";
import { isKnown } from "./tokens";

/** Who connects to a service. */
export type Client = Peer & {
  /**
   * A name that does not change: it is part of the path of its rules.
   *
   * @default - from the security group, addresses or prefix list; its place in the list, if that is a token
   */
  readonly name?: string;
};

/** A client with the name that its rules have. */
export interface NamedClient<Given extends Client> {
  readonly client: Given;

  /** For the IDs of constructs: `SgApps`. */
  readonly id: string;

  /** Where it is given: `clients[0]`. */
  readonly place: string;
}

/**
 * Clients with their names. AWS refuses the same rule twice, and two of one name would be one.
 *
 * @throws {ConstructError} for a client that is listed twice, and two of one name
 */
export function namedClients<Given extends Client>(
  path: string,
  clients: readonly Given[],
): readonly NamedClient<Given>[] {
  const addresses = new Set<string>();
  const ids = new Set<string>();
  return clients.map((client, index) => {
    const address = addressOf(client);
    const place = `clients[${index}]`;
    if (addresses.has(address)) throw badValue(path, place, address, "List each client once.");
    addresses.add(address);
    const given = client.name ?? (isKnown(address) ? address.replace(/[./:]/g, "x") : `client${index + 1}`);
    const id = pascalCase(given);
    if (ids.has(id)) throw badValue(path, `name of ${place}`, given, "Give each client another `name`.");
    ids.add(id);
    return { client, id, place };
  });
}

/** A rule for each client and port; the names of ports are the ends of the rules' names. */
export function rulesFor(
  clients: readonly NamedClient<Client>[],
  ports: Readonly<Record<string, Pick<TrafficRule, "port" | "description">>>,
): TrafficRules {
  return Object.fromEntries(
    clients.flatMap(({ client, id }) =>
      Object.entries(ports).map(([end, port]) => [`${id}${end}`, { peer: client, ...port }]),
    ),
  );
}

function addressOf(client: Client): string {
  if ("securityGroup" in client) return client.securityGroup;
  return "cidr" in client ? client.cidr : client.prefixList;
}
