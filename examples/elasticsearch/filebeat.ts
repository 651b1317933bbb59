import { filebeatConfiguration } from "sightline/agents";
import { baseContract } from "sightline/contract";

// Filebeat's configuration: npx tsx filebeat.ts > filebeat.yml
process.stdout.write(
  filebeatConfiguration({
    namespace: "prod",
    inputs: [
      { id: "audit", dataset: "shop.audit", contract: baseContract, from: { files: ["/var/log/audit/*.log*"] } },
    ],
    to: { hosts: ["https://es.internal:9200"], apiKeyFrom: "ES_API_KEY" },
    redaction: baseContract.redaction,
  }),
);
