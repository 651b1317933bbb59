import { storefront as contract } from "../contracts/storefront";
import { second, type Clock } from "./clock";
import type { Checkout, Order, OrderResult } from "./checkout";
import { ask } from "./database";
import type { Incidents } from "./incidents";
import { createServiceLog, type ServiceLog, type Trace } from "./journal";
import type { Random } from "./random";
import { answer, ordinaryCrash, type Answer } from "./requests";

export interface Storefront {
  readonly log: ServiceLog;

  /** All return the time of the response. */
  home(at: number, trace: Trace, random: Random): number;
  product(at: number, trace: Trace, random: Random): number;

  /** @param takes time of the database call, for a slow one; random by default */
  search(at: number, trace: Trace, random: Random, terms?: string, takes?: number): number;
  changeCart(at: number, trace: Trace, random: Random, items: number): number;
  buy(at: number, trace: Trace, random: Random, order: Order): OrderResult;
}

const nouns = ["boots", "jacket", "tent", "lamp", "backpack", "stove", "rope", "gloves", "sleeping bag"] as const;
const adjectives = ["red", "light", "waterproof", "warm", "small", "used", "wool"] as const;

export function createStorefront(clock: Clock, incidents: Incidents, checkout: Checkout): Storefront {
  const log = createServiceLog(contract, clock, {
    version: "2026.10.11",
    hosts: ["ip-10-0-11-18", "ip-10-0-11-73", "ip-10-0-11-201"],
    release: {
      at: clock.at("11:20"),
      every: 45 * second,
      version: "2026.11.1",
      hosts: ["ip-10-0-11-36", "ip-10-0-11-99", "ip-10-0-11-164"],
    },
  });

  return {
    log,
    home(at, trace, random) {
      const work = log.begin(at, trace, random);
      const ended = at + random.logNormal(42, 0.45);
      const crash = ordinaryCrash(random);
      answer(work, { method: "GET", route: "/" }, at, ended, crash ? { crash } : page(random, 18_400));
      return ended;
    },

    product(at, trace, random) {
      const work = log.begin(at, trace, random);
      const route = "/products/{id}";
      const path = `/products/p-${random.whole(1000, 2999)}`;
      const read = ask(work, incidents, at, random, { operation: "SELECT", collection: "products", median: 19 });
      const ended = read.at + random.logNormal(38, 0.4);
      const crash = read.crash ?? ordinaryCrash(random);
      const found: Answer = random.chance(0.009) ? { status: 404, errorType: "not_found" } : page(random, 26_100);
      answer(work, { method: "GET", route, path }, at, ended, crash ? { crash } : found);
      return ended;
    },

    search(at, trace, random, terms, takes) {
      const work = log.begin(at, trace, random);
      const request = { method: "GET", route: "/search" } as const;
      if (random.chance(0.003)) {
        const refused = at + random.logNormal(5, 0.3);
        answer(work, request, at, refused, { status: 400, errorType: "bad_query" });
        return refused;
      }
      const query = { operation: "SELECT", collection: "products", median: 85 } as const;
      const read = ask(work, incidents, at, random, takes === undefined ? query : { ...query, takes });
      const ended = read.at + random.logNormal(40, 0.35);
      const crash = read.crash ?? ordinaryCrash(random);
      if (crash === undefined) {
        const results = random.chance(0.055) ? 0 : Math.ceil(random.logNormal(14, 0.9));
        const found = results === 1 ? "1 product" : `${results} products`;
        work.write(ended - 1, "search_completed", `search found ${found}`, {
          search: { terms: terms ?? `${random.pick(adjectives)} ${random.pick(nouns)}`, results },
        });
      }
      answer(work, request, at, ended, crash ? { crash } : page(random, 21_800));
      return ended;
    },

    changeCart(at, trace, random, items) {
      const work = log.begin(at, trace, random);
      const written = ask(work, incidents, at, random, { operation: "UPDATE", collection: "carts", median: 17 });
      const ended = written.at + random.logNormal(16, 0.4);
      const crash = written.crash ?? ordinaryCrash(random);
      if (crash === undefined) {
        const text = items === 1 ? "1 item" : `${items} items`;
        work.write(ended - 1, "cart_changed", `cart holds ${text}`, { cart: { items } });
      }
      answer(work, { method: "POST", route: "/cart/items" }, at, ended, crash ? { crash } : { status: 200 });
      return ended;
    },

    buy(at, trace, random, order) {
      const work = log.begin(at, trace, random);
      const result = checkout.place(at + random.logNormal(4, 0.3), trace, random, order);
      const ended = result.at + random.logNormal(6, 0.3);
      // For the customer, a failure of a service behind this one is a bad gateway.
      const status = result.status === 500 ? 502 : result.status;
      const errorType = status === 201 ? undefined : status >= 500 ? "checkout_failed" : "order_rejected";
      answer(work, { method: "POST", route: "/checkout", userId: order.userId }, at, ended, { status, errorType });
      return { at: ended, status };
    },
  };
}

function page(random: Random, bytes: number): Answer {
  return { status: 200, bytes: random.logNormal(bytes, 0.2) };
}
