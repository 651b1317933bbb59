import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { AdoptSettings } from "../../adopt";
import { accountShape, readArn } from "../../aws";
import { line } from "../../base";
import { isPlaced, type Template } from "../../terraform";
import { removedBlocks } from "../adopt/removed";
import { adoptedMarkdown, countsText } from "../adopt/report";
import { settled } from "../adopt/settled";
import { madeByPlan } from "../adopt/unapplied";
import { changeTexts, outcomeText } from "../adopt/words";
import { type Arguments, type Command, ExitCode, type Io, UsageError } from "../command";
import { projectName } from "../init/project-name";
import { installedSource, sightlineSource } from "../init/sightline-source";
import { scaffold } from "../init/template";
import { running, versions } from "../init/versions";
import { type ProjectFiles, writeProject } from "../init/write-project";
import { type NextCommand, nextText } from "../next";
import { OptionReader } from "../option-reader";
import { readText } from "../read-text";
import { readTemplate, templateFiles } from "../replay/templates";
import { shellWord } from "../shell";
import { readTerraformOptions, terraformOptions } from "../terraform-options";

const config = "sightline.config.yaml";

/** A first configuration from existing Terraform. */
export const adopt: Command = {
  name: "adopt",
  summary: "Write a first configuration from existing Terraform, and take its alarms and filters over",
  usage: "adopt --template FILE... --out DIR [--name NAME] [--env ENV] [--owner TEAM] [--json]",
  help: `
Reads a state or a plan and writes a project whose configuration has its metric alarms, composite alarms and metric filters,
under the names that they have in AWS, so that the first apply imports them and replaces nothing. Log groups and topics stay
with whoever makes them. DIR/ADOPTED.md says in a table what becomes of each resource, what the first apply changes in it, and
why others are left. DIR/removed.tf lets the configuration that made them forget them. check passes. DIR must be empty or not
exist yet; everything is written, or nothing. It only reads files and runs nothing.

  --template FILE   what terraform show -json prints for a state or a plan, a terraform.tfstate, *.tf.json, or a folder of
                    these; repeatable
  --out DIR         folder to write to
  --name NAME       name of the project, in kebab-case    [DIR's name]
  --env ENV         name of the environment               [prod]
  --owner TEAM      who owns what has no tag Owner or Team    [the project's name]
  --runbooks URL    https address below which runbooks are, or will be, a page per alarm; without it check warns of each alarm
  --region REGION   Region of the environment             [that of the template]
  --account ID      account of the environment            [that of the template]
  --var NAME=VALUE  value of a variable of the root module; repeatable
  --workspace NAME  terraform.workspace                   [default]
  --sightline SPEC  where npm gets sightline from, as for init; without it and where that is not known, no package.json is
                    written
  --json            print one JSON object
  -h, --help        print this text

Exit codes: 0 written, 1 nothing can be taken over, and nothing is written, 2 wrong use, unreadable input, or DIR is not empty.

Examples:
  terraform show -json > state.json && sightline adopt --template state.json --out observability
  sightline adopt --template plan.json --out observability --env staging --owner team-orders
`,
  options: {
    ...terraformOptions,
    template: { type: "string", multiple: true },
    out: { type: "string" },
    name: { type: "string" },
    env: { type: "string" },
    owner: { type: "string" },
    runbooks: { type: "string" },
    sightline: { type: "string" },
    json: { type: "boolean" },
  },
  run,
};

async function run(args: Arguments, io: Io): Promise<number> {
  const { folder, given, out, settings, template } = read(args, io);
  const source = sourceOf(args, io, folder);
  const { adoption, yaml } = await settled(template, settings, io.secrets);
  const { rows } = adoption;
  const taken = rows.filter(({ outcome }) => outcome.kind === "taken");
  const stack = `${settings.project}-${settings.environment}`.replaceAll("_", "-");
  const made = new Set(
    given.flatMap((each) => templateFiles(each, io.cwd)).flatMap((file) => [...madeByPlan(readText(file, io.cwd))]),
  );
  const report = {
    rows: io.secrets.hiddenIn(rows),
    templates: given,
    stack,
    unapplied: taken.flatMap(({ address }) => (made.has(address) ? [address] : [])),
  };
  if (taken.length > 0)
    writeProject(folder, {
      ...project(settings.project, source),
      [config]: yaml,
      "removed.tf": removedBlocks(rows),
      "ADOPTED.md": adoptedMarkdown(report),
    });

  if (args.values.json === true)
    io.stdout.data(
      `${JSON.stringify(
        {
          project: settings.project,
          environment: settings.environment,
          stack,
          out: taken.length > 0 ? out : null,
          unapplied: report.unapplied,
          resources: report.rows.map((row) => ({ ...row, says: outcomeText(row), changes: changeTexts(row) })),
        },
        null,
        2,
      )}\n`,
    );
  if (taken.length === 0) {
    io.stderr.write(`sightline adopt: nothing can be taken over\n`);
    for (const row of report.rows) io.stderr.write(line`  ${row.address}: ${outcomeText(row)}\n`);
    return ExitCode.findings;
  }
  if (report.unapplied.length > 0)
    io.stderr.write(
      line`sightline adopt: the plan would still make ${report.unapplied.length} of these: apply it before, as nothing can import what does not exist\n`,
    );
  if (source === undefined)
    io.stderr.write(
      "sightline adopt: package.json is not written, as it is not known where npm gets sightline from: give --sightline\n",
    );
  if (args.values.json !== true)
    io.stdout.write(`${countsText(rows)}.\n\n${nextText(next(out, folder === resolve(io.cwd), stack, source))}\n`);
  return ExitCode.ok;
}

