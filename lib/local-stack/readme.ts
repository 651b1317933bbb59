import type { Has } from "./grafana";

/** What stands in the folder, for people. */
export function readmeText({
  addresses,
  has,
  hasDashboards,
  name,
}: {
  readonly name: string;
  readonly has: Has;
  readonly addresses: readonly { readonly what: string; readonly address: string }[];
  readonly hasDashboards: boolean;
}): string {
  const kept = [has.loki && "logs", has.prometheus && "metrics"].filter((each) => each !== false);
  return `# ${name}

The collector of this environment with its back ends and Grafana, written by \`sightline collector --compose\`. Write it again after a change of the
configuration; a file that you have changed is not overwritten.

\`\`\`sh
docker compose up -d --wait
docker compose logs -f collector
docker compose down        # with -v, what is stored is deleted, too
\`\`\`

| What | Where |
|---|---|
${addresses.map(({ address, what }) => `| ${what} | ${address} |`).join("\n")}

Applications send to the collector: \`OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318\`, or, from a container of this network (\`${name}_default\`), \`http://collector:4318\`.

- All ports are on this machine alone. There are no passwords: whoever works on this machine can read and change everything. Keep it to test data.
- The collector's configuration is that of other environments, but for the addresses of back ends; one task does what several do elsewhere.
${kept.length === 0 ? "" : `- Kept for a week: ${kept.join(", ")}.\n`}${
    has.loki
      ? `- Alloy reads the output of all other containers on this machine, removes what contracts forbid, and sends it to the collector. It needs Docker's socket. An application that also sends its logs by OTLP is there twice: leave out one of the two.\n`
      : ""
  }${hasDashboards ? "- Grafana shows the project's dashboards; changes in Grafana are not kept: change the files." : "- There is no folder of dashboards in the project. With one, write this again, and Grafana shows them."}
`;
}
