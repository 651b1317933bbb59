import type { Auth } from "./auth";
import { second, type Clock } from "./clock";
import type { Fleet } from "./fleet";
import { newTrace, type ServiceLog } from "./journal";
import type { Random } from "./random";
import type { Storefront } from "./storefront";

/** A deployment: new tasks start, and the old ones stop when the new ones serve. */
function deploy(log: ServiceLog): void {
  const { release, hosts, version }: Fleet = log.fleet;
  if (release === undefined) return;
  for (const [slot, host] of hosts.entries()) {
    const begun = release.at + slot * release.every;
    const started = { host: release.hosts[slot] ?? host, version: release.version };
    log.process(begun - 3 * second, started, "service_started", `${started.version} started`);
    log.process(begun, { host, version }, "service_stopping", `${version} stops when it is done with its requests`);
  }
}

/** A person or an app keeps trying a wrong password. Too few attempts for an attack. */
function stubbornLogins(auth: Auth, at: number, every: number, times: number, random: Random): void {
  const userId = `usr_${random.whole(20_000, 29_999).toString(36)}`;
  const correlationId = random.id("cor");
  const address = `203.0.113.${random.whole(1, 254)}`;
  let next = at;
  for (let failuresBefore = 0; failuresBefore < times; failuresBefore++) {
    const login = { method: "password", userId, address, failuresBefore, failure: "wrong_password" } as const;
    auth.login(next, newTrace(random, correlationId), random, login);
    next += every + random.whole(0, 3 * second);
  }
}

/** One search with a great many words. */
function slowSearch(storefront: Storefront, at: number, random: Random): void {
  const terms = "boots jacket tent lamp backpack stove rope gloves socks hat poles pegs mat mug pan filter axe map";
  storefront.search(at, newTrace(random, random.id("cor")), random, terms, 4830);
}

/** Small everyday incidents, none of them worth an alarm. */
export function ordinaryNoises(clock: Clock, storefront: Storefront, auth: Auth, random: Random): void {
  deploy(storefront.log);
  // An app with an old password retries by itself; later, a person has forgotten theirs and is locked out.
  stubbornLogins(auth, clock.at("09:12:08"), 45 * second, 7, random);
  stubbornLogins(auth, clock.at("16:21:30"), 50 * second, 10, random);
  slowSearch(storefront, clock.at("13:37:21"), random);
}
