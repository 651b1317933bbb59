import { baseContract, defineContract } from "sightline/contract";

/** Turns a cart into an order. */
export const checkout = defineContract({
  name: "checkout",
  extends: baseContract,
  fields: {
    "order.id": { type: "string", description: "Id of the order.", example: "ord_5512" },
    "order.value_minor": { type: "integer", description: "Value in cents.", unit: "None" },
    "order.payment_method": { type: "string", description: "How it is paid.", values: ["card", "invoice", "wallet"] },
    "order.rejection": { type: "string", description: "Why it was rejected.", values: ["payment", "stock", "address"] },
  },
  events: {
    order_placed: {
      level: "info",
      description: "A customer placed an order and it was accepted.",
      required: ["order.id", "order.value_minor", "order.payment_method"],
      optional: ["user.id"],
    },
    order_rejected: {
      level: "warn",
      description: "A customer tried to place an order and could not.",
      required: ["order.rejection", "order.payment_method"],
      optional: ["user.id"],
    },
  },
  signals: {
    orders_placed: {
      description: "Orders accepted.",
      on: "order_placed",
      dimensions: ["order.payment_method"],
      total: true,
    },
    order_value: { description: "Value of accepted orders, in cents.", on: "order_placed", value: "order.value_minor" },
    orders_rejected: {
      description: "Orders that could not be placed, by reason.",
      on: "order_rejected",
      dimensions: ["order.rejection"],
      total: true,
    },
  },
});
