import { dirname } from "node:path";
import { line, listed, placeText } from "../../base";
import { collectorTiers, diagram, explain, helmValues, type NoHelmValues } from "../../collector";
import { configFindingText, deployedEnvironments, planEnvironment } from "../../config";
import { inJson } from "../check/collector-text";
import { load, needEnvironment } from "../check/load";
import { type Command, ExitCode, UsageError } from "../command";
import { writeCompose } from "../collector/compose";
import { explainedText } from "../collector/explained-text";
import { plannedTexts } from "../collector/planned";
import { accepting } from "../findings/acceptances";
import { OptionReader } from "../option-reader";

/** Prints the configuration of an environment's collectors, or says what it does. */
export const collector: Command = {
  name: "collector",
  summary: "Print the configuration of an environment's OpenTelemetry Collector, or explain it",
  usage: "collector --env ENV [--tier TIER] [--explain | --diagram | --helm-values | --compose DIR] [--config FILE]",
  help: `
Prints the YAML of the collectors that an environment has (its collector and telemetry), with the reasons of settings as
comments, and says what is wrong with it. There is a gateway, which applications send to, and, where traces are sampled and the gateway has several tasks, a
sampler, which keeps or drops whole traces. A sidecar and an agent, where the environment has them, hand what they take to the gateway.

  --env ENV      the environment
  --tier TIER    gateway, sampler, sidecar or agent    [all that there are, as one document each]
  --explain      say, step by step, what happens to spans, metrics and logs, and why settings have their values
  --diagram      draw the pipelines, as a flowchart of Mermaid
  --helm-values  print values of OpenTelemetry's Helm chart opentelemetry-collector, which run the agent as a DaemonSet;
                 with --cluster, they say the cluster's name
  --cluster NAME the Kubernetes cluster: k8s.cluster.name of what comes from it      [it is not said]
  --compose DIR  write a project of Docker Compose into DIR: this collector with its back ends on this machine (Loki,
                 Prometheus, Tempo), Grafana with data sources and the folder dashboards, and Alloy, which reads the
                 output of other containers. Files that were changed since are not overwritten.
  --config FILE  TypeScript or JavaScript, which is run, or YAML or JSON
                 [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --json         print one JSON object: { environment, collectors: [{ tier, document, secrets, facts, delivery, findings,
                 pipelines }] }; delivery has the size of the YAML in bytes
  -h, --help     print this text

Exit codes: 0 printed or written, 1 the configuration or the collector has errors, 2 wrong use, an unreadable file, or an environment without a collector.

Examples:
  sightline collector --env prod --tier gateway > gateway.yaml
  sightline collector --env prod --explain
  sightline collector --env prod --tier sampler --diagram
  sightline collector --env prod --helm-values --cluster shop > values.yaml && helm upgrade --install \\
    collector-agent open-telemetry/opentelemetry-collector -f values.yaml
  sightline collector --env local --compose stack && docker compose -f stack/compose.yaml up -d --wait
`,
  options: {
    cluster: { type: "string" },
    compose: { type: "string" },
    config: { type: "string" },
    diagram: { type: "boolean" },
    env: { type: "string" },
    explain: { type: "boolean" },
    "helm-values": { type: "boolean" },
    json: { type: "boolean" },
    tier: { type: "string" },
  },
  async run({ positionals, values }, io) {
    const reader = new OptionReader(values);
    const tier = reader.oneOf("tier", collectorTiers);
    const forms = ["explain", "diagram", "helm-values", "json"].filter((form) => reader.flag(form));
    if (positionals.length > 0) reader.problems.push(line`unexpected argument "${positionals.join(" ")}"`);
    if (forms.length > 1)
      reader.problems.push(`${listed(forms.map((form) => `--${form}`))} each say how to print: give one`);
    const compose = reader.text("compose");
    const cluster = reader.text("cluster");
    const wantsValues = forms.includes("helm-values");
    if (cluster !== undefined && !wantsValues) reader.problems.push("--cluster is for --helm-values: add it");
    if (wantsValues && tier !== undefined && tier !== "agent")
      reader.problems.push(`--helm-values are for the agent: leave out --tier ${tier}`);
    const others = [...forms.map((form) => `--${form}`), ...(tier === undefined ? [] : ["--tier"])];
    if (compose !== undefined && others.length > 0)
      reader.problems.push(`--compose writes everything: leave out ${listed(others)}`);
    if (reader.problems.length > 0) throw new UsageError(reader.problems.join("\n  "));

    const loaded = await load(reader.text("config"), io);
    const { config, file } = loaded;
    if (config === undefined || file === undefined) {
      io.stderr.write(`${loaded.findings.map(configFindingText).join("\n")}\n`);
      return ExitCode.findings;
    }
    const name = reader.text("env");
    if (name === undefined) throw new UsageError(line`give --env: ${listed(deployedEnvironments(config))}`);
    needEnvironment(config, name, false);
    const plan = planEnvironment(config, name).collector;
    if (plan === undefined) throw new UsageError(line`environment ${name} has no collector: add "collector: {}" to it`);

    const planned = plannedTexts(plan, config, loaded);
    if (wantsValues && plan.agent === undefined)
      throw new UsageError(line`environment ${name} ${noValues["no-agent"]}`);
    const chosen = wantsValues
      ? planned.filter((each) => each.tier === "agent")
      : tier === undefined
        ? planned
        : planned.filter((each) => each.tier === tier);
    if (chosen.length === 0)
      throw new UsageError(
        tier === "sampler"
          ? line`environment ${name} has no sampler: its traces are not sampled, or the gateway's only task samples them`
          : line`environment ${name} has no ${tier ?? ""}: add "${tier ?? ""}" to its collector`,
      );
    const rendered = chosen.map((each) => ({
      ...each,
      findings: accepting(each.findings, loaded.acceptances, name, io).findings,
    }));
    const findings = rendered.flatMap((each) => each.findings);
    for (const { at, fix, message, severity } of findings)
      io.stderr.write(line`${placeText(at)}: ${severity}: ${message}` + `\n  ${fix}\n`);
    if (compose !== undefined) writeCompose(compose, plan, dirname(file), io);
    else if (forms[0] === "json")
      io.stdout.data(
        `${JSON.stringify(
          {
            environment: name,
            collectors: rendered.map(({ comments, document, facts, findings: found, secrets, text, tier: of }) => ({
              tier: of,
              document,
              secrets,
              facts,
              delivery: { size: Buffer.byteLength(text), ...facts.delivery },
              findings: found.map(inJson),
              pipelines: explain(document, comments),
            })),
          },
          null,
          2,
        )}\n`,
      );
    else if (wantsValues)
      io.stdout.data(
        rendered
          .map(({ document }) => {
            const made = helmValues(plan, document, cluster === undefined ? {} : { cluster });
            if ("problem" in made) throw new UsageError(line`environment ${name} ${noValues[made.problem]}`);
            return `# agent of ${plan.project}-${name}, for the Helm chart opentelemetry-collector\n${made.text}`;
          })
          .join(""),
      );
    else if (forms[0] === "diagram") io.stdout.write(rendered.map(({ document }) => diagram(document)).join("\n"));
    else if (forms[0] === "explain")
      io.stdout.write(
        rendered
          .map(({ comments, document, secrets, tier: of }) => explainedText(of, explain(document, comments), secrets))
          .join("\n"),
      );
    else
      io.stdout.data(
        rendered
          .map(
            ({ text, tier: of }) =>
              `# ${of} of ${plan.project}-${name}, for ${plan.distribution} ${plan.version}\n${text}`,
          )
          .join("---\n"),
      );
    return findings.some(({ severity }) => severity === "error") ? ExitCode.findings : ExitCode.ok;
  },
};

/** Why an environment has no values for Helm, after its name. */
const noValues: Readonly<Record<NoHelmValues, string>> = {
  "no-agent": 'has no agent: add "agent: { platform: kubernetes }" to its collector',
  "not-kubernetes": "has an agent for EC2: say platform: kubernetes",
  "no-gateway": "does not say where its agent finds the gateway: add its address as agent.gateway",
  "no-image": "does not say which image its agent runs: add collector.image, by digest",
  "root-folder": "has an agent that reads files in the root of nodes: put them into a folder",
};
