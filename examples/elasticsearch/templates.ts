import { elasticsearchTemplates } from "sightline/backends";
import { baseContract, defineContract } from "sightline/contract";

const checkout = defineContract({
  name: "checkout",
  extends: baseContract,
  fields: { "cart.items": { type: "integer", description: "Items in the cart.", unit: "Count" } },
});

// Requests for Kibana's console: npx tsx templates.ts
const { text } = elasticsearchTemplates({
  namespace: "prod",
  dataStreams: [
    { dataset: "shop", form: "otel", contracts: [checkout], types: { "client.address": "ip" } },
    {
      dataset: "shop.audit",
      form: "lines",
      contracts: [checkout],
      retention: { keep: "400d", policy: { warm: { after: "30d" } } },
    },
  ],
});
process.stdout.write(text);
