import { minute } from "./clock";
import type { Day, ServiceName } from "./day";
import type { Incidents, Window } from "./incidents";
import { linesWithin } from "./sample";
import { stories } from "./stories";

/** The lines around an incident that its scenario replays: those of the services that the scenario has expectations for. */
export interface Excerpt {
  /** The incident's id in `incidents.json`, and the folder below `test/scenarios`. */
  readonly incident: string;
  readonly services: readonly ServiceName[];
  readonly lines: Readonly<Partial<Record<ServiceName, readonly string[]>>>;
}

const services: Readonly<Record<string, readonly ServiceName[]>> = {
  "silent-worker": ["storefront", "checkout", "payments", "order-worker"],
  "slow-database": ["storefront", "checkout", "payments", "auth", "order-worker"],
  "payment-provider-outage": ["storefront", "checkout", "payments", "order-worker"],
};

/** Half an hour before the incident, so that no alarm lacks data, and enough after it to see the recovery. */
function windowOf({ from, to }: Window): Window {
  return { from: from - 30 * minute, to: to + 25 * minute };
}

export function excerptsOf(day: Day): readonly Excerpt[] {
  return told(day.incidents).map(({ id, from, to }) => {
    const lines = linesWithin(day.lines, windowOf({ from, to }));
    const wanted = services[id];
    if (wanted === undefined) throw new Error(`no services are named for the incident ${id}`);
    return {
      incident: id,
      services: wanted,
      lines: Object.fromEntries(wanted.map((service) => [service, lines[service]])),
    };
  });
}

function told(incidents: Incidents): readonly (Window & { readonly id: string })[] {
  return stories(incidents);
}
