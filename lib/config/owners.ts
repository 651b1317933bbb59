import { own } from "../base";
import type { Service } from "./config";
import type { EnvironmentSettings } from "./merge";
import type { OwnerPlan } from "./plan/service";
import { compact } from "./records";
import type { ServiceEntry } from "./schema/service";

/** Who acts on the alarms of a service in an environment. */
export function ownerOf(entry: Service, settings: EnvironmentSettings, name: string): OwnerPlan | undefined {
  const owner = own(settings.services, name)?.owner ?? entry.owner;
  return owner === undefined ? undefined : planOwner(owner);
}

export function planOwner(owner: NonNullable<ServiceEntry["owner"]>): OwnerPlan {
  return typeof owner === "string" ? { team: owner } : { team: owner.team, ...compact({ contact: owner.contact }) };
}

/** `team-payments (#payments)` */
export function ownerText({ contact, team }: OwnerPlan): string {
  return contact === undefined ? team : `${team} (${contact})`;
}