interface Settings {
  readonly template: Template;
  readonly given: readonly string[];
  readonly settings: AdoptSettings;
  readonly out: string;
  readonly folder: string;
}

function read({ positionals, values }: Arguments, io: Io): Settings {
  const options = new OptionReader(values);
  options.needValues(["template", "out", "name", "env", "owner", "runbooks", "region", "workspace", "sightline"]);
  options.need(
    positionals.length === 0,
    line`unexpected argument "${positionals.join(" ")}": templates are given with --template`,
  );
  const given = [...new Set(options.texts("template"))];
  options.need(given.length > 0, "--template is missing: give a state or a plan, as terraform show -json prints it");
  const out = options.text("out") ?? "";
  options.need(out !== "", "--out is missing: name the folder to write to");
  const environment = options.text("env") ?? "prod";
  options.need(
    environmentShape.test(environment),
    line`--env ${environment}: use snake_case or kebab-case, beginning with a letter: prod`,
  );
  const owner = options.text("owner");
  options.need(owner?.trim() !== "", "--owner is blank: name a team");
  const runbooks = options.text("runbooks");
  options.need(
    runbooks === undefined || /^https:\/\/[^\s/]+\S*$/.test(runbooks),
    line`--runbooks ${runbooks ?? ""}: write an https address in full: https://wiki.example.com/runbooks`,
  );
  const terraform = readTerraformOptions(values, options.problems);
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n"));
  const folder = resolve(io.cwd, out);
  const project = projectName(values.name, folder);
  const template = readTemplate(given, io, terraform);
  const { account, region } = placeOf(template, terraform);
  return {
    template,
    given,
    out,
    folder,
    settings: {
      project,
      environment,
      account,
      region,
      owner: owner ?? project,
      runbooks: runbooks?.replace(/\/+$/, ""),
    },
  };
}

const environmentShape = /^(?!(?:constructor|prototype)$)(?=.{1,128}$)[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;

/** Where most of what can be taken over is, unless options say it. @throws UsageError if that is not known */
function placeOf(template: Template, given: { readonly region?: string; readonly account?: string }) {
  const places = [
    ...template.metricAlarms,
    ...template.compositeAlarms,
    ...template.logGroups,
    ...template.topics,
  ].flatMap(({ arn }) => (isPlaced(arn) ? (readArn(arn) ?? []) : []));
  const region = given.region ?? template.region ?? mostCommon(places.map((place) => place.region));
  const account = given.account ?? template.account ?? mostCommon(places.map((place) => place.account));
  const problems = [
    ...(region === undefined ? ["the template does not say in which Region its resources are: give --region"] : []),
    ...(account === undefined || !accountShape.test(account)
      ? ["the template does not say in which account its resources are: give --account"]
      : []),
  ];
  if (region === undefined || account === undefined || problems.length > 0) throw new UsageError(problems.join("\n"));
  return { region, account };
}

function mostCommon(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Where npm gets sightline from; undefined if it is not given and not known. @throws UsageError for what is given and is not there */
function sourceOf({ values }: Arguments, io: Io, folder: string): string | undefined {
  const places = { cwd: io.cwd, project: folder, running };
  if (typeof values.sightline === "string") return sightlineSource(values.sightline, places);
  return installedSource(places);
}

/** What synthesizes the configuration. */
function project(name: string, source: string | undefined): ProjectFiles {
  const files = scaffold({ name, versions: versions(source ?? ""), projectId: randomUUID() }, config, undefined);
  return source === undefined
    ? Object.fromEntries(Object.entries(files).filter(([path]) => path !== "package.json"))
    : files;
}

function next(out: string, isHere: boolean, stack: string, source: string | undefined): NextCommand[] {
  return [
    ...(isHere
      ? []
      : [
          {
            what: "Go there, and read ADOPTED.md:",
            command: `cd ${shellWord(out.startsWith("-") ? `./${out}` : out)}`,
          },
        ]),
    ...(source === undefined ? [] : [{ what: "Install its packages, once:", command: "npm install" }]),
    { what: "Check the configuration:", command: "npx sightline check" },
    { what: "See what the first apply would import and change:", command: `cdktf diff ${stack}` },
  ];
}
