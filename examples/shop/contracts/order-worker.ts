import { baseContract, defineContract } from "sightline/contract";

/** Takes orders from a queue and has them shipped. It serves no requests. */
export const orderWorker = defineContract({
  name: "order-worker",
  extends: baseContract,
  fields: {
    "order.id": { type: "string", description: "Id of the order.", example: "ord_5512" },
    "order.step": { type: "string", description: "The step that failed.", values: ["reserve", "label", "hand_over"] },
  },
  events: {
    order_processed: {
      level: "info",
      description: "An order completed all steps.",
      required: ["order.id", "messaging.destination.name", "messaging.duration_ms", "messaging.age_ms"],
    },
    order_failed: {
      level: "error",
      description: "An order could not be processed and goes back to the queue, or to the dead-letter queue.",
      required: ["order.id", "order.step", "error.type", "messaging.attempt"],
      optional: ["error.message", "messaging.destination.name", "messaging.duration_ms"],
    },
  },
  signals: {
    orders_processed: { description: "Orders processed.", on: "order_processed", default: 0 },
    orders_failed: {
      description: "Attempts that failed, by step.",
      on: "order_failed",
      dimensions: ["order.step"],
      total: true,
    },
    processing_duration: {
      description: "Time to process an order.",
      on: "order_processed",
      value: "messaging.duration_ms",
    },
    waiting_time: {
      description: "Time an order waited in the queue.",
      on: "order_processed",
      value: "messaging.age_ms",
    },
  },
});
