import { defineConfig } from "sightline/config";
import { environments } from "./environments";
import { assistant } from "./services/assistant";
import { auth } from "./services/auth";
import { checkout } from "./services/checkout";
import { orderWorker } from "./services/order-worker";
import { payments } from "./services/payments";
import { storefront } from "./services/storefront";

/** A web shop: six services, their alarms, and the environments they run in. */
export default defineConfig({
  project: "shop",
  services: { storefront, checkout, payments, auth, "order-worker": orderWorker, assistant },
  environments,
  accept: ["dev", "local"].map((environment) => ({
    rule: "severity-only-email" as const,
    path: "aws_sns_topic.*",
    environment,
    reason: "Nobody is woken for it.",
  })),
});
