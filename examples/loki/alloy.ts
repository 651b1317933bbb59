import { alloyConfiguration } from "sightline/agents";
import { baseContract } from "sightline/contract";

// Alloy's configuration, for a daemon set on Kubernetes: npx tsx alloy.ts > config.alloy
process.stdout.write(
  alloyConfiguration({
    environment: "prod",
    from: { kubernetes: { namespaces: ["shop"], ownNode: true } },
    to: { loki: "http://loki.shop-prod:3100" },
    redaction: baseContract.redaction,
  }),
);
