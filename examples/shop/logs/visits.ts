import type { Assistant } from "./assistant";
import type { Auth, LoginFailure } from "./auth";
import type { Checkout, Order } from "./checkout";
import { second } from "./clock";
import { newTrace, type Trace } from "./journal";
import type { Random } from "./random";
import type { Storefront } from "./storefront";
import type { Arrival } from "./traffic";

/** The services that visitors use. */
export interface Shop {
  readonly storefront: Storefront;
  readonly checkout: Checkout;
  readonly auth: Auth;
  readonly assistant: Assistant;
}

/** One visit, from the first page to the order or until the visitor leaves. */
export function visit(shop: Shop, { at: arrived, random }: Arrival): void {
  const { storefront, checkout, auth, assistant } = shop;
  const correlationId = random.id("cor");
  const trace = (): Trace => newTrace(random, correlationId);
  const userId = `usr_${random.whole(20_000, 29_999).toString(36)}`;
  let at = arrived;

  if (random.chance(0.45)) at = storefront.home(at, trace(), random) + pause(random, 7 * second);
  if (random.chance(0.36)) at = storefront.search(at, trace(), random) + pause(random, 9 * second);
  for (let more = random.chance(0.7); more; more = random.chance(0.25)) {
    at = storefront.product(at, trace(), random) + pause(random, 14 * second);
  }
  if (random.chance(0.055)) {
    for (let asks = true; asks; asks = random.chance(0.4)) {
      at = assistant.reply(at, trace(), random) + pause(random, 25 * second);
    }
  }
  if (!random.chance(0.62)) return;
  for (let items = 1; items === 1 || random.chance(0.2); items++) {
    at = storefront.changeCart(at, trace(), random, items) + pause(random, 8 * second);
  }
  if (!random.chance(0.82)) return;

  const known = random.chance(0.62);
  if (known) {
    const signedIn = signIn(auth, at, trace, random, userId);
    if (signedIn === undefined) return;
    at = signedIn + pause(random, 5 * second);
  }
  const user = known ? userId : undefined;
  at = checkout.prepare(at, trace(), random, user) + pause(random, 18 * second);

  const method = random.weighted({ card: 62, wallet: 24, invoice: 14 });
  let order: Order = { valueMinor: Math.round(random.logNormal(5400, 0.6)), method, userId: user };
  for (let tries = 1; ; tries++) {
    const result = storefront.buy(at, trace(), random, order);
    at = result.at + pause(random, 22 * second);
    const worthATry = result.status === 402 || result.status >= 500;
    if (!worthATry || tries === 3 || !random.chance(0.5)) return;
    if (random.chance(0.3)) order = { ...order, method: random.weighted({ card: 3, wallet: 2, invoice: 1 }) };
  }
}

/** Signs in, with several attempts if necessary. Returns the time of the success; undefined if the user gave up. */
function signIn(auth: Auth, begun: number, trace: () => Trace, random: Random, userId: string): number | undefined {
  const method = random.weighted({ password: 70, passkey: 18, sso: 12 });
  const address = `198.51.100.${random.whole(1, 254)}`;
  let at = begun;
  for (let failuresBefore = 0; failuresBefore < 5; failuresBefore++) {
    const fails = random.chance(failuresBefore === 0 ? 0.07 : 0.3);
    const failure = fails ? reason(random, method) : undefined;
    at = auth.login(at, trace(), random, { method, userId, address, failuresBefore, failure });
    if (failure === undefined) return at;
    if (failure === "locked" || !random.chance(0.85)) return undefined;
    at += pause(random, 5 * second);
  }
  return undefined;
}

/** Time until a person's next step; half of the pauses are shorter. */
function pause(random: Random, median: number): number {
  return Math.round(random.logNormal(median, 0.6));
}

function reason(random: Random, method: "password" | "passkey" | "sso"): LoginFailure {
  if (method !== "password") return random.weighted({ mfa_failed: 2, expired: 3 });
  return random.weighted({ wrong_password: 64, unknown_user: 21, mfa_failed: 8, expired: 5, locked: 2 });
}
