import { lokiConfiguration } from "sightline/backends";

// Loki's configuration, with the reason of each setting: npx tsx loki.ts > loki.yaml
const { text } = lokiConfiguration({
  store: { bucket: "shop-prod-loki", region: "eu-central-1" },
  cluster: { name: "shop-prod", members: ["dns+loki.shop-prod:7946"] },
  retention: { keep: "30d", streams: [{ where: { "service.name": "payments" }, keep: "400d" }] },
  limits: { megabytesPerSecond: 20 },
});
process.stdout.write(text);
