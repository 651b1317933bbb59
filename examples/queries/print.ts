import { baseContract, defineContract } from "sightline/contract";
import { print, queryContext, questionsOfService } from "sightline/queries";

const orders = defineContract({
  name: "orders",
  extends: baseContract,
  events: { order_refused: { level: "warn", description: "An order was refused.", required: ["error.type"] } },
});

const context = queryContext({
  project: "shop",
  environment: "prod",
  region: "eu-central-1",
  services: [
    { name: "orders", contract: orders, namespace: "shop/prod/orders", logGroup: { name: "/app/prod/orders" } },
  ],
});

for (const question of context.services.flatMap(questionsOfService)) {
  if (Object.values(question.params).some((param) => param.default === undefined)) continue;
  const printed = print(question.ask(), "logs-insights", context);
  if ("queries" in printed) for (const { text } of printed.queries) console.log(`# ${question.title}\n${text}\n`);
}
