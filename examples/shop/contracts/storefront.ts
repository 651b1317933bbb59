import { baseContract, defineContract } from "sightline/contract";

/** The website: pages, search, the cart. */
export const storefront = defineContract({
  name: "storefront",
  extends: baseContract,
  fields: {
    "cart.items": { type: "integer", description: "Items in the cart afterwards.", unit: "Count" },
    "search.terms": { type: "string", description: "What was searched for." },
    "search.results": { type: "integer", description: "Products found.", unit: "Count" },
  },
  events: {
    cart_changed: { level: "info", description: "An item was put into a cart or taken out.", required: ["cart.items"] },
    search_completed: {
      level: "info",
      description: "A search was answered.",
      required: ["search.results"],
      optional: ["search.terms"],
    },
  },
  signals: {
    cart_changes: { description: "Carts changed.", on: "cart_changed", default: 0 },
    empty_searches: {
      description: "Searches that found nothing.",
      on: "search_completed",
      where: "{ $.search.results = 0 }",
      default: 0,
    },
  },
});
