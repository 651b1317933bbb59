import { baseContract, defineContract, eq } from "sightline/contract";

/** Moves the money, through two providers. */
export const payments = defineContract({
  name: "payments",
  extends: baseContract,
  fields: {
    "payment.id": { type: "string", description: "Id of the payment.", example: "pay_771" },
    "payment.provider": { type: "string", description: "Provider that moves the money.", values: ["stripe", "adyen"] },
    "payment.amount_minor": { type: "integer", description: "Amount in cents.", unit: "None" },
    "payment.failure": {
      type: "string",
      description: "Why it failed.",
      values: ["declined", "provider_timeout", "provider_error", "fraud_suspected"],
    },
  },
  events: {
    payment_authorized: {
      level: "info",
      description: "A provider authorized a payment.",
      required: ["payment.id", "payment.provider", "payment.amount_minor", "external.service", "external.duration_ms"],
    },
    payment_failed: {
      level: "error",
      description: "A payment was refused, or the provider could not be reached.",
      required: [
        "payment.id",
        "payment.provider",
        "payment.failure",
        "external.service",
        "external.duration_ms",
        "error.type",
      ],
      optional: ["payment.amount_minor", "error.message"],
    },
  },
  signals: {
    payment_attempts: {
      description: "Payment attempts, successful or not.",
      on: ["payment_authorized", "payment_failed"],
      default: 0,
    },
    payment_failures: {
      description: "Payments that failed, by provider.",
      on: "payment_failed",
      dimensions: ["payment.provider"],
      total: true,
    },
    provider_timeouts: {
      description: "Payments that timed out at the provider.",
      on: "payment_failed",
      where: eq("payment.failure", "provider_timeout"),
      default: 0,
    },
    provider_duration: {
      description: "Response time of the providers.",
      on: ["payment_authorized", "payment_failed"],
      value: "external.duration_ms",
    },
  },
});
