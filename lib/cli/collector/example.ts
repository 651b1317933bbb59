import type { CollectorDocument } from "../../collector";
import { signalsOfPipelines } from "../../collector/scenarios";

/** How to begin: a scenario for what a configuration carries. */
export function exampleFor(document: CollectorDocument, options: string): string {
  const signals = signalsOfPipelines(document);
  const parts = [...examples].filter(([signal]) => signals.some((each) => each === signal)).map(([, part]) => part);
  const used = parts.length === 0 ? [...examples.values()].slice(0, 1) : parts;
  return `A scenario says what is sent and what must come out. Write this into card.collector-scenario.yaml, change it to what you promise:

name: No card number leaves
send:
${used.map(({ send }) => send).join("\n")}
expect:
${used.map(({ expect }) => expect).join("\n")}
  - nowhere: "4111111111111111"

and run it: sightline collector test ${options} card.collector-scenario.yaml
All keys: docs/collector-scenarios.md
`;
}

const examples = new Map<string, { readonly send: string; readonly expect: string }>([
  [
    "traces",
    {
      send: `  - { span: POST /pay, service: payments, status: error, attributes: { card: "4111111111111111" } }`,
      expect: `  - { span: POST /pay, kept: true }`,
    },
  ],
  [
    "logs",
    {
      send: `  - { log: paid with 4111111111111111, service: payments, severity: error }`,
      expect: `  - { log: "*", severity: error, kept: true }`,
    },
  ],
  [
    "metrics",
    {
      send: `  - { metric: orders, type: sum, value: 3, service: payments, attributes: { card: "4111111111111111" } }`,
      expect: `  - { metric: orders, kept: true }`,
    },
  ],
]);
